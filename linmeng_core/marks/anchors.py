"""Finds the four solid squares near the corners of a sheet and lays the paper's plane through them.

The code's corners tell roughly where an anchor must stand; the square itself tells exactly. The nearest
to the code is sought first, since each one found makes the next prediction better.
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from linmeng_core.marks.layout import Layout
from linmeng_core.marks.projecting import Homography, Points, fitted, fitted_affine, projected, scale_at
from linmeng_core.marks.sampling import light_at

LEAST_ANCHORS = 3
FARTHEST = 20
"""Residual in tenths of a millimetre beyond which an anchor does not lie on the plane of the others:
crumpled paper bends so much, a letter mistaken for an anchor bends more."""
REACH = 300
"""How far around its predicted place an anchor is sought: a phone's tilt moves it that much."""
COARSE, FINE = 5, 2
"""Steps of the search and of the measuring."""
CODE_WEIGHT, ANCHOR_WEIGHT = 1, 4
"""The code's corners are known to a pixel, an anchor's centre to a fraction of one."""
LEAST_DARKER = 60
"""How much darker than the paper around it an anchor is, of 255."""


@dataclass(frozen=True)
class Anchor:
    """One square found: its place on paper, its centre in the picture, its light over the paper's, per mille."""

    paper: Points
    picture: Points
    blackness: int


@dataclass(frozen=True)
class Plane:
    """The paper as it lies in the picture. `residual` is the anchors' largest, in tenths of a millimetre."""

    homography: Homography
    anchors: tuple[Anchor, ...]
    residual: int

    @property
    def holds(self) -> bool:
        """Whether enough anchors lie on one plane."""
        return len(self.anchors) >= LEAST_ANCHORS and self.residual <= FARTHEST


def plane_of(page: NDArray[np.uint8], corners: Points, layout: Layout) -> Plane:
    """The plane through the code's `corners` (4, 2) and the anchors found on `page`."""
    left, top, side = layout.code
    code = np.array([[left, top], [left + side, top], [left + side, top + side], [left, top + side]])
    middle = code.mean(axis=0)
    found: list[Anchor] = []
    for place in sorted(layout.anchors, key=lambda anchor: ((np.array(anchor) - middle) ** 2).sum()):
        guess = _through(code, corners, found)
        found += _sought(page, np.array(place), guess, layout.anchor_side)
    return _agreed(code, corners, found)


def _through(code: Points, corners: Points, anchors: list[Anchor] | tuple[Anchor, ...]) -> Homography:
    paper = np.vstack([code, *(anchor.paper for anchor in anchors)])
    picture = np.vstack([corners, *(anchor.picture for anchor in anchors)])
    weights = np.array([CODE_WEIGHT] * len(code) + [ANCHOR_WEIGHT] * len(anchors))
    return (fitted if len(anchors) >= LEAST_ANCHORS else fitted_affine)(paper, picture, weights)


def _agreed(code: Points, corners: Points, found: list[Anchor]) -> Plane:
    """The plane of all anchors; where they disagree, of all but the one without which the rest agree best."""
    best = _plane(code, corners, tuple(found))
    if best.holds or len(found) <= LEAST_ANCHORS:
        return best
    fewer = (_plane(code, corners, some) for some in combinations(found, len(found) - 1))
    return min(fewer, key=lambda plane: plane.residual)


def _plane(code: Points, corners: Points, anchors: tuple[Anchor, ...]) -> Plane:
    homography = _through(code, corners, anchors)
    points = [(anchor.paper, anchor.picture) for anchor in anchors] + list(zip(code, corners, strict=True))
    paper = np.array([here for here, _ in points])
    seen = projected(np.linalg.inv(homography), np.array([there for _, there in points]))
    residual = np.hypot(*(seen - paper).T).max()
    return Plane(homography, anchors, int(np.ceil(residual)) if np.isfinite(residual) else FARTHEST + 1)


def _sought(page: NDArray[np.uint8], place: Points, guess: Homography, side: int) -> list[Anchor]:
    """The anchor that stands near `place`; an empty list when none does."""
    centre, step = projected(guess, place), scale_at(guess, place)
    count = REACH // COARSE
    light = light_at(page, centre + _grid(count) * COARSE @ step.T)
    contrast, at = _squareness(light, side)
    if not contrast.size:
        return []
    row, column = np.unravel_index(np.argmax(contrast), contrast.shape)
    if contrast[row, column] < LEAST_DARKER:
        return []
    offset = (np.array([column, row]) + at - count) * COARSE
    return _measured(page, place, centre + step @ offset, step, side)


def _grid(count: int) -> NDArray[np.integer]:
    """Whole steps from -count to count, as (rows, columns, (x, y))."""
    steps = np.arange(-count, count + 1)
    return np.stack(np.meshgrid(steps, steps), axis=-1)


def _squareness(light: NDArray[np.floating], side: int) -> tuple[NDArray[np.floating], int]:
    """How much darker a square of `side` is than the lightest it can be compared to: the darkest of its four
    surroundings. Returned with the offset of its first entry, in steps.
    """
    inner = side * 4 // 5 // COARSE // 2
    near, far = side * 13 // 20 // COARSE, side * 18 // 20 // COARSE
    sums = np.pad(light.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    rows, columns = light.shape[0] - 2 * far, light.shape[1] - 2 * far

    def mean(top: int, bottom: int, left: int, right: int) -> NDArray[np.floating]:
        def corner(down: int, across: int) -> NDArray[np.floating]:
            return sums[far + down : far + down + rows, far + across : far + across + columns]

        whole = (
            corner(bottom + 1, right + 1)
            - corner(top, right + 1)
            - corner(bottom + 1, left)
            + corner(top, left)
        )
        return whole / ((bottom + 1 - top) * (right + 1 - left))

    inside = mean(-inner, inner, -inner, inner)
    around = [
        mean(-far, -near, -inner, inner),
        mean(near, far, -inner, inner),
        mean(-inner, inner, -far, -near),
        mean(-inner, inner, near, far),
    ]
    return np.minimum.reduce(around) - inside, far


def _measured(
    page: NDArray[np.uint8], place: Points, centre: Points, step: NDArray[np.floating], side: int
) -> list[Anchor]:
    """The exact centre by the weight of its ink; nothing when the square is not whole."""
    count = side * 18 // 20 // FINE
    offsets = _grid(count) * FINE
    light = light_at(page, centre + offsets @ step.T)
    paper = np.quantile(light, np.divide(9, 10))
    black = np.quantile(light, np.divide(1, 10))
    if paper - black < LEAST_DARKER:
        return []
    ink = np.clip((paper - light) / (paper - black), 0, 1)
    ink[ink < np.divide(3, 10)] = 0
    area = ink.sum() * FINE * FINE
    if not side * side * 7 <= area * 10 <= side * side * 13:
        return []
    middle = (ink[..., None] * offsets).sum(axis=(0, 1)) / ink.sum()
    if np.abs(middle).max() > side // 2:
        return []
    return [Anchor(place, centre + step @ middle, int(1000 * black / paper))]
