"""Run one rule on one landscape and write down everything that happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from optimizers import Optimizer, Schedule, Transform
from parameters.hyper import shown
from simulation.running.ending import Ending
from simulation.running.landscape import Landscape, Negated
from simulation.running.objective import CountedObjective
from simulation.running.plan import Plan
from simulation.running.record import Record
from simulation.running.start import lanes
from simulation.running.stop import Stop
from simulation.running.trajectory import Trajectory

MAX_STEPS = 5_000
LOOK_EVERY = 64  # steps between two looks at whether all lanes have ended; looking at each would cost as much as a step


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
    if not isinstance(steps, int | np.integer) or isinstance(steps, bool) or steps < 1:
        raise ValueError(f"steps must be a whole number of at least 1, not {shown(steps)}.")
    plan = Plan(rule, schedule, steps)
    settings = [shape for thing in (rule, *transforms, *plan.schedules.values()) for shape in thing.shapes()]
    x = lanes(start, settings, getattr(surface, "dimensions", None))
    if why := why_no_ascent(stop, maximize):
        raise ValueError(why)
    asked = Negated(surface) if maximize else surface
    f = CountedObjective(asked, transforms, rule.coupled_weight_decay, seed, x.shape)
    ending = Ending(x.shape[:-1], stop)
    with np.errstate(all="ignore"):  # overflow is how divergence shows; entered once, as it costs as much as a step
        rule = plan.next(0, f.look(x)[0])
        state = rule.init(x)
        record = Record(rule, x, state, f, steps)
        for t in range(1, steps + 1):
            f.begin(t)
            x, state = rule.step(x, state, t, f)
            record.write(t, x, state, f, plan.current)
            if t % LOOK_EVERY == 0 and (record.read(ending) or ending.late()):
                break
            if plan.current and t < steps:
                rule = plan.next(t, record.value[t])
                if plan.moves_decay:
                    f.decay(rule.coupled_weight_decay)
        record.read(ending)
        path = record.trajectory(ending)
        return path.turned() if maximize else path


def why_no_ascent(stop: Stop | None, maximize: bool) -> str:
    """One sentence if a stop rule has no sense in a run that maximizes."""
    if maximize and stop and stop.value_below > 0:
        return "A run that maximizes f does not stop where f is low; set value_below to 0 and stop by another rule."
    return ""
