"""Where each home's ballot came to stand in a count: what every figure by way or building is added up from.

The core says what the parts sum to; here the same steps tell which home stands in which part.
"""

from dataclasses import dataclass
from typing import Any

from linmeng_core.election.marks import Mark, marks_of
from linmeng_core.formats.election import read_election
from linmeng_core.formats.vote import read_vote
from linmeng_core.tally.cells import Heads, heads_of, stand
from linmeng_core.tally.sorting import Ballots, SortedBallots, sort_ballots, sort_marks

SILENT = "silent"
SPLIT = "split"


@dataclass(frozen=True)
class HomeCounted:
    """One home of the roll in one count."""

    mask: str
    area_dm2: int
    head: int
    way: str
    """The channel of the ballot that stands; `silent` where the silence clause speaks; empty: not counted."""
    cell: str
    """Where its area stands: yes, no, abstain; in an election named, against_all, abstain."""
    head_cell: str
    """Where its head stands: the same, or `split`; empty where the head stands through another home."""
    disputed: bool = False


def homes_counted(content: dict[str, Any]) -> list[HomeCounted]:
    """Every home of a VOTE.json or ELECTION.json in the order of its roll."""
    if "candidates" in content:
        election = read_election(content).election
        sorted_marks = sort_marks(election, marks_of(election))
        return _spread(election, sorted_marks, {}, [_named(mark) for mark in sorted_marks.choices])
    vote = read_vote(content).vote
    ballots = sort_ballots(vote)
    silent = [at for at in ballots.silent if vote.roll[at].delivered]
    followers = silent if vote.policy.silence == "follow_majority" else []
    leader = stand(heads_of(vote.roll), ballots.choices, followers).leader
    followed: dict[int, str] = {} if leader is None else dict.fromkeys(followers, leader)
    return _spread(vote, ballots, followed, list(ballots.choices))


def _named(mark: Mark | None) -> str | None:
    if mark is None:
        return None
    return "named" if mark.names else "against_all" if mark.against_all else "abstain"


def _spread(
    vote: Ballots, ballots: SortedBallots[Any], followed: dict[int, str], cells: list[str | None]
) -> list[HomeCounted]:
    heads = heads_of(vote.roll)
    ways, voices = _ways(vote, ballots), _voices(heads, ballots, cells)
    found = []
    for at, entry in enumerate(vote.roll):
        head, cell, way, head_cell = heads.head_of[at], cells[at], ways.get(at, ""), ""
        if cell is not None:
            head_cell = voices[head]
        elif followed.get(at):
            cell, way = followed[at], SILENT
            # a head that takes part already gains no second one
            head_cell = "" if head in voices else str(cell)
        found.append(
            HomeCounted(entry.unit, heads.areas[at], head, way, cell or "", head_cell, at in ballots.disputed)
        )
    return found


def _ways(vote: Ballots, ballots: SortedBallots[Any]) -> dict[int, str]:
    """By place in the roll the channel of the first ballot that stands for it."""
    refused = {one.ballot for one in ballots.refused}
    places = {entry.unit: at for at, entry in enumerate(vote.roll)}
    ways: dict[int, str] = {}
    for number, ballot in enumerate(vote.ballots):
        if number not in refused:
            ways.setdefault(places[ballot.unit], ballot.channel)
    return ways


def _voices(heads: Heads, ballots: SortedBallots[Any], cells: list[str | None]) -> dict[int, str]:
    """What each head that cast says, or `split` where its homes say different things."""
    first: dict[int, Any] = {}
    voices: dict[int, str] = {}
    for at, mark in enumerate(ballots.choices):
        if mark is not None:
            head = heads.head_of[at]
            same = first.setdefault(head, mark) == mark
            voices[head] = str(cells[at]) if same and voices.get(head) != SPLIT else SPLIT
    return voices
