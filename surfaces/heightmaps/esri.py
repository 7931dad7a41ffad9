"""Heights from an ESRI ASCII grid (.asc): a header of six lines or so, and rows of heights from north to south.

The format is Esri's: "ASCII raster file format", ArcGIS documentation.
"""

from __future__ import annotations

import math

import numpy as np

from parameters.numbers import whole
from surfaces.heightmaps.grid import Grid, cells
from surfaces.reading.cells import MAX_CELLS
from surfaces.reading.note import Note
from surfaces.reading.problems import FileError, told

_NAMES = {"ncols", "nrows", "xllcorner", "yllcorner", "xllcenter", "yllcenter", "cellsize", "dx", "dy", "nodata_value"}


def from_asc(text: str) -> list[Grid]:
    """The reading of an ASCII grid. `FileError` with one sentence if it is none."""
    said, rest = _header(text)
    with told("An ASCII grid needs ncols, nrows and cellsize in its first lines."):
        columns, rows = int(said["ncols"]), int(said["nrows"])
        dx, dy = said.get("dx", said.get("cellsize", math.nan)), said.get("dy", said.get("cellsize", math.nan))
        if not (columns > 0 and rows > 0 and dx > 0 and dy > 0 and math.isfinite(dx + dy)):
            raise ValueError
    if rows * columns > MAX_CELLS:
        raise FileError(f"The file says that it has more than {whole(MAX_CELLS)} heights, which is the limit.")
    words = rest.replace(",", ".").split(maxsplit=rows * columns)
    if len(words) != rows * columns:
        has = f"{whole(len(words))}" if len(words) < rows * columns else "more"
        raise FileError(
            f"The file has {has} heights, not the {whole(rows)} × {whole(columns)} that its first lines say."
        )
    with told("The file holds something else than numbers among its heights."):
        heights = np.fromiter(map(float, words), np.float64, len(words)).reshape(rows, columns)
    if (missing := said.get("nodata_value")) is not None:
        heights[heights == missing] = np.nan
    left = said["xllcenter"] if "xllcenter" in said else said.get("xllcorner", 0.0) + dx / 2
    low = said["yllcenter"] if "yllcenter" in said else said.get("yllcorner", 0.0) + dy / 2
    box = (left, left + (columns - 1) * dx, low, low + (rows - 1) * dy)
    return [
        Grid(
            heights,
            box,
            Note("an ASCII grid"),
            (cells(dx, dy),),
        )
    ]


def looks_like(text: str) -> bool:
    """Whether the text begins as an ASCII grid, whatever the file is called."""
    return text.lstrip()[:12].lower().startswith(("ncols", "nrows"))


def _header(text: str) -> tuple[dict[str, float], str]:
    """What the first lines say by name, and the text after them."""
    said: dict[str, float] = {}
    rest = text.lstrip()
    for _ in _NAMES:
        words = rest[:200].split(maxsplit=2)
        if len(words) < 2 or words[0].lower() not in _NAMES:
            break
        with told(f"The header of the ASCII grid gives {words[0][:20]} no number."):
            said[words[0].lower()] = float(words[1].replace(",", "."))
        rest = rest[rest.index(words[1], len(words[0])) + len(words[1]) :].lstrip()
    return said, rest
