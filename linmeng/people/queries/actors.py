"""From a log-in to an actor: seats, homes and units as they are today."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value

from linmeng.alliance.models import Body, Compound, PropertyService, Unit
from linmeng.common.actor import Actor, Hat
from linmeng.common.clock import local_day
from linmeng.ground.prepared import Prepared
from linmeng.people.models import Binding, Ownership, Person, Residence, Seat


def in_force(day: date) -> Q:
    """Rows whose validity covers a day."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


def person_of_user(user_id: int) -> Person | None:
    """The person of this alliance behind a log-in."""
    found = _person(user_id)
    return found[0] if found else None


Tie = tuple[int, int, int]
"""Which tie, and then: unit and its compound; of KNOWN and SEATED the person and 0."""
OWNED, LIVED_IN, DISPUTED, SEATED, KNOWN = range(5)


def _homes_of(day: date, **whose: Any) -> list[QuerySet[Any, Any]]:
    """Units owned, lived in, and those where the log-in itself is disputed.

    What belongs to one row is looked up, not joined: a plan for a join may walk through all persons or units
    for the sake of a small table beside them.
    """
    ties: list[QuerySet[Any, Any]] = [
        Ownership.objects.filter(in_force(day), **whose),
        Residence.objects.filter(in_force(day), **whose),
        Binding.objects.filter(state=Binding.State.DISPUTED, **whose),
    ]
    where = Subquery(Unit.objects.filter(id=OuterRef("unit_id")).order_by().values("compound_id"))
    return [rows.order_by().values_list(Value(tie), "unit_id", where) for tie, rows in enumerate(ties)]


def _ties(person: int, day: date) -> QuerySet[Any, Tie]:
    first, *others = _homes_of(day, person_id=person)
    return first.union(*others, all=True)


def _of_log_in(user: int, day: date) -> QuerySet[Any, Tie]:
    mine = Person.objects.filter(user_id=user).order_by()
    known = mine.values_list(Value(KNOWN), "id", Value(0))
    person = Subquery(mine.values("id"))
    seated = Seat.objects.filter(in_force(day), person_id=person).order_by()
    seats: QuerySet[Any, Any] = seated.values_list(Value(SEATED), "person_id", Value(0))
    return known.union(seats, *_homes_of(day, person_id=person), all=True)


_person = Prepared(lambda user: Person.objects.filter(user_id=user).order_by("id")[:1])
_ties_of = Prepared(_ties)
_log_in = Prepared(_of_log_in)


def seats_today(person_id: int, day: date) -> QuerySet[Seat]:
    """The offices a person holds on a day."""
    seats = Seat.objects.filter(in_force(day), person_id=person_id)
    return seats.select_related("body", "building").order_by("role", "id")


_seats = Prepared(seats_today)


def _compounds_of(seat: Seat, day: date) -> frozenset[int]:
    if seat.building is not None:
        return frozenset({seat.building.compound_id})
    if seat.body.compound_id is not None:  # an owners' committee
        return frozenset({seat.body.compound_id})
    if seat.body.kind == Body.Kind.PROPERTY_COMPANY:
        served = PropertyService.objects.filter(in_force(day), company_id=seat.body_id)
        return frozenset(served.values_list("compound_id", flat=True))
    if seat.body.kind == Body.Kind.RESIDENTS_COMMITTEE:
        own = Compound.objects.filter(residents_committee_id=seat.body_id)
        return frozenset(own.values_list("id", flat=True))
    return frozenset(Compound.objects.values_list("id", flat=True))  # the Party organisation leads in all


def hat_of(seat: Seat, day: date) -> Hat:
    """A seat as a hat: what it is called and where it reaches."""
    place = f" {seat.building.name}" if seat.building is not None else ""
    return Hat(
        seat_id=seat.id,
        role=seat.role,
        title=f"{seat.body.name}{place} · {seat.get_role_display()}",
        body_id=seat.body_id,
        body_kind=seat.body.kind,
        compounds=_compounds_of(seat, day),
        building_id=seat.building_id,
    )


def hats_of(person_id: int, day: date) -> list[Hat]:
    """All hats a person may put on today."""
    return [hat_of(seat, day) for seat in _seats(person_id, day)]


def _compounds_of_units(rows: Iterable[tuple[int, int]]) -> tuple[frozenset[int], frozenset[int]]:
    pairs = list(rows)
    return frozenset(unit for unit, _ in pairs), frozenset(compound for _, compound in pairs)


def actor_for(person: Person, at: datetime, *, hat: Hat | None = None, second_factor: bool = False) -> Actor:
    """The actor of a person; this and `actor_of_log_in` are the only places where one is made from the database."""
    return replace(_actor(person.id, at, _ties_of(person.id, local_day(at)), second_factor), hat=hat)


def actor_of_log_in(user_id: int, at: datetime, *, second_factor: bool = False) -> tuple[Actor, list[Hat]]:
    """The actor behind a log-in, bareheaded, and the hats to choose from; without a person where this alliance
    knows none. Asked on every page of everybody: one statement for who holds no office.
    """
    ties = _log_in(user_id, local_day(at))
    known = next((person for tie, person, _none in ties if tie == KNOWN), None)
    if known is None:
        return Actor(at=at), []
    hats = hats_of(known, local_day(at)) if any(tie == SEATED for tie, *_rest in ties) else []
    return _actor(known, at, [row for row in ties if row[0] < SEATED], second_factor), hats


def _actor(person_id: int, at: datetime, ties: list[Tie], second_factor: bool) -> Actor:
    disputed = frozenset(unit for tie, unit, _compound in ties if tie == DISPUTED)
    held = [row for row in ties if row[1] not in disputed]
    units, owned_in = _compounds_of_units(row[1:] for row in held if row[0] == OWNED)
    _rooms, lived_in = _compounds_of_units(row[1:] for row in held if row[0] == LIVED_IN)
    return Actor(
        at=at,
        person_id=person_id,
        homes=owned_in | lived_in,
        units=units,
        disputed=disputed,
        second_factor=second_factor,
    )
