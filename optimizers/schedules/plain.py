"""Learning-rate schedules under torch's argument names; any hyperparameter can follow one.

b is the base value, the one that the hyperparameter has without a schedule.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from optimizers.base import each, hyper, power
from optimizers.schedules.base import ClosedForm, Schedule, length_or
from optimizers.schedules.cycles import CosineRestarts, Cyclic, OneCycle
from optimizers.schedules.plateau import Plateau

_ONE_OR_MORE = (1, math.inf)


@dataclass(frozen=True, eq=False)
class Constant(ClosedForm):
    """The base value at every step."""

    title = "Constant"
    formula = r"b"

    def at(self, base, t):
        return base + 0.0 * t


@dataclass(frozen=True, eq=False)
class Step(ClosedForm):
    """Multiplied by γ every `step_size` steps."""

    title = "Step"
    torch = "StepLR"
    formula = r"b\,\gamma^{\lfloor t/s \rfloor}"

    step_size: int = hyper(30, slider=(1, 1000), log=True, within=_ONE_OR_MORE, symbol="s", doc="steps between cuts")
    gamma: float = hyper(0.1, slider=(0.01, 1.0), symbol=r"\gamma", doc="factor")

    def at(self, base, t):
        return base * power(self.gamma, t // self.step_size)


@dataclass(frozen=True, eq=False)
class MultiStep(ClosedForm):
    """Multiplied by γ at every milestone. Milestones are given as (30, 80), or in plain data as the text "30,80"."""

    title = "Steps at milestones"
    torch = "MultiStepLR"
    formula = r"b\,\gamma^{\#\{m \le t\}}"

    milestones: tuple[int, ...] = hyper((30, 80), symbol="m", doc="steps at which to cut")
    gamma: float = hyper(0.1, slider=(0.01, 1.0), symbol=r"\gamma", doc="factor")

    def at(self, base, t):
        return base * power(self.gamma, sum((np.asarray(t) >= m).astype(int) for m in self.milestones) + 0 * t)


@dataclass(frozen=True, eq=False)
class Exponential(ClosedForm):
    """Multiplied by γ at every step."""

    title = "Exponential"
    torch = "ExponentialLR"
    formula = r"b\,\gamma^{t}"

    gamma: float = hyper(0.98, slider=(0.9, 1.0), symbol=r"\gamma", doc="factor a step")

    def at(self, base, t):
        return base * power(self.gamma, t)


@dataclass(frozen=True, eq=False)
class InverseTime(ClosedForm):
    """Divided by a number that grows in proportion to time: the textbook's 1/t decay."""

    title = "Inverse time"
    formula = r"\frac{b}{1 + k t}"

    k: float = hyper(0.05, slider=(1e-4, 1.0), log=True, symbol="k", doc="growth of the divisor")

    def at(self, base, t):
        return base / (1 + self.k * t)


@dataclass(frozen=True, eq=False)
class Linear(ClosedForm):
    """A straight line from `start_factor` to `end_factor` times the base, then constant.

    As torch means it, this is a short warm-up: five steps, whatever the length of the run.
    """

    title = "Linear"
    torch = "LinearLR"
    formula = r"b\,\bigl(s + (e - s)\min(t, N)/N\bigr)"

    start_factor: float = hyper(1 / 3, slider=(0.0, 1.0), symbol="s", doc="first factor")
    end_factor: float = hyper(1.0, slider=(0.0, 1.0), symbol="e", doc="last factor")
    total_iters: int = hyper(5, slider=(1, 1000), log=True, within=_ONE_OR_MORE, symbol="N", doc="steps")

    def at(self, base, t):
        done = np.minimum(t, self.total_iters) / self.total_iters
        return base * (self.start_factor + (self.end_factor - self.start_factor) * done)


@dataclass(frozen=True, eq=False)
class Polynomial(ClosedForm):
    """Falls to `lr_end` as a power of the time that is left.

    torch has no `lr_end` and always falls to zero; as in the transformers library it is the last value, and stays.
    torch's `total_iters` is 5 where nothing is said, here the length of the run.
    """

    title = "Polynomial"
    torch = "PolynomialLR"
    formula = r"e + (b - e)\,(1 - \min(t, N)/N)^{p}"

    total_iters: int = hyper(0, slider=(1, 1000), log=True, symbol="N", doc="steps (0: the run's)")
    power: float = hyper(1.0, slider=(0.1, 5.0), symbol="p", doc="power")
    lr_end: float = hyper(0.0, slider=(0.0, 0.1), symbol="e", doc="last value")

    def over(self, steps):
        return self.with_values(total_iters=length_or(self.total_iters, steps))

    def at(self, base, t):
        left = 1.0 - np.minimum(t, self.total_iters) / self.total_iters
        return self.lr_end + (base - self.lr_end) * power(left, self.power)


@dataclass(frozen=True, eq=False)
class Cosine(ClosedForm):
    """Half a cosine wave from the base down to `eta_min`; after T_max it rises again, here as in torch.

    torch must be told T_max; here it is the length of the run where nothing is said.
    """

    title = "Cosine"
    torch = "CosineAnnealingLR"
    formula = r"\eta_{\min} + (b - \eta_{\min})\,\frac{1 + \cos(\pi t/T)}{2}"

    T_max: int = hyper(0, slider=(1, 1000), log=True, symbol="T", doc="steps to the minimum (0: the run's)")
    eta_min: float = hyper(0.0, slider=(0.0, 0.1), symbol=r"\eta_{\min}", doc="lowest value")

    def over(self, steps):
        return self.with_values(T_max=length_or(self.T_max, steps))

    def at(self, base, t):
        return self.eta_min + (base - self.eta_min) * (1 + each(math.cos, math.pi * t / self.T_max)) / 2


@dataclass(frozen=True, eq=False)
class ConstantFactor(ClosedForm):
    """The base times `factor` for the first `total_iters` steps, then the base."""

    title = "Constant factor"
    torch = "ConstantLR"
    formula = r"b\,\bigl(f\,[t < N] + [t \ge N]\bigr)"

    factor: float = hyper(1 / 3, slider=(0.0, 1.0), symbol="f", doc="factor")
    total_iters: int = hyper(5, slider=(1, 1000), log=True, within=_ONE_OR_MORE, symbol="N", doc="steps")

    def at(self, base, t):
        return base * np.where(np.asarray(t) < self.total_iters, self.factor, 1.0)


#: Every schedule that a warm-up can stand before.
PLAIN: dict[str, type[Schedule]] = {
    "constant": Constant,
    "step": Step,
    "multistep": MultiStep,
    "exponential": Exponential,
    "inverse_time": InverseTime,
    "linear": Linear,
    "polynomial": Polynomial,
    "cosine": Cosine,
    "cosine_restarts": CosineRestarts,
    "one_cycle": OneCycle,
    "cyclic": Cyclic,
    "plateau": Plateau,
    "constant_factor": ConstantFactor,
}
