"""A path as points that can be drawn: what is far outside of the picture is cut, which keeps directions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from figures.framing import Box

FAR = 3.0  # pictures away: nothing beyond is seen


@dataclass(frozen=True, eq=False)
class Polyline:
    """points `(n, 2)`, NaN where there is a gap; and of every point the row of the path with which it is drawn."""

    points: np.ndarray
    rows: np.ndarray

    def until(self, row: int, first: int = 0) -> np.ndarray:
        """The points of the rows from `first` to this one."""
        begin = int(np.searchsorted(self.rows, first, side="left"))
        return self.points[begin : int(np.searchsorted(self.rows, row, side="right"))]


def polyline(points: np.ndarray, view: Box, *, stairs: bool = False) -> Polyline:
    """Of a path `(rows, 2)`; on a curve along x at the height that is left, then to the curve."""
    rows = np.arange(len(points))
    if stairs:
        points = np.stack([np.repeat(points[:, 0], 2)[1:], np.repeat(points[:, 1], 2)[:-1]], axis=-1)
        rows = np.repeat(rows, 2)[1:]
    low, high = _limits(view)
    with np.errstate(all="ignore"):
        inside = ((points >= low) & (points <= high)).all(axis=1)
    if inside.all():
        return Polyline(points, rows)
    return _cut(points, rows, low, high)


def _limits(view: Box) -> tuple[np.ndarray, np.ndarray]:
    xmin, xmax, ymin, ymax = view
    air = FAR * np.array([xmax - xmin, ymax - ymin])
    return np.array([xmin, ymin]) - air, np.array([xmax, ymax]) + air


def _cut(points: np.ndarray, rows: np.ndarray, low: np.ndarray, high: np.ndarray) -> Polyline:
    """Liang and Barsky's parts of all segments, one after another."""
    start, end = points[:-1], points[1:]
    with np.errstate(all="ignore"):
        way = end - start
        a, b = (low - start) / way, (high - start) / way
        enter = np.where(way == 0, np.where((start >= low) & (start <= high), 0.0, np.inf), np.minimum(a, b))
        leave = np.where(way == 0, np.inf, np.maximum(a, b))
        t0, t1 = np.maximum(0.0, enter.max(axis=1)), np.minimum(1.0, leave.min(axis=1))
        seen = np.isfinite(points).all(axis=1)
        kept = (t0 <= t1) & seen[:-1] & seen[1:]
        first, last = start + t0[:, None] * way, start + t1[:, None] * way
    found, at = [], []
    if len(points) and np.isfinite(points[0]).all() and ((points[0] >= low) & (points[0] <= high)).all():
        found, at = [points[0]], [rows[0]]
    for i in np.flatnonzero(kept):
        if t0[i] > 0 or (i and not kept[i - 1]):
            found += [np.full(2, np.nan), first[i]]
            at += [rows[i + 1], rows[i + 1]]
        found.append(last[i])
        at.append(rows[i + 1])
    return Polyline(np.array(found).reshape(-1, 2), np.array(at, dtype=int))
