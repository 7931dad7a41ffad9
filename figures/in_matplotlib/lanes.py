"""A path on a map: halo, line and head, which can be set to a step."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.path import Path
from matplotlib.patheffects import Normal, Stroke

from figures.framing import Box
from figures.in_matplotlib.polyline import polyline
from figures.palette import Look
from figures.scene.looks import (
    DOT,
    EDGE,
    FAINT,
    HALOS,
    HEAD,
    NEW,
    OLD,
    RIM,
    SECOND,
    SECOND_DASH,
    SHAPES,
    WIDTHS,
)  # fmt: skip
from figures.scene.overlaps import dashes, shrunk
from figures.scene.scene import Lane

_FAINT, _HALO, _LINE, MARK, HEADS = 2, 3, 4, 5, 6  # what is above what


@lru_cache(maxsize=16)
def shape(name: str) -> Path:
    """A marker, of radius about 1."""
    points = [(x, -y) for x, y in SHAPES[name].points]
    return Path([*points, points[0]], closed=True) if points else Path.unit_circle()


def rgba(theme: str) -> tuple[float, float, float, float]:
    """Of halos."""
    red, green, blue, alpha = HALOS[theme]
    return red / 255, green / 255, blue / 255, alpha


def dashed(lengths: tuple[float, ...], width: float) -> tuple[float, tuple[float, ...]]:
    """Dashes and gaps in widths of a line, as Matplotlib measures them."""
    return (0.0, tuple(length / width for length in lengths))


def marker(look: Look, radius: float, unit: float, edge: float = EDGE) -> Line2D:
    """A head, nowhere yet, with its light rim."""
    head = Line2D(
        [], [], linestyle="none", marker=shape(look.marker), markersize=2 * radius * unit, markerfacecolor=look.color,
        markeredgewidth=0.0, markeredgecolor="none", zorder=HEADS,
    )  # fmt: skip
    head.set_path_effects([Stroke(linewidth=2 * edge * unit, foreground=RIM, joinstyle="round"), Normal()])
    return head


class DrawnLane:
    """The artists of a path on one map: `halo` and `line` (of one among others no halo), `head`, and per second point
    of the rule a line and a dot. `show` sets them to a step."""

    def __init__(self, axes: Axes, lane: Lane, view: Box, theme: str, unit: float, first: int = 0) -> None:
        self.axes, self.lane, self.first, self._view = axes, lane, first, view
        self._stairs = axes.name == "rectilinear" and lane.path.x.shape[-1] == 1
        self._way = polyline(lane.points, view, stairs=self._stairs)
        self._others = [polyline(points, view) for points in lane.second]
        self.halo, self.line = self._lines(theme, unit)
        self.newest = self._newest(unit) if self._stairs and not lane.faint else None
        self.second = [self._second(unit) for _ in self._others]
        self.head = marker(
            lane.look, HEAD * shrunk(lane.over, faint=lane.faint), unit, EDGE / 2 if lane.faint else EDGE
        )
        self.head.set_clip_on(False)
        for artist in self.artists:
            axes.add_artist(artist)
        self.head.set_clip_on(False)
        self.show(lane.last)

    @property
    def artists(self) -> list[Line2D | LineCollection]:
        """From below."""
        seconds = [artist for pair in self.second for artist in pair]
        moving = [self.halo, self.line, self.newest, *seconds, self.head]
        return sorted((one for one in moving if one is not None), key=lambda one: one.get_zorder())

    def show(self, step: int, since: int | None = None) -> None:
        """Sets the artists to a step, or to the last one if the path has ended before; lines begin at the first step
        that is shown, or at `since`: a film draws only what is new."""
        for line, points in self.at(step, since):
            line.set_data(*points.T)
        self.show_newest(step)

    def show_newest(self, step: int) -> None:
        """Sets what is no line to a step: the last steps on a curve."""
        if self.newest is not None:
            self.newest.set_segments(self._fresh(min(step, self.lane.last)))

    def at(self, step: int, since: int | None = None) -> Iterator[tuple[Line2D, np.ndarray]]:
        """Of every line and marker the points `(n, 2)` that it has at a step."""
        row = min(step, self.lane.last)
        first = min(self.first if since is None else max(self.first, since), row)
        way = self._way.until(row, first)
        yield from ((line, way) for line in (self.halo, self.line) if line is not None)
        for (line, dot), other, points in zip(self.second, self._others, self.lane.second, strict=True):
            yield line, other.until(row, first)
            yield dot, self._seen(points[row])
        yield self.head, self._seen(self.lane.points[row])

    def _seen(self, point: np.ndarray) -> np.ndarray:
        """The point, if it is in the picture."""
        xmin, xmax, ymin, ymax = self._view
        seen = xmin <= point[0] <= xmax and ymin <= point[1] <= ymax
        return point[np.newaxis] if seen else np.empty((0, 2))

    def _lines(self, theme: str, unit: float) -> tuple[Line2D | None, Line2D]:
        lane, color = self.lane, self.lane.look.color
        width = WIDTHS[1] * unit
        if lane.faint:
            look = {"alpha": FAINT["alpha"], "linewidth": FAINT["width"] * width, "zorder": _FAINT}
            return None, Line2D([], [], color=color, solid_joinstyle="round", **look)  # type: ignore[arg-type]
        if self._stairs:
            width *= OLD["width"]
        line = Line2D([], [], color=color, linewidth=width, zorder=_LINE, solid_capstyle="round", dash_capstyle="butt",
                      solid_joinstyle="round", dash_joinstyle="round")  # fmt: skip
        if lane.over:
            line.set_linestyle(dashed(tuple(unit * one for one in dashes(lane.over)), width))
        if self._stairs:
            line.set_alpha(2 * OLD["alpha"])
            return None, line
        halo = Line2D([], [], color=rgba(theme), linewidth=WIDTHS[0] * unit, zorder=_HALO, solid_capstyle="round",
                      solid_joinstyle="round")  # fmt: skip
        return halo, line

    def _newest(self, unit: float) -> LineCollection:
        """The last steps on a curve: the newest is as wide and clear as a path on a map."""
        shares = np.arange(1, NEW + 1) / NEW
        widths = WIDTHS[1] * unit * (OLD["width"] + (1 - OLD["width"]) * shares)
        lines = LineCollection([], linewidths=widths, colors=self.lane.look.color, zorder=_LINE + 0.5)
        lines.set_alpha(list(OLD["alpha"] + (1 - OLD["alpha"]) * shares))
        lines.set_capstyle("round")
        lines.set_joinstyle("round")
        return lines

    def _fresh(self, row: int) -> list[np.ndarray]:
        """The corners of the last steps, the newest last; of those that are not there yet nothing."""
        points, found = self.lane.points, []
        for k in range(row - NEW + 1, row + 1):
            there = k > self.first and np.isfinite(points[k - 1 : k + 1]).all()
            found.append(
                np.array([points[k - 1], (points[k, 0], points[k - 1, 1]), points[k]])
                if there else np.empty((0, 2))
            )  # fmt: skip
        return found

    def _second(self, unit: float) -> tuple[Line2D, Line2D]:
        color, width = self.lane.look.color, SECOND[1] * unit
        line = Line2D([], [], color=color, linewidth=width, zorder=_LINE - 0.5, dash_capstyle="round")
        line.set_linestyle(dashed(tuple(unit * one for one in SECOND_DASH), width))
        dot = Line2D([], [], linestyle="none", marker="o", markersize=2 * DOT * unit, markerfacecolor=RIM,
                     markeredgecolor=color, markeredgewidth=EDGE * unit, zorder=HEADS - 0.5)  # fmt: skip
        return line, dot
