"""The recount of many votes at once: every cell in both measures, whole numbers only.

For a city or an archive; one vote is counted by `owners_vote.count`, and both agree in every cell. Rows
are taken in portions of whole votes that fit into the processor's cache.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linmeng_core.measures import Measure
from linmeng_core.tally.cells import CLEAR
from linmeng_core.tally.recount_columns import CODES, Columns, check_columns
from linmeng_core.tally.results import Cells

PORTION = 1 << 17
"""Rows taken at once; a vote with more rows is a portion of its own."""
FIELDS = ("participating", *CLEAR, "split")
LARGEST = np.iinfo(np.int32).max
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Recounted:
    """The cells of every vote: `area_dm2[field]` and `heads[field]` hold one number a vote, in the order
    of the votes. `voices[choice]` counts the heads that cast the choice for any unit, split ones too.
    """

    area_dm2: dict[str, Numbers]
    heads: dict[str, Numbers]
    voices: dict[str, Numbers]

    def cells(self, vote: int) -> Cells:
        """The cells of one vote as the count gives them."""
        return Cells(
            **{
                field: Measure(int(self.area_dm2[field][vote]), int(self.heads[field][vote]))
                for field in FIELDS
            }
        )


def recount(columns: Columns, *, portion: int = PORTION) -> Recounted:
    """Step (6) of `docs/formats/tally.md` for all votes, without any silence clause.

    Time grows with the number of rows; beside the columns only a portion's worth of memory is used. Head
    numbers should be dense: while a vote is counted it takes four bytes for every number up to its highest.
    BadInput when the columns are no votes (see `check_columns`).
    """
    check_columns(columns)
    names = FIELDS, FIELDS, CLEAR
    found = Recounted(*[{name: np.zeros(columns.votes, np.int64) for name in some} for some in names])
    # np.add.reduceat would lend a vote without rows the row of its neighbour
    filled = np.flatnonzero(np.diff(columns.starts))
    for votes in _portions(filled, columns.starts[filled + 1], portion):
        _count_portion(columns, votes, found)
    return found


def _portions(votes: NDArray[np.intp], ends: Numbers, portion: int) -> Iterator[NDArray[np.intp]]:
    """Votes that together have at most `portion` rows, or one that has more. `ends`: where their rows end."""
    first, reached = 0, 0
    while first < len(votes):
        after = max(first + 1, int(np.searchsorted(ends, reached + portion, side="right")))
        yield votes[first:after]
        first, reached = after, int(ends[after - 1])


def _count_portion(columns: Columns, votes: NDArray[np.intp], found: Recounted) -> None:
    rows = slice(int(columns.starts[votes[0]]), int(columns.starts[votes[-1] + 1]))
    area, head, choice = columns.area_dm2[rows], columns.head[rows], columns.choice[rows]
    first_row = columns.starts[votes] - rows.start
    first_head, place = _places(head, first_row)
    said = _said(place, choice)
    split_heads = _count_heads(said, first_head, votes, found)
    participating = np.add.reduceat(area, first_row, dtype=np.int64)
    narrow = participating.max() <= LARGEST  # then every part of it is, too
    kind = np.int32 if narrow else np.int64
    parts = {name: area * (choice == CODES[name]) for name in CLEAR[:2]}
    if split_heads.any():
        parts["split"] = area * split_heads.take(place)
    sums = {name: np.add.reduceat(part, first_row, dtype=kind) for name, part in parts.items()}
    sums["abstain"] = participating - sums["yes"] - sums["no"]
    for name, numbers in {"participating": participating, **sums}.items():
        found.area_dm2[name][votes] = numbers


def _places(head: NDArray[np.int32], first_row: Numbers) -> tuple[Numbers, NDArray[np.intp]]:
    """The heads of the portion one after the other: where those of each vote begin, and the place of every
    row's head.
    """
    highest = np.maximum.reduceat(head, first_row)
    after = np.cumsum(highest + np.int64(1))
    first_head = after - highest - 1
    place = np.repeat(first_head, np.diff(first_row, append=len(head)))
    place += head
    return first_head, place


def _said(place: NDArray[np.intp], choice: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """For every head four bytes: 1 at the code of each choice it cast."""
    said = np.zeros(4 * (int(place.max()) + 1), np.uint8)
    said[(place << 2) + choice] = 1
    return said


def _count_heads(
    said: NDArray[np.uint8], first_head: Numbers, votes: NDArray[np.intp], found: Recounted
) -> NDArray[np.bool_]:
    """Heads by what they cast; gives back which heads are split."""
    whole = said.view(np.uint32)
    split = whole != 0
    found.heads["participating"][votes] = _per_vote(split, first_head)
    for name, code in CODES.items():
        alone = whole == _only(code)
        split ^= alone
        found.heads[name][votes] = _per_vote(alone, first_head)
        found.voices[name][votes] = _per_vote(said[code::4], first_head)
    found.heads["split"][votes] = _per_vote(split, first_head)
    return split


def _only(code: int) -> np.uint32:
    """The four bytes of a head that cast this choice alone, as one number of this machine."""
    four = np.zeros(4, np.uint8)
    four[code] = 1
    return np.uint32(four.view(np.uint32)[0])


def _per_vote(marked: NDArray[np.bool_] | NDArray[np.uint8], first_head: Numbers) -> NDArray[np.uint32]:
    return np.add.reduceat(marked.view(np.uint8), first_head, dtype=np.uint32)
