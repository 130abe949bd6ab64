"""Cases of a vote (`tally`): who owns what, how large, how each voted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from linmeng_core.law.cases.fields import optional_text
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
from linmeng_core.law.packs import MATTERS
from linmeng_core.law.strict_toml import Table

VOTES = ("yes", "no", "abstain", "unclear", "none")
KEYS = ("matter", "policy", "closes_at", "doors", "ballots")


@dataclass(frozen=True)
class Doors(Homes):
    """Some units alike; `vote` is what each returned."""

    delivered: bool
    representative: str | None
    vote: str


@dataclass(frozen=True)
class Cast(WrittenBallot):
    """A ballot with its choice."""

    choice: str


@dataclass(frozen=True)
class VoteGiven:
    """A vote to be counted; what it leaves open follows the pack."""

    matter: str
    policy: Mapping[str, str]
    closes_at: datetime | None
    doors: tuple[Doors, ...]
    ballots: tuple[Cast, ...]


def read_vote(table: Table) -> VoteGiven:
    """The part of a `tally` case that says who voted how."""
    return VoteGiven(
        matter=table.one_of("matter", MATTERS),
        policy=policy_in(table),
        closes_at=closing(table),
        doors=tuple(_doors(group) for group in table.tables("doors")),
        ballots=tuple(_cast(ballot) for ballot in table.tables("ballots")),
    )


def _doors(group: Table) -> Doors:
    group.done(*HOMES, "delivered", "representative", "vote")
    return Doors(
        **homes_in(group),
        delivered=group.flag("delivered", True),
        representative=optional_text(group, "representative"),
        vote=group.one_of("vote", VOTES, "none"),
    )


def _cast(ballot: Table) -> Cast:
    ballot.done(*WRITTEN, "choice")
    return Cast(**written_in(ballot), choice=ballot.one_of("choice", VOTES[:4]))
