"""Paths and grids as bytes for the player in the browser.

A blob is ``u32 little-endian header length | JSON header | float32 arrays``. The header is padded with spaces so that
the arrays start at a multiple of four bytes. NaN and the infinities live in the arrays only; the JSON is strict.
Paths and grids are separate blobs, because a grid changes with the surface and paths change with every slider.

What the headers hold is written down in `player.header`. Of runs that are longer than a screen can show only some rows
are sent (`player.thinning`); what is even is so from step to step.

What can be asked of a run beside its path (formulas with numbers, second points, arrows) is `PathView.why`; lists of
formulas, and of handles (`player.handles`), that are equal travel once. A series "m.rest" is what float32 leaves out of
the series "m" (`player.rests`).

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
from figures.scene.ground import line, log_terms
from player.thinning import thinning
from player.views import Box, Fit, Framing, PathView, Series, SplineView

_NEXT_TO_ZERO = float(np.finfo(np.float32).smallest_subnormal)


def pack_paths(paths: Sequence[PathView], header: Mapping[str, Any], more: Iterable[np.ndarray] = ()) -> bytes:
    """All paths in one blob; ``header`` adds what is said about them (title, start, minima, labels, ...), and ``more``
    are arrays that it describes; they are sent as they are, behind those of the paths.

    Raises ValueError if a path is malformed or the header holds NaN or an infinity.
    """
    runs = [_describe(path) for path in paths]
    widths = [sum(map(_width, run["series"])) for run in runs]
    if thinned := thinning(zip((path.last for path in paths), widths, strict=True)):
        header = {**header, "thinned": [thinned.dense, thinned.every]}
        for path, run in zip(paths, runs, strict=True):
            rows = len(thinned.rows(path.last))
            run |= {"end": int(path.last), "last": rows - 1, "rows": rows}
        paths = [thinned.of(path) for path in paths]
    arrays = [
        _sent(series)
        for path, run in zip(paths, runs, strict=True)
        for series, said in zip(path.series, run["series"], strict=True)
        if _width(said)
    ]
    return _blob({**header, **_shared(runs), "runs": runs}, [*arrays, *map(_whole, more)])


def _whole(array: np.ndarray) -> np.ndarray:
    """The bytes of an array, up to a whole number of float32."""
    data = array.tobytes()
    return np.frombuffer(data + bytes(-len(data) % 4), dtype="<f4")


def _width(said: Mapping[str, Any]) -> int:
    """Numbers a row that a series takes, as its header says."""
    return 0 if "even" in said else said["width"]


def _shared(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Formulas and handles of all runs, each list once: twelve runs of one rule say the same. A run keeps its index."""
    found: dict[str, list[Any]] = {"formulas": [], "handles": []}
    for run in runs:
        for name, lists in found.items():
            if (said := run.get(name)) is not None:
                if said not in lists:
                    lists.append(said)
                run[name] = lists.index(said)
    return {name: lists for name, lists in found.items() if lists}


def pack_grid(
    value: Callable[[np.ndarray], np.ndarray],
    domain: Box,
    key: str,
    scale: str,
    shape: tuple[int, int] = (200, 200),
    *,
    lowest: float | None = None,
    fit: Fit | None = None,
    framing: Framing | None = None,
    spline: SplineView | None = None,
) -> bytes:
    """Raw values of ``value`` (``(..., 2) -> (...)``) over ``domain`` (xmin, xmax, ymin, ymax); rows are y.

    ``shape`` is (rows, columns) and ``scale`` "linear" or "log". On a log scale the colour is
    ``log10(f - lowest + softening)``: ``lowest`` is the least known value (a known minimum, or the grid's own least),
    and ``softening`` is four powers of ten below the range of the values. Of a loss on data, ``fit`` goes with it: the
    data do not change with the paths. ``framing`` says how much around the domain goes with it, and what maps do with
    it; with a ``spline`` a page works out f by itself.
    """
    if scale not in ("linear", "log"):
        raise ValueError(f'scale is "linear" or "log", not {scale!r}')
    rows, columns = shape
    xmin, xmax, ymin, ymax = (float(edge) for edge in domain)
    left, right, below, above = framing.beyond if framing else (0, 0, 0, 0)
    f = _over(value, line(xmin, xmax, columns, left, right), line(ymin, ymax, rows, below, above))
    inside = _single(f)[below : below + rows, left : left + columns]
    least, softening = log_terms(inside, lowest)
    header = {
        "key": key,
        "rows": rows,
        "columns": columns,
        "x": [xmin, xmax],
        "y": [ymin, ymax],
        "scale": scale,
        "lowest": least,
        "softening": softening,
        **(framing.described if framing else {}),
    }
    if spline is None:
        return _blob_with(fit, header, f)
    said = {"degrees": spline.degrees, "knots": [len(spline.x), len(spline.y)]}
    numbers = [_whole(np.ascontiguousarray(one, "<f8")) for one in (spline.x, spline.y, spline.coefficients)]
    return _blob({**header, "spline": said}, [_single(f), *numbers])


def _blob_with(fit: Fit | None, header: Mapping[str, Any], f: np.ndarray) -> bytes:
    """The values of a loss go with its data."""
    if fit is None:
        return _blob(header, [_single(f)])
    said = {"link": fit.link, "names": fit.names, "c": fit.c, "s": fit.s, "count": len(fit.u)}
    return _blob({**header, "fit": said}, [_single(f), _single(fit.u), _single(fit.v)])


def pack_curve(
    value: Callable[[np.ndarray], np.ndarray], box: Box, key: str, count: int, beyond: int, fit: Fit | None = None
) -> bytes:
    """``count`` raw values of ``value`` (``(..., 1) -> (...)``) over an interval, and ``beyond`` more in the same steps
    on each side: for a picture of f above x. ``box`` is (xmin, xmax, low, high); the last two are what it shows of f.
    """
    xmin, xmax, low, high = (float(edge) for edge in box)
    f = value(line(xmin, xmax, count, beyond, beyond)[:, None])
    header = {"key": key, "rows": 1, "columns": count, "x": [xmin, xmax], "y": [low, high], "line": True}
    header |= {"scale": "linear", "lowest": low, "softening": 1.0, "beyond": [beyond, beyond, 0, 0]}
    return _blob_with(fit, header, f)


def pack_patch(
    value: Callable[[np.ndarray], np.ndarray], window: Box, key: str, shape: tuple[int, int] = (200, 200)
) -> bytes:
    """Values of ``value`` for a ``window`` that is looked at, and half of it around: for the maps of the grid ``key``.
    A shape of one row is that of a function on a line.

    Each is ``least + factor * number``, so that a view of any size keeps its digits and nothing is too large.
    """
    xmin, xmax, ymin, ymax = (float(edge) for edge in window)
    dx, dy = (xmax - xmin) / 4, (ymax - ymin) / 4
    x = np.linspace(xmin - dx, xmax + dx, shape[1])
    y = np.linspace(ymin - dy, ymax + dy, max(2, shape[0]))
    f = _over(value, x, y) if shape[0] > 1 else np.asarray(value(x[:, None]), dtype=float)
    finite = f[np.isfinite(f)]
    least = float(finite.min()) if finite.size else 0.0
    factor = float(finite.max() / 2 - least / 2) * 2 if finite.size else 1.0
    factor = factor if math.isfinite(factor) and factor > 0 else 1.0
    header = {
        "key": key,
        "rows": shape[0],
        "columns": shape[1],
        "x": [float(x[0]), float(x[-1])],
        "y": [float(y[0]), float(y[-1])],
        "window": [xmin, xmax, ymin, ymax],
        "least": least,
        "factor": factor,
    }
    with np.errstate(all="ignore"):
        return _blob(header, [_single((f - least) / factor)])


def _over(value: Callable[[np.ndarray], np.ndarray], x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return np.asarray(value(np.stack(np.meshgrid(x, y), axis=-1)), dtype=float)


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
