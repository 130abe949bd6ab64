"""Every office of every body, past and present."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from linmeng.common.actor import Actor
from linmeng.people.models import Seat
from linmeng.people.permissions import may_seat
from linmeng.people.queries import compounds_of_body, in_force, who_agreed

PUBLIC_OFFICES = ("secretary", "clerk", "committee_director", "committee_member", "property_manager")
"""Who speaks for a body is named in public; helpers are named when they agreed (PIPL 25)."""


@dataclass(frozen=True)
class SeatSearch:
    """What was asked: words in the body's or the holder's name, a role, and which time."""

    words: str = ""
    role: str = ""
    time: str = "now"


@dataclass(frozen=True)
class SeatLine:
    """An office as this reader may see it."""

    seat: Seat
    name: str
    whole: bool
    present: bool


def found_seats(asked: SeatSearch, day: date) -> QuerySet[Seat]:
    """The offices asked for: body by body, the newest first."""
    seats = Seat.objects.select_related("person", "body", "building", "term")
    if asked.time == "now":
        seats = seats.filter(in_force(day))
    elif asked.time == "past":
        seats = seats.filter(valid_to__lte=day)
    if asked.role:
        seats = seats.filter(role=asked.role)
    if asked.words:
        public = Q(person__name__contains=asked.words, role__in=PUBLIC_OFFICES)
        seats = seats.filter(Q(body__name__contains=asked.words) | public)
    return seats.order_by("body__kind", "body__name", "role", "-valid_from", "id")


def seat_lines(actor: Actor, seats: list[Seat]) -> list[SeatLine]:
    """Names whole where the office is public, the holder agreed, or the reader keeps the rolls; else masked."""
    agreed = who_agreed({seat.person_id for seat in seats}, "name_public")
    return [_line(actor, seat, seat.person_id in agreed) for seat in seats]


def _line(actor: Actor, seat: Seat, agreed: bool) -> SeatLine:
    own = actor.person_id == seat.person_id
    whole = seat.role in PUBLIC_OFFICES or agreed or own or actor.wears("clerk", "secretary")
    present = seat.valid_from <= actor.today and (seat.valid_to is None or seat.valid_to > actor.today)
    return SeatLine(seat, seat.person.name if whole else seat.person.masked, whole, present)


def may_fill(actor: Actor, seat: Seat) -> bool:
    """Whether this reader may end this office and give it to the next."""
    compounds = compounds_of_body(seat.body, actor.today)
    return may_seat(
        actor, body_id=seat.body_id, body_kind=seat.body.kind, role=seat.role, compounds=compounds
    )
