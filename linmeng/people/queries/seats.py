"""Which compounds a body reaches, and who sits where."""

from datetime import date, datetime

from django.db.models import QuerySet

from linmeng.alliance.models import Body, Compound, PropertyService
from linmeng.common.actor import Actor
from linmeng.common.clock import local_day
from linmeng.people.models import Seat
from linmeng.people.queries.actors import actor_for, hat_of, in_force


def compounds_of_body(body: Body, day: date) -> frozenset[int]:
    """Compounds in which a body acts on a day."""
    if body.compound_id is not None:
        return frozenset({body.compound_id})
    if body.kind == Body.Kind.PROPERTY_COMPANY:
        served = PropertyService.objects.filter(in_force(day), company=body)
        return frozenset(served.values_list("compound_id", flat=True))
    compounds = Compound.objects.all()
    if body.kind == Body.Kind.RESIDENTS_COMMITTEE:
        compounds = compounds.filter(residents_committee=body)
    return frozenset(compounds.values_list("id", flat=True))


def seats_of_body(body_id: int, day: date) -> QuerySet[Seat]:
    """Who holds which office of a body on a day, the head first."""
    seats = Seat.objects.filter(in_force(day), body_id=body_id).select_related("person", "building")
    return seats.order_by("role", "id")


def holder_of_seat(seat_id: int, at: datetime) -> Actor:
    """The holder of an office with its hat on, to read what lies on that desk; nobody acts with it."""
    seat = Seat.objects.select_related("person", "body", "building").get(pk=seat_id)
    return actor_for(seat.person, at, hat=hat_of(seat, local_day(at)))
