"""What became of a run, judged honestly: converged to what, still moving, out of the picture, or diverged."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.running.trajectory import CONVERGED, DIVERGED, OUT_OF_STEPS, OUT_OF_TIME, STOPPED, Trajectory
from surfaces import Surface

LEVEL = 1e-6  # a curvature below this part of the other one is none: the floor of a trench is no saddle
NEAR = 10.0  # widths of the picture from its middle
CLOSE = 1e-2  # of the picture's diagonal: nearer than this to a listed minimum, a run has found it
_ENDED_FROM_OUTSIDE = {STOPPED: "stalled", OUT_OF_TIME: "out of time"}


@dataclass(frozen=True)
class Outcome:
    """How a single run ended.

    kind   "minimum" (a listed global one), "local minimum", "saddle", "maximum" or "flat" where it converged;
           "descending", "moving" or "left" where its steps ran out; "stalled" where it was stopped because f no longer
           improved, and "out of time" where its time was up: both say nothing about the place; "diverged", or "no
           value" where it stepped, not far away, to a point at which f has none
    step   the step at which it ended, left the view for good, or was not finite any more
    value  f there
    evaluations  how often the rule had asked for f or its derivatives
    """

    kind: str
    step: int
    value: float
    evaluations: int


def outcome(path: Trajectory, surface: Surface) -> Outcome:
    """The outcome of a single run (a trajectory without batch axes)."""
    last = int(path.last)
    kind, step = "no value" if _near(path.x[last], surface) and np.isnan(path.value[last]) else "diverged", last
    if path.status == CONVERGED or (path.status == OUT_OF_STEPS and _rests(path)):
        kind = _critical_point(path.x[last], surface)
    elif path.status in _ENDED_FROM_OUTSIDE:
        kind = _ENDED_FROM_OUTSIDE[str(path.status)]
    elif path.status != DIVERGED:
        kind, step = _unfinished(path, surface)
    return Outcome(kind, step, float(path.value[step]), int(path.evaluations[last]))


def _near(x: np.ndarray, surface: Surface) -> bool:
    """Whether a point lies within a few pictures' widths: numbers are not too large there."""
    xmin, xmax, ymin, ymax = surface.domain
    away = np.abs(x - np.array([xmin + xmax, ymin + ymax]) / 2)
    return bool((away < NEAR * np.array([xmax - xmin, ymax - ymin])).all())


def _rests(path: Trajectory) -> bool:
    """Whether the last step was none, and no gradient asks for another."""
    return not path.gradient[-1].any() and np.array_equal(path.x[-1], path.x[-2])


def _critical_point(x: np.ndarray, surface: Surface) -> str:
    xmin, xmax, ymin, ymax = surface.domain
    reach = CLOSE * np.hypot(xmax - xmin, ymax - ymin)
    if any(np.hypot(*(x - np.array(m))) < reach for m in surface.minima):
        return "minimum"
    hessian = surface.hessian(x)
    if not np.isfinite(hessian).all():
        return "flat"
    low, high = np.linalg.eigvalsh(hessian)
    nothing = LEVEL * max(abs(low), abs(high))
    if low < -nothing and high > nothing:
        return "saddle"
    if low == high == 0:
        return "flat"
    return "local minimum" if low >= -nothing else "maximum"


def _unfinished(path: Trajectory, surface: Surface) -> tuple[str, int]:
    xmin, xmax, ymin, ymax = surface.domain
    x, y = path.x[:, 0], path.x[:, 1]
    inside = (xmin <= x) & (x <= xmax) & (ymin <= y) & (y <= ymax)
    last = len(x) - 1
    if not inside[last]:
        back = np.flatnonzero(inside)
        return "left", int(back[-1]) + 1 if len(back) else 0
    earlier = path.value[: max(1, last - last // 10)]
    return ("descending" if path.value[last] < earlier.min() else "moving"), last
