"""Cases of a vote (`tally`): who owns what, how large, how each voted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from linmeng_core.law.cases.fields import CAST_AT, area, optional_text
from linmeng_core.law.packs import MATTERS, POLICIES
from linmeng_core.law.strict_toml import Table

VOTES = ("yes", "no", "abstain", "unclear", "none")
STATUSES = ("sold", "unsold", "undelivered")
KEYS = ("matter", "policy", "closes_at", "doors", "ballots")


@dataclass(frozen=True)
class Doors:
    """Some units alike. Without `owners` each unit belongs to a person of its own; `vote` is theirs."""

    name: str
    units: int
    area_dm2: int
    owners: tuple[str, ...]
    status: str
    delivered: bool
    representative: str | None
    vote: str

    def codes(self) -> tuple[str, ...]:
        """The unit codes: the name itself for one unit, name-1, name-2 … for several."""
        if self.units == 1:
            return (self.name,)
        return tuple(f"{self.name}-{number}" for number in range(1, self.units + 1))

    def owners_of(self, code: str) -> tuple[str, ...]:
        return self.owners or (f"owner of {code}",)


@dataclass(frozen=True)
class Cast:
    """One ballot written out in full, after those given by the doors."""

    unit: str
    choice: str
    by: str
    proxy_for: str | None
    channel: str
    at: datetime


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
        policy=read_policy(table),
        closes_at=table.moment("closes_at") if "closes_at" in table.values else None,
        doors=tuple(_doors(group) for group in table.tables("doors")),
        ballots=tuple(_cast(ballot) for ballot in table.tables("ballots")),
    )


def read_policy(table: Table) -> dict[str, str]:
    """The usual policies of the pack, except where the case says otherwise."""
    if "policy" not in table.values:
        return {}
    policy = table.table("policy")
    policy.done(*POLICIES)
    return {key: policy.one_of(key, POLICIES[key]) for key in policy.values}


def _doors(group: Table) -> Doors:
    group.done("name", "units", "area_m2", "owners", "status", "delivered", "representative", "vote")
    return Doors(
        name=group.text("name"),
        units=group.number("units", 1),
        area_dm2=area(group),
        owners=group.texts("owners", ()),
        status=group.one_of("status", STATUSES, "sold"),
        delivered=group.flag("delivered", True),
        representative=optional_text(group, "representative"),
        vote=group.one_of("vote", VOTES, "none"),
    )


def _cast(ballot: Table) -> Cast:
    ballot.done("unit", "choice", "by", "proxy_for", "channel", "at")
    return Cast(
        unit=ballot.text("unit"),
        choice=ballot.one_of("choice", VOTES[:4]),
        by=ballot.text("by"),
        proxy_for=optional_text(ballot, "proxy_for"),
        channel=ballot.text("channel", "paper"),
        at=ballot.moment("at", CAST_AT),
    )
