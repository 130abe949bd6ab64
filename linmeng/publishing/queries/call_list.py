"""Whom to call today: one line a person, with everything that waits for them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from linmeng.alliance.models import Unit
from linmeng.people.models import Person
from linmeng.publishing.models import Delivery, Notice
from linmeng.publishing.queries.numbers import numbers_of


@dataclass(frozen=True)
class Call:
    """One neighbour to call."""

    person: Person
    unit: Unit
    numbers: tuple[str, ...]
    deliveries: tuple[Delivery, ...]

    @property
    def notices(self) -> list[Notice]:
        """What to say, oldest first."""
        return [delivery.notice for delivery in self.deliveries]

    @property
    def ids(self) -> str:
        """For the form that ticks this call."""
        return ",".join(str(delivery.id) for delivery in self.deliveries)

    @property
    def tries(self) -> int:
        """How often nobody answered."""
        return max(delivery.tries for delivery in self.deliveries)

    @property
    def wrong_number(self) -> bool:
        """The number led to somebody else last time."""
        return any(delivery.last_fault == "wrong_number" for delivery in self.deliveries)


def calls_waiting(compound_ids: Collection[int], building_id: int | None, at: datetime) -> QuerySet[Delivery]:
    """Calls that are due, in walking order; those put off come back on their day, what is over never."""
    rows = Delivery.objects.filter(
        Q(send_after__isnull=True) | Q(send_after__lte=at),
        Q(notice__ends_at__isnull=True) | Q(notice__ends_at__gt=at),
        way=Delivery.Way.CALL,
        state=Delivery.State.WAITING,
        unit__compound_id__in=list(compound_ids),
    )
    if building_id is not None:
        rows = rows.filter(unit__building_id=building_id)
    return rows.order_by("unit__compound__code", "unit__building__walk_order", "unit__walk_order", "id")


def people_to_call(rows: QuerySet[Delivery]) -> list[int]:
    """Persons in the order of their doors, once each."""
    return list(dict.fromkeys(rows.values_list("notice__person_id", flat=True)))


def calls_to(rows: QuerySet[Delivery], person_ids: Collection[int]) -> list[Call]:
    """The lines of some of these people, in two queries."""
    numbers = numbers_of(person_ids)
    found: dict[int, list[Delivery]] = {}
    wanted = rows.filter(notice__person_id__in=person_ids)
    for row in wanted.select_related("notice__person", "unit__building", "unit__compound"):
        found.setdefault(row.notice.person_id, []).append(row)
    return [
        Call(
            person=some[0].notice.person,
            unit=unit,
            numbers=tuple(numbers.get(person_id, ())),
            deliveries=tuple(some),
        )
        for person_id, some in found.items()
        if (unit := some[0].unit) is not None
    ]
