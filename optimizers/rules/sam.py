r"""SAM: takes its gradient where the function is highest within a distance ρ, and so avoids narrow minima.

y = w + ρ g / ‖g‖  with g = ∇f(w),   v ← β v + ∇f(y),   w ← w − η v

Around SGD, as in the paper; the authors' momentum is torch's, and its weight decay λ w is taken at w and not at y. Any
other rule is inside of `sharpness_aware`. Two gradients a step. 1e-12 is added to the norm. `adaptive` is ASAM, whose
distance is measured in sizes of the weights, T = |w| + τ; its authors have τ = 0.01, most code τ = 0:

y = w + ρ T² g / ‖T g‖  with g = ∇f(w)
Source: P. Foret et al., 2020, https://arxiv.org/abs/2010.01412; ASAM: J. Kwon et al., 2021,
https://arxiv.org/abs/2102.11600
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from formulas.lanes import norm
from optimizers.base import Array, Optimizer, hyper


class SAMState(NamedTuple):
    v: Array  # (..., n) the velocity


@dataclass(frozen=True, eq=False)
class SAM(Optimizer):
    title = "SAM"
    family = "modern"
    momentum_state = "v"
    symbols = {"size": "T"}
    lr_unit = "1/curvature"
    plainly = (
        "It climbs a short way uphill first, and takes the gradient for its momentum step from there.",
        "A narrow minimum is steep a short way off and a wide one is not, so the descent is drawn to wide ones.",
    )
    good_for = "Flat minima that generalise better; every step costs two gradients, and it hovers near a minimum."

    lr: float = hyper(1e-3, slider=(1e-5, 2.0), log=True, symbol=r"\eta", doc="step size")
    rho: float = hyper(0.05, slider=(1e-3, 2.0), log=True, symbol=r"\rho", doc="distance of the ascent")
    momentum: float = hyper(0.0, slider=(0.0, 0.999), symbol=r"\beta", doc="momentum")
    adaptive: bool = hyper(False, doc="adaptive (ASAM)", rare=True)
    tau: float = hyper(
        0.0,
        slider=(0.0, 1.0),
        symbol=r"\tau",
        doc="least size of a weight",
        rare=True,
        when={"adaptive": True},
        authors="0.01",
    )
    weight_decay: float = hyper(0.0, slider=(0.0, 1.0), symbol=r"\lambda", doc="weight decay (L2)", rare=True)

    def init(self, x):
        return SAMState(v=np.zeros_like(x))

    def step(self, x, state, t, f):
        g = f.gradient(x)
        if self.adaptive:
            size = np.abs(x) + self.tau
            y = x + self.rho * size * size * g / (norm(size * g) + 1e-12)
        else:
            y = x + self.rho * g / (norm(g) + 1e-12)
        v = self.momentum * state.v + f.gradient(y) + self.weight_decay * x
        x = x - self.lr * v
        return x, SAMState(v)
