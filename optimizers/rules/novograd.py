r"""NovoGrad: momentum of gradients that are divided by one running norm for the whole layer.

v ← β₂ v + (1 − β₂) ‖g‖²,   m ← β₁ m + g / (√v + ε) + λ w,   w ← w − η m

The first step sets v = ‖g‖². `grad_averaging` weights the new gradient by 1 − β₁: in pytorch-optimizer not in the
first step (default), in the authors' code in every one (`first_averaged`). Their β₂ is 0.98 in OpenSeq2Seq and 0 in
the published training of Jasper. The norm is that of a layer; here of the whole point. ε is outside the root.
Source: B. Ginsburg et al., 2019, https://arxiv.org/abs/1905.11286
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from formulas.lanes import dot, per_lane
from optimizers.base import Array, Optimizer, decoupled_decay, hyper


class NovoGradState(NamedTuple):
    m: Array  # (..., n) momentum of the normalised gradients
    v: Array  # (..., 1) running mean of ‖g‖²


@dataclass(frozen=True, eq=False)
class NovoGrad(Optimizer):
    title = "NovoGrad"
    family = "modern"
    lr_unit = "distance"
    plainly = (
        "Every gradient is divided by one running norm for the whole layer before it enters the momentum.",
        "A single number a layer saves Adam's memory and still makes the step independent of the gradient's scale.",
    )
    good_for = "Deep networks with little memory; it cannot even out directions of different curvature, as Adam does."

    lr: float = hyper(1e-3, slider=(1e-4, 1.0), log=True, symbol=r"\eta", doc="step size")
    beta1: float = hyper(0.95, slider=(0.0, 0.999), within=(0, 1), symbol=r"\beta_1", doc="decay of m")
    beta2: float = hyper(
        0.98, slider=(0.0, 0.9999), within=(0, 1), symbol=r"\beta_2", doc="decay of v", authors="0.98 or 0"
    )
    grad_averaging: bool = hyper(False, doc="average gradients", rare=True)
    first_averaged: bool = hyper(
        False, doc="the first gradient too", rare=True, when={"grad_averaging": True}, authors="on"
    )
    eps: float = hyper(1e-8, slider=(1e-12, 1.0), log=True, symbol=r"\varepsilon", doc="epsilon", rare=True)
    weight_decay: float = decoupled_decay()

    def init(self, x):
        return NovoGradState(m=np.zeros_like(x), v=per_lane(x))

    def step(self, x, state, t, f):
        g = f.gradient(x)
        v = state.v + (1 - self.beta2 * (t > 1)) * (dot(g, g) - state.v)
        u = g / (np.sqrt(v) + self.eps) + self.weight_decay * x
        averaged = 1 - self.beta1 if self.first_averaged else 1 - self.beta1 * (t > 1)
        new = averaged if self.grad_averaging else 1
        m = self.beta1 * state.m + new * u
        x = x - self.lr * m
        return x, NovoGradState(m, v)
