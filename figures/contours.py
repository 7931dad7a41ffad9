"""Contour lines of a grid as closed rings, by marching squares."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

Corner = tuple[int, int]
Edge = tuple[Corner, Corner]

_OUTSIDE = 1e300


def rings(f: np.ndarray, level: float) -> list[np.ndarray]:
    """Closed rings around all of the grid that is below `level`, each `(n, 2)` as (column, row).

    f  (rows, columns), finite. What lies outside the grid counts as above every level, so that a ring that meets the
       border follows it; filled by the even-odd rule, the rings are the region.
    """
    padded = np.pad(f, 1, constant_values=_OUTSIDE)
    following = _segments(padded < level)
    found = []
    while following:
        start, edge = following.popitem()
        ring = [start]
        while edge != start:
            ring.append(edge)
            edge = following.pop(edge)
        found.append(np.array([_crossing(padded, edge, level) for edge in ring]) - 1)
    return found


def _segments(inside: np.ndarray) -> dict[Edge, Edge]:
    """Edge → the next edge that the border of the region crosses, walking with the region on one and the same side."""
    below = inside[:-1, :-1].astype(int) + inside[:-1, 1:] + inside[1:, :-1] + inside[1:, 1:]
    following: dict[Edge, Edge] = {}
    for row, column in np.argwhere((below > 0) & (below < 4)).tolist():
        around = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)]
        sides = [*pairwise(around), (around[3], around[0])]
        for k, (a, b) in enumerate(sides):
            if inside[a] and not inside[b]:
                while inside[sides[k][0]]:
                    k -= 1
                following[_edge(a, b)] = _edge(*sides[k])
    return following


def _edge(a: Corner, b: Corner) -> Edge:
    return (a, b) if a < b else (b, a)


def _crossing(f: np.ndarray, edge: Edge, level: float) -> tuple[float, float]:
    """Where f is `level` between two neighbours, as (column, row)."""
    (row, column), (row1, column1) = edge
    here, there = f[edge[0]], f[edge[1]]
    share = (level - here) / (there - here)
    return column + share * (column1 - column), row + share * (row1 - row)
