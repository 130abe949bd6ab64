"""The cast units of many votes as columns: 9 bytes a row, exact integers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from linmeng_core.errors import BadInput
from linmeng_core.tally.cells import CLEAR, Heads

CODES = {choice: code for code, choice in enumerate(CLEAR)}
"""yes 0, no 1, abstain 2."""
KINDS = {"starts": np.int64, "area_dm2": np.int32, "head": np.int32, "choice": np.uint8}


@dataclass(frozen=True, slots=True)
class Columns:
    """One row a cast unit, the rows of a vote together: vote v has rows starts[v] to starts[v + 1].
    `head` numbers the heads of each vote from 0; `choice` is a code of CODES.
    """

    starts: NDArray[np.int64]
    area_dm2: NDArray[np.int32]
    head: NDArray[np.int32]
    choice: NDArray[np.uint8]

    @property
    def votes(self) -> int:
        return len(self.starts) - 1

    @property
    def bytes_a_row(self) -> float:
        """What the columns hold in memory for each row."""
        columns = (self.starts, self.area_dm2, self.head, self.choice)
        return sum(column.nbytes for column in columns) / max(1, len(self.area_dm2))


def columns_of(standings: Iterable[tuple[Heads, Sequence[str | None]]]) -> Columns:
    """Columns of votes given as their heads and the choices by place in the roll (None: not cast)."""
    starts, rows = [0], []
    for heads, choices in standings:
        cast = zip(heads.areas, heads.head_of, choices, strict=True)
        rows += [(area, head, CODES[choice]) for area, head, choice in cast if choice is not None]
        starts.append(len(rows))
    area, head, code = zip(*rows, strict=True) if rows else ((), (), ())
    return Columns(
        np.array(starts, np.int64),
        np.array(area, np.int32),
        np.array(head, np.int32),
        np.array(code, np.uint8),
    )


def check_columns(columns: Columns) -> None:
    """Raise BadInput when the columns are of another kind, do not fit together or hold what no vote has."""
    for name, kind in KINDS.items():
        column: NDArray[Any] = getattr(columns, name)
        if column.dtype != kind or column.ndim != 1:
            raise BadInput("column_kind", name, wanted=np.dtype(kind).name, given=column.dtype.name)
    starts, rows = columns.starts, len(columns.area_dm2)
    for name in ("head", "choice"):
        if len(getattr(columns, name)) != rows:
            raise BadInput("column_length", name, wanted=rows, given=len(getattr(columns, name)))
    if not len(starts) or starts[0] != 0 or starts[-1] != rows or (starts[1:] < starts[:-1]).any():
        raise BadInput("column_starts", "starts", rows=rows)
    if rows:
        _check_values(columns)


def _check_values(columns: Columns) -> None:
    for name, least in (("area_dm2", 1), ("head", 0)):
        lowest = int(getattr(columns, name).min())
        if lowest < least:
            raise BadInput("column_value", name, given=lowest)
    if (highest := int(columns.choice.max())) >= len(CODES):
        raise BadInput("column_value", "choice", given=highest)
