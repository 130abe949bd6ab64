"""Public pages of matters: edited, without names."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linmeng.alliance.models import Building, Compound
from linmeng.common.clock import local_day
from linmeng.common.errors import NotAllowed
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.shared.workbook import Cell, workbook, workbook_response
from linmeng.pages.voices import asking
from linmeng.pages.voices.forms import EditMatterForm, show_faults
from linmeng.pages.voices.readers import read_matter
from linmeng.voices import actions
from linmeng.voices.models import Matter
from linmeng.voices.permissions import may_sort
from linmeng.voices.queries import find_matters
from linmeng.voices.queries.matters import how_many

MATTERS_A_PAGE = 20
MOST_EXCEL_ROWS = 5000


@require_GET
def matters(request: VisitorRequest, slug: str) -> HttpResponse:
    """All matters of the alliance, searched and narrowed, newest change first."""
    page = Paginator(find_matters(asking.matter_search(request.GET)), MATTERS_A_PAGE).get_page(
        request.GET.get("page")
    )
    shown = list(page.object_list)
    counted = how_many([matter.id for matter in shown])
    context = {
        "page": page,
        "rows": [(matter, *counted[matter.id]) for matter in shown],
        "tabs": asking.matter_tabs(request.GET),
        "selects": asking.matter_selects(request.GET, list(Compound.objects.order_by("code"))),
        "asked": asking.matter_search(request.GET),
    }
    return render(request, "voices/matters.html", context)


@require_GET
def matters_excel(request: VisitorRequest, slug: str) -> HttpResponse:
    """The public list as it is narrowed now."""
    found = list(find_matters(asking.matter_search(request.GET))[:MOST_EXCEL_ROWS])
    headers = [
        _("Compound"),
        _("Matter"),
        _("Summary"),
        _("Whose matter"),
        _("State"),
        _("Voices"),
        _("Changed"),
    ]
    content = workbook(_("Matters"), headers, [14, 30, 60, 16, 14, 8, 12], _excel_rows(found))
    return workbook_response(content, f"matters-{request.visitor.actor.today.isoformat()}")


def _excel_rows(found: list[Matter]) -> Iterable[list[Cell]]:
    counted = how_many([matter.id for matter in found])
    for matter in found:
        nature, state = str(matter.get_nature_display()), str(matter.get_state_display())
        day, voices = local_day(matter.changed_at), counted[matter.id][0]
        yield [matter.compound.name, matter.title, matter.summary, nature, state, voices, day]


def _matter(pk: int) -> Matter:
    return get_object_or_404(Matter.objects.select_related("compound", "building"), pk=pk)


@require_GET
def matter(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """A matter's public page: what became of it, who does what, how many said it."""
    return render(request, "voices/matter.html", {"here": read_matter(request.visitor.actor, _matter(pk))})


@require_http_methods(["GET", "POST"])
def edit(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Correct a matter's wording; its old title stays on its line."""
    actor, one = request.visitor.actor, _matter(pk)
    if not may_sort(actor, one.compound_id):
        raise NotAllowed(
            _("Matters are worded by the community worker together with this compound's committee.")
        )
    form = _edit_form(request, one)
    if request.method == "POST" and form.is_valid():
        answers = dict(form.cleaned_data)
        try:
            actions.edit_matter(actor, matter_id=one.id, building_id=answers.pop("building"), **answers)
        except ValidationError as fault:
            show_faults(form, fault)
        else:
            return redirect("matter", slug, one.id)
    return render(request, "voices/edit_matter.html", {"form": form, "matter": one})


def _edit_form(request: VisitorRequest, one: Matter) -> EditMatterForm:
    buildings = list(Building.objects.filter(compound_id=one.compound_id).order_by("walk_order", "code"))
    initial = {
        "title": one.title,
        "summary": one.summary,
        "nature": one.nature,
        "dangerous": one.dangerous,
        "building": one.building_id,
    }
    return EditMatterForm(request.POST or None, initial=initial, buildings=buildings)
