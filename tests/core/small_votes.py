"""Writing a small vote in one breath."""

from datetime import date, datetime, timedelta
from typing import Any

from linmeng_core.law.clocks import CHINA
from linmeng_core.law.load import pack_in_force
from linmeng_core.tally.owners_vote import Ballot, OwnersVote, Policy, Result, RollUnit, count

DAY = date(2026, 7, 5)
START = datetime(2026, 7, 20, 9, tzinfo=CHINA)


def door(unit: str, *owners: str, area: int = 10000, **more: Any) -> RollUnit:
    """A sold unit of 100.00 m² whose owner is called after it, unless said otherwise."""
    return RollUnit(unit, area, owners or (f"p{unit}",), **more)


def says(unit: str, choice: str, by: str = "", *, hour: int = 0, **more: Any) -> Ballot:
    """A web ballot of the unit's owner, `hour` hours after the start."""
    return Ballot(
        unit, choice, more.pop("channel", "web"), START + timedelta(hours=hour), by or f"p{unit}", **more
    )


def decide(
    roll: list[RollUnit], ballots: list[Ballot], *, matter: str = "use_fund", closes_at: datetime | None = None,
    **policy: str,
) -> Result:  # fmt: skip
    """Count it under the national pack."""
    vote = OwnersVote(matter, tuple(roll), tuple(ballots), Policy(**policy), closes_at)
    return count(vote, pack_in_force("cn", DAY))


def refusals(result: Result) -> list[tuple[int, str]]:
    return [(entry.ballot, entry.reason) for entry in result.refused]
