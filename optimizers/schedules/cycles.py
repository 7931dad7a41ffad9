"""Schedules that go up and down: warm restarts, one cycle, and cycles without end."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from optimizers.base import each, hyper, power
from optimizers.schedules.base import ClosedForm, length_or

_ONE_OR_MORE = (1, math.inf)


def _end_of_momentum(default: float, end: str) -> Any:
    """The lowest or the highest momentum ("min", "max") of a schedule that cycles it."""
    return hyper(
        default,
        slider=(0.0, 0.99),
        within=(0, 1),
        symbol=rf"\beta_{{\{end}}}",
        doc="lowest momentum" if end == "min" else "highest momentum",
        when={"cycle_momentum": True},
    )


@dataclass(frozen=True, eq=False)
class CosineRestarts(ClosedForm):
    """Half cosine waves, each T_mult times as long as the one before.

    Source: I. Loshchilov and F. Hutter, 2016, https://arxiv.org/abs/1608.03983
    """

    title = "Cosine with restarts"
    torch = "CosineAnnealingWarmRestarts"
    formula = r"\eta_{\min} + (b - \eta_{\min})\,\frac{1 + \cos(\pi T_{\mathrm{cur}}/T_i)}{2}"

    T_0: int = hyper(50, slider=(1, 1000), log=True, within=_ONE_OR_MORE, symbol="T_0", doc="steps of the first wave")
    T_mult: int = hyper(1, slider=(1, 4), within=_ONE_OR_MORE, symbol=r"T_{\mathrm{mult}}", doc="growth of a wave")
    eta_min: float = hyper(0.0, slider=(0.0, 0.1), symbol=r"\eta_{\min}", doc="lowest value")

    def at(self, base, t):
        wave = 1 + each(_cosine_of_wave, t, self.T_0, self.T_mult)
        return self.eta_min + (base - self.eta_min) * wave / 2


def _cosine_of_wave(t: float, length: float, growth: float) -> float:
    """cos(π · the part of its wave that step t has behind it)."""
    if growth == 1:
        t %= length
    while t >= length:
        t -= length
        length *= growth
    return math.cos(math.pi * t / length)


@dataclass(frozen=True, eq=False)
class OneCycle(ClosedForm):
    """Up from max_lr / div_factor to max_lr, and down to a 1 / final_div_factor of where it began.

    As in torch, max_lr takes the place of the base value. With `cycle_momentum` the momentum (β₁ for the Adam family)
    falls while the step size rises. torch has that switched on from the start, and gives even an SGD without momentum
    one; here nothing but the step size moves unless it is asked for. torch must be told `total_steps`, and refuses to
    go on after them; here they are those of the run where nothing is said, and later the last value stays.
    Source: L. Smith and N. Topin, 2017, https://arxiv.org/abs/1708.07120
    """

    title = "One cycle"
    torch = "OneCycleLR"
    formula = r"\eta_{\max}/d \to \eta_{\max} \to \eta_{\max}/(d\,d_{\mathrm{final}})"
    replaces_base = True

    max_lr: float = hyper(0.1, slider=(1e-4, 1.0), log=True, symbol=r"\eta_{\max}", doc="highest value")
    total_steps: int = hyper(0, slider=(2, 5000), log=True, symbol="N", doc="steps of the cycle (0: the run's)")
    pct_start: float = hyper(0.3, slider=(0.0, 0.99), within=(0, 1), symbol="p", doc="part of it that rises")
    anneal_strategy: str = hyper("cos", choices=("cos", "linear"), doc="shape")
    div_factor: float = hyper(25.0, slider=(1, 100), within=_ONE_OR_MORE, symbol="d", doc="highest over first value")
    final_div_factor: float = hyper(
        1e4, slider=(1, 1e6), log=True, within=_ONE_OR_MORE, symbol=r"d_{\mathrm{final}}", doc="first over last value"
    )
    three_phase: bool = hyper(False, doc="three phases: up, down, out", rare=True)
    cycle_momentum: bool = hyper(False, doc="cycle the momentum")
    base_momentum: float = _end_of_momentum(0.85, "min")
    max_momentum: float = _end_of_momentum(0.95, "max")

    def over(self, steps):
        return self.with_values(total_steps=length_or(self.total_steps, np.maximum(2, steps)))

    @property
    def cycles_momentum(self):
        return self.cycle_momentum

    def at(self, base, t):
        first = self.max_lr / self.div_factor
        last = first / self.final_div_factor
        levels = (first, self.max_lr, first, last) if self.three_phase else (first, self.max_lr, last)
        return self._through(levels, t) + 0 * base

    def momentum_at(self, t):
        low, high = self.base_momentum, self.max_momentum
        return self._through((high, low, high, high) if self.three_phase else (high, low, high), t)

    def _through(self, levels, t):
        """The value at step t on its way through the levels, the last of which is reached at the last step."""
        t = np.minimum(t, self.total_steps - 1)
        ends = [self.pct_start * self.total_steps - 1, self.total_steps - 1]
        if self.three_phase:
            ends.insert(1, 2 * self.pct_start * self.total_steps - 2)
        starts = [0.0, *ends[:-1]]
        phases = list(zip(starts, ends, levels[:-1], levels[1:], strict=True))
        value = self._between(t, *phases[-1])
        for phase in reversed(phases[:-1]):
            value = np.where(t <= phase[1], self._between(t, *phase), value)
        return value

    def _between(self, t, start, end, before, after):
        length = np.asarray(end) - start
        done = np.where(length == 0, 1.0, (t - start) / np.where(length == 0, 1.0, length))
        if self.anneal_strategy == "linear":
            return (after - before) * done + before
        return after + (before - after) / 2.0 * (each(math.cos, math.pi * done) + 1)


@dataclass(frozen=True, eq=False)
class Cyclic(ClosedForm):
    """Up and down between base_lr and max_lr, for ever; as in torch they take the place of the base value.

    With `cycle_momentum` (torch's default, here off) the momentum moves the other way round. torch goes up in 2,000
    steps where nothing is said; here one cycle, up and down, is then as long as the run.
    Source: L. Smith, 2015, https://arxiv.org/abs/1506.01186
    """

    title = "Cyclic"
    torch = "CyclicLR"
    formula = r"\eta_0 + (\eta_{\max} - \eta_0)\,\Lambda(t)\,\{1,\ 2^{1-c},\ \gamma^t\}"
    replaces_base = True

    base_lr: float = hyper(1e-3, slider=(1e-5, 1.0), log=True, symbol=r"\eta_0", doc="lowest value")
    max_lr: float = hyper(0.1, slider=(1e-4, 1.0), log=True, symbol=r"\eta_{\max}", doc="highest value")
    step_size_up: int = hyper(
        0, slider=(1, 2000), log=True, symbol="s_+", doc="steps up (0: one cycle is as long as the run)"
    )
    step_size_down: int = hyper(0, slider=(0, 2000), symbol="s_-", doc="steps down (0: as many as up)")
    mode: str = hyper("triangular", choices=("triangular", "triangular2", "exp_range"), doc="height of the cycles")
    gamma: float = hyper(
        1.0, slider=(0.9, 1.0), symbol=r"\gamma", doc="factor a step of the height", when={"mode": "exp_range"}
    )
    cycle_momentum: bool = hyper(False, doc="cycle the momentum")
    base_momentum: float = _end_of_momentum(0.8, "min")
    max_momentum: float = _end_of_momentum(0.9, "max")

    def over(self, steps):
        down = np.asarray(self.step_size_down)
        up = np.maximum(1, np.where(down > 0, steps - down, np.asarray(steps) // 2))
        return self.with_values(step_size_up=length_or(self.step_size_up, up if up.ndim else int(up)))

    @property
    def cycles_momentum(self):
        return self.cycle_momentum

    def at(self, base, t):
        return self.base_lr + (self.max_lr - self.base_lr) * self._height(t) + 0 * base

    def momentum_at(self, t):
        return self.max_momentum - (self.max_momentum - self.base_momentum) * self._height(t)

    def _height(self, t):
        """0 at the foot of a cycle and 1, or less in the later ones, at its top."""
        up = np.asarray(self.step_size_up, dtype=float)
        total = up + np.where(np.asarray(self.step_size_down) == 0, up, self.step_size_down)
        cycle = np.floor(1 + t / total)
        x = 1.0 + t / total - cycle
        height = np.where(x <= up / total, x / (up / total), (x - 1) / (up / total - 1))
        if self.mode == "triangular2":
            return height / power(2.0, cycle - 1)
        return height * power(self.gamma, t) if self.mode == "exp_range" else height
