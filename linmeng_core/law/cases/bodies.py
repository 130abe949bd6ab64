"""Cases of a committee (`committee`) and of a petition for a meeting (`petition`)."""

from dataclasses import dataclass

from linmeng_core.law.cases.fields import area, measure, optional_number
from linmeng_core.law.strict_toml import Table
from linmeng_core.measures import Measure

COMMITTEE_KEYS = ("ask", "members", "present", "agreed", "by_proxy", "size", "gfa_m2", "households", "left")
PETITION_KEYS = ("total", "signed")
ASKS = {
    "decision": ("members", "present", "agreed", "by_proxy"),
    "charter": ("members", "present", "agreed", "by_proxy"),
    "size": ("size", "gfa_m2", "households"),
    "loss": ("size", "left"),
    "removal": ("members", "agreed"),
}
"""What a committee case may ask, and what it must give for it."""


@dataclass(frozen=True)
class CommitteeGiven:
    """What is asked of a committee's rules, and the numbers of the case; those not given are 0 or None."""

    ask: str
    members: int
    present: int
    agreed: int
    by_proxy: int
    size: int
    gfa_dm2: int | None
    households: int | None
    left: int


@dataclass(frozen=True)
class PetitionGiven:
    """All owners, and those who signed, in both measures."""

    total: Measure
    signed: Measure


def read_committee(table: Table) -> CommitteeGiven:
    """The part of a `committee` case that gives its numbers."""
    ask = table.one_of("ask", tuple(ASKS))
    for key in COMMITTEE_KEYS[1:]:
        if key in table.values and key not in ASKS[ask]:
            raise table.fault("toml_unknown_key", key, known=", ".join(ASKS[ask]))
    return CommitteeGiven(
        ask=ask,
        members=table.number("members", 0),
        present=table.number("present", 0),
        agreed=table.number("agreed", 0),
        by_proxy=table.number("by_proxy", 0),
        size=table.number("size", 0),
        gfa_dm2=area(table, "gfa_m2") if "gfa_m2" in table.values else None,
        households=optional_number(table, "households"),
        left=table.number("left", 0),
    )


def read_petition(table: Table) -> PetitionGiven:
    """The part of a `petition` case that says who signed."""
    return PetitionGiven(measure(table, "total"), measure(table, "signed"))
