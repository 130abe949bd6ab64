"""What cases of a vote and of an election share: homes alike, and ballots written out in full."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from linmeng_core.law.cases.fields import CAST_AT, area, optional_text
from linmeng_core.law.packs import POLICIES
from linmeng_core.law.strict_toml import Table

STATUSES = ("sold", "unsold", "undelivered")
HOMES = ("name", "units", "area_m2", "owners", "status")
WRITTEN = ("unit", "by", "proxy_for", "channel", "at")


@dataclass(frozen=True)
class Homes:
    """Some units alike. Without `owners` each unit belongs to a person of its own."""

    name: str
    units: int
    area_dm2: int
    owners: tuple[str, ...]
    status: str

    def codes(self) -> tuple[str, ...]:
        """The unit codes: the name itself for one unit, name-1, name-2 … for several."""
        if self.units == 1:
            return (self.name,)
        return tuple(f"{self.name}-{number}" for number in range(1, self.units + 1))

    def owners_of(self, code: str) -> tuple[str, ...]:
        return self.owners or (f"owner of {code}",)


@dataclass(frozen=True)
class WrittenBallot:
    """One ballot written out in full, after those given by the doors."""

    unit: str
    by: str
    proxy_for: str | None
    channel: str
    at: datetime


def homes_in(group: Table) -> Mapping[str, Any]:
    """The fields of `Homes`."""
    return {
        "name": group.text("name"),
        "units": group.number("units", 1),
        "area_dm2": area(group),
        "owners": group.texts("owners", ()),
        "status": group.one_of("status", STATUSES, "sold"),
    }


def written_in(ballot: Table) -> Mapping[str, Any]:
    """The fields of `WrittenBallot`."""
    return {
        "unit": ballot.text("unit"),
        "by": ballot.text("by"),
        "proxy_for": optional_text(ballot, "proxy_for"),
        "channel": ballot.text("channel", "paper"),
        "at": ballot.moment("at", CAST_AT),
    }


def closing(table: Table) -> datetime | None:
    """The closing instant, None when the case does not give it."""
    return table.moment("closes_at") if "closes_at" in table.values else None


def policy_in(table: Table) -> dict[str, str]:
    """The usual policies of the pack, except where the case says otherwise."""
    if "policy" not in table.values:
        return {}
    policy = table.table("policy")
    policy.done(*POLICIES)
    return {key: policy.one_of(key, POLICIES[key]) for key in policy.values}
