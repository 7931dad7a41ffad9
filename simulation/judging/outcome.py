"""What became of a run, judged honestly: where it has come to, since when, or why it is nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from simulation.judging.course import Course, course
from simulation.judging.place import (
    FOUND,
    LOCAL_MINIMUM,
    MAXIMUM,
    MINIMUM,
    Place,
    diagonal,
    found_by_rule,
    place,
    reach,
)
from simulation.running.trajectory import CONVERGED, DIVERGED, Trajectory
from surfaces import Surface

NOWHERE = "nowhere"
LOCAL_MAXIMUM, CLIMBING = "local maximum", "climbing"
#: What a run does on −f → what it does on f.
_TURNED = {MINIMUM: MAXIMUM, LOCAL_MINIMUM: LOCAL_MAXIMUM, MAXIMUM: MINIMUM, "descending": CLIMBING}
_TURNED_BACK = {turned: kind for kind, turned in _TURNED.items()}


@dataclass(frozen=True)
class Outcome:
    """How a single run ended.

    where   "minimum" (a lowest one), "local minimum", "saddle", "maximum", "kink" (the slope jumps, and f rises to both
            sides), "plateau" (no slope, no curvature), or "nowhere"
    point   of the place: as listed, else where the run ended; None if it is nowhere
    arrived the first row after which it stays within `tolerance` of the point; None if it is nowhere
            (of a run that its stop rule ended near a listed minimum: the last row)
    tolerance  a ten-thousandth of the picture's diagonal; a hundredth where its stop rule ended the run
    why     "" at a place; else "step size 0", "no step" (it does not move, though the step size is not 0), "orbit",
            "descending" (lower than ever before its last tenth), "moving", "left" (it is out of the picture), "stop
            rule" (met where there is no such place), "stalled" (stopped, as f no longer improved), "out of time", "no
            value" (not far away f has none), "diverged"
    step    the row of `arrived`; else the one since which it has not moved, from which on it was out of the picture, at
            which it was not finite any more; else the last
    period  of an orbit, else 0
    away    of a run that has left: "growing" if it moves ever farther away, "returning" if it is on its way back
    value   f at the end
    evaluations  how often the rule had asked for f or its derivatives until `arrived`, else until the end
    maximize  whether the run was to climb: where is then "maximum" for a highest one, "local maximum", or "minimum" for
            any, and why may be "climbing" instead of "descending"
    """

    where: str
    point: tuple[float, float] | None
    arrived: int | None
    tolerance: float
    why: str
    step: int
    period: int
    away: str
    value: float
    evaluations: int
    maximize: bool = False

    @property
    def kind(self) -> str:
        """Place or reason, in one word or two."""
        return self.where if self.arrived is not None else self.why

    @property
    def as_descent(self) -> Outcome:
        """The same in the words of a descent: of a run that climbs, a highest maximum is the "minimum" of −f."""
        return _renamed(self, _TURNED_BACK) if self.maximize else self


def _renamed(found: Outcome, names: Mapping[str, str]) -> Outcome:
    return replace(found, where=names.get(found.where, found.where), why=names.get(found.why, found.why))


def outcome(path: Trajectory, surface: Surface) -> Outcome:
    """The outcome of a single run (a trajectory without batch axes)."""
    if path.maximize:
        found = outcome(path.turned(), surface.negated)
        return replace(_renamed(found, _TURNED), value=-found.value, maximize=True)
    return _of_descent(path, surface)


def _of_descent(path: Trajectory, surface: Surface) -> Outcome:
    last = int(path.last)
    found, arrived, tolerance = _arrival(path, surface)
    if found is None:
        how, where, point = course(path, surface), NOWHERE, None
    else:
        how, where, point = Course("", arrived), found.kind, (float(found.point[0]), float(found.point[1]))
    step_of_arrival = None if found is None else arrived
    value, asked = float(path.value[last]), int(path.evaluations[arrived])
    return Outcome(where, point, step_of_arrival, tolerance, how.why, how.step, how.period, how.away, value, asked)


def _arrival(path: Trajectory, surface: Surface) -> tuple[Place | None, int, float]:
    """(where it has come to rest or was ended by its stop rule, since which row, within what distance)."""
    x, last, tolerance = path.x, int(path.last), reach(surface)
    ended = path.status == CONVERGED
    rests = last == 0 or ended or np.hypot(*(x[last] - x[last - 1])) <= tolerance
    if path.status != DIVERGED and rests and (found := place(x[last], surface)):
        away = np.flatnonzero(np.hypot(*(x - found.point).T) > tolerance)
        return found, int(away[-1]) + 1 if len(away) else 0, tolerance
    return (found_by_rule(x[last], surface) if ended else None), last, FOUND * diagonal(surface) if ended else tolerance
