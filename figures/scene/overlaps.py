"""Runs that go the same way: of two equal paths the later one would cover the other, so it is dashed, and of three the
third has dashes further apart. `map/overlaps.js` of the player does the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from figures.scene.looks import DASH, FAINT_HEAD, ONE, SHRUNK, SHRUNK_MOST


def dashes(over: int) -> tuple[float, ...]:
    """The line of a path that would cover so many others, as lengths of a dash and a gap; () is a whole line."""
    return (DASH, DASH * over) if over else ()


def shrunk(over: int, *, faint: bool = False) -> float:
    """How much smaller the head of a path is, so that it does not cover the others."""
    return FAINT_HEAD if faint else SHRUNK ** min(over, SHRUNK_MOST)


def overlap(paths: Sequence[np.ndarray], size: tuple[float, float]) -> list[int]:
    """Of every path of a map how many of those before it it would cover.

    paths  points `(rows, 2)` as they are drawn, all from step 0 on
    size   of the surface along x and y
    """
    near = ONE["near"] * np.array(size)
    return [sum(_together(before, path, near) for before in paths[:i]) for i, path in enumerate(paths)]


def _together(a: np.ndarray, b: np.ndarray, near: np.ndarray) -> bool:
    rows = _parting(a, b, near)
    return rows > ONE["steps"] and _travelled(b[:rows], near) >= ONE["share"] * _travelled(b, near)


def _parting(a: np.ndarray, b: np.ndarray, near: np.ndarray) -> int:
    """The first row in which two paths are not at one place, or the count of rows that both have."""
    rows = min(len(a), len(b))
    with np.errstate(all="ignore"):
        apart = ~(np.abs(a[:rows] - b[:rows]) <= near).all(axis=1)
    return int(apart.argmax()) if apart.any() else rows


def _travelled(points: np.ndarray, near: np.ndarray) -> float:
    with np.errstate(all="ignore"):
        steps = np.hypot(*(np.diff(points, axis=0) / near).T)
    return float(np.where(np.isnan(steps), 0.0, steps).sum())
