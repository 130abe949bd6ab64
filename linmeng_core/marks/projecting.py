"""From paper (tenths of a millimetre) to picture (pixels): a plane seen by a scanner or a phone."""

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.floating]
"""(n, 2): x to the right, y down. Pixel (0, 0) is the middle of the first pixel."""
Homography = NDArray[np.floating]
"""3 × 3, paper to picture."""


class CannotFit(ValueError):
    """Too few points, or points in a line: no plane fits."""


def fitted(paper: Points, picture: Points, weights: NDArray[np.floating]) -> Homography:
    """The homography that maps `paper` to `picture` best, by weighted least squares on normalised points
    (Hartley 1997, In defense of the eight-point algorithm). At least four points, else CannotFit.
    """
    if len(paper) < 4:
        raise CannotFit(len(paper))
    here, there = _normalising(paper), _normalising(picture)
    matrix, values = _equations(projected(here, paper), projected(there, picture))
    solution = _solved(matrix, values, np.repeat(weights, 2))
    found = np.linalg.inv(there) @ np.append(solution, 1).reshape(3, 3) @ here
    return found / found[2, 2]


def fitted_affine(paper: Points, picture: Points, weights: NDArray[np.floating]) -> Homography:
    """The same without perspective: what few or crowded points can bear. At least three points."""
    if len(paper) < 3:
        raise CannotFit(len(paper))
    matrix = np.column_stack([paper, np.ones(len(paper))])
    across = _solved(matrix, picture[:, 0], weights)
    down = _solved(matrix, picture[:, 1], weights)
    return np.array([across, down, [0, 0, 1]])


def projected(homography: Homography, points: Points) -> Points:
    """Points (…, 2) through the homography."""
    whole = points @ homography[:, :2].T + homography[:, 2]
    return whole[..., :2] / whole[..., 2:]


def scale_at(homography: Homography, point: Points) -> NDArray[np.floating]:
    """The 2 × 2 matrix that maps a small step on paper at `point` to a step in the picture."""
    whole = homography @ np.append(point, 1)
    seen = whole[:2] / whole[2]
    return (homography[:2, :2] - np.outer(seen, homography[2, :2])) / whole[2]


def _normalising(points: Points) -> Homography:
    middle = points.mean(axis=0)
    spread = np.sqrt(((points - middle) ** 2).sum(axis=1).mean() / 2)
    if not np.isfinite(spread) or spread == 0:
        raise CannotFit(len(points))
    return np.array([[1 / spread, 0, -middle[0] / spread], [0, 1 / spread, -middle[1] / spread], [0, 0, 1]])


def _equations(paper: Points, picture: Points) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    x, y = paper.T
    u, v = picture.T
    one, none = np.ones(len(x)), np.zeros(len(x))
    across = np.column_stack([x, y, one, none, none, none, -u * x, -u * y])
    down = np.column_stack([none, none, none, x, y, one, -v * x, -v * y])
    return np.stack([across, down], axis=1).reshape(-1, 8), picture.reshape(-1)


def _solved(
    matrix: NDArray[np.floating], values: NDArray[np.floating], weights: NDArray[np.floating]
) -> NDArray[np.floating]:
    solution, _residue, rank, _singular = np.linalg.lstsq(matrix * weights[:, None], values * weights)
    if rank < matrix.shape[1]:
        raise CannotFit(rank)
    return solution
