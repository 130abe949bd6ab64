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
    numbers should be dense: while a vote is counted it takes three bytes for every number up to its highest.
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
    first_row = columns.starts[votes] - rows.start
    choice = columns.choice[rows]
    first_head, place, heads = _places(columns.head[rows], first_row)
    said = _said(place, choice, heads)
    split = _count_heads(said, first_head, votes, found)
    area = columns.area_dm2[rows]
    parts = {"participating": area, **{name: area * (choice == CODES[name]) for name in CLEAR[:2]}}
    if split.any():
        parts["split"] = area * split.take(place)
    kind = _narrowest(int(area.max()) * _longest(first_row, len(area)), np.int32)
    for name, part in parts.items():
        found.area_dm2[name][votes] = np.add.reduceat(part, first_row, dtype=kind)
    yes, no = (found.area_dm2[name][votes] for name in CLEAR[:2])
    found.area_dm2["abstain"][votes] = found.area_dm2["participating"][votes] - yes - no


def _places(head: NDArray[np.int32], first_row: Numbers) -> tuple[Numbers, NDArray[np.signedinteger], int]:
    """The heads of the portion one after the other: where those of each vote begin, the place of every
    row's head, and how many places there are.
    """
    highest = np.maximum.reduceat(head, first_row)
    after = np.cumsum(highest + np.int64(1))
    first_head = after - highest - 1
    heads = int(after[-1])
    kind = _narrowest(len(CODES) * heads, np.int32)
    place = np.repeat(first_head.astype(kind), np.diff(first_row, append=len(head)))
    place += head
    return first_head, place, heads


def _said(place: NDArray[np.signedinteger], choice: NDArray[np.uint8], heads: int) -> NDArray[np.uint8]:
    """For every choice a row of all heads: 1 where the head cast it for any unit."""
    said = np.zeros(len(CODES) * heads, np.uint8)
    said[(place + choice.astype(place.dtype) * heads).astype(np.intp)] = 1
    return said.reshape(len(CODES), heads)


def _count_heads(
    said: NDArray[np.uint8], first_head: Numbers, votes: NDArray[np.intp], found: Recounted
) -> NDArray[np.uint8]:
    """Heads by what they cast; gives back 1 for every head that is split."""
    kind = _narrowest(_longest(first_head, said.shape[1]), np.uint16)
    split = (said[0] & said[1]) | (said[0] & said[2]) | (said[1] & said[2])
    marked = {"split": split, **{name: said[code] & (split ^ 1) for name, code in CODES.items()}}
    for name, flags in marked.items():
        found.heads[name][votes] = np.add.reduceat(flags, first_head, dtype=kind)
    for name, code in CODES.items():
        found.voices[name][votes] = np.add.reduceat(said[code], first_head, dtype=kind)
    found.heads["participating"][votes] = sum(found.heads[name][votes] for name in marked)
    return split


def _longest(starts: Numbers, end: int) -> int:
    return int(np.diff(starts, append=end).max())


def _narrowest(highest: int, narrow: type[np.integer]) -> type[np.integer]:
    """A narrow kind of number where nothing above `highest` can come up, which halves the time."""
    return narrow if highest <= np.iinfo(narrow).max else np.int64
