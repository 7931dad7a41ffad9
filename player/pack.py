"""Paths and grids as bytes for the player in the browser.

A blob is ``u32 little-endian header length | JSON header | float32 arrays``. The header is padded with spaces so that
the arrays start at a multiple of four bytes. NaN and the infinities live in the arrays only; the JSON is strict.
Paths and grids are separate blobs, because a grid changes with the surface and paths change with every slider.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

MARKERS = (
    "circle",
    "square",
    "diamond",
    "triangle",
    "pentagon",
    "hexagon",
    "star",
    "cross",
    "down",
    "left",
    "right",
    "plus",
)
SOFTENING = 1e-4


@dataclass(frozen=True)
class Series:
    """One quantity along a path.

    ``values`` is ``(rows,)`` for a number a step, or ``(rows, width)`` for one number a coordinate. A series with a
    ``label`` (trusted MathML or plain text) is a row of the table "inside step k"; without one it is only drawn.
    """

    name: str
    values: np.ndarray
    label: str = ""


@dataclass(frozen=True)
class PathView:
    """One path as it is shown. ``series`` holds "x" ``(rows, 2)`` and "value" ``(rows,)``; the row ``k`` is the state
    after step ``k``, and ``last`` is the last row that is shown. ``marker`` is one of `MARKERS`.
    """

    label: str
    color: str
    marker: str
    series: Sequence[Series]
    last: int
    status: str


def pack_paths(paths: Sequence[PathView], header: Mapping[str, Any]) -> bytes:
    """All paths in one blob; ``header`` adds what is said about them (title, start, minima, labels, ...).

    Raises ValueError if a path is malformed or the header holds NaN or an infinity.
    """
    runs = [_describe(path) for path in paths]
    arrays = [_single(series.values) for path in paths for series in path.series]
    return _blob({**header, "runs": runs}, arrays)


def pack_grid(
    value: Callable[[np.ndarray], np.ndarray],
    domain: tuple[float, float, float, float],
    key: str,
    scale: str,
    shape: tuple[int, int] = (200, 200),
    *,
    lowest: float | None = None,
) -> bytes:
    """Raw values of ``value`` (``(..., 2) -> (...)``) over ``domain`` (xmin, xmax, ymin, ymax); rows are y.

    ``shape`` is (rows, columns) and ``scale`` "linear" or "log". On a log scale the colour is
    ``log10(f - lowest + softening)``: ``lowest`` is the least known value (a known minimum, or the grid's own least),
    and ``softening`` is four powers of ten below the range of the values.
    """
    if scale not in ("linear", "log"):
        raise ValueError(f'scale is "linear" or "log", not {scale!r}')
    rows, columns = shape
    xmin, xmax, ymin, ymax = (float(edge) for edge in domain)
    x, y = np.meshgrid(np.linspace(xmin, xmax, columns), np.linspace(ymin, ymax, rows))
    f = _single(value(np.stack([x, y], axis=-1)))
    least, softening = _log_terms(f, lowest)
    header = {
        "key": key,
        "rows": rows,
        "columns": columns,
        "x": [xmin, xmax],
        "y": [ymin, ymax],
        "scale": scale,
        "lowest": least,
        "softening": softening,
    }
    return _blob(header, [f])


def _log_terms(f: np.ndarray, lowest: float | None) -> tuple[float, float]:
    finite = f[np.isfinite(f)].astype(float)
    if finite.size == 0:
        return 0.0, 1.0
    least = min(float(finite.min()), math.inf if lowest is None else float(lowest))
    spread = float(finite.max()) - least
    return least, 10.0 ** round(math.log10(spread)) * SOFTENING if spread > 0 else 1.0


def _describe(path: PathView) -> dict[str, Any]:
    rows = {len(series.values) for series in path.series}
    names = [series.name for series in path.series]
    if len(rows) != 1 or "x" not in names or "value" not in names:
        raise ValueError(f'path {path.label!r} needs series "x" and "value", all with the same number of rows')
    if path.marker not in MARKERS:
        raise ValueError(f"marker is one of {', '.join(MARKERS)}, not {path.marker!r}")
    (count,) = rows
    if not 0 <= path.last < count:
        raise ValueError(f"last of path {path.label!r} is {path.last}, but it has {count} rows")
    series = [{"name": s.name, "width": int(np.prod(np.shape(s.values)[1:])), "label": s.label} for s in path.series]
    return {
        "label": path.label,
        "color": path.color,
        "marker": path.marker,
        "last": int(path.last),
        "status": path.status,
        "rows": count,
        "series": series,
    }


def _single(values: np.ndarray) -> np.ndarray:
    with np.errstate(over="ignore"):
        return np.asarray(values).astype("<f4")


def _blob(header: Mapping[str, Any], arrays: Iterable[np.ndarray]) -> bytes:
    text = json.dumps(header, allow_nan=False, separators=(",", ":"), ensure_ascii=False).encode()
    text += b" " * (-len(text) % 4)
    return b"".join([struct.pack("<I", len(text)), text, *(array.tobytes() for array in arrays)])
