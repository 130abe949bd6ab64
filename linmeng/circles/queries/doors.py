"""Which door is in whose charge: the narrowest charge holds, else the building's leader, else nobody."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from linmeng.alliance.models import Entrance, Unit
from linmeng.circles.models import Duty
from linmeng.common.actor import Actor
from linmeng.people.models import Seat
from linmeng.people.queries import in_force

BY_DOOR, BY_ENTRANCE, BY_BUILDING, BY_OFFICE, BY_NOBODY = "door", "entrance", "building", "office", "nobody"
WALKING = (
    "building__walk_order",
    "building__code",
    "entrance__walk_order",
    "entrance__code",
    "walk_order",
    "code",
)


@dataclass(frozen=True)
class Charges:
    """Whose charge each place of some compounds is on a day, as seat ids; read in two queries."""

    units: dict[int, Duty]
    entrances: dict[int, Duty]
    buildings: dict[int, Duty]
    leaders: dict[int, int]
    seats: dict[int, Seat]

    def of(self, unit_id: int | None, entrance_id: int, building_id: int) -> tuple[int | None, str]:
        """The seat in charge of a door (or, without one, of an entrance) and by what."""
        if unit_id is not None and unit_id in self.units:
            return self.units[unit_id].seat_id, BY_DOOR
        if entrance_id in self.entrances:
            return self.entrances[entrance_id].seat_id, BY_ENTRANCE
        if building_id in self.buildings:
            return self.buildings[building_id].seat_id, BY_BUILDING
        if building_id in self.leaders:
            return self.leaders[building_id], BY_OFFICE
        return None, BY_NOBODY


def charges_in(compound_ids: Collection[int], day: date) -> Charges:
    """Everyone's charge in some compounds. A charge whose holder left the office is nobody's."""
    duties = Duty.objects.filter(
        _seat_in_force(day), valid_to__isnull=True, compound_id__in=list(compound_ids)
    ).select_related("seat__person", "seat__body", "seat__building", "unit")
    leaders = Seat.objects.filter(
        in_force(day), role="building_leader", building__compound_id__in=list(compound_ids)
    ).select_related("person", "body", "building")
    found = Charges({}, {}, {}, {}, {})
    for duty in duties:
        found.seats[duty.seat_id] = duty.seat
        if duty.unit_id is not None:
            found.units[duty.unit_id] = duty
        elif duty.entrance_id is not None:
            found.entrances[duty.entrance_id] = duty
        else:
            found.buildings[duty.building_id] = duty
    for seat in leaders.order_by("-id"):
        found.seats.setdefault(seat.id, seat)
        found.leaders[seat.building_id] = seat.id
    return found


def _seat_in_force(day: date) -> Q:
    still = Q(seat__valid_to__isnull=True) | Q(seat__valid_to__gt=day)
    return Q(seat__valid_from__lte=day) & still


@dataclass(frozen=True)
class Door:
    """One door and whose charge it is."""

    unit: Unit
    seat_id: int | None
    by: str


def doors_in(compound_ids: Collection[int], day: date, charges: Charges | None = None) -> list[Door]:
    """Every door of some compounds in walking order."""
    charges = charges or charges_in(compound_ids, day)
    units = Unit.objects.filter(compound_id__in=list(compound_ids), valid_to__isnull=True)
    rows = units.select_related("building", "entrance").order_by("compound__code", *WALKING)
    return [Door(unit, *charges.of(unit.id, unit.entrance_id, unit.building_id)) for unit in rows]


def my_doors(actor: Actor) -> list[Door]:
    """The doors in the charge of the hat that is on."""
    if actor.hat is None:
        return []
    compounds = compounds_with_charge(actor)
    return [door for door in doors_in(compounds, actor.today) if door.seat_id == actor.hat.seat_id]


def compounds_with_charge(actor: Actor) -> frozenset[int]:
    """The compounds in which this hat has charge of any door."""
    if actor.hat is None:
        return frozenset()
    own = Duty.objects.filter(seat_id=actor.hat.seat_id, valid_to__isnull=True)
    found = set(own.values_list("compound_id", flat=True)) & actor.hat.compounds
    return frozenset(found | actor.hat.compounds) if actor.hat.building_id is not None else frozenset(found)


@dataclass(frozen=True)
class EntranceCharge:
    """One entrance: how many doors, who has it, and which doors somebody else has."""

    entrance: Entrance
    doors: int
    seat_id: int | None
    by: str
    others: dict[int, int]
    """Seat → how many single doors of this entrance are that seat's."""
    uncovered: int
    """Doors here that are in nobody's charge."""


def duty_table(compound_id: int, day: date, charges: Charges) -> list[EntranceCharge]:
    """All entrances of a compound in walking order with whoever has them."""
    doors = doors_in([compound_id], day, charges)
    by_entrance: dict[int, list[Door]] = {}
    for door in doors:
        by_entrance.setdefault(door.unit.entrance_id, []).append(door)
    entrances = Entrance.objects.filter(building__compound_id=compound_id).select_related("building")
    ordered = entrances.order_by("building__walk_order", "building__code", "walk_order", "code")
    return [_entrance_charge(one, by_entrance.get(one.id, []), charges) for one in ordered]


def _entrance_charge(entrance: Entrance, doors: Iterable[Door], charges: Charges) -> EntranceCharge:
    seat_id, by = charges.of(None, entrance.id, entrance.building_id)
    rows, others = list(doors), dict[int, int]()
    for door in rows:
        if door.by == BY_DOOR and door.seat_id is not None and door.seat_id != seat_id:
            others[door.seat_id] = others.get(door.seat_id, 0) + 1
    uncovered = sum(1 for door in rows if door.seat_id is None)
    return EntranceCharge(entrance, len(rows), seat_id, by, others, uncovered)


def uncovered_doors(compound_id: int, day: date) -> list[Unit]:
    """Doors that nobody has charge of, in walking order."""
    return [door.unit for door in doors_in([compound_id], day) if door.seat_id is None]


def past_duties(compound_id: int) -> list[Duty]:
    """Charges that ended, the last first: the trace of who had which doors."""
    ended = Duty.objects.filter(compound_id=compound_id, valid_to__isnull=False)
    rows = ended.select_related("seat__person", "seat__body", "building", "entrance", "unit")
    return list(rows.order_by("-valid_to", "-id")[:100])
