"""What stands on a map beside the paths: the start, the places worth knowing, and what was drawn of the last step."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch
from matplotlib.patheffects import Normal, Stroke

from figures.in_matplotlib.lanes import HEADS, MARK, dashed, rgba, shape
from figures.scene.arrows import Arrow
from figures.scene.looks import ARROW_HALO, ARROW_HEAD, ARROWS, INK, PLACES
from figures.scene.scene import Scene

_RING = 8.0  # radius of the start
_WHITE = "#ffffff"


def start(unit: float, *, alone: str = "") -> Line2D:
    """The ring around the start, nowhere yet; in a key it has the colour `alone`."""
    ring = Line2D([], [], linestyle="none", marker="o", markersize=2 * _RING * unit, markerfacecolor="none",
                  markeredgewidth=2.5 * unit, markeredgecolor=alone or _WHITE, zorder=MARK)  # fmt: skip
    if not alone:
        ring.set_path_effects([Stroke(linewidth=4.5 * unit, foreground=(*_parts(INK), 0.6)), Normal()])
    return ring


def place(kind: str, unit: float, ink: str = _WHITE) -> Line2D:
    """The mark of a kind of place, nowhere yet; `ink` is the colour of those through which the ground is seen."""
    known = PLACES[kind]
    radius, is_open = known.radius, known.is_open
    mark = Line2D(
        [], [], linestyle="none", marker=shape(known.shape), markersize=2 * radius * unit,
        markerfacecolor="none" if is_open else _WHITE, markeredgecolor=ink if is_open else INK,
        markeredgewidth=(1.5 if is_open else 1.3) * unit, zorder=MARK,
    )  # fmt: skip
    if is_open and ink == _WHITE:
        mark.set_path_effects([Stroke(linewidth=2.9 * unit, foreground=(*_parts(INK), 0.55)), Normal()])
    return mark


def marks(axes: Axes, scene: Scene, unit: float, ink: str) -> list[Line2D]:
    """The marks of a map; on a curve the open ones have the colour of words."""
    found = []
    for kind, points in scene.places.items():
        if points:
            mark = place(kind, unit, ink if scene.line else _WHITE)
            mark.set_data(*np.array(points).T)
            found.append(mark)
    ring = start(unit, alone=ink if scene.line else "")
    ring.set_data([scene.start[0]], [scene.start[1]])
    for mark in [*found, ring]:
        axes.add_artist(mark)
    return [*found, ring]


def arrow(axes: Axes, one: Arrow, end: np.ndarray, color: str, theme: str, unit: float) -> FancyArrowPatch:
    """A line with a head that ends at `end` exactly, on a light halo."""
    known = ARROWS[one.kind]
    width = known.width * unit
    head = (ARROW_HEAD * unit + width) / 2
    drawn = FancyArrowPatch(
        tuple(one.at), tuple(end), arrowstyle=f"-|>,head_length={head:.3f},head_width={0.45 * head:.3f}",
        mutation_scale=1.0, shrinkA=0, shrinkB=0, color=color, linewidth=width, zorder=HEADS + 1,
        capstyle="butt", joinstyle="miter",
    )  # fmt: skip
    if known.dash:
        drawn.set_linestyle(dashed(tuple(unit * part for part in known.dash), width))
    drawn.set_path_effects([Stroke(linewidth=width + ARROW_HALO * unit, foreground=rgba(theme)), Normal()])
    axes.add_patch(drawn)
    return drawn


def _parts(color: str) -> tuple[float, float, float]:
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue
