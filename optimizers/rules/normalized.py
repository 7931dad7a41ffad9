r"""Normalised gradient descent: w ← w − η g / ‖g‖. Only the direction of the gradient counts.

Every step is η long; without a gradient the point rests.
Source: Y. Nesterov, 1984; E. Hazan, K. Levy and S. Shalev-Shwartz, 2015, https://arxiv.org/abs/1507.02030
"""

from dataclasses import dataclass
from typing import NamedTuple

from formulas.lanes import norm, ratio
from optimizers.base import Optimizer, hyper


class NormalizedState(NamedTuple):
    """The normalised gradient remembers nothing."""


@dataclass(frozen=True, eq=False)
class Normalized(Optimizer):
    title = "Normalised gradient"
    family = "first order"
    lr_unit = "distance"
    plainly = (
        "Each step goes straight downhill and has the same length, however steep it is.",
        "Plateaus do not slow it and cliffs do not throw it, but it cannot settle either.",
    )
    good_for = "Plateaus and cliffs, which it crosses at one speed; at the minimum it keeps hopping by its step size."

    lr: float = hyper(1e-2, slider=(1e-4, 5.0), log=True, symbol=r"\eta", doc="step length")

    def init(self, x):
        return NormalizedState()

    def step(self, x, state, t, f):
        g = f.gradient(x)
        x = x - self.lr * ratio(g, norm(g))
        return x, state
