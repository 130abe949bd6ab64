"""From ballots to one mark a unit: steps (1) to (5) of the order of counting.

A mark is what a ballot says: a choice of a vote, the set of names of an election. Sorting only asks
whether two marks are equal.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, NamedTuple, Protocol, TypeVar

from linmeng_core.tally.results import Refused
from linmeng_core.tally.votes import PAPER, SOLD, OwnersVote, Policy, RollUnit

Mark = TypeVar("Mark", bound=Hashable)


class Filed(Protocol):
    """A ballot of any kind, without what it says: for which unit, through which channel, when, by whom."""

    @property
    def unit(self) -> str: ...
    @property
    def channel(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def by(self) -> str: ...
    @property
    def proxy_for(self) -> str | None: ...
    @property
    def frozen(self) -> bool: ...


class Ballots(Protocol):
    """A vote or an election: its roll, the ballots as they came in, its policies."""

    @property
    def roll(self) -> Sequence[RollUnit]: ...
    @property
    def ballots(self) -> Sequence[Filed]: ...
    @property
    def policy(self) -> Policy: ...
    @property
    def closes_at(self) -> datetime | None: ...


class Said(NamedTuple, Generic[Mark]):
    """What one person said for one unit, once entitled and clear."""

    person: str
    mark: Mark
    at: datetime
    ballot: int
    channel: str
    frozen: bool


@dataclass(frozen=True, slots=True)
class SortedBallots(Generic[Mark]):
    """`choices` by place in the roll (None: not cast); the other units by their places."""

    choices: list[Mark | None]
    disputed: tuple[int, ...]
    frozen: tuple[int, ...]
    """The disputed units for which a frozen ballot stands."""
    spoilt: tuple[int, ...]
    """Units with only invalid ballots: they neither participate nor are silent."""
    silent: tuple[int, ...]
    refused: tuple[Refused, ...]


def sort_ballots(vote: OwnersVote) -> SortedBallots[str]:
    """Steps (1) to (5) for a vote; `refused` in the order of the ballots."""
    unclear = None if vote.policy.unclear == "invalid" else "abstain"
    marks = [unclear if ballot.choice == "unclear" else ballot.choice for ballot in vote.ballots]
    return sort_marks(vote, marks)


def sort_marks(vote: Ballots, marks: Sequence[Mark | None]) -> SortedBallots[Mark]:
    """Steps (1) to (5). `marks`: what each ballot says, in the order of the ballots; None: it is invalid."""
    refused: dict[int, str] = {}
    admitted = _admit(vote, marks, refused)
    choices: list[Mark | None] = [None] * len(vote.roll)
    disputed, frozen = set(), set()
    roll, ballots, further = vote.roll, vote.ballots, admitted.further
    for place, number in admitted.first.items():
        entry, ballot = roll[place], ballots[number]
        alone = place not in further and not ballot.frozen
        if alone and (entry.representative is None or _speaks(entry, ballot)):
            choices[place] = marks[number]
            continue
        numbers = [number, *admitted.further.get(place, ())]
        said = [_said(ballots[one], mark, one) for one in numbers if (mark := marks[one]) is not None]
        standing = list(_standing(entry, said, vote.policy.repeat, refused))
        if any(words.frozen for words in standing):
            frozen.add(place)
        elif len({words.mark for words in standing}) == 1:
            choices[place] = standing[0].mark
        elif standing:
            disputed.add(place)
    disputed |= frozen
    spoilt = admitted.marked - admitted.first.keys()
    spoken_for = spoilt | disputed
    return SortedBallots(
        choices=choices,
        disputed=tuple(sorted(disputed)),
        frozen=tuple(sorted(frozen)),
        spoilt=tuple(sorted(spoilt)),
        silent=tuple([at for at, choice in enumerate(choices) if choice is None and at not in spoken_for]),
        refused=tuple([Refused(number, refused[number]) for number in sorted(refused)]),
    )


class _Admitted(NamedTuple):
    """Ballots that passed steps (1) and (2), by place in the roll: the number of the first, and of any
    further ones. Nearly every unit has one ballot only, so nothing else is built for it.
    """

    first: dict[int, int]
    further: dict[int, list[int]]
    marked: set[int]
    """Places that had an invalid ballot."""


def _admit(vote: Ballots, marks: Sequence[object], refused: dict[int, str]) -> _Admitted:
    """Steps (1) and (2). The one loop over all ballots: small calls are written out in it."""
    admitted = _Admitted({}, {}, set())
    first = admitted.first
    places = {entry.unit: place for place, entry in enumerate(vote.roll)}
    roll, closes_at = vote.roll, vote.closes_at
    for number, ballot in enumerate(vote.ballots):
        place = places.get(ballot.unit)
        if place is None:
            refused[number] = "unknown_unit"
        elif closes_at is not None and ballot.at >= closes_at:
            refused[number] = "late"
        elif (ballot.proxy_for is not None or ballot.by not in roll[place].owners) and not _entitled(
            roll[place], person_of(ballot)
        ):
            refused[number] = "not_entitled"
        elif marks[number] is None:
            refused[number] = "unclear"
            admitted.marked.add(place)
        elif place in first:
            admitted.further.setdefault(place, []).append(number)
        else:
            first[place] = number
    return admitted


def person_of(ballot: Filed) -> str:
    """Whose ballot it is: a proxy's is the principal's."""
    return ballot.by if ballot.proxy_for is None else ballot.proxy_for


def _entitled(entry: RollUnit, person: str) -> bool:
    return person in entry.owners or person == representative(entry)


def representative(entry: RollUnit) -> str | None:
    """Who alone speaks for a co-owned unit; for the developer's units only the developer may cast."""
    return entry.representative if entry.status == SOLD else None


def _speaks(entry: RollUnit, ballot: Filed) -> bool:
    """Does this ballot alone speak for the unit? Yes, unless somebody else was named to."""
    return entry.representative is None or representative(entry) in (None, person_of(ballot))


def _said(ballot: Filed, mark: Mark, number: int) -> Said[Mark]:
    return Said(person_of(ballot), mark, ballot.at, number, ballot.channel, ballot.frozen)


def _standing(
    entry: RollUnit, said: list[Said[Mark]], repeat: str, refused: dict[int, str]
) -> Iterator[Said[Mark]]:
    """Steps (3) and (4): what stands for a unit; two marks, or one frozen ballot, make it disputed."""
    speaker = representative(entry)
    for words in _one_each(said, repeat, refused):
        if speaker is None or words.person == speaker:
            yield words
        else:
            refused[words.ballot] = "not_representative"


def _one_each(said: list[Said[Mark]], repeat: str, refused: dict[int, str]) -> Iterator[Said[Mark]]:
    """Step (3): of each person the one ballot that the policy keeps, the others refused."""
    by_person: dict[str, list[Said[Mark]]] = {}
    for words in said:
        by_person.setdefault(words.person, []).append(words)
    for series in by_person.values():
        kept = series[0] if len(series) == 1 else _kept(series, repeat)
        for words in series:
            if words is not kept:
                refused[words.ballot] = "repeat"
        if kept is not None:
            yield kept


def _kept(series: list[Said[Mark]], repeat: str) -> Said[Mark] | None:
    # sorted() is stable, so equal instants stay in the order of the file.
    in_time = sorted(series, key=lambda words: words.at)
    match repeat:
        case "first":
            return in_time[0]
        case "last":
            return in_time[-1]
        case "paper":
            return next((words for words in in_time if words.channel == PAPER), in_time[0])
        case _:
            return None
