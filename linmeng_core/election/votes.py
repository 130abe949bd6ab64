"""What the count of an election needs: beside roll and policies, the candidates, the seats and the marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from linmeng_core.errors import BadInput, Step, quoted
from linmeng_core.tally.votes import Policy, RollUnit, check_frame


@dataclass(frozen=True, slots=True)
class ElectionBallot:
    """One ballot as received. `choices` are the candidates marked on it, `against_all` the box against
    every one of them; neither is an abstention. `unclear`: what is marked cannot be made out. With
    `proxy_for` it was cast by `by` and counts as that principal's. `frozen`: its owner says it is not
    theirs, and nobody has decided yet.
    """

    unit: str
    choices: tuple[str, ...]
    channel: str
    at: datetime
    by: str
    proxy_for: str | None = None
    against_all: bool = False
    unclear: bool = False
    frozen: bool = False


@dataclass(frozen=True, slots=True)
class Election:
    """Candidates for `seats` seats; below `minimum` elected members a by-election must follow. `lot` is
    the published order in which equals follow one another, None where none was drawn. With one seat and
    one candidate an option this is also the choice between several offers.
    """

    matter: str
    seats: int
    minimum: int
    candidates: tuple[str, ...]
    roll: Sequence[RollUnit]
    ballots: Sequence[ElectionBallot]
    policy: Policy
    closes_at: datetime | None = None
    lot: tuple[str, ...] | None = None


def check_election(election: Election) -> None:
    """Raise BadInput at the first thing in the election that cannot be counted, naming its field."""
    check_frame(election.roll, election.policy, election.closes_at)
    if election.policy.silence != "off":
        raise BadInput("silence_in_election", "policy", "silence")
    if election.seats < 1:
        raise BadInput("no_seats", "seats", given=election.seats)
    if not 1 <= election.minimum <= election.seats:
        raise BadInput("not_a_minimum", "minimum", given=election.minimum, seats=election.seats)
    _check_candidates(election)
    known = frozenset(election.candidates)
    for place, ballot in enumerate(election.ballots):
        if ballot.at.tzinfo is None:
            raise BadInput("no_offset", "ballots", place, "at", given=ballot.at.isoformat())
        _check_names(ballot.choices, known, "ballots", place, "choices")


def _check_candidates(election: Election) -> None:
    if not election.candidates:
        raise BadInput("no_candidates", "candidates")
    known = frozenset(election.candidates)
    _check_names(election.candidates, known, "candidates")
    if election.lot is not None:
        _check_names(election.lot, known, "lot")


def _check_names(names: Sequence[str], known: frozenset[str], *path: Step) -> None:
    """Every name a candidate's, and none twice."""
    if known.issuperset(names) and len(set(names)) == len(names):
        return
    for number, name in enumerate(names):
        if name not in known:
            raise BadInput("not_a_candidate", *path, number, given=quoted(name))
        if name in names[:number]:
            raise BadInput("candidate_twice", *path, number, given=quoted(name))
