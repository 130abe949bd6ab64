"""Step 4: many seats at once."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linmeng.common.second_factor import demand_second_factor
from linmeng.pages.setup import seat_lines
from linmeng.pages.setup.table_lines import template_workbook
from linmeng.pages.setup.views.lines import LinesPage, lines_page
from linmeng.pages.setup.views.steps import check_setter
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.shared.workbook import workbook_response

EMPTY_LINES = 6


def people(request: VisitorRequest, slug: str) -> HttpResponse:
    """Name, number, office, compound, building: typed, pasted or uploaded."""
    check_setter(request)
    actor = request.visitor.actor
    demand_second_factor(actor, _("Before seats are given, please confirm with a code by SMS."))
    page = LinesPage(
        columns=seat_lines.COLUMNS,
        key="name",
        enter=lambda line: seat_lines.enter_line(actor, line),
        title=_("Who holds which seat?"),
        lead=_("Neighbours on the roll are found by name and number, nobody is entered twice."),
        template_url=reverse("setup_people_template", args=[slug]),
        home=reverse("setup", args=[slug]),
        grid=EMPTY_LINES,
    )
    return lines_page(request, page)


@require_GET
def people_template(request: VisitorRequest, slug: str) -> HttpResponse:
    """The empty table."""
    check_setter(request)
    return workbook_response(template_workbook(seat_lines.COLUMNS, _("Seats")), _("Seats"))
