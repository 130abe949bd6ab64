"""For whom a helper may type: people who live or own where the helper's seat reaches."""

from datetime import date

from django.db.models import Q, QuerySet

from linmeng.alliance.models import Building
from linmeng.common.actor import Actor
from linmeng.people.models import Ownership, Person, Residence
from linmeng.people.queries.actors import in_force


def neighbours_in_reach(actor: Actor, compound_id: int) -> QuerySet[Person]:
    """People of the compound; a building leader reaches the own building only."""
    place: dict[str, int] = {"unit__compound_id": compound_id}
    if actor.hat is not None and actor.hat.building_id is not None:
        place["unit__building_id"] = actor.hat.building_id
    lived = Residence.objects.filter(in_force(actor.today), **place).values("person_id")
    owned = Ownership.objects.filter(in_force(actor.today), **place).values("person_id")
    return Person.objects.filter(Q(id__in=lived) | Q(id__in=owned))


def find_neighbours(actor: Actor, compound_id: int, words: str, limit: int = 8) -> list[tuple[Person, str]]:
    """Search by unit code (3-101) or name; each with the code of a unit, by code."""
    place = Q(unit__compound_id=compound_id)
    if actor.hat is not None and actor.hat.building_id is not None:
        place &= Q(unit__building_id=actor.hat.building_id)
    asked = Q(unit__code__istartswith=words) | Q(person__name__icontains=words) | Q(unit__room=words)
    found: dict[int, tuple[Person, str]] = {}
    for model in (Residence, Ownership):
        rows = model.objects.filter(in_force(actor.today), place, asked, person__kind="natural")
        for row in rows.select_related("person", "unit").order_by("unit__walk_order", "unit__code", "id")[
            :limit
        ]:
            found.setdefault(row.person_id, (row.person, row.unit.code))
    return sorted(found.values(), key=lambda pair: (pair[1], pair[0].id))[:limit]


def is_neighbour(person_id: int, compound_id: int, day: date) -> bool:
    """Whether a person lives or owns in a compound on a day."""
    there = {"person_id": person_id, "unit__compound_id": compound_id}
    lives = Residence.objects.filter(in_force(day), **there).exists()
    return lives or Ownership.objects.filter(in_force(day), **there).exists()


def buildings_in_reach(actor: Actor, compound_id: int) -> list[Building]:
    """Buildings of a compound that a helper may name: all of them, or the one a seat is for."""
    buildings = Building.objects.filter(compound_id=compound_id).order_by("walk_order", "code")
    one = actor.hat.building_id if actor.hat is not None else None
    return list(buildings if one is None else buildings.filter(id=one))


def own_buildings(actor: Actor, compound_id: int) -> list[Building]:
    """Buildings of a compound, the person's own first."""
    lived = Residence.objects.filter(
        in_force(actor.today), person_id=actor.person_id, unit__compound_id=compound_id
    )
    own = set(lived.values_list("unit__building_id", flat=True))
    buildings = list(Building.objects.filter(compound_id=compound_id).order_by("walk_order", "code"))
    return sorted(buildings, key=lambda building: building.id not in own)
