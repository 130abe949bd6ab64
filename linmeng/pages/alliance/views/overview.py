"""The alliance's first screen, and what compounds offer one another."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linmeng.alliance.permissions import may_set_up
from linmeng.alliance.queries import (
    charter_numbers,
    latest_charter,
    leads_text,
)
from linmeng.pages.alliance.readers import read_overview
from linmeng.pages.alliance.workbook import overview_workbook
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.shared.workbook import workbook_response


@require_GET
def overview(request: VisitorRequest, slug: str) -> HttpResponse:
    """Thirteen compounds in one calm table; what is stuck stands first."""
    charter = latest_charter()
    numbers = charter_numbers(charter) if charter is not None else None
    context: dict[str, object] = {
        "overview": read_overview(request.visitor.actor.today),
        "charter": charter,
        "numbers": numbers,
    }
    context |= {"leads": leads_text(), "sets_up": may_set_up(request.visitor.actor)}
    return render(request, "alliance/alliance.html", context)


@require_GET
def overview_excel(request: VisitorRequest, slug: str) -> HttpResponse:
    """The same table as a file."""
    content = overview_workbook(read_overview(request.visitor.actor.today))
    return workbook_response(content, _("Alliance") + f"-{request.visitor.actor.today:%Y-%m-%d}")
