"""Run one rule on one landscape and write down everything that happened."""

from __future__ import annotations

import math
import time
from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import numpy as np

from optimizers import Optimizer, Schedule, Transform
from parameters.numbers import shown
from simulation.running.asked import Asked, Source
from simulation.running.by_numbers import by_numbers
from simulation.running.ending import Ending
from simulation.running.landscape import Landscape, Negated
from simulation.running.objective import CountedObjective
from simulation.running.plan import Plan, named
from simulation.running.record import Record
from simulation.running.start import lanes
from simulation.running.stop import Stop
from simulation.running.trajectory import Trajectory

MAX_STEPS = 50_000
SLICE = 0.1  # seconds between two moments at which a walk can be left
LOOK_EVERY = 64  # steps between two looks at whether all lanes have ended; looking at each would cost as much as a step

_QUIET: Any = {"all": "ignore"}  # overflow is how divergence shows
Result = TypeVar("Result")


def simulate(
    rule: Optimizer,
    surface: Landscape,
    start: Any,
    steps: int = 500,
    *,
    schedule: Schedule | Mapping[str, Schedule] | None = None,
    transforms: Sequence[Transform] = (),
    seed: int = 0,
    stop: Stop | None = None,
    maximize: bool = False,
) -> Trajectory:
    """The path of `rule` on `surface`.

    rule        an optimizer; its hyperparameters may be arrays `(..., 1)`, one setting per lane
    surface     anything with `evaluate(x) -> (value, gradient)` and `hessian(x)`; for mini-batches, also with
                the number of its `examples` and the function `batch(rows)` of some of them; if it says how many
                `dimensions` its points have, the start is held to it
    start       `(n,)` or `(..., n)`, finite; broadcast against the hyperparameters
    steps       how many, at least 1
    schedule    of the step size, or hyperparameter → schedule; the values that `rule` has are their base values
    transforms  what happens to the gradient before the rule sees it, in this order
    seed        of all randomness; equal seeds give equal noise to every rule and lane
    stop        when to end early; None takes all the steps
    maximize    whether f is to grow: the rule descends on −f, as with torch's `maximize=True`. Transforms, schedules
                that follow the loss and the stop rule look at −f, too; the path has the values and gradients of f

    A path is never clipped: a lane that leaves the finite numbers ends there as "diverged".
    ValueError in one sentence if the start is not finite, the shapes do not fit, `steps` is not at least 1, a schedule
    drives something that the rule does not have or leads out of its valid range, mini-batches are asked of no data,
    or a run that maximizes is to stop where f is low.
    """
    return finished(
        walk(
            rule,
            surface,
            start,
            steps,
            schedule=schedule,
            transforms=transforms,
            seed=seed,
            stop=stop,
            maximize=maximize,
            slice_of=math.inf,
        )
    )


def walk(
    rule: Optimizer,
    surface: Landscape,
    start: Any,
    steps: int = 500,
    *,
    schedule: Schedule | Mapping[str, Schedule] | None = None,
    transforms: Sequence[Transform] = (),
    seed: int = 0,
    stop: Stop | None = None,
    maximize: bool = False,
    slice_of: float = SLICE,
) -> Generator[int, None, Trajectory]:
    """`simulate` in slices of so many seconds: how many steps have been taken, then the path as the returned value.

    Whoever drives it may do something else between two slices, or leave it at that; the path does not depend on them.
    """
    if not isinstance(steps, int | np.integer) or isinstance(steps, bool) or steps < 1:
        raise ValueError(f"steps must be a whole number of at least 1, not {shown(steps)}.")
    if why := why_no_ascent(stop, maximize):
        raise ValueError(why)
    asked = Negated(surface) if maximize else surface
    transforms = tuple(transforms)
    under_way = _UnderWay(rule, asked, start, steps, Plan(rule, schedule, steps), transforms, seed, stop)
    while not under_way.over:
        under_way.go(slice_of)
        if not under_way.over:
            yield under_way.t
    path = under_way.trajectory()
    begins = tuple(path.x[0].tolist()) if path.x.ndim == 2 else path.x[0]
    said = Asked(rule, begins, steps, named(rule, schedule), transforms, seed, stop or Stop(), maximize)
    return replace(path.turned() if maximize else path, source=Source(surface, said))


class _UnderWay:
    """A run that has been taken some steps far, and goes on when it is told to."""

    def __init__(
        self,
        rule: Optimizer,
        surface: Landscape,
        start: Any,
        steps: int,
        plan: Plan,
        transforms: Sequence[Transform],
        seed: int,
        stop: Stop | None,
    ) -> None:
        self.t, self.over = 0, False
        self._steps, self._plan = steps, plan
        settings = [shape for thing in (rule, *transforms, *plan.schedules.values()) for shape in thing.shapes()]
        self._x = lanes(start, settings, getattr(surface, "dimensions", None))
        self._f = CountedObjective(surface, transforms, rule.coupled_weight_decay, seed, self._x.shape)
        self._ending = Ending(self._x.shape[:-1], stop)
        with np.errstate(**_QUIET):
            self._rule = plan.next(0, self._f.look(self._x)[0])
            self._state = self._rule.init(self._x)
            self._record = Record(self._rule, self._x, self._state, self._f, steps)
        plain = not (transforms or plan.current)
        numbers = by_numbers(self._rule, surface, self._x, self._record) if plain else None
        self._steps_to = numbers or self._by_arrays

    def go(self, seconds: float) -> None:
        """Take steps until the time is up or the run is over."""
        due = time.perf_counter() + seconds
        with np.errstate(**_QUIET):  # entered once, as it costs as much as a step
            while not self.over:
                until = min(self.t - self.t % LOOK_EVERY + LOOK_EVERY, self._steps)
                self.t = self._steps_to(until, due)
                self.over = self.t == self._steps
                if self.t % LOOK_EVERY == 0 and (self._record.read(self._ending) or self._ending.late()):
                    self.over = True
                if time.perf_counter() > due:
                    break

    def _by_arrays(self, until: int, due: float) -> int:
        """Take steps up to this one, or until the time is up; the last one taken."""
        rule, x, state, f, plan, record = self._rule, self._x, self._state, self._f, self._plan, self._record
        for t in range(self.t + 1, until + 1):
            f.begin(t)
            x, state = rule.step(x, state, t, f)
            record.write(t, x, state, f, plan.current)
            if plan.current and t < self._steps:
                rule = plan.next(t, record.value[t])
                if plan.moves_decay:
                    f.decay(rule.coupled_weight_decay)
            if time.perf_counter() > due:
                break
        self._rule, self._x, self._state = rule, x, state
        return t

    def trajectory(self) -> Trajectory:
        """What has been written down."""
        with np.errstate(**_QUIET):
            self._record.read(self._ending)
            return self._record.trajectory(self._ending)


def finished(slices: Generator[Any, None, Result]) -> Result:
    """What slices come to, without a pause between them."""
    try:
        while True:
            next(slices)
    except StopIteration as end:
        return end.value


def why_no_ascent(stop: Stop | None, maximize: bool) -> str:
    """One sentence if a stop rule has no sense in a run that maximizes."""
    if maximize and stop and stop.value_below > 0:
        return "A run that maximizes f does not stop where f is low; set value_below to 0 and stop by another rule."
    return ""
