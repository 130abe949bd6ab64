"""From a log-in to an actor: seats, homes and units as they are today."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from linmeng.alliance.models import Body, Compound, PropertyService
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


def _homes(rows: QuerySet[Any, Any]) -> QuerySet[Any, tuple[int, int]]:
    return rows.values_list("unit_id", "unit__compound_id")


# asked on every page of everybody who is logged in
_person = Prepared(lambda user: Person.objects.filter(user_id=user).order_by("id")[:1])
_disputed = Prepared(
    lambda person: Binding.objects.filter(person_id=person, state=Binding.State.DISPUTED).values_list(
        "unit_id", flat=True
    )
)
_owned = Prepared(lambda person, day: _homes(Ownership.objects.filter(in_force(day), person_id=person)))
_lived = Prepared(lambda person, day: _homes(Residence.objects.filter(in_force(day), person_id=person)))


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
    """The actor: the only place in the house where one is made from the database."""
    day = local_day(at)
    disputed = frozenset(_disputed(person.id))
    owned = _owned(person.id, day)
    units, owned_in = _compounds_of_units(row for row in owned if row[0] not in disputed)
    lived = _lived(person.id, day)
    _rooms, lived_in = _compounds_of_units(row for row in lived if row[0] not in disputed)
    return Actor(
        at=at,
        person_id=person.id,
        hat=hat,
        homes=owned_in | lived_in,
        units=units,
        disputed=disputed,
        second_factor=second_factor,
    )
