"""How far a measure may be trusted, as found on 2,400 test pages (24,948 boxes, 7,620 of them marked).

Made by `python -m tests.marks.calibrate`, from other pages than those of the proof. The shares are careful: one
error more is assumed than was seen, and no step is more trusted than a better one.
"""

from bisect import bisect_right

Table = tuple[tuple[int, int], ...]
"""(from this measure on, per mille right), rising measures."""

MARKED: Table = (
    (0, 6),
    (10, 459),
    (60, 466),
    (80, 785),
    (100, 875),
    (120, 966),
    (140, 985),
    (170, 991),
    (200, 997),
    (300, 999),
)
"""By the stroke (`measuring.Measures`): of the boxes with so much ink, how many their writer had marked."""

EMPTY: Table = (
    (-60, 999),
    (20, 998),
    (25, 997),
    (45, 996),
    (50, 994),
    (60, 957),
    (70, 899),
    (80, 768),
    (100, 398),
    (130, 329),
    (300, 2),
)
"""By the trace: of the boxes no darker than this, how many their writer had left empty."""


def surely(table: Table, measure: int) -> int:
    """Per mille; below the first step, that of the first."""
    return table[max(0, bisect_right(table, measure, key=lambda step: step[0]) - 1)][1]
