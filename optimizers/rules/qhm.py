r"""QHM: a weighted mean of a plain gradient step and a momentum step.

m ← β m + (1 − β) g,   w ← w − η ((1 − ν) g + ν m)

ν = 0 is SGD, ν = 1 momentum as a running mean, ν = β Nesterov's momentum. The defaults are the paper's advice, β =
0.999 and ν = 0.7, which the authors' code leaves to whoever calls it; pytorch-optimizer has the same form with β = 0
and ν = 1. The weight decay is coupled or, with `decoupled_weight_decay`, multiplies w by 1 − η λ (the authors'
"direct").
Source: J. Ma and D. Yarats, 2018, https://arxiv.org/abs/1810.06801
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Array, Optimizer, coupled_weight_decay, decay_is_decoupled, hyper


class QHMState(NamedTuple):
    m: Array  # (..., n) running mean of g


@dataclass(frozen=True, eq=False)
class QHM(Optimizer):
    title = "QHM"
    family = "first order"
    lr_unit = "1/curvature"
    plainly = (
        "The step is a weighted mean of the newest gradient and a running mean of gradients.",
        "A long memory smooths the way, and the share of the newest gradient lets it still react at once.",
    )
    good_for = (
        "Momentum that still reacts to the newest gradient; like every single step size it suffers in narrow valleys."
    )

    lr: float = hyper(1e-3, slider=(1e-5, 2.0), log=True, symbol=r"\eta", doc="step size")
    momentum: float = hyper(0.999, slider=(0.0, 0.9999), within=(0, 1), symbol=r"\beta", doc="decay of m")
    nu: float = hyper(0.7, slider=(0.0, 1.0), symbol=r"\nu", doc="share of m")
    decoupled_weight_decay: bool = decay_is_decoupled()
    weight_decay: float = coupled_weight_decay()

    def init(self, x):
        return QHMState(m=np.zeros_like(x))

    def step(self, x, state, t, f):
        g = f.gradient(x)
        m = self.momentum * state.m + (1 - self.momentum) * g
        decay = self.weight_decay if self.decoupled_weight_decay else 0
        x = (1 - self.lr * decay) * x - self.lr * ((1 - self.nu) * g + self.nu * m)
        return x, QHMState(m)
