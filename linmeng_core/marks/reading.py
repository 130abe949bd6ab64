"""Reads the boxes of one scanned sheet and says how sure it is.

The road: the code's corners → the anchors near the sheet's corners → the plane of the paper → each box's
printed frame, found again → the ink in it and around it → marked, empty or unsure, each with a confidence.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linmeng_core.errors import BadInput, quoted
from linmeng_core.marks.anchors import Plane, plane_of
from linmeng_core.marks.frames import framed
from linmeng_core.marks.judging import ACCEPT_AT, BoxReading, Doubt, alone, bare_of, unsure, with_groups
from linmeng_core.marks.layout import Box, Layout
from linmeng_core.marks.measuring import Measures, measured
from linmeng_core.marks.projecting import CannotFit, Points
from linmeng_core.marks.sampling import shrunk

COARSEST = 33
"""Pixels on a centimetre that a picture needs at least: 84 dpi."""
FINEST = 50
"""Pixels on a centimetre that suffice; pictures at least twice as fine are brought down first."""
LEAST_DIFFERENCE = 350
"""How much darker, per mille, the anchors must be than the paper."""


@dataclass(frozen=True)
class SheetReading:
    """One sheet read. `confidence` is the lowest of its boxes, per mille.

    `accepted`: every box stands at ACCEPT_AT or above, none is unsure: no person needs to look.
    """

    boxes: tuple[BoxReading, ...]
    confidence: int
    accepted: bool


def read_marks(*, page: NDArray[np.uint8], qr_corners: Points, layout: Layout) -> SheetReading:
    """The boxes of `layout` on `page` (height, width; grey, 0 black … 255 white), in the layout's order.

    `qr_corners` are the four corners of the code's symbol in pixels (x, y): upper left, upper right, lower
    right, lower left as printed, however the page lies. Where paper and layout cannot be brought together,
    every box is unsure with confidence 0. Raises BadInput when the picture or the corners are none.
    """
    corners = _checked(page, qr_corners)
    doubt, measures = measures_of(page, corners, layout)
    if doubt:
        return _sheet([unsure(box.name, doubt) for box in layout.boxes])
    bare = bare_of(list(measures.values()))
    each = [alone(box.name, measures[box.name], bare) for box in layout.boxes]
    return _sheet(with_groups(each, layout.groups))


def measures_of(
    page: NDArray[np.uint8], corners: Points, layout: Layout
) -> tuple[Doubt | None, dict[str, Measures]]:
    """What is measured at each box before anything is judged; a doubt instead where the page cannot be read."""
    per_cm = _pixels_per_cm(corners, layout)
    if per_cm < COARSEST:
        return "coarse", {}
    times = max(1, min(per_cm // FINEST, 16))
    small = shrunk(page, times)
    try:
        plane = plane_of(small, (2 * corners + 1 - times) / (2 * times), layout)
    except (CannotFit, np.linalg.LinAlgError):
        return "unaligned", {}
    if not plane.holds:
        return "unaligned", {}
    blackness = int(np.median([anchor.blackness for anchor in plane.anchors]))
    if 1000 - blackness < LEAST_DIFFERENCE:
        return "pale", {}
    return None, dict(_measures(small, plane, layout, blackness))


def _measures(
    page: NDArray[np.uint8], plane: Plane, layout: Layout, blackness: int
) -> Iterator[tuple[str, Measures]]:
    by_size: dict[tuple[int, int], list[Box]] = {}
    for box in layout.boxes:
        by_size.setdefault((box.w, box.h), []).append(box)
    for boxes in by_size.values():
        rows = measured(framed(page, plane.homography, boxes, blackness))
        yield from zip((box.name for box in boxes), rows, strict=True)


def _sheet(boxes: list[BoxReading]) -> SheetReading:
    lowest = min(box.confidence for box in boxes)
    sure = all(box.mark != "unsure" for box in boxes)
    return SheetReading(tuple(boxes), lowest, sure and lowest >= ACCEPT_AT)


def _checked(page: NDArray[np.uint8], corners: Points) -> Points:
    if page.ndim != 2 or page.dtype != np.uint8 or min(page.shape) < 2:
        raise BadInput("not_a_grey_picture", given=quoted(f"{page.dtype} {page.shape}"))
    points = np.asarray(corners, dtype=np.float64)
    if points.shape != (4, 2) or not np.isfinite(points).all():
        raise BadInput("not_four_corners", given=quoted(points.tolist()))
    return points


def _pixels_per_cm(corners: Points, layout: Layout) -> int:
    """By the shorter diagonal of the code."""
    diagonals = corners[:2] - corners[2:]
    side = np.hypot(*diagonals.T).min() / np.sqrt(2)
    return int(100 * side / layout.code[2])
