"""What the pages of reaching people show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from linmeng.publishing.models import Delivery, Notice
from linmeng.publishing.queries.delivery_log import NOT_YET, REACHED, log_counts
from linmeng.publishing.queries.slip_week import SlipAnswer, slip_answers
from linmeng.voices.queries.answered import matters_told


@dataclass(frozen=True)
class WayLine:
    """How one way went."""

    label: str
    reached: int
    not_yet: int
    failed: int
    other: int


@dataclass(frozen=True)
class ToldThing:
    """One thing that was told, and how far the words came."""

    notice: Notice
    people: int
    ways: list[WayLine]

    @property
    def failed(self) -> int:
        """Messages that did not arrive and went no other way."""
        return sum(line.failed for line in self.ways)


def read_thing(rows: QuerySet[Delivery]) -> ToldThing | None:
    """The numbers above the log; None when nothing of it is within reach."""
    first = rows.first()
    if first is None:
        return None
    counts = log_counts(rows)
    people = rows.order_by().values("notice__person_id").distinct().count()
    ways = [_line(way, str(label), counts) for way, label in Delivery.Way.choices]
    return ToldThing(first.notice, people, [w for w in ways if w.reached + w.not_yet + w.failed + w.other])


def _line(way: str, label: str, counts: dict[tuple[str, str], int]) -> WayLine:
    def several(states: Iterable[str]) -> int:
        return sum(counts.get((way, state), 0) for state in states)

    rest = ("passed_on", "called_off")
    return WayLine(label, several(REACHED), several(NOT_YET), several(["failed"]), several(rest))


@dataclass(frozen=True)
class Door:
    """One door with everything on paper for it."""

    code: str
    slips: list[Delivery]
    items: list[SlipAnswer]
    """The same as it stands on paper: one item a thing, however often it moved."""

    @property
    def ids(self) -> str:
        """For the form that ticks this door."""
        return ",".join(str(slip.id) for slip in self.slips)

    @property
    def printed(self) -> bool:
        """Whether its slip is on paper already."""
        return all(slip.state == Delivery.State.PRINTED for slip in self.slips)


@dataclass(frozen=True)
class Entrance:
    """The doors of one entrance, in walking order."""

    name: str
    doors: list[Door]


def entrances(slips: Sequence[Delivery]) -> list[Entrance]:
    """Neighbouring slips together: one door, one tick."""
    found = []
    things = matters_told([slip.notice for slip in slips])
    for name, rows in groupby(slips, key=_entrance):
        doors: dict[int, list[Delivery]] = {}
        for row in rows:
            doors.setdefault(row.unit_id or 0, []).append(row)
        found.append(
            Entrance(
                name, [Door(_code(some[0]), some, slip_answers(some, things)) for some in doors.values()]
            )
        )
    return found


def _entrance(slip: Delivery) -> str:
    unit = slip.unit
    return f"{unit.compound.name} {unit.building.name} {unit.entrance.name}" if unit else _("door not known")


def _code(slip: Delivery) -> str:
    return slip.unit.code if slip.unit else ""
