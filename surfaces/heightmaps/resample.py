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
    """`grid (rows, columns)` without gaps as `shape`; its corners stay corners."""
    rows, columns = (_projection(side, count) for side, count in zip(grid.shape, shape, strict=True))
    if rows is None:
        above = grid.astype(np.float64)
    else:
        above = np.zeros((shape[0], grid.shape[1]))
        for at in range(0, grid.shape[0], _BLOCK):
            above += rows[:, at : at + _BLOCK] @ grid[at : at + _BLOCK].astype(np.float64)
    return above if columns is None else above @ columns.T


def _projection(side: int, count: int) -> Array | None:
    """(count, side): from heights to those of the nearest spline at `count` even places; None where nothing changes."""
    if side == count:
        return None
    from scipy.interpolate import BSpline

    nodes, degree = np.linspace(0, side - 1, count), 5 if count > 5 else 3
    inner = nodes[(degree + 1) // 2 : -(degree + 1) // 2]  # of the spline that interpolates at the nodes
    knots = np.concatenate([np.repeat(nodes[0], degree + 1), inner, np.repeat(nodes[-1], degree + 1)])
    given, wanted = (BSpline.design_matrix(x, knots, degree) for x in (np.arange(float(side)), nodes))
    weights = np.linalg.solve((given.T @ given).toarray(), wanted.toarray().T)
    found: Array = (given @ weights).T
    return found
