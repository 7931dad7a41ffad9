"""Reading back what a page sends to the player."""

from __future__ import annotations

import json
import struct
from typing import Any

import numpy as np
from pydantic import TypeAdapter

from player.header import GridHeader, PathsHeader

_PATHS, _GRID = TypeAdapter(PathsHeader), TypeAdapter(GridHeader)


def header(blob: bytes) -> dict[str, Any]:
    """The header, held to `player.header`."""
    (length,) = struct.unpack_from("<I", blob)
    found = json.loads(blob[4 : 4 + length])
    (_PATHS if "runs" in found else _GRID).validate_json(blob[4 : 4 + length], strict=True)
    return found


def series(blob: bytes, run: int, name: str) -> np.ndarray:
    """One quantity of one run, (rows,) or (rows, width), as the browser receives it."""
    (length,) = struct.unpack_from("<I", blob)
    numbers = np.frombuffer(blob, "<f4", offset=4 + length)
    at = 0
    for i, described in enumerate(header(blob)["runs"]):
        for one in described["series"]:
            if (i, one["name"]) == (run, name) and "even" in one:
                first, difference, begins = one["even"]
                rows = np.arange(described["rows"])
                return np.where(rows < begins, np.nan, first + difference * (rows - 1)).astype("<f4")
            count = 0 if "even" in one else described["rows"] * one["width"]
            if (i, one["name"]) == (run, name):
                values = numbers[at : at + count]
                return values if one["width"] == 1 else values.reshape(-1, one["width"])
            at += count
    raise KeyError(name)
