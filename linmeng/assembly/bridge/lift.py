"""A lift on common ground: two linked votes, each measured by its own share, and whether both were reached."""

from dataclasses import dataclass
from typing import Any

from linmeng.assembly.bridge.law import frozen_pack
from linmeng.assembly.models import Vote
from linmeng_core.conduct.assembly import Tallied, lift_outcome
from linmeng_core.law.load import pack_in_force
from linmeng_core.measures import Measure, parse_area


@dataclass(frozen=True)
class Lift:
    """Whether the building agreed, whether the compound did, and so whether the lift may be built."""

    building: bool
    compound: bool | None
    may_build: bool
    article: str


def _tallied(result: dict[str, Any]) -> Tallied:
    def cell(name: str) -> Measure:
        return Measure(parse_area(result[name]["area_m2"]), result[name]["heads"])

    return Tallied(cell("total"), cell("participating"), cell("yes"))


def lift(building_vote: Vote, building: dict[str, Any], compound: dict[str, Any] | None) -> Lift:
    """From the kept results of both votes, under the law of the day of notice; raises PackChanged.

    `compound`: None while the compound's vote is not published.
    """
    assert building_vote.noticed_on is not None  # noqa: S101  it was counted
    rules = pack_in_force(building_vote.compound.place, building_vote.noticed_on, subject="assembly")
    found = lift_outcome(
        building=_tallied(building),
        compound=_tallied(compound) if compound is not None else None,
        takes_common_ground=True,
        pack=frozen_pack(building_vote),
        rules=rules,
    )
    return Lift(found.building, found.compound, found.may_build, rules.source("lift.linked_votes").article)
