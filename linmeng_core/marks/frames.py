"""A small picture of each box, its printed frame found again, and its light turned into ink."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linmeng_core.marks.layout import Box
from linmeng_core.marks.projecting import Homography, projected
from linmeng_core.marks.sampling import light_at

STEP = 2
"""Tenths of a millimetre between samples."""
AROUND = 32
"""How far beyond the frame is looked."""
FARTHEST_SHIFT = 14
"""How far a frame may stand from where the plane puts it."""
BESIDE = 8
"""Where, outside the frame, it must be lighter than on it."""

Ink = NDArray[np.floating]
"""0 = the paper around, 1000 = as black as the anchors."""


@dataclass(frozen=True)
class Framed:
    """Boxes of one size, as ink.

    `inks` (boxes, rows, columns): samples STEP apart, the frame's middle line `edge` samples from the border.
    `frames`: how much darker than its outside the weakest of a frame's four sides is. `unevenness`: how
    much the paper's light differs around the box, per mille of the light.
    """

    inks: Ink
    edge: int
    frames: NDArray[np.floating]
    unevenness: NDArray[np.floating]


def framed(page: NDArray[np.uint8], homography: Homography, boxes: list[Box], blackness: int) -> Framed:
    """The boxes, all of one size, seen through `homography`; `blackness` is the anchors' light per mille."""
    width, height = boxes[0].w, boxes[0].h
    spare = FARTHEST_SHIFT // STEP
    edge = AROUND // STEP
    across = np.arange(-edge - spare, width // STEP + edge + spare + 1) * STEP
    down = np.arange(-edge - spare, height // STEP + edge + spare + 1) * STEP
    corners = np.array([[box.x, box.y] for box in boxes])
    grid = np.stack(np.meshgrid(across, down), axis=-1)
    light = light_at(page, projected(homography, corners[:, None, None, :] + grid))
    inks, unevenness = _as_ink(light, edge + spare, blackness)
    right, right_frame = _shift(inks, edge + spare, axis=1)
    lower, lower_frame = _shift(inks, edge + spare, axis=2)
    rows = spare + lower[:, None] + np.arange(len(down) - 2 * spare)
    columns = spare + right[:, None] + np.arange(len(across) - 2 * spare)
    moved = inks[np.arange(len(boxes))[:, None, None], rows[:, :, None], columns[:, None, :]]
    return Framed(moved, edge, np.minimum(right_frame, lower_frame), unevenness)


def _as_ink(light: NDArray[np.floating], edge: int, blackness: int) -> tuple[Ink, NDArray[np.floating]]:
    """Light against the paper's own light, which may slope across the box (a shadow, a lamp)."""
    near, far = edge - 22 // STEP, edge - 10 // STEP
    top = np.median(light[:, near:far, edge:-edge], axis=(1, 2))
    bottom = np.median(light[:, -far:-near, edge:-edge], axis=(1, 2))
    left = np.median(light[:, edge:-edge, near:far], axis=(1, 2))
    right = np.median(light[:, edge:-edge, -far:-near], axis=(1, 2))
    level = np.maximum((top + bottom + left + right) / 4, 1)
    rows, columns = light.shape[1:]
    down = (np.arange(rows) - (rows - 1) / 2) / (rows - near - far)
    across = (np.arange(columns) - (columns - 1) / 2) / (columns - near - far)
    paper = (
        level[:, None, None]
        + (bottom - top)[:, None, None] * down[:, None]
        + (right - left)[:, None, None] * across
    )
    paper = np.maximum(paper, 1).astype(np.float32)
    sides = np.stack([top, bottom, left, right])
    unevenness = 1000 * np.maximum(np.abs(top + bottom - left - right) / 2, np.ptp(sides, axis=0) / 2) / level
    return (paper - light) / paper * np.float32(1_000_000 / max(1000 - blackness, 1)), unevenness


def _shift(inks: Ink, edge: int, *, axis: int) -> tuple[NDArray[np.integer], NDArray[np.floating]]:
    """By how many samples each frame stands off along one axis, and how clearly its weaker side shows."""
    inside = slice(edge + 12 // STEP, -edge - 12 // STEP)
    profile = inks[:, inside, :].mean(axis=1) if axis == 1 else inks[:, :, inside].mean(axis=2)
    line = (profile[:, :-2] + 2 * profile[:, 1:-1] + profile[:, 2:]) / 4
    spare, beside, last = FARTHEST_SHIFT // STEP, BESIDE // STEP, profile.shape[1] - 1 - edge
    shifts = np.arange(-spare, spare + 1)
    # `line` has lost one sample at either end
    first = line[:, edge - 1 + shifts] - line[:, edge - 1 - beside + shifts]
    second = line[:, last - 1 + shifts] - line[:, last - 1 + beside + shifts]
    weaker = np.minimum(first, second)
    best = weaker.argmax(axis=1)
    return shifts[best], weaker[np.arange(len(inks)), best]
