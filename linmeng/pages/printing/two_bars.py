"""The two bars of a vote, 面积 and 人数: whole numbers draw lengths, strings are printed as given."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Cell:
    """One part of a bar; `amount` in dm² or heads, `figure` as the screen shows it."""

    kind: Literal["yes", "no", "abstain", "split", "named", "unmarked"]
    amount: int
    figure: str


@dataclass(frozen=True)
class Bar:
    """One measure of a vote; quorum is a share of all, approval a share of those who took part."""

    measure: Literal["area", "heads"]
    total: int
    total_figure: str
    participating: int
    participating_figure: str
    cells: tuple[Cell, ...]
    sentence: str
    quorum: tuple[int, int] = (2, 3)
    approval: tuple[int, int] = (1, 2)

    def __post_init__(self) -> None:
        """A paper whose parts do not add up is never printed."""
        voted = sum(cell.amount for cell in self.cells)
        if not 0 <= voted == self.participating <= self.total or self.total == 0:
            raise ValueError(
                f"{self.measure}: the parts sum to {voted}, taking part are {self.participating} of {self.total}"
            )
