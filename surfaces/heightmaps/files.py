"""Heights from a file: tables, arrays and pictures, each read for what it is, with a note on what was assumed."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parameters.numbers import short, whole
from surfaces.heightmaps import pictures
from surfaces.heightmaps.arrays import from_npy, from_npz
from surfaces.heightmaps.esri import from_asc, looks_like
from surfaces.heightmaps.grid import Grid
from surfaces.heightmaps.grids import grids
from surfaces.heightmaps.heightmap import MAX_SIDE, MIN_SIDE, box_of, checked_heights
from surfaces.heightmaps.missing import filled, is_value, sentinel
from surfaces.heightmaps.resample import counts, resampled
from surfaces.reading.cells import cells_of
from surfaces.reading.note import Note, joined
from surfaces.reading.problems import FileError, check_size, one_sentence
from surfaces.reading.text import text_of

Array = NDArray[np.float64]
Box = tuple[float, float, float, float]

MAX_BYTES = 24_000_000  # a thousand rows of a thousand numbers with all their digits
_TABLES = ("csv", "tsv", "txt", "dat", "xyz")
KINDS = (*_TABLES, "asc", "npy", "npz", *pictures.KINDS)
_BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    "npy": (b"\x93NUMPY",),
    "npz": (b"PK\x03\x04", b"PK\x05\x06"),
    "png": (b"\x89PNG\r\n\x1a\n",),
    **dict.fromkeys(("jpg", "jpeg"), (b"\xff\xd8\xff",)),
    **dict.fromkeys(("tif", "tiff"), (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")),
    **{"webp": (b"RIFF",), "bmp": (b"BM",), "pgm": (b"P5", b"P2")},
}
_KNOWN = "an ASC, NPZ, TIFF, CSV, NPY, PNG, JPEG, WebP or BMP file"
_LONGEST = 20_000  # rows or columns
_MOST_MISSING = 0.95


@dataclass(frozen=True)
class HeightFile:
    """Heights of a file as a map takes them; unpacks and counts as (heights, note).

    heights  (rows, columns), 4 to 200 of each, read-only; the first row is the top
    domain   (xmin, xmax, ymin, ymax): as the file says it, else cells are squares and the longer side is 10
    notes    parts of a sentence on what the heights are and what was done to them
    reading  what the file was read as, where it can be read in several ways
    axes     what x, y and the heights are called in the file, () where it does not say
    """

    heights: Array
    domain: Box
    notes: tuple[str, ...]
    reading: str
    axes: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """The notes as one sentence."""
        return joined(self.notes)

    def __iter__(self) -> Iterator[Any]:
        return iter((self.heights, self.note))

    def __getitem__(self, at: int) -> Any:
        return (self.heights, self.note)[at]


def read_heights(name: str, content: bytes) -> HeightFile:
    """The likeliest reading of a file called `name`. Raises ValueError with one sentence."""
    return readings(name, content, only_first=True)[0]


def readings(name: str, content: bytes, *, only_first: bool = False) -> list[HeightFile]:
    """All sensible readings of a file called `name`, the likeliest first; those that cannot be a map are left out.

    Takes time in proportion to the file, and memory of a few times its size or its pixels. Raises ValueError with one
    sentence if there is no reading.
    """
    kind = PurePath(name).suffix.lower().lstrip(".")
    if kind not in KINDS:
        raise ValueError(f"A heightmap is {_KNOWN}, which {name[-60:]!r} is not by its name.")
    check_size(content, MAX_BYTES)
    begins = _BEGINNINGS.get(kind)
    if begins and not content.startswith(begins):
        raise ValueError(
            f"The file is called {kind.upper()} but holds something else; save it again as {kind.upper()}."
        )
    with one_sentence(f"The file cannot be read as heights; save it again as {kind.upper()}."):
        found = [reading for grid in _grids(kind, content) for reading in _with_gaps(grid)]
        made, why = [], None
        for grid in found[:1] if only_first else found:
            try:
                made.append(_made(grid, kind in pictures.KINDS))
            except ValueError as error:
                why = why or error
        if not made:
            raise FileError(str(why))
    return made


def _grids(kind: str, content: bytes) -> list[Grid]:
    if kind in pictures.KINDS:
        return pictures.from_picture(content, kind)
    if kind in ("npy", "npz"):
        return {"npy": from_npy, "npz": from_npz}[kind](content)
    text = text_of(content)
    if not text.strip():
        raise FileError("The file has no rows of numbers; save the heights as CSV (UTF-8).")
    return from_asc(text) if kind == "asc" or looks_like(text) else grids(cells_of(text, "height", corner=True))


def _with_gaps(grid: Grid) -> Iterator[Grid]:
    """The grid without the number that stands for missing heights, if there is one, and then with it."""
    value = sentinel(grid.heights) if grid.white == 1 and not grid.step and grid.heights.size else None
    if value is not None:
        gaps = np.where(is_value(grid.heights, value), np.nan, grid.heights.astype(np.float64))
        number = short(value, 6)
        yield replace(grid, heights=gaps, notes=(*grid.notes, Note("{value} is taken as no height", value=number)))
        if abs(value) < 1e12:
            yield replace(grid, reading=Note("{reading} in which {value} is one", reading=grid.reading, value=number))
        return
    yield grid


def _made(grid: Grid, of_pixels: bool) -> HeightFile:
    heights, notes = grid.heights, list(grid.notes)
    rows, columns = heights.shape
    missing = int(np.isnan(heights).sum()) if heights.dtype.kind == "f" else 0
    if max(rows, columns) > _LONGEST:
        raise FileError(
            f"Heights with more than {whole(_LONGEST)} rows or columns are not read: {whole(rows)} × {whole(columns)}."
        )
    if min(rows, columns) < MIN_SIDE:
        size = f"{whole(rows)} × {whole(columns)}"
        raise FileError(f"Heights need at least {MIN_SIDE} rows and {MIN_SIDE} columns of numbers, not {size}.")
    if missing > _MOST_MISSING * heights.size:
        raise FileError(f"{whole(missing)} of {whole(heights.size)} heights are missing, too many to fill in.")
    if missing:
        words = "{count} missing height" if missing == 1 else "{count} missing heights"
        notes.append(Note(f"{words} filled in from those around", count=whole(missing)))
        heights = filled(heights.astype(np.float64))
    if heights.dtype.kind == "f":
        _check_finite(heights)
    wanted = counts((rows, columns), MAX_SIDE)
    given = grid.size or (rows, columns)
    averaged = math.prod(wanted) / heights.size  # which takes away as much of what rounding did
    heights = _without_steps(resampled(heights, wanted), grid.step**2 / 12 * averaged) / grid.white
    box = grid.box or box_of(rows, columns)
    return HeightFile(checked_heights(heights), box, (_size(given, wanted, of_pixels), *notes), grid.reading, grid.axes)


def _size(given: tuple[int, int], wanted: tuple[int, int], of_pixels: bool) -> Note:
    """Rows and columns in words, and what was made of them."""
    words = "{rows} rows × {columns} columns of pixels" if of_pixels else "{rows} rows × {columns} columns"
    size = Note(words, rows=whole(given[0]), columns=whole(given[1]))
    if wanted == given:
        return size
    fewer = "{size}, resampled to {rows} × {columns} by a spline"
    return Note(fewer, size=size, rows=whole(wanted[0]), columns=whole(wanted[1]))


def _check_finite(heights: NDArray[Any]) -> None:
    wrong = ~(np.abs(heights) <= 1e12)
    if wrong.any():
        row, column = np.argwhere(wrong)[0] + 1
        raise FileError(f"The height in row {row}, column {column} is not finite or beyond 10¹².")


def _without_steps(heights: Array, variance: float) -> Array:
    """The smoothest spline through `heights` that is as far from them as rounding made them; that of rounding to whole
    steps has the variance step²/12.

    Otherwise every gentle slope would be a staircase, with a minimum and a summit on each stair.
    """
    if not variance:
        return heights
    from scipy.interpolate import RectBivariateSpline

    rows, columns = map(np.arange, heights.shape)
    try:
        smooth: Array = RectBivariateSpline(rows, columns, heights, s=heights.size * variance)(rows, columns)
    except ValueError:  # no spline was found that is near enough
        return heights
    return smooth
