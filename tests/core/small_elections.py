"""Writing a small election in one breath."""

from datetime import timedelta
from typing import Any

from linmeng_core.election import Election, ElectionBallot, ElectionResult, count_election
from linmeng_core.law.load import pack_in_force
from linmeng_core.tally.votes import Policy, RollUnit
from tests.core.small_votes import DAY, START


def marks(unit: str, *choices: str, by: str = "", hour: int = 0, **more: Any) -> ElectionBallot:
    """A web ballot of the unit's owner naming these candidates, `hour` hours after the start."""
    at = START + timedelta(hours=hour)
    return ElectionBallot(unit, choices, more.pop("channel", "web"), at, by or f"p{unit}", **more)


def elect(
    roll: list[RollUnit], ballots: list[ElectionBallot], *, seats: int = 1, minimum: int = 1,
    candidates: str = "abc", matter: str = "elect_committee", lot: str | None = None, closes_at: Any = None,
    **policy: str,
) -> ElectionResult:  # fmt: skip
    """Count it under the national pack; candidates and lot are written as letters."""
    drawn = None if lot is None else tuple(lot)
    election = Election(
        matter, seats, minimum, tuple(candidates), roll, ballots, Policy(**policy), closes_at, drawn
    )
    return count_election(election, pack_in_force("cn", DAY))


def support(result: ElectionResult) -> dict[str, tuple[int, int]]:
    """Area and heads of each candidate."""
    return {one.candidate: (one.support.area_dm2, one.support.heads) for one in result.candidates}
