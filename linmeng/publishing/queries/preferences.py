"""What the preference page shows."""

from dataclasses import dataclass
from datetime import date

from linmeng.people.models import Ownership, Residence
from linmeng.people.queries.actors import in_force
from linmeng.publishing.models import Topic
from linmeng.publishing.queries.wishes import SWITCHED, Reach, is_on, reaches


@dataclass(frozen=True)
class Switch:
    """One cell of the grid: a topic and a way."""

    name: str
    way: str
    on: bool
    possible: bool
    """Whether this way leads to the person at all; if not, the cell says what is missing."""


@dataclass(frozen=True)
class TopicRow:
    """One topic with its switches; what cannot be switched off has none."""

    topic: Topic
    switches: tuple[Switch, ...]


def homes_of(person_id: int, day: date) -> frozenset[tuple[int, int]]:
    """(compound, building) of every home a person lives in or owns."""
    found: set[tuple[int, int]] = set()
    for model in (Residence, Ownership):
        rows = model.objects.filter(in_force(day), person_id=person_id)
        found |= set(rows.values_list("unit__compound_id", "unit__building_id"))
    return frozenset(found)


def reach_of(person_id: int, day: date) -> Reach:
    """How one person is reached."""
    return reaches([person_id], day)[person_id]


def grid_of(reach: Reach) -> list[TopicRow]:
    """Topic × way as the switches stand; the account's row shows no switch."""
    return [
        TopicRow(topic, () if topic == Topic.ACCOUNT else tuple(_switch(reach, topic, w) for w in SWITCHED))
        for topic in Topic
    ]


def _switch(reach: Reach, topic: str, way: str) -> Switch:
    return Switch(f"{topic}.{way}", way, is_on(reach, topic, way), reach.can(way))
