"""Why a run is at no place: what it was doing when it ended, read off its rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.judging.place import away, diagonal, is_near, reach
from simulation.running.trajectory import CONVERGED, DIVERGED, OUT_OF_TIME, STOPPED, Trajectory
from surfaces import Surface

PERIODIC = 1e-6  # of the orbit's size: as exactly as this, it comes back to where it was
SMALL = 1e-4  # a slope below this part of the steepest on the path takes a rule without momentum nowhere
LONG = 5  # rows without a step, and twice as many as ever before, are no pause as those of a simplex
GROWS = 1.1  # a run moves ever farther away if each third of its time outside takes it that much farther
SHRUNK = 1e-3  # of the largest step size: one that has fallen below is why a run goes nowhere any more
_ULPS = 8  # steps of so many last places are none
_LOST = 64  # and those that a step size makes of less than so many are too small to be any
_BALANCED = 1e-9  # of the steepest that was seen: less is what is left where decay and slope hold each other
_ENDED_FROM_OUTSIDE = {CONVERGED: "stop rule", STOPPED: "stalled", OUT_OF_TIME: "out of time"}
#: What rules keep that does not carry them on over level ground, as momentum does.
_NO_MOMENTUM = (
    {"eigenvalues", "H", "d", "eta", "beta", "radius", "rho", "scale"}  # of rules that look at the curvature
    | {"simplex", "s", "delta", "prev", "ax", "average"}
)


@dataclass(frozen=True)
class Course:
    """why and since which row, as `Outcome` has them; the period of an orbit; how a run that has left moves on."""

    why: str
    step: int
    period: int = 0
    away: str = ""


def rests(path: Trajectory, surface: Surface) -> bool:
    """Whether it has come to rest where it ended: by its last step; or, as after the one step with which Newton's
    method is there, as the slope is next to none and nothing else carries the rule on. What a rule has learnt of the
    curvature may make a long step of any slope.
    """
    last = int(path.last)
    if last == 0 or away(path.x[last], path.x[last - 1], surface) <= reach(surface):
        return True
    if "H" in path.states:
        step = path.states["H"][last] @ path.gradient[last]
        return bool(away(path.x[last] + step, path.x[last], surface) <= reach(surface))
    kept = [np.any(a[last]) for name, a in path.states.items() if name.rpartition(".")[2] not in _NO_MOMENTUM]
    slopes = np.linalg.norm(path.gradient, axis=-1)
    return bool(not any(kept) and slopes[last] <= SMALL * slopes.max())


def course(path: Trajectory, surface: Surface) -> Course:
    """What a run does that is at no place."""
    last, x = int(path.last), path.x
    if path.status == DIVERGED:
        return Course(_no_number(path, surface), last)
    if str(path.status) in _ENDED_FROM_OUTSIDE:
        return Course(_ENDED_FROM_OUTSIDE[str(path.status)], last)
    if (since := _still_since(path, surface)) < last:
        return Course(_no_step(path, since), since)
    if period := _period(x / surface.units):
        return Course("orbit", last, period)
    if (outside := _outside_since(x, surface)) is not None:
        return Course("left", outside, away=_away(x[outside:], surface))
    if (slow := _shrunk_since(path, surface)) is not None:
        return Course("shrunk", slow)
    earlier = path.value[: max(1, last - last // 10)]
    return Course("descending" if path.value[last] < earlier.min() else "moving", last)


def _no_number(path: Trajectory, surface: Surface) -> str:
    """Why the last row of a run that diverged is not finite: f has no value or slope there, or it went too far."""
    last = int(path.last)
    x, value = path.x[last], path.value[last]
    if not is_near(x, surface):
        return "diverged"
    if np.isfinite(value):
        return "no slope"
    return "no value" if np.isnan(value) or _outside_since(path.x, surface) is None else "diverged"


def _no_step(path: Trajectory, since: int) -> str:
    """Why a run has not moved since that row."""
    lr = path.lr[since + 1 :]
    if not lr.any():
        return "step size 0"
    slope, steepest = _largest(path.seen[-1]), _largest(path.seen)
    largest = float(np.max(lr, initial=0.0, where=~np.isnan(lr)))  # 0 of a rule that has no step size
    unit = path.source.asked.rule.lr_unit if path.source else ""
    step = largest * {"distance": 1.0, "1/curvature": slope}.get(unit, max(1.0, slope))
    lost = slope > _BALANCED * steepest and 0 < step <= _LOST * np.finfo(float).eps * np.abs(path.x[-1]).max()
    return "lost in rounding" if lost else "no step"


def _largest(numbers: np.ndarray) -> float:
    """The size of the largest finite one, 0 if there is none."""
    return float(np.abs(numbers[np.isfinite(numbers)]).max(initial=0.0))


def _still_since(path: Trajectory, surface: Surface) -> int:
    """The row after which it has not moved by more than rounding; the last one if it has, or has made no step.

    Rules that try before they go pause for some steps: a pause is no end.
    """
    x, last = path.x / surface.units, len(path.x) - 1
    if last == 0:
        return 0
    moved = np.abs(np.diff(x, axis=0)).max(axis=-1)
    steps = np.flatnonzero(moved > no_step_below(x[1:], surface)) + 1
    since = int(steps[-1]) if len(steps) else 0
    pause = int(np.diff(steps, prepend=0).max()) - 1 if len(steps) else 0
    ended = since == 0 or not path.lr[since + 1 :].any() or last - since > max(2 * pause, LONG - 1)
    return since if ended else last


def _shrunk_since(path: Trajectory, surface: Surface) -> int | None:
    """The row from which on it has stayed where it ended, since its schedule has made its steps too small; None if they
    are not, or if the same last step of the largest size would not have led it away either."""
    x, last, lr = path.x, int(path.last), path.lr[1:]
    largest = float(np.max(np.abs(lr), initial=0.0, where=np.isfinite(lr)))
    if not 0 < abs(lr[-1]) <= SHRUNK * largest:
        return None
    gone = np.flatnonzero(away(x, x[last], surface) > reach(surface))
    since = int(gone[-1]) + 1 if len(gone) else 0
    step = float(away(x[last], x[last - 1], surface)) * largest / abs(float(lr[-1]))
    return since if last - since >= max(LONG, last // 10) and step > reach(surface) else None


def no_step_below(x: np.ndarray, surface: Surface) -> np.ndarray:
    """What is no step, but rounding, to points `x (..., n)` in lengths of the picture: `(...)`."""
    rounding = _ULPS * np.finfo(float).eps * np.abs(x).max(axis=-1)
    least: np.ndarray = np.minimum(rounding, np.finfo(float).eps * diagonal(surface))
    return least


def _outside_since(x: np.ndarray, surface: Surface) -> int | None:
    """The row from which on it has been out of the picture; None if it ends inside."""
    low, high = surface.corners
    inside = np.all((low <= x) & (x <= high), axis=-1)
    if inside[-1]:
        return None
    back = np.flatnonzero(inside)
    return int(back[-1]) + 1 if len(back) else 0


def _away(x: np.ndarray, surface: Surface) -> str:
    """ "growing" if it moves ever farther away, "returning" if it is on its way back, else ""."""
    low, high = surface.corners
    far = away(x, (low + high) / 2, surface)
    late = far[3 * len(far) // 4 :]
    if len(late) > 1 and (np.diff(late) < 0).all():
        return "returning"
    if len(far) < 3:
        return "growing" if len(far) > 1 and far[-1] > GROWS * far[0] else ""
    first, second, third = (float(part.max()) for part in np.array_split(far, 3))
    return "growing" if second > GROWS * first and third > GROWS * second else ""


def _period(x: np.ndarray) -> int:
    """After how many steps it is where it was, three times over; 0 if it is not."""
    near = np.flatnonzero(come_back(x[-late_rows(len(x)) :]))
    for period in near[near > 1].tolist():
        late = x[-3 * period - 1 :]
        if np.abs(late[period:] - late[:-period]).max() <= PERIODIC * np.ptp(late, axis=0).max():
            return int(period)
    return 0


def is_orbit(x: np.ndarray) -> bool:
    """Whether a path `x (T + 1, n)` has a period."""
    return _period(x) > 0


def late_rows(rows: int) -> int:
    """How many rows at the end of so many are those of the longest period that there may be."""
    return (rows - 1) // 3 + 1


def come_back(late: np.ndarray) -> np.ndarray:
    """Whether it was so many steps ago about where it is, of late rows `(P, ..., n)` of paths: `(P, ...)`."""
    back, *others = np.moveaxis(np.abs(late - late[-1])[::-1], -1, 0)  # how far it was so many steps ago
    for other in others:
        back = np.maximum(back, other)
    near: np.ndarray = back <= 2 * PERIODIC * np.maximum.accumulate(back)
    return near
