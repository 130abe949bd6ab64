"""The steps of the first day on one page, read from what stands; and the table of compounds as a file."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from linmeng.alliance import actions
from linmeng.alliance.permissions import may_set_up
from linmeng.alliance.queries import residents_area
from linmeng.common.errors import NotAllowed
from linmeng.pages.alliance.keeping import once
from linmeng.pages.setup.forms import AreaForm
from linmeng.pages.setup.rows import cells_of, headings
from linmeng.pages.setup.steps import read_first_day
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.shared.workbook import workbook, workbook_response


def check_setter(request: VisitorRequest) -> None:
    """The setting up is for the Party secretary and the community worker."""
    if not may_set_up(request.visitor.actor):
        raise NotAllowed(_("The alliance is set up by the Party secretary and the community workers."))


@require_GET
def setup(request: VisitorRequest, slug: str) -> HttpResponse:
    """Seven steps, the next one first; below it every compound in one table."""
    check_setter(request)
    visitor = request.visitor
    day = read_first_day(visitor.actor, slug)
    worn = visitor.actor.hat.role if visitor.actor.hat is not None else ""
    context = {
        "day": day,
        "area": residents_area(),
        "headings": headings(),
        "table": [(row, cells_of(row, slug)) for row in day.rows],
        "worn": worn,
        "own_roles": {hat.role for hat in visitor.hats},
    }
    return render(request, "setup/setup.html", context)


@require_GET
def table_excel(request: VisitorRequest, slug: str) -> HttpResponse:
    """The same table as a file."""
    check_setter(request)
    day = read_first_day(request.visitor.actor, slug)
    heads = headings()
    rows = [[row.compound.name, *(cell.words for cell in cells_of(row, slug))] for row in day.rows]
    content = workbook(_("First day"), heads, (18,) * len(heads), rows)
    return workbook_response(content, _("First day") + f"-{request.visitor.actor.today:%Y-%m-%d}")


@require_POST
def wear(request: VisitorRequest, slug: str) -> HttpResponse:
    """Put on the hat a step asks for, and go on where one was going."""
    wanted, target = request.POST.get("role", ""), request.POST.get("next", "")
    hat = next((hat for hat in request.visitor.hats if hat.role == wanted), None)
    if hat is None:
        raise NotAllowed(_("You do not hold this seat."))
    request.session[f"hat_{request.visitor.alliance.id}"] = hat.seat_id
    ours = url_has_allowed_host_and_scheme(target, {request.get_host()})
    return redirect(target if ours else reverse("setup", args=[slug]))


def area(request: VisitorRequest, slug: str) -> HttpResponse:
    """Where the alliance is at home; whose law new compounds follow."""
    check_setter(request)
    known, actor = residents_area(), request.visitor.actor
    fields = ("place", "district", "street", "name")
    form = AreaForm(request.POST or None, initial={field: getattr(known, field) for field in fields})
    home = reverse("setup", args=[slug])
    if request.method == "POST" and form.is_valid():
        return redirect(once(request, home, lambda: actions.describe_area(actor, **form.cleaned_data)))
    context = {"form": form, "title": _("Where is the alliance at home?"), "back": home}
    return render(
        request, "alliance/edit.html", context | {"back_label": _("First day"), "button": _("Save")}
    )
