"""What the player shows of a function on a line: points as (x, f), and what is drawn at the ball on the curve."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from optimizers import OPTIMIZERS, Optimizer
from optimizers.reading.given import ASKED
from player.views import Series
from simulation import Trajectory
from surfaces import Surface
from words.language import _

_ASK = (OPTIMIZERS["newton"], OPTIMIZERS["trust_region"])
CURVE = (1601, 1600)  # values of f over the interval, and beyond each of its ends


def in_the_plane(surface: Surface, point: Sequence[float]) -> list[float]:
    """A point where it is drawn: (x, y), of a function on a line (x, f), with 0 for a value that is none."""
    place = [float(c) for c in point]
    if len(place) == 2:
        return place
    f = float(surface.value(place))
    return [*place, f if np.isfinite(f) else 0.0]


def named_places(surface: Surface, maxima: Sequence[Sequence[float]]) -> dict[str, Any]:
    """The points of a surface that are worth knowing, and what coordinates are called, as the header has them."""
    line = surface.dimensions == 1
    kinds = {
        "minima": (surface.minima, _("minimum")),
        "local_minima": (surface.local_minima, _("local minimum")),
        "saddles": (surface.saddles, _("inflection") if line else _("saddle")),
        "maxima": (maxima, _("maximum")),
    }
    places = {kind: [[*in_the_plane(surface, p), name] for p in points] for kind, (points, name) in kinds.items()}
    return places | ({"coordinates": ["x", "f(x)"], "line": True} if line else {"coordinates": ["x", "y"]})


def of_the_curve(path: Trajectory, surface: Surface, rule: Optimizer | None, places: Iterable[str]) -> list[Series]:
    """The slope at the ball; the curvature of the parabola by which the rule steps, if it steps by one; and f at other
    places that are drawn, states or where it asked for its gradient."""
    bend = _bend(path, surface, rule)
    with np.errstate(all="ignore"):
        others = {name: path.asked if name == ASKED else path.states[name] for name in places}
        return [
            Series("slope", path.gradient[:, 0]),
            *([] if bend is None else [Series("bend", bend)]),
            *(Series(f"{name}.f", surface.value(x)) for name, x in others.items()),
        ]


def _bend(path: Trajectory, surface: Surface, rule: Optimizer | None) -> np.ndarray | None:
    """f'' where a rule asks for it, and what a rule that estimates its inverse has in its place, `(rows,)`."""
    if isinstance(rule, _ASK):
        return surface.hessian(path.x)[:, 0, 0]
    if rule is not None and "H" in path.states:
        with np.errstate(all="ignore"):
            return 1 / path.states["H"].reshape(len(path.x), -1)[:, 0]
    return None
