"""From ballots to one choice a unit: steps (1) to (5) of the order of counting."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from linmeng_core.tally.results import Refused
from linmeng_core.tally.votes import PAPER, SOLD, Ballot, OwnersVote, RollUnit


class Said(NamedTuple):
    """What one person said for one unit, once entitled and clear."""

    person: str
    choice: str
    at: datetime
    ballot: int
    channel: str


@dataclass(frozen=True, slots=True)
class SortedBallots:
    """`choices` by place in the roll (None: not cast); the other units by their places."""

    choices: list[str | None]
    disputed: tuple[int, ...]
    spoilt: tuple[int, ...]
    """Units with only invalid ballots: they neither participate nor are silent."""
    silent: tuple[int, ...]
    refused: tuple[Refused, ...]


def sort_ballots(vote: OwnersVote) -> SortedBallots:
    """Steps (1) to (5); `refused` in the order of the ballots."""
    refused: dict[int, str] = {}
    said, marked = _clear_ballots(vote, refused)
    choices: list[str | None] = [None] * len(vote.roll)
    disputed = []
    for place, words in said.items():
        agreed = _voices_of_unit(vote.roll[place], words, vote.policy.repeat, refused)
        if len(agreed) == 1:
            choices[place] = agreed.pop()
        elif agreed:
            disputed.append(place)
    spoilt = marked - said.keys()
    spoken_for = spoilt.union(disputed)
    silent = [place for place, choice in enumerate(choices) if choice is None and place not in spoken_for]
    return SortedBallots(
        choices,
        tuple(sorted(disputed)),
        tuple(sorted(spoilt)),
        tuple(silent),
        tuple(Refused(ballot, refused[ballot]) for ballot in sorted(refused)),
    )


def _clear_ballots(vote: OwnersVote, refused: dict[int, str]) -> tuple[dict[int, list[Said]], set[int]]:
    """Steps (1) and (2): what was said for each unit, and the units that had an invalid ballot."""
    void = vote.policy.unclear == "invalid"
    said: dict[int, list[Said]] = {}
    marked = set()
    for number, place, person, ballot in _entitled(vote, refused):
        choice = ballot.choice
        if choice == "unclear":
            if void:
                refused[number] = "unclear"
                marked.add(place)
                continue
            choice = "abstain"
        said.setdefault(place, []).append(Said(person, choice, ballot.at, number, ballot.channel))
    return said, marked


def _entitled(vote: OwnersVote, refused: dict[int, str]) -> Iterator[tuple[int, int, str, Ballot]]:
    """Step (1): number, place in the roll and person of every ballot that may count."""
    places = {entry.unit: place for place, entry in enumerate(vote.roll)}
    closes_at = vote.closes_at
    for number, ballot in enumerate(vote.ballots):
        place = places.get(ballot.unit)
        person = ballot.by if ballot.proxy_for is None else ballot.proxy_for
        if place is None:
            refused[number] = "unknown_unit"
        elif closes_at is not None and ballot.at >= closes_at:
            refused[number] = "late"
        elif person in vote.roll[place].owners or person == representative(vote.roll[place]):
            yield number, place, person, ballot
        else:
            refused[number] = "not_entitled"


def representative(entry: RollUnit) -> str | None:
    """Who alone speaks for a co-owned unit; for the developer's units only the developer may cast."""
    return entry.representative if entry.status == SOLD else None


def _voices_of_unit(entry: RollUnit, said: list[Said], repeat: str, refused: dict[int, str]) -> set[str]:
    """Steps (3) and (4): the distinct choices that stand for a unit; two or more make it disputed."""
    speaker = representative(entry)
    if len(said) == 1 and speaker is None:
        return {said[0].choice}
    voices = set()
    for words in _one_each(said, repeat, refused):
        if speaker is None or words.person == speaker:
            voices.add(words.choice)
        else:
            refused[words.ballot] = "not_representative"
    return voices


def _one_each(said: list[Said], repeat: str, refused: dict[int, str]) -> Iterator[Said]:
    """Step (3): of each person the one ballot that the policy keeps, the others refused."""
    by_person: dict[str, list[Said]] = {}
    for words in said:
        by_person.setdefault(words.person, []).append(words)
    for series in by_person.values():
        kept = series[0] if len(series) == 1 else _kept(series, repeat)
        for words in series:
            if words is not kept:
                refused[words.ballot] = "repeat"
        if kept is not None:
            yield kept


def _kept(series: list[Said], repeat: str) -> Said | None:
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
