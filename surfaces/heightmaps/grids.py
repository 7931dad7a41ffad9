"""What a table of numbers says of heights: rows of them, rows with axes, or one point x, y, z a line.

Where a table can be read in two ways, the likelier comes first and the others after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from surfaces.heightmaps.heightmap import MIN_SIDE
from surfaces.reading.cells import Cells
from surfaces.reading.problems import FileError

Array = NDArray[np.float64]
Box = tuple[float, float, float, float]

_EVEN = 1e-3  # of a spacing: axes in a file are rounded
_ODD = 10.0  # times rougher than between the next rows: such a row is no row of heights
_SAME = 1e-6  # of an axis: coordinates nearer than this are one
_SPARSE = 4  # times as many places as points: more are no grid
_Z = ("z", "height", "elevation", "elev", "value", "f", "alt", "altitude", "h", "depth")


@dataclass(frozen=True)
class Grid:
    """One reading of a file.

    heights  (rows, columns), the first row at the top, NaN where one is missing
    box      (xmin, xmax, ymin, ymax) of the outer heights; None if nothing is said of it
    reading  what the file was taken for, in words that complete "read as"
    notes    what was assumed or done, as parts of a sentence
    step     the unit to which the heights of a picture are rounded, 0 if they are not; what is rounded is smoothed
    white    what the height 1 is in the numbers given
    """

    heights: NDArray
    box: Box | None = None
    reading: str = "rows of heights"
    notes: tuple[str, ...] = ()
    step: float = 0.0
    white: float = 1.0


def grids(cells: Cells) -> list[Grid]:
    """All sensible readings of a table, the likeliest first. `FileError` with one sentence if there is none."""
    table = cells.numbers
    if not table.size:
        raise FileError("The file has no rows of numbers; save the heights as CSV (UTF-8).")
    points = _without_counter(table, cells.names)
    if points.shape[1] == 3 and len(points) >= MIN_SIDE**2:
        found = [_of_points(points, cells.names[-3:])]
    else:
        found = list(_of_rows(table, cells.corner))
    return [replace(grid, notes=(*cells.notes, *grid.notes)) for grid in found]


def _without_counter(table: Array, names: tuple[str, ...]) -> Array:
    """A table of four columns of which the first counts lines, without that one."""
    if table.shape[1] == 4 and len(table) > 4 and _counts(table[:, 0]):
        return table[:, 1:]
    named = len(names) == 4 and names[-1].lower() in _Z and names[0].lower() in ("", "id", "index", "step")
    return table[:, 1:] if named else table


def _of_points(points: Array, names: tuple[str, ...]) -> Grid:
    """The grid on which points x, y, z lie. Points that are there twice count with their mean."""
    known = [name.lower() for name in names]
    at = next((known.index(name) for name in _Z if name in known), 2)
    x, y = (points[:, i] for i in range(3) if i != at)
    there = np.isfinite(x) & np.isfinite(y) & np.isfinite(points[:, at])
    x, y, z = x[there], y[there], points[there, at]
    (xs, column), (ys, row) = _levels(x), _levels(y)
    if min(len(xs), len(ys)) < MIN_SIDE or len(xs) * len(ys) > _SPARSE * len(z):
        raise FileError("The three columns are no points x, y, z on a grid, one height for each x and y.")
    shape, place = (len(ys), len(xs)), row * len(xs) + column
    times, sums = np.bincount(place, minlength=len(xs) * len(ys)), np.bincount(place, z, len(xs) * len(ys))
    heights = np.where(times, sums / np.maximum(times, 1), np.nan).reshape(shape)
    return on_axes(heights, xs, ys, "points x, y, z")


def _levels(values: Array) -> tuple[Array, NDArray[np.intp]]:
    """The distinct coordinates, ascending, and the number of each value's."""
    if not values.size:
        return values, np.zeros(0, np.intp)
    distinct = np.unique(values)
    first = np.concatenate([[True], np.diff(distinct) > _SAME * np.ptp(distinct)])
    levels = distinct[first]
    return levels, np.searchsorted(levels, values, side="right") - 1


def _of_rows(table: Array, corner: bool) -> Iterator[Grid]:
    """Rows of heights, with axes or numbers of rows and columns around them, or without."""
    whole = Grid(table)
    if min(table.shape) < MIN_SIDE:
        yield whole
        return
    top, side, inner = table[0, 1:], table[1:, 0], table[1:, 1:]
    if min(inner.shape) >= MIN_SIDE and _monotone(top) and _monotone(side):
        counted = _counts(top) and _counts(side)
        numbered = Grid(inner, None, "rows with numbers of rows and columns", ("row and column numbers left out",))
        axes = _with_axes(inner, top, side)
        if corner or (_odd(table) and _odd(table.T) and _is_even(top) and _is_even(side)):
            yield from (numbered, axes) if counted else (axes, numbered)
            if not corner:
                yield whole
            return
    yield from _counted(whole)


def _counted(whole: Grid) -> Iterator[Grid]:
    """A first row or column that counts 0, 1, 2, … is left out where it does not go on as heights would."""
    table = whole.heights
    column = _counts(table[:, 0]) and _odd(table.T) and table.shape[1] > MIN_SIDE
    row = _counts(table[0]) and _odd(table) and table.shape[0] > MIN_SIDE
    if not row and not column:
        yield whole
        return
    what = "the first " + " and the first ".join(["row"] * row + ["column"] * column)
    counts = "count" if row and column else "counts"
    left = (f"{what} {counts} 0, 1, 2, … and {'are' if row and column else 'is'} left out",)
    left = (left[0].replace("0, 1, 2, …", "1, 2, 3, …"),) if table[0, 0] == 1 else left
    yield Grid(table[int(row) :, int(column) :], None, f"heights without {what}", left)
    yield replace(whole, reading="heights throughout")


def _with_axes(heights: Array, x: Array, y: Array) -> Grid:
    if x[0] > x[-1]:
        x, heights = x[::-1], heights[:, ::-1]
    if y[0] > y[-1]:
        y, heights = y[::-1], heights[::-1]
    return on_axes(heights, x, y, "heights with axes")


def on_axes(heights: Array, x: Array, y: Array, reading: str) -> Grid:
    """Heights whose first row has the least y, on ascending axes; on uneven ones the spline is read at even places."""
    notes = [f"x from {x[0]:g} to {x[-1]:g}, y from {y[0]:g} to {y[-1]:g}"]
    if not (_is_even(x) and _is_even(y)):
        from scipy.interpolate import RectBivariateSpline

        from surfaces.heightmaps.missing import filled

        spline = RectBivariateSpline(y, x, filled(heights))
        heights = spline(*(np.linspace(axis[0], axis[-1], len(axis)) for axis in (y, x)))
        notes.append("uneven axes resampled by a spline")
    box = (float(x[0]), float(x[-1]), float(y[0]), float(y[-1]))
    return Grid(heights[::-1], box, reading, (f"read as {reading}", *notes))


def _monotone(axis: Array) -> bool:
    steps = np.diff(axis)
    return bool(np.isfinite(axis).all() and ((steps > 0).all() or (steps < 0).all()))


def _is_even(axis: Array) -> bool:
    even = np.linspace(axis[0], axis[-1], len(axis))
    return bool(np.abs(axis - even).max() <= _EVEN * abs(even[1] - even[0]))


def _counts(values: Array) -> bool:
    """Whether they are 0, 1, 2, … or 1, 2, 3, …"""
    return values[0] in (0, 1) and bool((values == np.arange(len(values)) + values[0]).all())


def _odd(table: Array) -> bool:
    """Whether the first row does not go on from the rows below it as heights do."""
    rows = table[:4, 1:]
    if len(rows) < 4 or np.isnan(rows[0]).any():
        return True
    apart, usual = (np.nanmedian(np.abs(a - 2 * b + c)) for a, b, c in (rows[:3], rows[1:]))
    return bool(apart > _ODD * usual + 1e-9 * np.nanmax(np.abs(rows)))
