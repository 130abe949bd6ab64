"""Cases of an election (`elect`): doors that mark candidates, or the box against all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from linmeng_core.law.cases.fields import CAST_AT, area, optional_text
from linmeng_core.law.cases.votes import STATUSES, read_policy
from linmeng_core.law.strict_toml import Table

KEYS = ("seats", "minimum", "candidates", "lot", "policy", "closes_at", "doors", "ballots")


@dataclass(frozen=True)
class Mark:
    """What stands on one ballot: names, the box against all, nothing, or nothing legible."""

    choices: tuple[str, ...]
    against_all: bool
    unclear: bool


@dataclass(frozen=True)
class ElectionDoors:
    """Some units alike, each of one owner; with `mark` their ballots came back so marked."""

    name: str
    units: int
    area_dm2: int
    owners: tuple[str, ...]
    status: str
    mark: Mark | None

    def codes(self) -> tuple[str, ...]:
        """The unit codes: the name itself for one unit, name-1, name-2 … for several."""
        if self.units == 1:
            return (self.name,)
        return tuple(f"{self.name}-{number}" for number in range(1, self.units + 1))

    def owners_of(self, code: str) -> tuple[str, ...]:
        return self.owners or (f"owner of {code}",)


@dataclass(frozen=True)
class ElectionCast:
    """One ballot written out in full, after those given by the doors."""

    unit: str
    mark: Mark
    by: str
    proxy_for: str | None
    channel: str
    at: datetime


@dataclass(frozen=True)
class ElectionGiven:
    """An election to be counted; `minimum`: how many members the committee must have."""

    seats: int
    minimum: int
    candidates: tuple[str, ...]
    lot: tuple[str, ...] | None
    policy: Mapping[str, str]
    closes_at: datetime | None
    doors: tuple[ElectionDoors, ...]
    ballots: tuple[ElectionCast, ...]


def read_election(table: Table) -> ElectionGiven:
    """The part of an `elect` case that says who marked whom."""
    return ElectionGiven(
        seats=table.number("seats"),
        minimum=table.number("minimum"),
        candidates=table.texts("candidates"),
        lot=table.texts("lot") if "lot" in table.values else None,
        policy=read_policy(table),
        closes_at=table.moment("closes_at") if "closes_at" in table.values else None,
        doors=tuple(_doors(group) for group in table.tables("doors")),
        ballots=tuple(_cast(ballot) for ballot in table.tables("ballots")),
    )


def _mark(table: Table) -> Mark:
    return Mark(table.texts("choices", ()), table.flag("against_all", False), table.flag("unclear", False))


def _doors(group: Table) -> ElectionDoors:
    group.done("name", "units", "area_m2", "owners", "status", "choices", "against_all", "unclear")
    came_back = {"choices", "against_all", "unclear"} & group.values.keys()
    return ElectionDoors(
        name=group.text("name"),
        units=group.number("units", 1),
        area_dm2=area(group),
        owners=group.texts("owners", ()),
        status=group.one_of("status", STATUSES, "sold"),
        mark=_mark(group) if came_back else None,
    )


def _cast(ballot: Table) -> ElectionCast:
    ballot.done("unit", "choices", "against_all", "unclear", "by", "proxy_for", "channel", "at")
    return ElectionCast(
        unit=ballot.text("unit"),
        mark=_mark(ballot),
        by=ballot.text("by"),
        proxy_for=optional_text(ballot, "proxy_for"),
        channel=ballot.text("channel", "paper"),
        at=ballot.moment("at", CAST_AT),
    )
