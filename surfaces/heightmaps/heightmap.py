r"""A grid of heights as a smooth surface: a spline that passes through every height.

The spline is SciPy's (`RectBivariateSpline` with s = 0; P. Dierckx, "Curve and Surface Fitting with Splines", Oxford
University Press 1993): at least twice continuously differentiable, so that there is a gradient and a Hessian
everywhere. Along each axis it is of degree five where the heights are smooth, as those of a function are, and of degree
three on rough ground, where a higher degree would only swing more (`degree`).

The first row of a grid is the top of the picture (the largest y), as in an image and as a table is read; the first
column is its left edge. Outside the domain there are no heights: value and derivatives are NaN there, so that a path
which leaves the map ends as one whose numbers are no longer finite. (SciPy would go on with the height of the border.)
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from parameters.numbers import short, whole
from surfaces.base import Surface
from surfaces.checks import checked_box
from surfaces.critical import CriticalPoint, critical_points
from surfaces.points import Point, Points
from surfaces.stationary import by_kind
from surfaces.suit import suited

Array = NDArray[np.float64]
Box = tuple[float, float, float, float]

MIN_SIDE, MAX_SIDE = 4, 200  # rows and columns; a cubic needs four
LARGEST = 1e12  # of a height: the square of a slope stays far from overflow
_ORDERS = (4, 6)  # of the differences by which a degree is chosen: what splines of degree 3 and 5 leave out
_MOST, _OF_A_KIND = 40, 12  # stationary points that are listed; of each kind if there are more
_BASINS = 100  # heights lower than their neighbours from which minima are searched, the lowest first
_AROUND = 0.03  # radius at which they are compared, in widths of the map
_LEVEL = 1e-9  # of the heights: a smaller rise is rounding
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
        upright = np.ascontiguousarray(self.heights[::-1].T)
        return RectBivariateSpline(x, y, upright, kx=degree(upright), ky=degree(upright.T), s=0)

    @cached_property
    def derivatives(self) -> dict[tuple[int, int], Any]:
        """Orders → the derivative, a spline of its own: SciPy would make it anew for each point it is asked for."""
        orders = ((1, 0), (0, 1), (2, 0), (1, 1), (0, 2))
        return {(0, 0): self.spline, **{order: self.spline.partial_derivative(*order) for order in orders}}

    @property
    def written(self) -> tuple[Array, Array, Array]:
        """Knots along x and y, and the coefficients `(columns, rows)`: of every height one."""
        rows, columns = self.heights.shape
        return (*self.spline.get_knots(), self.spline.get_coeffs().reshape(columns, rows))

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
        parts = [self.derivatives[order](x, y, grid=False) for order in orders]
        if np.any(outside):
            parts = [np.where(outside, np.nan, part) for part in parts]
        return tuple(part[()] for part in parts)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.heights, self.domain)


def heightmap(heights: ArrayLike, domain: Box | None = None, name: str = "Heightmap") -> Surface:
    """The surface through `heights (rows, columns)`, 4 to 200 of each; the first row lies at ymax.

    `domain` is (xmin, xmax, ymin, ymax); without it cells are squares and the longer side is 10. Where there are more
    than 40 stationary points, as on rough ground, the 12 of each kind that stand out most are listed. Raises ValueError
    with one sentence for heights or a domain that are none.
    """
    grid = checked_heights(heights)
    box = checked_box(domain_of(grid) if domain is None else domain)
    # Beyond its edges there is nothing that could fill a map at equal scales.
    surface = suited(Surface(name, Spline(grid, box), box, starts=(_start(grid, box),), alike=False))
    return replace(surface, listed=Points(**by_kind(_outstanding(surface, _basins(grid, box)), surface.sizes)))


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
        raise ValueError(f"Heights need {sides}, not {whole(rows)} × {whole(columns)}.")
    wrong = np.argwhere(~(np.abs(grid) <= LARGEST))
    if len(wrong):
        row, column = wrong[0] + 1
        raise ValueError(f"The height in row {row}, column {column} is not finite or beyond {short(LARGEST)}.")
    grid.flags.writeable = False
    return grid


def _basins(heights: Array, domain: Box) -> Array:
    """The lowest of the heights that no neighbour is below, inside of the map: `(k, 2)`, points to search from."""
    inside = heights[1:-1, 1:-1]
    around = np.lib.stride_tricks.sliding_window_view(heights, (3, 3)).min(axis=(2, 3))
    row, column = np.nonzero(inside <= around)
    lowest = np.argsort(inside[row, column], kind="stable")[:_BASINS]
    (rows, columns), (xmin, xmax, ymin, ymax) = heights.shape, domain
    x, y = (column[lowest] + 1) / (columns - 1), 1 - (row[lowest] + 1) / (rows - 1)
    return np.stack([xmin + x * (xmax - xmin), ymin + y * (ymax - ymin)], axis=-1)


def _outstanding(surface: Surface, basins: Array) -> tuple[CriticalPoint, ...]:
    """The stationary points; if they are many, the lowest minimum and of each kind those that stand out most."""
    found = critical_points(surface, near=basins)
    if len(found) <= _MOST:
        return found
    xmin, xmax, ymin, ymax = surface.domain
    angles = np.arange(24) * np.pi / 12
    circle = _AROUND * np.stack([(xmax - xmin) * np.cos(angles), (ymax - ymin) * np.sin(angles)], -1)
    rise = surface.value(np.array([(c.x, c.y) for c in found])[:, None] + circle) - np.array([[c.value] for c in found])
    least, most = np.nanmin(rise, axis=1), np.nanmax(rise, axis=1)
    size = {"minimum": least, "maximum": -most, "saddle": np.minimum(most, -least), "degenerate": np.zeros(len(found))}
    level = _LEVEL * max(float(np.nanmax(np.abs(rise))), max(abs(c.value) for c in found))
    kept = {next((at for at, c in enumerate(found) if c.kind == "minimum"), 0)}
    for kind, sizes in size.items():
        those = [at for at, c in enumerate(found) if c.kind == kind and sizes[at] > level]
        kept.update(sorted(those, key=sizes.__getitem__)[-_OF_A_KIND:])
    return tuple(found[at] for at in sorted(kept))


def _start(heights: Array, domain: Box) -> Point:
    """High on a steep flank from which water would not run off the map; a fifth of the way in if there is none."""
    rows, columns = heights.shape
    end = np.arange(heights.size)  # of the way down from each height, from neighbour to lowest neighbour
    padded = np.pad(heights, 1, constant_values=np.inf)
    shifts = [(r, c) for r in range(3) for c in range(3)]
    around = np.stack([padded[r : r + rows, c : c + columns] for r, c in shifts])
    row, column = np.divmod(end, columns)
    lowest = np.array(shifts)[around.argmin(axis=0).ravel()] - 1
    down = (row + lowest[:, 0]) * columns + column + lowest[:, 1]
    down = np.where(around.min(axis=0).ravel() < heights.ravel(), down, end)
    while (down[down] != down).any():
        down = down[down]
    stays = np.isin(row[down], (0, rows - 1), invert=True) & np.isin(column[down], (0, columns - 1), invert=True)
    shows = np.hypot(*np.gradient(heights)).ravel() * np.where(stays, heights.ravel() - heights.ravel()[down], 0.0)
    best = int(shows.argmax())
    x, y = (column[best] / (columns - 1), 1 - row[best] / (rows - 1)) if shows[best] > 0 else (0.2, 0.8)
    xmin, xmax, ymin, ymax = domain
    return round(float(xmin + x * (xmax - xmin)), 12), round(float(ymin + y * (ymax - ymin)), 12)


def degree(heights: Array) -> int:
    """The degree along the first axis that fits `heights (n, m)`: 5 where sixth differences are smaller than fourth
    ones, as those of a smooth function are and those of noise are not, else 3."""
    if len(heights) < _ORDERS[1] + 1:
        return 3
    fourth, sixth = (float(np.linalg.norm(np.diff(heights, order, axis=0))) for order in _ORDERS)
    return 5 if sixth < fourth else 3


def domain_of(heights: Array | Sequence[Sequence[float]]) -> Box:
    """The box in which cells are squares and the longer side is 10."""
    return box_of(len(heights), len(heights[0]))


def box_of(rows: int, columns: int) -> Box:
    """The same of so many rows and columns."""
    unit = _WIDTH / (max(rows, columns) - 1)
    return 0.0, (columns - 1) * unit, 0.0, (rows - 1) * unit


def example(rows: int = 61, columns: int = 81) -> Array:
    """Made-up heights in hundreds of metres, to see something before a file is chosen: a ridge with two summits,
    a pass between them, and a lake."""
    x, y = np.meshgrid(np.linspace(0, 4, columns), np.linspace(3, 0, rows))

    def hill(height: float, at: tuple[float, float], width: float, along: float = 1.0) -> Array:
        u, v = (x - at[0]) / (width * along), (y - at[1]) / width
        return height * np.exp(-(u * u) - v * v)

    ridge = hill(6.2, (1.2, 2.0), 0.6, 1.3) + hill(5.4, (2.7, 1.9), 0.55) + hill(1.8, (2.0, 1.6), 0.9, 1.8)
    slope = 0.6 * x + 0.25 * np.sin(2.5 * x) * np.cos(3 * y)
    return np.round(2 + ridge + slope - hill(1.9, (1.7, 0.5), 0.45, 1.6), 3)
