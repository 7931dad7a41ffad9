r"""Sign-SGD: w ← w − η sign(g): every coordinate moves by η, whatever the size of its derivative.

MXNet's Signum without momentum and pytorch-optimizer's SignSGD agree, also in the weight decay: λ w joins g before its
sign is taken, or, with `decoupled_weight_decay`, w is multiplied by 1 − η λ (MXNet's `wd_lh`).
Source: J. Bernstein et al., 2018, https://arxiv.org/abs/1802.04434
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Optimizer, coupled_weight_decay, decay_is_decoupled, hyper


class SignSGDState(NamedTuple):
    """Sign-SGD remembers nothing."""


@dataclass(frozen=True, eq=False)
class SignSGD(Optimizer):
    title = "Sign-SGD"
    family = "first order"
    lr_unit = "distance"
    plainly = (
        "Every coordinate moves by the same length, along the sign of its derivative.",
        "It is blind to scale: a flat direction is walked as fast as a steep one, and a gradient can be sent "
        "in one bit a coordinate.",
    )
    good_for = "Surfaces of any scale, gradients sent as single bits; with a constant step it hops around the minimum."

    lr: float = hyper(1e-3, slider=(1e-4, 1.0), log=True, symbol=r"\eta", doc="step size")
    decoupled_weight_decay: bool = decay_is_decoupled()
    weight_decay: float = coupled_weight_decay()

    def init(self, x):
        return SignSGDState()

    def step(self, x, state, t, f):
        g = f.gradient(x)
        decay = self.weight_decay if self.decoupled_weight_decay else 0
        x = (1 - self.lr * decay) * x - self.lr * np.sign(g)
        return x, state
