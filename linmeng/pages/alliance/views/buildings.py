"""Buildings and entrances: what they are called, and in which order one walks past them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from linmeng.alliance import actions
from linmeng.alliance.models import Building, Entrance
from linmeng.alliance.permissions import may_correct_compound
from linmeng.alliance.queries import buildings_with_entrances
from linmeng.pages.alliance.directory_forms import (
    BuildingForm,
    EntranceForm,
    NewBuildingForm,
    NewEntranceForm,
)
from linmeng.pages.alliance.keeping import form_page, kept
from linmeng.pages.shared.visitor import VisitorRequest


@require_GET
def buildings(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """In walking order, each with its entrances."""
    found = kept(request, code, may_correct_compound)
    context = {"compound": found, "buildings": list(buildings_with_entrances(found.id))}
    return render(request, "alliance/buildings.html", context)


def new_building(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """Usually they come with the roll; this is for one that did not. It stands at the end of the walk."""
    found, actor = kept(request, code, may_correct_compound), request.visitor.actor
    form, last = NewBuildingForm(request.POST or None), Building.objects.filter(compound=found).last()
    order = last.walk_order + 1 if last is not None else 1
    return form_page(
        request, found, form, _("Enter a building"),
        lambda: actions.add_building(actor, compound_id=found.id, walk_order=order, **form.cleaned_data),
        home=reverse("buildings", args=[slug, code]),
    )  # fmt: skip


def edit_building(request: VisitorRequest, slug: str, code: str, pk: int) -> HttpResponse:
    """Its name, floors and lifts."""
    found, actor = kept(request, code, may_correct_compound), request.visitor.actor
    one = get_object_or_404(Building, pk=pk, compound=found)
    known = {"name": one.name, "floors": one.floors, "lifts": one.lifts}
    form = BuildingForm(request.POST or None, initial=known)
    return form_page(
        request, found, form, _("Correct the building"),
        lambda: actions.correct_building(actor, building_id=pk, **form.cleaned_data),
        home=reverse("buildings", args=[slug, code]),
    )  # fmt: skip


@require_POST
def move_building(request: VisitorRequest, slug: str, code: str, pk: int) -> HttpResponse:
    """One place up or down."""
    found = kept(request, code, may_correct_compound)
    get_object_or_404(Building, pk=pk, compound=found)
    actions.move_building(request.visitor.actor, building_id=pk, up=request.POST.get("way") == "up")
    return redirect(reverse("buildings", args=[slug, code]) + f"#b{pk}")


def new_entrance(request: VisitorRequest, slug: str, code: str, pk: int) -> HttpResponse:
    """A staircase that came with no roll."""
    found, actor = kept(request, code, may_correct_compound), request.visitor.actor
    one = get_object_or_404(Building, pk=pk, compound=found)
    form, last = NewEntranceForm(request.POST or None), Entrance.objects.filter(building=one).last()
    order = last.walk_order + 1 if last is not None else 1
    return form_page(
        request, found, form, _("Enter an entrance of %(building)s") % {"building": one.name},
        lambda: actions.add_entrance(actor, building_id=pk, walk_order=order, **form.cleaned_data),
        home=reverse("buildings", args=[slug, code]),
    )  # fmt: skip


def edit_entrance(request: VisitorRequest, slug: str, code: str, pk: int) -> HttpResponse:
    """What it is called."""
    found, actor = kept(request, code, may_correct_compound), request.visitor.actor
    one = get_object_or_404(Entrance, pk=pk, building__compound=found)
    form = EntranceForm(request.POST or None, initial={"name": one.name})
    return form_page(
        request, found, form, _("Correct the entrance"),
        lambda: actions.rename_entrance(actor, entrance_id=pk, **form.cleaned_data),
        home=reverse("buildings", args=[slug, code]),
    )  # fmt: skip


@require_POST
def move_entrance(request: VisitorRequest, slug: str, code: str, pk: int) -> HttpResponse:
    """One place up or down within its building."""
    found = kept(request, code, may_correct_compound)
    one = get_object_or_404(Entrance, pk=pk, building__compound=found)
    actions.move_entrance(request.visitor.actor, entrance_id=pk, up=request.POST.get("way") == "up")
    return redirect(reverse("buildings", args=[slug, code]) + f"#b{one.building_id}")
