"""Heights from a file: a CSV, a NumPy array, or a picture in which bright is high."""

import csv
import io
import re
from pathlib import PurePath
from typing import Any

import numpy as np
from numpy.typing import NDArray

from surfaces.heightmaps.heightmap import MAX_SIDE, MIN_SIDE, checked_heights

Array = NDArray[np.float64]

MAX_BYTES = 5_000_000
MAX_PIXELS = 16_000_000
KINDS = ("csv", "npy", "png", "jpg", "jpeg")
_BEGINNINGS = {"npy": b"\x93NUMPY", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff"}
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", re.ASCII)


def read_heights(name: str, content: bytes) -> tuple[Array, str]:
    """(heights, a sentence on what they are) from a file called `name`; more than 200 rows or columns are averaged.

    The first row is the top. A black pixel has the height 0, a white one 1. Raises ValueError with one sentence.
    """
    kind = PurePath(name).suffix.lower().lstrip(".")
    if kind not in KINDS:
        raise ValueError(f"A heightmap is a CSV, NPY, PNG or JPEG file, which {name[-60:]!r} is not by its name.")
    if len(content) > MAX_BYTES:
        raise ValueError(f"The file has {len(content) / 1e6:.1f} MB; at most {MAX_BYTES / 1e6:.0f} MB is read.")
    if not content.startswith(_BEGINNINGS.get(kind, b"")):
        raise ValueError(
            f"The file is called {kind.upper()} but holds something else; save it again as {kind.upper()}."
        )
    pixels = kind not in ("csv", "npy")
    grid = {"csv": _from_csv, "npy": _from_npy}.get(kind, _from_picture)(content)
    reduced = _averaged(grid)
    note = f"{grid.shape[0]:,} rows × {grid.shape[1]:,} columns{' of pixels' if pixels else ''}"
    if reduced.shape != grid.shape:
        note += f", averaged to {reduced.shape[0]} × {reduced.shape[1]}"
    if pixels:
        white = np.iinfo(grid.dtype).max
        reduced = _without_steps(reduced) / white
        note += "; black is 0, white is 1, steps between shades are smoothed"
    return checked_heights(reduced), f"{note}."


def _from_csv(content: bytes) -> Array:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    if not text.strip() or "\0" in text:
        raise ValueError("The file has no rows of numbers; save the heights as CSV (UTF-8).")
    first = next(line for line in text.splitlines() if line.strip())
    separator = next((mark for mark in ("\t", ";", ",") if mark in first), " ")
    rows: list[list[float]] = []
    reader = csv.reader(io.StringIO(text), delimiter=separator, skipinitialspace=True)
    try:
        for cells in reader:
            while cells and not cells[-1].strip():
                cells.pop()  # a separator at the end of a line
            if cells:
                rows.append([_number(cell.strip(), reader.line_num, at) for at, cell in enumerate(cells, start=1)])
                if len(rows[-1]) != len(rows[0]):
                    counts = f"{len(rows[-1])} numbers, but the first has {len(rows[0])}"
                    raise ValueError(f"Line {reader.line_num} has {counts}: every row needs the same number.")
    except csv.Error:
        raise ValueError(f"Line {reader.line_num} is no line of a CSV.") from None
    return np.array(rows)


def _number(cell: str, row: int, column: int) -> float:
    if _NUMBER.fullmatch(cell):
        return float(cell)
    hint = ""
    if _NUMBER.fullmatch(cell.replace(",", ".", 1)):
        hint = "; write decimals with a point"
    elif row == 1:
        hint = "; leave names of columns out"
    raise ValueError(f"Line {row}, column {column} holds {cell[:20]!r} where a height belongs{hint}.")


def _from_npy(content: bytes) -> Array:
    stream = io.BytesIO(content)
    try:
        read = {1: np.lib.format.read_array_header_1_0, 2: np.lib.format.read_array_header_2_0}
        shape, _, dtype = read[np.lib.format.read_magic(stream)[0]](stream)
    except (KeyError, ValueError, EOFError):
        raise ValueError("The NPY file cannot be read; save it again with numpy.save.") from None
    if dtype.kind not in "biuf":
        raise ValueError("The NPY file does not hold plain real numbers; save heights.astype(float).")
    if len(shape) != 2:
        raise ValueError(f"The NPY file needs two dimensions, rows and columns, not {len(shape)}.")
    # the size is compared before anything is read: a header may promise terabytes
    if np.prod(shape, dtype=object) * dtype.itemsize != len(content) - stream.tell():
        raise ValueError("The NPY file is cut off or holds more than its heights; save it again with numpy.save.")
    return np.load(io.BytesIO(content), allow_pickle=False).astype(np.float64)


def _from_picture(content: bytes) -> NDArray[Any]:
    """The brightness of the pixels, 8 or 16 bits."""
    from PIL import Image, ImageOps

    bombs = (Image.DecompressionBombError, Image.DecompressionBombWarning)
    try:
        picture: Any = Image.open(io.BytesIO(content), formats=["PNG", "JPEG"])
        too_large = picture.width * picture.height > MAX_PIXELS
        if not too_large:
            picture = ImageOps.exif_transpose(picture)
            wide = picture.mode.startswith("I")
            grey = np.asarray(picture).astype(np.uint16) if wide else np.asarray(picture.convert("L"))
    except bombs:
        too_large = True
    except Exception:  # whatever a decoder says of a broken file
        raise ValueError("The picture cannot be read; save it again as PNG or JPEG.") from None
    if too_large:
        raise ValueError(f"The picture has more than {MAX_PIXELS / 1e6:.0f} million pixels; save a smaller one.")
    return grey


def _without_steps(shades: NDArray[Any]) -> NDArray[Any]:
    """The smoothest spline through `shades` that is as far from them as rounding to whole shades is (variance 1/12).

    Otherwise every gentle slope would be a staircase, with a minimum and a summit on each stair.
    """
    from scipy.interpolate import RectBivariateSpline

    rows, columns = map(np.arange, shades.shape)
    if min(shades.shape) < MIN_SIDE:
        return shades
    try:
        smooth: NDArray[Any] = RectBivariateSpline(rows, columns, shades, s=shades.size / 12)(rows, columns)
    except ValueError:  # no spline was found that is near enough
        return shades
    return smooth


def _averaged(grid: NDArray[Any]) -> NDArray[Any]:
    """`grid` as means of blocks if a side is longer than 200; blocks are squares, up to a row or column."""
    factor = max(grid.shape) / MAX_SIDE
    if factor <= 1 or min(grid.shape) < MIN_SIDE:
        return grid
    for axis, side in enumerate(grid.shape):
        count = max(min(side, MIN_SIDE), round(side / factor))
        edges = np.linspace(0, side, count + 1).astype(int)
        sums = np.add.reduceat(grid, edges[:-1], axis=axis, dtype=np.float64)
        grid = sums / np.expand_dims(np.diff(edges), 1 - axis)
    return grid
