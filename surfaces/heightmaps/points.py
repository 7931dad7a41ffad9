"""Heights at points x, y, z, one a line: where they lie on a grid, its heights; where they are scattered, a smooth
surface through all of them.

Through a few points goes the radial basis function r³ with a polynomial of degree two, which such a polynomial passes
unchanged (G. Wahba, "Spline Models for Observational Data", SIAM 1990); through many, the piecewise cubic of Clough and
Tocher on Delaunay's triangles (P. Alfeld, "A trivariate Clough–Tocher scheme", CAGD 1, 1984).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from parameters.numbers import short, whole
from surfaces.heightmaps.grid import Grid, on_axes, span
from surfaces.heightmaps.heightmap import MIN_SIDE
from surfaces.heightmaps.missing import sentinel
from surfaces.reading.names import pair_of, plain_name
from surfaces.reading.note import Note
from surfaces.reading.problems import FileError

Array = NDArray[np.float64]

_Z = ("z", "height", "elevation", "elev", "value", "f", "y", "alt", "altitude", "h", "depth", "loss", "cost", "error")
_COUNTERS = ("", "id", "index", "step", "nr", "no", "point", "#")
_SAME = 1e-6  # of an axis: coordinates nearer than this are one
_SPARSE = 4  # times as many places as points: more are no grid
_FEWEST = 10  # scattered points; six determine a polynomial of degree two
_EXACT = 1_000  # of scattered points, that a radial basis function goes through
_MOST = 4_900  # of scattered points; of more, those in one cell count with their mean
_SIDES = (25, 150)  # rows and columns of the grid on which scattered heights are read, three to a spacing
_FLAT = 1e-3  # points so near to one line, measured in their spread, are on it
_MOST_HEIGHTS = 4  # columns of heights that are offered


def of_points(table: Array, names: tuple[str, ...]) -> list[Grid]:
    """The readings of `table (points, columns)` as points x, y, z, one for each column that may be the height; [] if it
    looks like something else. `FileError` with one sentence if no surface goes through the points."""
    known = [plain_name(name) for name in names]
    pair = pair_of(known)
    if pair and len(known) == table.shape[1] > 2:
        x, y = pair
        heights = _heights(table, known, pair)
    else:
        offset = int(table.shape[1] == 4 and _first_counts(table, known))
        if table.shape[1] - offset != 3 or len(table) < _FEWEST:
            return []
        at = next((known.index(name) for name in _Z if name in known[offset:]), offset + 2)
        x, y = (column for column in range(offset, offset + 3) if column != at)
        heights = [at]
    found = []
    for at in heights[:_MOST_HEIGHTS]:
        grid = _through(*table[:, [x, y, at]].T)
        said = Note("height is {name}", name=names[at]) if len(heights) > 1 else None
        notes = (grid.notes[0], *([said] if said else []), *grid.notes[1:])
        axes = (names[x], names[y], names[at]) if len(known) == table.shape[1] else ()
        reading = Note("{reading}, {said}", reading=grid.reading, said=said) if said else grid.reading
        found.append(replace(grid, notes=notes, reading=reading, axes=axes))
    return found


def _heights(table: Array, known: list[str], pair: tuple[int, int]) -> list[int]:
    """The columns that may be heights, the likeliest first."""
    rest = [at for at in range(table.shape[1]) if at not in pair]
    if len(rest) > 1 and rest[0] == 0 and _first_counts(table, known):
        rest = rest[1:]
    usual = [at for name in _Z for at in rest if known[at] == name]
    return [*usual, *(at for at in rest if at not in usual)]


def _first_counts(table: Array, known: list[str]) -> bool:
    column = table[:, 0]
    counts = len(column) > 4 and column[0] in (0, 1) and bool((column == np.arange(len(column)) + column[0]).all())
    return counts or (len(known) == table.shape[1] and known[0] in _COUNTERS)


def _through(x: Array, y: Array, z: Array) -> Grid:
    """The heights on a grid through points, of which those that are there twice count with their mean."""
    missing = sentinel(z)
    there = np.isfinite(x) & np.isfinite(y) & np.isfinite(z) & ~np.isin(z, [missing] if missing is not None else [])
    x, y, z = x[there], y[there], z[there]
    (xs, column), (ys, row) = _levels(x), _levels(y)
    places = len(xs) * len(ys)
    if min(len(xs), len(ys)) < MIN_SIDE or places > _SPARSE * len(z):
        grid = _scattered(np.stack([x, y], -1), z)
    else:
        place = row * len(xs) + column
        times, sums = np.bincount(place, minlength=places), np.bincount(place, z, places)
        heights = np.where(times, sums / np.maximum(times, 1), np.nan).reshape(len(ys), len(xs))
        grid = on_axes(heights, xs, ys, Note("points x, y, z"))
    left = () if missing is None else (Note("{value} is taken as no height", value=short(missing, 6)),)
    return replace(grid, notes=(*grid.notes, *left))


def _levels(values: Array) -> tuple[Array, NDArray[np.intp]]:
    """The distinct coordinates, ascending, and the number of each value's."""
    if not values.size:
        return values, np.zeros(0, np.intp)
    distinct = np.unique(values)
    first = np.concatenate([[True], np.diff(distinct) > _SAME * np.ptp(distinct)])
    levels = distinct[first]
    return levels, np.searchsorted(levels, values, side="right") - 1


def _scattered(places: Array, z: Array) -> Grid:
    """Heights read off a smooth surface through `z (n,)` at `places (n, 2)`, on an even grid around them."""
    low, size = _frame(places)
    unit, count = (places - low) / size, len(z)
    through = "read as {count} scattered points x, y, z, with a smooth surface through them"
    notes = [Note(through, count=whole(count))]
    unit, z = _means(unit, z, round(_MOST**0.5) if count > _MOST else 0)
    if len(z) < count:
        means, more = "the {count} points count with their means in {cells} cells", count - len(z)
        again = (
            "1 of them is there again: the mean counts"
            if more == 1
            else "{count} of them are there again: their mean counts"
        )
        meant = Note(means, count=whole(count), cells=whole(len(z)))
        notes.append(meant if count > _MOST else Note(again, count=whole(more)))
    side = int(np.clip(3 * len(z) ** 0.5, *_SIDES))
    at = np.stack(np.meshgrid(np.linspace(0, 1, side), np.linspace(1, 0, side)), -1)
    heights, beyond = _smooth(unit, z, at)
    if beyond.any():
        guessed = "{part} % of the map lies outside of the points and is guessed"
        notes.append(Note(guessed, part=f"{100 * beyond.mean():.0f}"))
    left, lower, right, upper = map(float, (*low, *places.max(axis=0)))
    box = (left, right, lower, upper)
    notes.append(span(*box))
    return Grid(heights, box, Note("scattered points x, y, z"), tuple(notes))


def _frame(places: Array) -> tuple[Array, Array]:
    """(the lower left corner, the size) of the box of the points. `FileError` if they cannot carry a surface."""
    if len(places) < _FEWEST:
        raise FileError(f"A surface through points x, y, z needs {_FEWEST} of them or more, not {len(places)}.")
    low, size = places.min(axis=0), np.ptp(places, axis=0)
    unit = (places - low) / np.where(size > 0, size, 1)
    least, most = np.linalg.svd(unit - unit.mean(axis=0), compute_uv=False)[::-1]
    if not (least > _FLAT * most and (size > 0).all()):
        raise FileError("The points x, y, z lie on one line; heights need points spread over an area.")
    return low, size


def _means(unit: Array, z: Array, cells: int) -> tuple[Array, Array]:
    """The means of points that are at one place, or in one of so many cells a side."""
    cells = cells or round(1 / _SAME)
    column, row = np.floor(unit * cells).clip(0, cells - 1).astype(np.int64).T
    _, group = np.unique(row * cells + column, return_inverse=True)
    times = np.bincount(group)
    x, y, heights = (np.bincount(group, values) / times for values in (*unit.T, z))
    return np.stack([x, y], -1), heights


def _smooth(unit: Array, z: Array, at: Array) -> tuple[Array, NDArray[np.bool_]]:
    """(heights at `at (rows, columns, 2)`, where these lie outside of the points)"""
    from scipy.interpolate import CloughTocher2DInterpolator, RBFInterpolator
    from scipy.spatial import Delaunay

    from surfaces.heightmaps.missing import filled

    triangles = Delaunay(unit)
    beyond = triangles.find_simplex(at, tol=1e-9) < 0
    if len(z) <= _EXACT:
        flat = RBFInterpolator(unit, z, kernel="cubic", degree=2)(at.reshape(-1, 2))
        return flat.reshape(at.shape[:2]), beyond
    return filled(CloughTocher2DInterpolator(triangles, z)(at)), beyond
