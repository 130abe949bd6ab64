"""The roll: who may vote and as which head each unit counts, as of one day."""

import hashlib
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from linmeng.alliance.models import Unit
from linmeng.assembly.models import RollEntry, Vote
from linmeng.people.models import Ownership
from linmeng.people.queries.actors import in_force

if TYPE_CHECKING:
    from linmeng.projects.models import Project

DEVELOPER = "developer"
NAMES_SHOWN = 120


def units_in_scope(thing: "Vote | Project", day: date) -> QuerySet[Unit]:
    """The units whose owners decide: of the compound, one building or one entrance."""
    units = Unit.objects.filter(in_force(day), compound_id=thing.compound_id)
    if thing.scope == "building":
        units = units.filter(building_id=thing.building_id)
    if thing.scope == "entrance":
        units = units.filter(entrance_id=thing.entrance_id)
    return units


def owners_by_unit(units: QuerySet[Unit], day: date) -> dict[int, list[Ownership]]:
    """Who owns each of these units on a day, in a steady order; one query."""
    held: dict[int, list[Ownership]] = defaultdict(list)
    # The condition on the unit is repeated on the ownership's own validity.
    rows = Ownership.objects.filter(in_force(day), unit_id__in=units.order_by().values("id"))
    for ownership in rows.select_related("person").order_by("person_id"):
        held[ownership.unit_id].append(ownership)
    return held


def units_without_owner(thing: "Vote | Project", day: date) -> list[str]:
    """Codes of units that nobody owns: such a unit could neither vote nor count as a head."""
    owned = Ownership.objects.filter(in_force(day)).order_by().values("unit_id")
    return list(units_in_scope(thing, day).filter(~Q(id__in=owned)).values_list("code", flat=True))


def who_counts(unit: Unit, held: list[Ownership]) -> list[Ownership]:
    """For unsold and undelivered units the developer alone may cast (JI art. 9)."""
    if unit.status == Unit.Status.SOLD:
        return held
    return [o for o in held if o.basis == Ownership.Basis.DEVELOPER] or held


def head_key(owners: list[str], status: str) -> str:
    """Equal for units that count as one head: exact owner set, or the developer's lump (JI art. 9)."""
    if status != Unit.Status.SOLD:
        return DEVELOPER
    return hashlib.sha256(" ".join(sorted(owners)).encode()).hexdigest()


def roll_on(vote: Vote, day: date) -> list[RollEntry]:
    """The roll as it stands on a day, not saved, its masks not dealt yet; two queries however many units."""
    units = units_in_scope(vote, day).select_related("building", "entrance")
    held = owners_by_unit(units_in_scope(vote, day), day)
    ordered = units.order_by("building__walk_order", "entrance__walk_order", "walk_order", "code")
    return [_entry(vote, unit, who_counts(unit, held[unit.id]), order) for order, unit in enumerate(ordered)]


def _entry(vote: Vote, unit: Unit, held: list[Ownership], order: int) -> RollEntry:
    owners = sorted(str(o.person_id) for o in held)
    named = next((str(o.person_id) for o in held if o.is_representative), "")
    return RollEntry(
        vote=vote,
        unit=unit,
        unit_code=unit.code,
        building_name=unit.building.name,
        entrance_name=unit.entrance.name,
        walk_order=order,
        area_dm2=unit.area_dm2,
        owners=owners,
        head_key=head_key(owners, unit.status),
        status=unit.status,
        representative=named if unit.status == Unit.Status.SOLD else "",
        owner_names_masked="、".join(o.person.masked for o in held)[:NAMES_SHOWN],
    )
