"""Who sits in which circle."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from linmeng.alliance.models import Compound, PropertyService
from linmeng.circles.models import Circle, CircleMember
from linmeng.people.models import Seat
from linmeng.people.queries import in_force

INNER_FIRST = {"core": 0, "middle": 1, "outer": 2}
OUTER_ROLES = ("building_leader", "volunteer")


def circles_of(compound_id: int | None) -> list[Circle]:
    """The circles of a compound, or those of the whole alliance, the inner first."""
    rows = Circle.objects.filter(compound_id=compound_id, closed_on__isnull=True)
    return sorted(rows, key=lambda circle: (INNER_FIRST[circle.kind], circle.name))


def standing_circles() -> QuerySet[Circle]:
    """Every circle that was not closed."""
    return Circle.objects.filter(closed_on__isnull=True).select_related("compound")


def members_of(circle_ids: Iterable[int], day: date) -> dict[int, list[CircleMember]]:
    """Circle → its members on a day whose office is in force, in one query."""
    seats = Q(seat__valid_from__lte=day) & (Q(seat__valid_to__isnull=True) | Q(seat__valid_to__gt=day))
    ids = list(circle_ids)
    rows = CircleMember.objects.filter(in_force(day), seats, circle_id__in=ids)
    rows = rows.select_related("seat__person", "seat__body", "seat__building")
    found: dict[int, list[CircleMember]] = {circle_id: [] for circle_id in ids}
    for member in rows.order_by("seat__role", "id"):
        found[member.circle_id].append(member)
    return found


def seats_reaching(compound_id: int | None, day: date) -> QuerySet[Seat]:
    """Offices that may sit in a circle of this compound (or of the alliance), with holder and body."""
    seats = Seat.objects.filter(in_force(day)).select_related("person", "body", "building")
    if compound_id is not None:
        seats = seats.filter(_reaches(compound_id, day))
    return seats.order_by("body__kind", "role", "building__walk_order", "id")


def _reaches(compound_id: int, day: date) -> Q:
    """Whether an office acts in a compound: by its building, its body's compound, area or contract.

    Bodies are asked for apart, not joined: a residents' committee of 13 compounds would give 13 rows.
    """
    serving = PropertyService.objects.filter(in_force(day), compound_id=compound_id)
    its_committee = Compound.objects.filter(pk=compound_id, residents_committee__isnull=False)
    whole = (
        Q(body__compound_id=compound_id)
        | Q(body_id__in=its_committee.values("residents_committee_id"))
        | Q(body__kind="party_organisation")
        | Q(body_id__in=serving.values("company_id"))
    )
    return Q(building__compound_id=compound_id) | (Q(building__isnull=True) & whole)


def outer_circle_by_office(compound_id: int, day: date) -> QuerySet[Seat]:
    """Building leaders and volunteers of a compound: the outer circle, whether or not anyone listed it."""
    return seats_reaching(compound_id, day).filter(role__in=OUTER_ROLES)
