"""The strengths register of the alliance: what each compound shares, in one place."""

from collections.abc import Iterable
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linmeng.alliance.models import Strength
from linmeng.alliance.permissions import may_keep_profile
from linmeng.alliance.queries import compounds_of_alliance, offered_strengths
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.shared.workbook import Cell, workbook, workbook_response

SHOWN = 300


def _asked(request: VisitorRequest) -> tuple[str, str, str]:
    """(kind, compound code, words) of the address; what is not understood counts as not asked."""
    kind = request.GET.get("kind", "")
    known = kind if kind in Strength.Kind.values else ""
    return known, request.GET.get("compound", "")[:12], request.GET.get("q", "").strip()[:80]


def _found(request: VisitorRequest) -> list[Strength]:
    kind, code, words = _asked(request)
    rows = offered_strengths(kind, words)
    rows = rows.filter(compound__code=code) if code else rows
    return list(rows.order_by("compound__code", "kind", "title", "id")[:SHOWN])


@require_GET
def strengths(request: VisitorRequest, slug: str) -> HttpResponse:
    """Who has a hall, a tool, an engineer, a good contract: compound by compound."""
    kind, code, words = _asked(request)
    found, hat = _found(request), request.visitor.actor.hat
    compounds = compounds_of_alliance()
    own = [c for c in compounds if hat is not None and c.id in hat.compounds]
    kept = next((c for c in own if may_keep_profile(request.visitor.actor, c.id)), None)
    groups = [(c, list(rows)) for c, rows in groupby(found, key=lambda strength: strength.compound)]
    asked = {"kind": kind, "code": code, "words": words, "kinds": Strength.Kind.choices}
    context = {"groups": groups, "number": len(found), "compounds": compounds, "own": kept}
    return render(request, "alliance/strengths.html", context | asked)


@require_GET
def strengths_excel(request: VisitorRequest, slug: str) -> HttpResponse:
    """The register as it is narrowed now."""
    headers = [_("Compound"), _("Kind"), _("Strength"), _("In a few words")]
    content = workbook(_("Strengths"), headers, [18, 14, 30, 60], _rows(_found(request)))
    return workbook_response(content, f"strengths-{request.visitor.actor.today.isoformat()}")


def _rows(found: Iterable[Strength]) -> Iterable[list[Cell]]:
    for one in found:
        yield [one.compound.name, str(one.get_kind_display()), one.title, one.words]
