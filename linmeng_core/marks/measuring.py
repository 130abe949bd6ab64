"""How much ink stands in and around each box."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linmeng_core.marks.frames import STEP, Framed, Ink

INSET = 8
"""How far inside the frame's middle line ink begins to count: the printed line and its blur stay out."""
LOOP = 15
"""How far outside the frame the loop runs on which a pen that leaves the box is met."""
GRAIN = 100
"""Ink below this is paper and noise."""
BAND = (8, 20)
"""From where to where outside the frame nothing is printed: a ring drawn around the box runs there."""
DARK = 200
"""Ink from here on is part of a mark when its extent is taken."""
CROSSING = 260
"""Ink on the loop that a pen has left there."""

FIFTH, FIFTIETH = np.divide(20, 100), np.divide(98, 100)


@dataclass(frozen=True)
class Measures:
    """What is measured of one box. Ink is in per mille of full ink, where nothing else is said.

    - stroke: as much ink as a full black line across the box has that is so many micrometres wide
    - trace: the darkest fiftieth of the inside begins here (both in the most inked square part of a long box)
    - ground: the lightest fifth of the inside ends here: about 0 on paper, high in a box that is filled
    - span: how far the ink reaches, across or down, per mille of the inside
    - breadth: how far the ink lies off its own straight line (standard deviation), per mille of the inside
    - halo: the same as trace, in the band around the frame that the form leaves white
    - exits: how often ink crosses the loop around the box · around: share of that loop that is inked
    - frame: how dark the frame's weakest side is against its outside
    - unevenness: how much the paper's light differs around the box
    """

    stroke: int
    trace: int
    ground: int
    span: int
    breadth: int
    halo: int
    exits: int
    around: int
    frame: int
    unevenness: int


def measured(boxes: Framed) -> list[Measures]:
    """The measures of boxes of one size, in their order."""
    inks = smoothed(boxes.inks)
    edge = boxes.edge - 1
    inset = edge + INSET // STEP + 1
    inside = inks[:, inset:-inset, inset:-inset]
    ink = np.clip(inside - GRAIN, 0, None)
    crossed = loop(inks, edge - LOOP // STEP) > CROSSING
    columns = [
        np.max([part.mean(axis=(1, 2)) * min(part.shape[1:]) for part in _squares(ink)], axis=0) * STEP / 10,
        np.max([np.quantile(part, FIFTIETH, axis=(1, 2)) for part in _squares(inside)], axis=0),
        np.quantile(inside, FIFTH, axis=(1, 2)),
        _span(inside > DARK),
        _breadth(ink),
        np.quantile(band(inks, edge), FIFTIETH, axis=1),
        (crossed & ~np.roll(crossed, 1, axis=1)).sum(axis=1),
        1000 * crossed.mean(axis=1),
        boxes.frames,
        boxes.unevenness,
    ]
    return [Measures(*row) for row in np.rint(np.column_stack(columns)).astype(np.int64).tolist()]


def _squares(inside: Ink) -> list[Ink]:
    """A box for words is far wider than high: two small words are looked for in each square part of it."""
    rows, columns = inside.shape[1:]
    count = max(rows, columns) // min(rows, columns)
    return np.array_split(inside, count, axis=1 if rows > columns else 2)


def _span(dark: NDArray[np.bool_]) -> NDArray[np.floating]:
    """The larger of the ink's extents across and down."""
    extents = [
        np.ptp(_reached(np.asarray(dark.any(axis=axis))), axis=0) * 1000 / dark.shape[3 - axis]
        for axis in (1, 2)
    ]
    return np.maximum(*extents)


def _reached(dark: NDArray[np.bool_]) -> NDArray[np.integer]:
    """First place with ink and the one after the last, (2, boxes); both 0 where there is none."""
    last = dark.shape[1] - dark[:, ::-1].argmax(axis=1)
    return np.where(dark.any(axis=1), np.stack([dark.argmax(axis=1), last]), 0)


def _breadth(ink: Ink) -> NDArray[np.floating]:
    """The smaller root of the ink's second moments: 0 for a hair-thin straight line."""
    rows, columns = ink.shape[1:]
    down, across = np.arange(rows) / rows, np.arange(columns) / columns
    by_row, by_column = ink.sum(axis=2), ink.sum(axis=1)
    whole = np.maximum(by_row.sum(axis=1), 1)
    y, x = by_row @ down / whole, by_column @ across / whole
    yy, xx = by_row @ down**2 / whole - y * y, by_column @ across**2 / whole - x * x
    xy = np.einsum("byx,y,x->b", ink, down, across) / whole - x * y
    smaller = (xx + yy) / 2 - np.sqrt((xx - yy) ** 2 / 4 + xy**2)
    return 1000 * np.sqrt(np.clip(smaller, 0, None))


def smoothed(inks: Ink) -> Ink:
    """The mean of each sample and its eight neighbours; one sample is lost at every border."""
    rows = inks[:, :-2] + inks[:, 1:-1] + inks[:, 2:]
    return (rows[:, :, :-2] + rows[:, :, 1:-1] + rows[:, :, 2:]) / 9


def band(inks: Ink, edge: int) -> Ink:
    """All samples of the band around the frame."""
    nearest, farthest = (edge - side // STEP for side in BAND)
    return np.concatenate([loop(inks, at) for at in range(farthest, nearest + 1)], axis=1)


def loop(inks: Ink, at: int) -> Ink:
    """The samples on the rectangle `at` samples from the border, once around, clockwise from the top left."""
    last = slice(at, -at - 1)
    top, right = inks[:, at, last], inks[:, last, -at - 1]
    bottom, left = inks[:, -at - 1, ::-1][:, last], inks[:, ::-1, at][:, last]
    return np.concatenate([top, right, bottom, left], axis=1)
