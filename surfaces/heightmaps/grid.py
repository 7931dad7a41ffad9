"""One reading of a file as a grid of heights, and heights on axes as such a grid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parameters.numbers import ends, short
from surfaces.reading.note import Note

Array = NDArray[np.float64]
Box = tuple[float, float, float, float]

_EVEN = 1e-3  # of a spacing: axes in a file are rounded


@dataclass(frozen=True)
class Grid:
    """One reading of a file.

    heights  (rows, columns), the first row at the top, NaN where one is missing
    box      (xmin, xmax, ymin, ymax) of the outer heights; None if nothing is said of it
    reading  what the file was taken for, in words that complete "read as"
    notes    what was assumed or done, as parts of a sentence
    step     the unit to which the heights of a picture are rounded, 0 if they are not; what is rounded is smoothed
    white    what the height 1 is in the numbers given
    size     (rows, columns) of the file, where only some of its pixels were taken
    axes     what x, y and the heights are called in the file, () where it does not say
    """

    heights: NDArray
    box: Box | None = None
    reading: str = Note("rows of heights")
    notes: tuple[str, ...] = ()
    step: float = 0.0
    white: float = 1.0
    size: tuple[int, int] | None = None
    axes: tuple[str, ...] = ()


def on_axes(heights: Array, x: Array, y: Array, reading: str) -> Grid:
    """Heights whose first row has the least y, on ascending axes; on uneven ones the spline is read at even places."""
    notes = [span(x[0], x[-1], y[0], y[-1])]
    if not (is_even(x) and is_even(y)):
        from scipy.interpolate import RectBivariateSpline

        from surfaces.heightmaps.missing import filled

        spline = RectBivariateSpline(y, x, filled(heights))
        heights = spline(*(np.linspace(axis[0], axis[-1], len(axis)) for axis in (y, x)))
        notes.append(Note("uneven axes resampled by a spline"))
    box = (float(x[0]), float(x[-1]), float(y[0]), float(y[-1]))
    return Grid(heights[::-1], box, reading, (Note("read as {reading}", reading=reading), *notes))


def is_even(axis: Array) -> bool:
    even = np.linspace(axis[0], axis[-1], len(axis))
    return bool(np.abs(axis - even).max() <= _EVEN * abs(even[1] - even[0]))


def cells(dx: float, dy: float) -> Note:
    """How large the cells are, in words."""
    if dx == dy:
        return Note("cells of {size}", size=short(dx, 6))
    return Note("cells of {width} × {height}", width=short(dx, 6), height=short(dy, 6))


def span(xmin: float, xmax: float, ymin: float, ymax: float) -> Note:
    """The box in words, with so many digits that its ends differ."""
    return Note("x from {x}, y from {y}", x=ends(xmin, xmax), y=ends(ymin, ymax))
