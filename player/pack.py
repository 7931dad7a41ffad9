"""Paths and grids as bytes for the player in the browser.

A blob is ``u32 little-endian header length | JSON header | float32 arrays``. The header is padded with spaces so that
the arrays start at a multiple of four bytes. NaN and the infinities live in the arrays only; the JSON is strict.
Paths and grids are separate blobs, because a grid changes with the surface and paths change with every slider.

What the headers hold is written down in `player.header`.

What can be asked of a run beside its path (formulas with numbers, second points, arrows) is `PathView.why`; lists of
formulas that are equal travel once. A series "m.rest" is what float32 leaves out of the series "m" (`player.rests`).

Curves are read from series without a label: "gap" (f − f*), "gradient_norm", "distance" (to the nearest minimum),
"lr", "step_length" and "evaluations", each ``(rows,)``. "value", "x" and "step" are always read: where "gap",
"distance" or "step_length" are left out, the script derives them from these, as far as float32 lets it (differences
of nearly equal numbers lose digits: send the series where a curve should go down to 10⁻¹⁰). A series without a label
whose rows are evenly spaced numbers (a constant step size, one evaluation a step) costs no bytes but two numbers.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from figures.palette import MARKERS
from player.views import Fit, PathView, Series

SOFTENING = 1e-4
_NEXT_TO_ZERO = float(np.finfo(np.float32).smallest_subnormal)


def pack_paths(paths: Sequence[PathView], header: Mapping[str, Any]) -> bytes:
    """All paths in one blob; ``header`` adds what is said about them (title, start, minima, labels, ...).

    Raises ValueError if a path is malformed or the header holds NaN or an infinity.
    """
    runs = [_describe(path) for path in paths]
    arrays = [_sent(series) for path in paths for series in path.series if _evenly(series) is None]
    return _blob({**header, **_shared(runs), "runs": runs}, arrays)


def _shared(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """The formulas of all runs, each list once: twelve runs of one rule say the same. A run keeps its index."""
    lists: list[Any] = []
    for run in runs:
        if (formulas := run.get("formulas")) is not None:
            if formulas not in lists:
                lists.append(formulas)
            run["formulas"] = lists.index(formulas)
    return {"formulas": lists} if lists else {}


def pack_grid(
    value: Callable[[np.ndarray], np.ndarray],
    domain: tuple[float, float, float, float],
    key: str,
    scale: str,
    shape: tuple[int, int] = (200, 200),
    *,
    lowest: float | None = None,
    fit: Fit | None = None,
) -> bytes:
    """Raw values of ``value`` (``(..., 2) -> (...)``) over ``domain`` (xmin, xmax, ymin, ymax); rows are y.

    ``shape`` is (rows, columns) and ``scale`` "linear" or "log". On a log scale the colour is
    ``log10(f - lowest + softening)``: ``lowest`` is the least known value (a known minimum, or the grid's own least),
    and ``softening`` is four powers of ten below the range of the values. Of a loss on data, ``fit`` goes with it: the
    data do not change with the paths.
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
    if fit is None:
        return _blob(header, [f])
    said = {"link": fit.link, "names": fit.names, "c": fit.c, "s": fit.s, "count": len(fit.u)}
    return _blob({**header, "fit": said}, [f, _single(fit.u), _single(fit.v)])


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
    return {**path.described, "last": int(path.last), "rows": count, "series": [_named(one) for one in path.series]}


def _named(series: Series) -> dict[str, Any]:
    width = int(np.prod(np.shape(series.values)[1:]))
    even = _evenly(series)
    return {"name": series.name, "width": width, "label": series.label} | ({"even": even} if even else {})


def _evenly(series: Series) -> list[float] | None:
    """[row 1, row 2 − row 1, first row that is a number] if all rows follow from these to the last bit of float32.

    Row 0 may be NaN: no step has been taken there. None if they do not follow.
    """
    values = np.asarray(series.values, dtype=float)
    if series.label or values.ndim != 1 or len(values) < 3:
        return None
    first, difference = float(values[1]), float(values[2] - values[1])
    if not (math.isfinite(first) and math.isfinite(difference)):
        return None
    follows = _single(first + difference * (np.arange(len(values)) - 1.0)) == _single(values)
    if not follows[1:].all() or not (follows[0] or math.isnan(values[0])):
        return None
    return [first, difference, 0 if follows[0] else 1]


def _sent(series: Series) -> np.ndarray:
    """As float32. What is written in a table is no zero, however small, unless it is zero."""
    values = _single(series.values)
    lost = (values == 0) & (series.values != 0) if series.label else False
    return np.where(lost, np.copysign(_NEXT_TO_ZERO, series.values), values).astype("<f4") if np.any(lost) else values


def _single(values: np.ndarray) -> np.ndarray:
    with np.errstate(over="ignore"):
        return np.asarray(values).astype("<f4")


def _blob(header: Mapping[str, Any], arrays: Iterable[np.ndarray]) -> bytes:
    text = json.dumps(header, allow_nan=False, separators=(",", ":"), ensure_ascii=False).encode()
    text += b" " * (-len(text) % 4)
    return b"".join([struct.pack("<I", len(text)), text, *(array.tobytes() for array in arrays)])
