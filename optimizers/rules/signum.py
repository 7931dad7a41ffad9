r"""Signum: sign-SGD with momentum.

m ← β m + (1 − β) g,   w ← w − η sign(m)

MXNet's Signum and pytorch-optimizer's SignSGD agree, also in the weight decay: λ w joins g, or, with
`decoupled_weight_decay`, w is multiplied by 1 − η λ (MXNet's `wd_lh`).
Source: J. Bernstein et al., 2018, https://arxiv.org/abs/1802.04434
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Array, Optimizer, coupled_weight_decay, decay_is_decoupled, hyper


class SignumState(NamedTuple):
    m: Array  # (..., n) running mean of g


@dataclass(frozen=True, eq=False)
class Signum(Optimizer):
    title = "Signum"
    family = "first order"
    lr_unit = "distance"
    plainly = (
        "Every coordinate moves by the same length, along the sign of a running mean of its derivatives.",
        "The mean lets noise cancel before the sign is taken, so that single bad gradients do not turn the step.",
    )
    good_for = "Noisy gradients of any scale, as a mean decides the sign; it turns late and never settles."

    lr: float = hyper(1e-3, slider=(1e-4, 1.0), log=True, symbol=r"\eta", doc="step size")
    momentum: float = hyper(0.9, slider=(0.0, 0.999), within=(0, 1), symbol=r"\beta", doc="decay of m")
    decoupled_weight_decay: bool = decay_is_decoupled()
    weight_decay: float = coupled_weight_decay()

    def init(self, x):
        return SignumState(m=np.zeros_like(x))

    def step(self, x, state, t, f):
        g = f.gradient(x)
        m = self.momentum * state.m + (1 - self.momentum) * g
        decay = self.weight_decay if self.decoupled_weight_decay else 0
        x = (1 - self.lr * decay) * x - self.lr * np.sign(m)
        return x, SignumState(m)
