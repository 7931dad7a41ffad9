"""Reading back what a page sends to the player."""

from __future__ import annotations

import json
import struct
from typing import Any

import numpy as np
from pydantic import TypeAdapter

from player.header import GridHeader, PathsHeader
from player.thinning import Thinning

_PATHS, _GRID = TypeAdapter(PathsHeader), TypeAdapter(GridHeader)


def header(blob: bytes) -> dict[str, Any]:
    """The header, held to `player.header`."""
    (length,) = struct.unpack_from("<I", blob)
    found = json.loads(blob[4 : 4 + length])
    (_PATHS if "runs" in found else _GRID).validate_json(blob[4 : 4 + length], strict=True)
    return found


def picture(blob: bytes) -> tuple[dict[str, Any], bytes]:
    """What is shown: the header but for how it was come to, and the numbers."""
    (length,) = struct.unpack_from("<I", blob)
    found = header(blob)
    return {**found, "options": {**found["options"], "again": None, "asked": None}}, blob[4 + length :]


def series(blob: bytes, run: int, name: str) -> np.ndarray:
    """One quantity of one run, (rows,) or (rows, width), as the browser receives it."""
    (length,) = struct.unpack_from("<I", blob)
    numbers = np.frombuffer(blob, "<f4", offset=4 + length)
    at, said = 0, header(blob)
    for i, described in enumerate(said["runs"]):
        for one in described["series"]:
            if (i, one["name"]) == (run, name) and "even" in one:
                first, difference, begins = one["even"]
                steps = np.arange(described["rows"])
                if "thinned" in said:
                    steps = Thinning(*said["thinned"]).rows(described["end"])
                return np.where(steps < begins, np.nan, first + difference * (steps - 1)).astype("<f4")
            count = 0 if "even" in one else described["rows"] * one["width"]
            if (i, one["name"]) == (run, name):
                values = numbers[at : at + count]
                return values if one["width"] == 1 else values.reshape(-1, one["width"])
            at += count
    raise KeyError(name)
