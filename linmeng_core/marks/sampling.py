"""Light read from the picture at points of the paper."""

import numpy as np
from numpy.typing import NDArray

Light = NDArray[np.floating]
"""0 black … 255 white."""
OFF_THE_PICTURE = 0
"""What lies outside the picture is read as black: nothing there can pass for white paper."""


def light_at(page: NDArray[np.uint8], points: NDArray[np.floating]) -> Light:
    """The light at `points` (…, 2) in pixels, bilinear between the four pixels around. Shape (…)."""
    height, width = page.shape
    x, y = points[..., 0], points[..., 1]
    left = np.clip(np.floor(x), 0, width - 2).astype(np.intp)
    top = np.clip(np.floor(y), 0, height - 2).astype(np.intp)
    right_share = (x - left).astype(np.float32)
    down_share = (y - top).astype(np.float32)
    flat, corner = page.reshape(-1), top * width + left
    above = _between(flat[corner], flat[corner + 1], right_share)
    below = _between(flat[corner + width], flat[corner + width + 1], right_share)
    inside = (x >= 0) & (y >= 0) & (x <= width - 1) & (y <= height - 1)
    return np.where(inside, _between(above, below, down_share), OFF_THE_PICTURE)


def _between(first: NDArray, second: NDArray, share: NDArray[np.float32]) -> NDArray[np.float32]:
    start = first.astype(np.float32)
    return start + (second - start) * share


def shrunk(page: NDArray[np.uint8], times: int) -> NDArray[np.uint8]:
    """The picture `times` smaller, each pixel the mean (rounded down) of the `times` × `times` it replaces.

    What is left over at the right and lower edge is dropped.
    """
    if times == 1:
        return page
    height, width = page.shape[0] // times, page.shape[1] // times
    total = np.zeros((height, width), dtype=np.uint16)
    for down in range(times):
        for right in range(times):
            total += page[down : height * times : times, right : width * times : times]
    return (total // (times * times)).astype(np.uint8)
