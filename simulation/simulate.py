"""Run one rule on one landscape and write down everything that happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from optimizers import Optimizer, Transform
from simulation.objective import CountedObjective, Landscape
from simulation.stop import Stop
from simulation.trajectory import CONVERGED, DIVERGED, OUT_OF_STEPS, Trajectory

MAX_STEPS = 5_000
LOOK_EVERY = 64  # steps between two looks at whether all lanes have ended; looking at each would cost as much as a step


def simulate(
    rule: Optimizer,
    surface: Landscape,
    start: Any,
    steps: int = 500,
    *,
    transforms: Sequence[Transform] = (),
    seed: int = 0,
    stop: Stop | None = None,
) -> Trajectory:
    """The path of `rule` on `surface`.

    rule        an optimizer; its hyperparameters may be arrays `(..., 1)`, one setting per lane
    surface     anything with `evaluate(x) -> (value, gradient)` and `hessian(x)`
    start       `(n,)` or `(..., n)`, finite; broadcast against the hyperparameters
    steps       how many, at least 1
    transforms  what happens to the gradient before the rule sees it, in this order
    seed        of all randomness; equal seeds give equal noise to every rule and lane
    stop        when to end early; None takes all the steps

    A path is never clipped: a lane that leaves the finite numbers ends there as "diverged".
    ValueError if the start is not finite, the shapes do not fit or `steps` is not at least 1.
    """
    if steps < 1:
        raise ValueError(f"steps must be at least 1, not {steps}.")
    x = _lanes(rule, start)
    f = CountedObjective(surface, transforms, rule.coupled_weight_decay, seed)
    with np.errstate(all="ignore"):  # overflow is how divergence shows; entered once, as it costs as much as a step
        state = rule.init(x)
        record = _Record(rule, x, state, f, steps)
        for t in range(1, steps + 1):
            f.begin(t, x.shape[-1])
            x, state = rule.step(x, state, t, f)
            record.write(t, x, state, f)
            if t % LOOK_EVERY == 0 and record.all_ended(stop):
                break
        return record.trajectory(stop)


def _lanes(rule: Optimizer, start: Any) -> np.ndarray:
    """The start of every lane, `(..., n)` float64: `start` broadcast against the array hyperparameters."""
    point = np.asarray(start, dtype=float)
    if point.ndim == 0 or not np.all(np.isfinite(point)):
        raise ValueError(f"The start must be finite coordinates such as (-1.2, 1.0), not {start!r}.")
    settings = [np.shape(getattr(rule, name)) for name in rule.hyperparameters()]
    shape = np.broadcast_shapes(point.shape, *settings)
    return np.broadcast_to(point, shape).copy()


class _Record:
    """The growing arrays of a run."""

    def __init__(self, rule: Optimizer, x: np.ndarray, state: Any, f: CountedObjective, steps: int) -> None:
        rows = steps + 1
        self.x = np.empty((rows, *x.shape))
        self.value = np.empty((rows, *x.shape[:-1]))
        self.gradient = np.empty_like(self.x)
        self.asked = np.full_like(self.x, np.nan)
        self.seen = np.full_like(self.x, np.nan)
        self.evaluations = np.zeros(self.value.shape, int)
        self.lr = np.full_like(self.value, np.nan)
        lr = getattr(rule, "lr", np.nan)
        self.lr[1:] = np.squeeze(lr, -1) if np.ndim(lr) else lr
        self.states = {
            (i, name): np.empty((rows, *(np.shape(part) or x.shape[:-1])))
            for i, (name, part) in enumerate(zip(getattr(state, "_fields", ()), state, strict=True))
            if part is not None
        }
        self.rows = 0
        self.write(0, x, state, f)

    def write(self, t: int, x: np.ndarray, state: Any, f: CountedObjective) -> None:
        self.x[t] = x
        self.value[t], self.gradient[t] = f.look(x)
        if t:
            self.asked[t], self.seen[t] = f.asked, f.seen
        self.evaluations[t] = f.evaluations
        for (i, _), array in self.states.items():
            array[t] = state[i]
        self.rows = t + 1

    def all_ended(self, stop: Stop | None) -> bool:
        """Whether nothing more can happen in any lane; looks at the rows since the last look."""
        recent = slice(self.rows - LOOK_EVERY, self.rows)
        ended = ~self._finite(recent)
        if stop is not None:
            ended |= stop.reached(self.value[recent], self.gradient[recent])
        self._ended = getattr(self, "_ended", False) | ended.any(axis=0)
        return bool(np.all(self._ended))

    def _finite(self, rows: slice) -> np.ndarray:
        return (
            np.isfinite(self.value[rows])
            & np.isfinite(self.x[rows]).all(axis=-1)
            & np.isfinite(self.gradient[rows]).all(axis=-1)
        )

    def trajectory(self, stop: Stop | None) -> Trajectory:
        """The finished arrays: every lane ends at its first reason to, and the rows nobody needs are dropped."""
        rows = slice(0, self.rows)
        diverged = _first(~self._finite(rows))
        stopped = np.full(diverged.shape, self.rows)
        if stop is not None:
            stopped = _first(stop.reached(self.value[rows], self.gradient[rows]))
        last = np.minimum(np.minimum(diverged, stopped), self.rows - 1)
        status = np.where(stopped <= last, CONVERGED, np.where(diverged <= last, DIVERGED, OUT_OF_STEPS))
        rows = slice(0, int(last.max()) + 1)
        over = np.arange(rows.stop).reshape(-1, *[1] * last.ndim) > last

        def finish(a: np.ndarray) -> np.ndarray:
            a = a[rows]
            if last.ndim:
                beyond = over.reshape(over.shape + (1,) * (a.ndim - over.ndim))
                a[np.broadcast_to(beyond, a.shape)] = np.nan
            a.flags.writeable = False
            return a

        ending = np.minimum(np.arange(rows.stop).reshape(-1, *[1] * last.ndim), last)
        counts = np.take_along_axis(self.evaluations, ending, axis=0)  # a lane that has ended asks no more
        counts.flags.writeable = False
        return Trajectory(
            x=finish(self.x),
            value=finish(self.value),
            gradient=finish(self.gradient),
            asked=finish(self.asked),
            seen=finish(self.seen),
            states={name: finish(a) for (_, name), a in self.states.items()},
            lr=finish(self.lr),
            evaluations=counts,
            status=status[()],
            last=last[()],
        )


def _first(happens: np.ndarray) -> np.ndarray:
    """Per lane, the first row where `happens (T, ...)` is true; the number of rows if it never is."""
    return np.where(happens.any(axis=0), happens.argmax(axis=0), happens.shape[0])
