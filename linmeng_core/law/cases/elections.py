"""Cases of an election (`elect`): doors that mark candidates, or the box against all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from linmeng_core.law.cases.homes import (
    HOMES,
    WRITTEN,
    Homes,
    WrittenBallot,
    closing,
    homes_in,
    policy_in,
    written_in,
)
from linmeng_core.law.strict_toml import Table

KEYS = ("seats", "minimum", "candidates", "lot", "policy", "closes_at", "doors", "ballots")
MARK = ("choices", "against_all", "unclear")


@dataclass(frozen=True)
class Mark:
    """What stands on one ballot: names, the box against all, nothing, or nothing legible."""

    choices: tuple[str, ...]
    against_all: bool
    unclear: bool


@dataclass(frozen=True)
class ElectionDoors(Homes):
    """Some units alike, each of one owner; with `mark` their ballots came back so marked."""

    mark: Mark | None


@dataclass(frozen=True)
class ElectionCast(WrittenBallot):
    """A ballot with what stands on it."""

    mark: Mark


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
        policy=policy_in(table),
        closes_at=closing(table),
        doors=tuple(_doors(group) for group in table.tables("doors")),
        ballots=tuple(_cast(ballot) for ballot in table.tables("ballots")),
    )


def _mark(table: Table) -> Mark:
    return Mark(table.texts("choices", ()), table.flag("against_all", False), table.flag("unclear", False))


def _doors(group: Table) -> ElectionDoors:
    group.done(*HOMES, *MARK)
    return ElectionDoors(**homes_in(group), mark=_mark(group) if group.values.keys() & set(MARK) else None)


def _cast(ballot: Table) -> ElectionCast:
    ballot.done(*WRITTEN, *MARK)
    return ElectionCast(**written_in(ballot), mark=_mark(ballot))
