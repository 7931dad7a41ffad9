"""What every schedule is: a rule for how a hyperparameter changes from step to step.

Steps count from 0 here: the value number t is the one that step t + 1 of a run uses, as `lr_scheduler.step()` after
every `optimizer.step()` has it in torch. Schedules work on batches as rules do: the base value and every setting may
be an array `(..., 1)`. A length in steps whose default is 0 is that of the run, which `over` fills in.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Self

import numpy as np

from optimizers.base import Array, Described, Number


class Schedule(Described, ABC):
    """One hyperparameter's course. Frozen and pure: what it remembers is in the state that `next` hands on.

    title    the name people use
    torch    the class of torch.optim.lr_scheduler that does the same, if there is one
    formula  LaTeX of the value at step t, with b for the base value
    replaces_base  whether its values are its own and the base value counts for nothing
    """

    torch: ClassVar[str] = ""
    formula: ClassVar[str] = ""
    replaces_base: ClassVar[bool] = False

    def over(self, steps: Number) -> Self:
        """The schedule as a run of so many steps follows it: with every length that is left to the run filled in."""
        return self

    @property
    def follows_loss(self) -> bool:
        """Whether the values depend on how the run goes, so that nobody can know them before."""
        return False

    @property
    def cycles_momentum(self) -> bool:
        """Whether the schedule moves the momentum too, the other way round (then `momentum_at` says where)."""
        return False

    def momentum_at(self, t: int | Array) -> Number:
        """The momentum at step t, for schedules that cycle it."""
        raise TypeError(f"{self.title} does not move the momentum.")

    def momentum(self, steps: int) -> Array:
        """The momentum of steps 0 … steps − 1, in the shapes of `sequence`."""
        whole = self.over(steps)
        shape = np.broadcast_shapes(*whole.shapes())
        return np.broadcast_to(whole.momentum_at(_column(steps, shape)), (steps, *shape)).astype(float)

    @abstractmethod
    def init(self, base: Number) -> Any:
        """The state before the first step; `base` is the value that the hyperparameter has without a schedule."""

    @abstractmethod
    def next(self, state: Any, t: int, loss: Number) -> tuple[Number, Any]:
        """The value for step t, and the new state.

        t     counts from 0; every step is asked for once, in order
        loss  `(...)`, f after t steps; at t = 0 no step has been judged yet and nobody looks at it
        """

    def sequence(self, base: Number, steps: int, losses: Array | None = None) -> Array:
        """The values of steps 0 … steps − 1: `(steps,)`, or `(steps, ..., 1)` for arrays.

        A length that is left to the run is so many steps.

        losses  `(steps, ...)`, f after t steps, for a schedule that follows it; ValueError if it is missing.
        """
        if self.follows_loss and losses is None:
            raise ValueError(f"{self.title} follows the loss, so its values are not known before the run.")
        losses = np.zeros(steps) if losses is None else np.asarray(losses, dtype=float)
        whole = self.over(steps)
        state, values = whole.init(base), []
        for t in range(steps):
            value, state = whole.next(state, t, losses[t])
            values.append(value)
        return np.array(values, dtype=float)


class ClosedForm(Schedule):
    """A schedule whose value at any step is one formula."""

    @abstractmethod
    def at(self, base: Number, t: Number) -> Number:
        """The value at step t; t may be an array of steps that broadcasts against the base and the settings.

        A length that is left to the run must have been filled in, by `over`.
        """

    def init(self, base: Number) -> Number:
        return base

    def next(self, state: Number, t: int, loss: Number) -> tuple[Number, Number]:
        return self.at(state, t), state

    def sequence(self, base: Number, steps: int, losses: Array | None = None) -> Array:
        whole = self.over(steps)
        shape = np.broadcast_shapes(np.shape(base), *whole.shapes())
        with np.errstate(all="ignore"):
            return np.broadcast_to(whole.at(base, _column(steps, shape)), (steps, *shape)).astype(float)


def length_or(length: Number, run: Number) -> Number:
    """A length in steps, or the run's where it is 0."""
    if np.ndim(length) or np.ndim(run):
        return np.where(np.asarray(length) == 0, run, length)
    return run if length == 0 else length


def _column(steps: int, shape: tuple[int, ...]) -> Array:
    """Steps 0 … steps − 1 on the first axis, before axes that broadcast against `shape`."""
    return np.arange(steps).reshape(-1, *[1] * len(shape))
