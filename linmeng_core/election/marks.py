"""What is marked on the ballots, and whom the units and heads that cast them support."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from linmeng_core.election.results import Cells
from linmeng_core.election.votes import Election, ElectionBallot
from linmeng_core.measures import Measure
from linmeng_core.tally.cells import Heads


class Mark(NamedTuple):
    """What a ballot says. Two ballots say the same when their names are the same set."""

    names: frozenset[str]
    against_all: bool = False


NOBODY = Mark(frozenset())
"""An abstention: the unit takes part and supports nobody."""


def marks_of(election: Election) -> list[Mark | None]:
    """The marks in the order of the ballots; None where a ballot is invalid. More names than seats make
    it so. A ballot that cannot be made out, or that names candidates and is against all of them, is
    unclear: what that means the policy says.
    """
    unclear = None if election.policy.unclear == "invalid" else NOBODY
    return [_mark(ballot, election.seats, unclear) for ballot in election.ballots]


def _mark(ballot: ElectionBallot, seats: int, unclear: Mark | None) -> Mark | None:
    if too_many(ballot, seats):
        return None
    if ballot.unclear or (ballot.choices and ballot.against_all):
        return unclear
    return Mark(frozenset(ballot.choices), ballot.against_all)


def too_many(ballot: ElectionBallot, seats: int) -> bool:
    """Does it name more candidates than there are seats?"""
    return len(ballot.choices) > seats


@dataclass(frozen=True, slots=True)
class Marked:
    """The cells, and for each candidate named anywhere what supports it."""

    cells: Cells
    support: dict[str, Measure]


def weigh(heads: Heads, marks: Sequence[Mark | None]) -> Marked:
    """Step (6) for marks by place in the roll. Area counts as each unit was marked; a head supports a
    candidate only if all its cast units do.
    """
    area: Counter[str] = Counter()
    common: dict[int, frozenset[str]] = {}
    for mark, size, head in zip(marks, heads.areas, heads.head_of, strict=True):
        if mark is not None:
            for name in mark.names:
                area[name] += size
            common[head] = common[head] & mark.names if head in common else mark.names
    backers = Counter(name for names in common.values() for name in names)
    support = {name: Measure(size, backers[name]) for name, size in area.items()}
    return Marked(_cells(heads, marks), support)


def _cells(heads: Heads, marks: Sequence[Mark | None]) -> Cells:
    """Every head stands in the cell of its mark, or in `split`."""
    voices: dict[int, Mark | None] = {}
    area = dict.fromkeys(("named", "against_all", "abstain"), 0)
    for mark, size, head in zip(marks, heads.areas, heads.head_of, strict=True):
        if mark is not None:
            area[_cell(mark)] += size
            if voices.setdefault(head, mark) != mark:
                voices[head] = None
    said = Counter("split" if mark is None else _cell(mark) for mark in voices.values())
    cast = zip(marks, heads.areas, heads.head_of, strict=True)
    split = sum(size for mark, size, head in cast if mark is not None and voices[head] is None)
    return Cells(
        participating=Measure(sum(area.values()), len(voices)),
        split=Measure(split, said["split"]),
        **{cell: Measure(size, said[cell]) for cell, size in area.items()},
    )


def _cell(mark: Mark) -> str:
    if mark.names:
        return "named"
    return "against_all" if mark.against_all else "abstain"
