"""Step 2: compounds one by one, or many from a table."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linmeng.pages.alliance.keeping import once, show_faults
from linmeng.pages.setup import compound_lines
from linmeng.pages.setup.compound_form import CompoundForm
from linmeng.pages.setup.table_lines import template_workbook
from linmeng.pages.setup.views.lines import LinesPage, lines_page
from linmeng.pages.setup.views.steps import check_setter
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.shared.workbook import workbook_response


def new_compound(request: VisitorRequest, slug: str) -> HttpResponse:
    """One compound; afterwards straight on to the next one, or back to the steps."""
    check_setter(request)
    actor = request.visitor.actor
    form = CompoundForm(request.POST or None, may_set=actor.wears("clerk"))
    if request.method == "POST" and form.is_valid():
        home = reverse("setup_compound_new" if "next" in request.POST else "setup", args=[slug])
        try:
            return redirect(once(request, home, lambda: form.enter(actor)))
        except ValidationError as fault:
            show_faults(form, fault)
    return render(request, "setup/compound_new.html", {"form": form})


def paste_compounds(request: VisitorRequest, slug: str) -> HttpResponse:
    """Many at once: look first, then take in."""
    check_setter(request)
    actor = request.visitor.actor
    page = LinesPage(
        columns=compound_lines.COLUMNS,
        key="name",
        enter=lambda line: compound_lines.enter_line(actor, line),
        title=_("Many compounds from one table"),
        template_url=reverse("setup_compounds_template", args=[slug]),
        home=reverse("setup", args=[slug]),
    )
    return lines_page(request, page)


@require_GET
def compounds_template(request: VisitorRequest, slug: str) -> HttpResponse:
    """The empty table."""
    check_setter(request)
    return workbook_response(template_workbook(compound_lines.COLUMNS, _("Compounds")), _("Compounds"))
