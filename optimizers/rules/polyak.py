r"""Gradient descent with Polyak's step size, which needs the value f* of the minimum instead of a step size.

w ← w − η (f − f*) / ‖g‖² · g

η = 1 is Polyak's. Where f lies below f* the step goes uphill, towards the level f*: an f* that is too high is never
left alone. Without a gradient the point rests. `capped` never lets the step size pass `max_lr`, as SPS_max does; optax
caps it before η is multiplied. The authors of SPS divide by c ‖g‖² with c = 0.5, which is η = 2.
Source: B. T. Polyak, "Minimization of unsmooth functionals", 1969, https://doi.org/10.1016/0041-5553(69)90061-5;
N. Loizou et al., 2020, https://arxiv.org/abs/2002.10542
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from formulas.lanes import column, dot, ratio
from optimizers.base import Optimizer, hyper


class PolyakState(NamedTuple):
    """Polyak's step size remembers nothing."""


@dataclass(frozen=True, eq=False)
class Polyak(Optimizer):
    title = "Polyak step size"
    family = "first order"
    symbols = {"height": "f", "gap": r"\delta", "step": r"\gamma", "rate": r"\tilde{\gamma}"}
    plainly = (
        "The step along the negative gradient is as long as the height above the known minimum and the slope call for.",
        "On a line of that slope the step would end exactly at the lowest value, and so its length adapts by itself.",
    )
    good_for = "Convex problems whose smallest value is known; with local minima, or a wrong f*, it jumps about."

    lr: float = hyper(1.0, slider=(0.1, 2.0), symbol=r"\eta", doc="factor of the step", authors="2 (SPS)")
    f_star: float = hyper(
        0.0, slider=(-10.0, 10.0), within=(-np.inf, np.inf), symbol="f^{*}", doc="value of the minimum"
    )
    capped: bool = hyper(False, doc="cap the step size", rare=True)
    max_lr: float = hyper(
        1.0,
        slider=(1e-3, 10.0),
        log=True,
        symbol=r"\eta^{\max}",
        doc="largest step size",
        rare=True,
        when={"capped": True},
    )

    def init(self, x):
        return PolyakState()

    def step(self, x, state, t, f):
        height, g = f.evaluate(x)
        gap = column(height) - self.f_star
        step = self.lr * ratio(gap, dot(g, g))
        rate = np.minimum(step, self.max_lr) if self.capped else step
        x = x - rate * g
        return x, state
