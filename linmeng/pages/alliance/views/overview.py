"""The alliance's first screen, and what compounds offer one another."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linmeng.alliance.models import Strength
from linmeng.alliance.permissions import may_keep_profile
from linmeng.alliance.queries import (
    charter_numbers,
    compounds_of_alliance,
    latest_charter,
    leads_text,
    offered_strengths,
)
from linmeng.pages.alliance.readers import read_overview
from linmeng.pages.alliance.workbook import overview_workbook
from linmeng.pages.shared.visitor import VisitorRequest

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def overview(request: VisitorRequest, slug: str) -> HttpResponse:
    """Thirteen compounds in one calm table; what is stuck stands first."""
    charter = latest_charter()
    numbers = charter_numbers(charter) if charter is not None else None
    context = {"overview": read_overview(request.visitor.actor.today), "charter": charter, "numbers": numbers}
    return render(request, "alliance/alliance.html", context | {"leads": leads_text()})


@require_GET
def overview_excel(request: VisitorRequest, slug: str) -> HttpResponse:
    """The same table as a file."""
    content = overview_workbook(read_overview(request.visitor.actor.today))
    name = _("Alliance") + f"-{request.visitor.actor.today:%Y-%m-%d}.xlsx"
    return HttpResponse(
        content,
        content_type=EXCEL,
        headers={"Content-Disposition": content_disposition_header(True, name) or ""},
    )


@require_GET
def strengths(request: VisitorRequest, slug: str) -> HttpResponse:
    """Who has a hall, a tool, an engineer, a good contract."""
    kind, words = request.GET.get("kind", ""), request.GET.get("q", "")[:80]
    found = list(offered_strengths(kind if kind in Strength.Kind.values else "", words))
    hat = request.visitor.actor.hat
    own = [c for c in compounds_of_alliance() if hat is not None and c.id in hat.compounds]
    kept = next((c for c in own if may_keep_profile(request.visitor.actor, c.id)), None)
    context = {"found": found, "kind": kind, "words": words, "kinds": Strength.Kind.choices, "own": kept}
    return render(request, "alliance/strengths.html", context)
