r"""A grid of heights as a smooth surface: the bicubic spline that passes through every height.

The spline is SciPy's (`RectBivariateSpline` with s = 0; P. Dierckx, "Curve and Surface Fitting with Splines", Oxford
University Press 1993): twice continuously differentiable, so that there is a gradient and a Hessian everywhere.

The first row of a grid is the top of the picture (the largest y), as in an image and as a table is read; the first
column is its left edge. Outside the domain there are no heights: value and derivatives are NaN there, so that a path
which leaves the map ends as one whose numbers are no longer finite. (SciPy would go on with the height of the border.)
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .base import Surface, checked_domain
from .suit import suited

Array = NDArray[np.float64]
Box = tuple[float, float, float, float]

MIN_SIDE, MAX_SIDE = 4, 200  # rows and columns; a cubic needs four
LARGEST = 1e12  # of a height: the square of a slope stays far from overflow
_WIDTH = 10.0  # of the longer side of a map of which nothing else is known


@dataclass(frozen=True, eq=False)
class Spline:
    """A `Function` of x and y through `heights (rows, columns)` over `domain`."""

    heights: Array
    domain: Box

    latex = r"\text{height}(x, y)"

    @cached_property
    def spline(self) -> Any:
        from scipy.interpolate import RectBivariateSpline  # half a second to import: never before it is needed

        rows, columns = self.heights.shape
        xmin, xmax, ymin, ymax = self.domain
        x, y = np.linspace(xmin, xmax, columns), np.linspace(ymin, ymax, rows)
        return RectBivariateSpline(x, y, np.ascontiguousarray(self.heights[::-1].T), s=0)

    def value(self, x: Any, y: Any) -> Any:
        """The height, in the shape of x and y."""
        return self._parts(x, y, ((0, 0),))[0]

    def first(self, x: Any, y: Any) -> tuple[Any, Any, Any]:
        """(height, slope along x, slope along y)"""
        return self._parts(x, y, ((0, 0), (1, 0), (0, 1)))

    def second(self, x: Any, y: Any) -> tuple[Any, Any, Any]:
        """(fxx, fxy, fyy)"""
        return self._parts(x, y, ((2, 0), (1, 1), (0, 2)))

    def _parts(self, x: Any, y: Any, orders: tuple[tuple[int, int], ...]) -> tuple[Any, ...]:
        xmin, xmax, ymin, ymax = self.domain
        outside = ~((xmin <= x) & (x <= xmax) & (ymin <= y) & (y <= ymax))
        parts = [self.spline.ev(x, y, dx=dx, dy=dy) for dx, dy in orders]
        if np.any(outside):
            parts = [np.where(outside, np.nan, part) for part in parts]
        return tuple(part[()] for part in parts)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.heights, self.domain)


def heightmap(heights: ArrayLike, domain: Box | None = None, name: str = "Heightmap") -> Surface:
    """The surface through `heights (rows, columns)`, 4 to 200 of each; the first row lies at ymax.

    `domain` is (xmin, xmax, ymin, ymax); without it cells are squares and the longer side is 10. Its stationary points
    are searched for when they are asked for. Raises ValueError with one sentence for heights or a domain that are none.
    """
    grid = checked_heights(heights)
    box = checked_domain(domain_of(grid) if domain is None else domain)
    xmin, xmax, ymin, ymax = box
    start = (xmin + 0.2 * (xmax - xmin), ymin + 0.8 * (ymax - ymin))
    return suited(Surface(name, Spline(grid, box), box, starts=(start,)))


def checked_heights(heights: ArrayLike) -> Array:
    """`heights` as a read-only float64 array. ValueError with one sentence if they are no grid of finite numbers."""
    try:
        grid = np.array(heights, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        raise ValueError("Heights need rows of numbers, the same number in each row.") from None
    if grid.ndim != 2:
        raise ValueError("Heights need rows of numbers, the same number in each row.")
    rows, columns = grid.shape
    if not (MIN_SIDE <= rows <= MAX_SIDE and MIN_SIDE <= columns <= MAX_SIDE):
        sides = f"{MIN_SIDE} to {MAX_SIDE} rows and columns"
        raise ValueError(f"Heights need {sides}, not {rows:,} × {columns:,}.")
    wrong = np.argwhere(~(np.abs(grid) <= LARGEST))
    if len(wrong):
        row, column = wrong[0] + 1
        raise ValueError(f"The height in row {row}, column {column} is not finite or beyond {LARGEST:g}.")
    grid.flags.writeable = False
    return grid


def domain_of(heights: Array) -> Box:
    """The box in which cells are squares and the longer side is 10."""
    rows, columns = heights.shape
    unit = _WIDTH / (max(rows, columns) - 1)
    return 0.0, (columns - 1) * unit, 0.0, (rows - 1) * unit


def example(rows: int = 61, columns: int = 81) -> Array:
    """Made-up heights in metres, so that there is something to see before a file is chosen: a ridge with two summits,
    a pass between them, and a lake."""
    x, y = np.meshgrid(np.linspace(0, 4, columns), np.linspace(3, 0, rows))

    def hill(height: float, at: tuple[float, float], width: float, along: float = 1.0) -> Array:
        u, v = (x - at[0]) / (width * along), (y - at[1]) / width
        return height * np.exp(-(u * u) - v * v)

    ridge = hill(620, (1.2, 2.0), 0.6, 1.3) + hill(540, (2.7, 1.9), 0.55) + hill(180, (2.0, 1.6), 0.9, 1.8)
    slope = 60 * x + 25 * np.sin(2.5 * x) * np.cos(3 * y)
    return np.round(200 + ridge + slope - hill(190, (1.7, 0.5), 0.45, 1.6), 1)
