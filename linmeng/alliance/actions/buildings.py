"""Buildings and entrances put right, and the order in which one walks past them."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from linmeng.alliance.actions.corrections import compound_to_correct
from linmeng.alliance.models import Building, Entrance
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.acts import action
from linmeng.record.actions import write


def _building(actor: Actor, building_id: int) -> Building:
    found = Building.objects.get(pk=building_id)
    compound_to_correct(actor, found.compound_id)
    return Building.objects.select_for_update().get(pk=building_id)


def _entrance(actor: Actor, entrance_id: int) -> Entrance:
    found = Entrance.objects.select_related("building").get(pk=entrance_id)
    compound_to_correct(actor, found.building.compound_id)
    return Entrance.objects.select_for_update().select_related("building").get(pk=entrance_id)


@action
def correct_building(actor: Actor, *, building_id: int, name: str, floors: int, lifts: int) -> Building:
    """What it is called here, how many floors and lifts. Its code stays: unit codes stand on it."""
    building = _building(actor, building_id)
    before = building.name
    building.name, building.floors, building.lifts = name.strip(), floors, lifts
    building.full_clean()
    building.save(update_fields=["name", "floors", "lifts"])
    facts = {"building": str(building_id), "name_before": before, "name_after": building.name}
    write(actor, "building_corrected", facts | {"floors": floors, "lifts": lifts})
    return building


@action
def rename_entrance(actor: Actor, *, entrance_id: int, name: str) -> Entrance:
    """What a staircase is called here."""
    entrance = _entrance(actor, entrance_id)
    before = entrance.name
    entrance.name = name.strip()
    entrance.full_clean()
    entrance.save(update_fields=["name"])
    facts = {"entrance": str(entrance_id), "name_before": before, "name_after": entrance.name}
    write(actor, "entrance_renamed", facts)
    return entrance


def _moved(rows: Sequence[Building] | Sequence[Entrance], pk: int, *, up: bool) -> list[Building | Entrance]:
    """The rows in their new order, numbered anew from one."""
    order: list[Building | Entrance] = list(rows)
    here = next(place for place, row in enumerate(order) if row.id == pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(order):
        raise WrongState(_("It stands at the end of the walk already."))
    order[here], order[there] = order[there], order[here]
    for place, row in enumerate(order, start=1):
        row.walk_order = place
    return order


@action
def move_building(actor: Actor, *, building_id: int, up: bool) -> Building:
    """One place earlier or later on the walk through the compound: lists and papers follow it."""
    building = _building(actor, building_id)
    rows = list(Building.objects.filter(compound_id=building.compound_id).order_by("walk_order", "code"))
    Building.objects.bulk_update(_moved(rows, building_id, up=up), ["walk_order"])
    building.refresh_from_db()
    write(actor, "building_moved", {"building": str(building_id), "walk_order": building.walk_order})
    return building


@action
def move_entrance(actor: Actor, *, entrance_id: int, up: bool) -> Entrance:
    """One place earlier or later on the walk through the building."""
    entrance = _entrance(actor, entrance_id)
    rows = list(Entrance.objects.filter(building_id=entrance.building_id).order_by("walk_order", "code"))
    Entrance.objects.bulk_update(_moved(rows, entrance_id, up=up), ["walk_order"])
    entrance.refresh_from_db()
    write(actor, "entrance_moved", {"entrance": str(entrance_id), "walk_order": entrance.walk_order})
    return entrance
