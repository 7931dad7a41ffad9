"""More heights than a map has, as the map that is nearest to all of them.

The heights of the smaller grid are those of the spline with as many knots that has the least squared distance from all
heights given, edges included. Where they are of a polynomial up to degree five nothing is lost; rough ground is
averaged, and not picked from. (Blocks of whole cells, as means, would have unequal widths.)
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_FEWEST = 16  # rows or columns left of a long and narrow grid, if it has as many
_BLOCK = 256  # rows taken at a time, so that a picture is never held in double precision


def counts(shape: tuple[int, int], most: int) -> tuple[int, int]:
    """Rows and columns of the reduced grid, as near to squares as whole numbers are; `shape` if none is over `most`."""
    factor = (max(shape) - 1) / (most - 1)
    if factor <= 1:
        return shape
    rows, columns = (min(side, max(_FEWEST, round((side - 1) / factor) + 1)) for side in shape)
    return rows, columns


def resampled(grid: NDArray[Any], shape: tuple[int, int]) -> Array:
    """`grid (rows, columns)` without gaps as `shape`; its corners stay corners. In time that grows with `grid`."""
    rows, columns = shape
    return np.ascontiguousarray(_nearest(_nearest(grid, rows).T, columns).T)


def _nearest(grid: NDArray[Any], count: int) -> Array:
    """(count, columns): the nearest spline through each column of `grid (rows, columns)`, at `count` even places."""
    side = len(grid)
    if side == count:
        return grid.astype(np.float64)
    from scipy.interpolate import BSpline
    from scipy.linalg import solveh_banded

    nodes, degree = np.linspace(0, side - 1, count), 5 if count > 5 else 3
    inner = nodes[(degree + 1) // 2 : -(degree + 1) // 2]  # of the spline that interpolates at the nodes
    knots = np.concatenate([np.repeat(nodes[0], degree + 1), inner, np.repeat(nodes[-1], degree + 1)])
    given, wanted = (BSpline.design_matrix(x, knots, degree) for x in (np.arange(float(side)), nodes))
    sums = np.zeros((count, grid.shape[1]))
    for at in range(0, side, _BLOCK):
        sums += given[at : at + _BLOCK].T @ grid[at : at + _BLOCK].astype(np.float64)
    normal = given.T @ given
    bands = np.zeros((degree + 1, count))  # the normal equations: their upper diagonals, the main one last
    for k in range(degree + 1):
        bands[degree - k, k:] = normal.diagonal(k)
    found: Array = wanted @ solveh_banded(bands, sums)
    return found
