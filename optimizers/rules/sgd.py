"""Gradient descent: w ← w − η g.

torch's `SGD` without momentum; optax and Keras agree.
Source: H. Robbins and S. Monro, "A Stochastic Approximation Method", 1951, https://doi.org/10.1214/aoms/1177729586
"""

from dataclasses import dataclass
from typing import NamedTuple

from optimizers.base import Optimizer, coupled_weight_decay, hyper


class SGDState(NamedTuple):
    """Gradient descent remembers nothing."""


@dataclass(frozen=True, eq=False)
class SGD(Optimizer):
    title = "SGD"
    family = "first order"
    lr_unit = "1/curvature"
    plainly = (
        "Each step goes straight downhill, and its length is the step size times the slope.",
        "Near the point nothing lowers f faster than the negative gradient, so it is the simplest way down "
        "and the yardstick of all others.",
    )
    good_for = "Simple and predictable; slow in narrow valleys, and its step size must suit the steepest direction."

    lr: float = hyper(1e-3, slider=(1e-5, 2.0), log=True, symbol=r"\eta", doc="step size")
    weight_decay: float = coupled_weight_decay()

    def init(self, x):
        return SGDState()

    def step(self, x, state, t, f):
        g = f.gradient(x)
        x = x - self.lr * g
        return x, state
