"""All publications, narrowed and searched."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linmeng.alliance.models import Compound
from linmeng.common.clock import local_day
from linmeng.pages.publishing.plain_papers import stands
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.shared.workbook import Cell, workbook, workbook_response
from linmeng.pages.voices.asking import tabs
from linmeng.publishing.models import Publication
from linmeng.publishing.permissions import may_publish
from linmeng.publishing.queries import PublicationSearch, find_publications

A_MOMENT = timedelta(microseconds=1)
A_PAGE, MOST_EXCEL_ROWS, LONGEST_QUERY = 20, 5000, 80


def _asked(request: VisitorRequest) -> PublicationSearch:
    asked = request.GET
    return PublicationSearch(
        words=asked.get("q", "").strip()[:LONGEST_QUERY],
        compound=asked.get("c", ""),
        kind=asked.get("kind", ""),
        state=asked.get("state", ""),
    )


@require_GET
def publications(request: VisitorRequest, slug: str) -> HttpResponse:
    """The list, newest first."""
    asked, actor = _asked(request), request.visitor.actor
    page = Paginator(find_publications(asked, request.at), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "asked": asked,
        "tabs": tabs(request.GET, "state", _states(), {}),
        "selects": _selects(request),
        "may_publish": actor.hat is not None and any(may_publish(actor, c) for c in actor.hat.compounds),
    }
    return render(request, "publishing/publications.html", context)


def _states() -> list[tuple[str, str]]:
    return [
        ("", _("All")),
        ("open", _("objections open")),
        ("standing", _("stands")),
        ("corrected", _("corrected")),
        ("withdrawn", _("withdrawn")),
    ]


def _selects(request: VisitorRequest) -> list[dict[str, Any]]:
    compounds = [(c.code, c.name) for c in Compound.objects.order_by("code")]
    kinds = [(value, str(label)) for value, label in Publication.Kind.choices]
    return [
        _select(request, "c", _("Compound"), compounds),
        _select(request, "kind", _("Kind"), kinds),
    ]


def _select(request: VisitorRequest, name: str, label: str, choices: list[tuple[str, str]]) -> dict[str, Any]:
    chosen = request.GET.get(name, "")
    options = [(value, word, value == chosen) for value, word in [("", _("all")), *choices]]
    return {"name": name, "label": label, "options": options}


@require_GET
def publications_excel(request: VisitorRequest, slug: str) -> HttpResponse:
    """The list as it is narrowed now."""
    found = list(find_publications(_asked(request), request.at)[:MOST_EXCEL_ROWS])
    headers = [
        _("Compound"),
        _("Kind"),
        _("Headline"),
        _("Published"),
        _("Until the end of"),
        _("State"),
        _("Article"),
        _("Check code"),
        _("Fingerprint (SHA-256)"),
    ]
    content = workbook(_("Publications"), headers, [14, 12, 40, 12, 14, 12, 24, 12, 66], _rows(found))
    return workbook_response(content, f"publications-{request.visitor.actor.today.isoformat()}")


def _rows(found: list[Publication]) -> Iterable[list[Cell]]:
    for one in found:
        ends = one.period_ends_at
        last = local_day(ends - A_MOMENT) if ends else None  # it ends at 24:00
        name = one.compound.name if one.compound else ""
        state = _("stands") if stands(one) else _("withdrawn") if one.withdrawn_at else _("corrected")
        day = local_day(one.published_at)
        kind = str(one.get_kind_display())
        yield [name, kind, one.title, day, last, state, one.article, one.check_code, one.facts_sha256]
