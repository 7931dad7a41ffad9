"""What a table of numbers says of heights: rows of them, rows with axes, or one point x, y, z a line.

Where a table can be read in two ways, the likelier comes first and the others after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from surfaces.heightmaps.grid import Grid, is_even, on_axes
from surfaces.heightmaps.heightmap import MIN_SIDE
from surfaces.heightmaps.points import of_points
from surfaces.reading.cells import Cells
from surfaces.reading.names import of_corner
from surfaces.reading.note import Note
from surfaces.reading.problems import FileError

Array = NDArray[np.float64]

_ODD = 10.0  # times rougher than between the next rows: such a row is no row of heights


def grids(cells: Cells) -> list[Grid]:
    """All sensible readings of a table, the likeliest first. `FileError` with one sentence if there is none."""
    table = cells.numbers
    if not table.size:
        raise FileError("The file has no rows of numbers; save the heights as CSV (UTF-8).")
    found = of_points(table, cells.names) or list(_of_rows(table, cells.corner, cells.says))
    return [replace(grid, notes=(*cells.notes, *grid.notes)) for grid in found]


def _of_rows(table: Array, corner: bool, says: str) -> Iterator[Grid]:
    """Rows of heights, with axes or numbers of rows and columns around them, or without."""
    whole = Grid(table)
    if min(table.shape) < MIN_SIDE:
        yield whole
        return
    top, side, inner = table[0, 1:], table[1:, 0], table[1:, 1:]
    if min(inner.shape) >= MIN_SIDE and _monotone(top) and _monotone(side):
        counted = _counts(top) and _counts(side)
        numbered = Grid(
            inner, None, Note("rows with numbers of rows and columns"), (Note("row and column numbers left out"),)
        )
        axes = _named(_with_axes(inner, top, side), *of_corner(says))
        if corner or (_odd(table) and _odd(table.T) and is_even(top) and is_even(side)):
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
    what = Note("the first " + " and the first ".join(["row"] * row + ["column"] * column))
    left = "{what} count {numbers} and are left out" if row and column else "{what} counts {numbers} and is left out"
    note = Note(left, what=what, numbers="1, 2, 3, …" if table[0, 0] == 1 else "0, 1, 2, …")
    yield Grid(table[int(row) :, int(column) :], None, Note("heights without {what}", what=what), (note,))
    yield replace(whole, reading=Note("heights throughout"))


def _with_axes(heights: Array, x: Array, y: Array) -> Grid:
    if x[0] > x[-1]:
        x, heights = x[::-1], heights[:, ::-1]
    if y[0] > y[-1]:
        y, heights = y[::-1], heights[::-1]
    return on_axes(heights, x, y, Note("heights with axes"))


def _named(grid: Grid, along: str, down: str) -> Grid:
    return replace(grid, axes=(along, down, "")) if along else grid


def _monotone(axis: Array) -> bool:
    steps = np.diff(axis)
    return bool(np.isfinite(axis).all() and ((steps > 0).all() or (steps < 0).all()))


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
