r"""QHAdam: Adam with weighted means of the newest gradient and its averages, above and below the fraction bar.

m and v as in Adam,   w ← w − η ((1 − ν₁) g + ν₁ m̂) / (√((1 − ν₂) g² + ν₂ v̂) + ε)

ν₁ = ν₂ = 1 with β₁ = 0.9 is Adam, and the default of the authors' code and of pytorch-optimizer; the defaults here are
the paper's advice, β₁ = 0.995 and ν₁ = 0.7. The weight decay is coupled or, with `decoupled_weight_decay`, multiplies w
by 1 − η λ, as both have it. ε is outside the root.
Source: J. Ma and D. Yarats, 2018, https://arxiv.org/abs/1810.06801
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Array, Optimizer, coupled_weight_decay, decay_is_decoupled, hyper, power


class QHAdamState(NamedTuple):
    m: Array  # (..., n) running mean of g
    v: Array  # (..., n) running mean of g²


@dataclass(frozen=True, eq=False)
class QHAdam(Optimizer):
    title = "QHAdam"
    family = "modern"
    lr_unit = "distance"
    plainly = (
        "Adam in which the newest gradient is mixed with its mean above the fraction bar, and its square with "
        "the mean square below.",
        "The averages can then remember for long without the step becoming deaf to what has just been seen.",
    )
    good_for = (
        "Adam with a longer memory that still reacts to the newest gradient, at the price of two more numbers to tune."
    )

    lr: float = hyper(1e-3, slider=(1e-4, 1.0), log=True, symbol=r"\eta", doc="step size")
    beta1: float = hyper(0.995, slider=(0.0, 0.999), within=(0, 1), symbol=r"\beta_1", doc="decay of m", authors="0.9")
    beta2: float = hyper(0.999, slider=(0.0, 0.9999), within=(0, 1), symbol=r"\beta_2", doc="decay of v")
    nu1: float = hyper(0.7, slider=(0.0, 1.0), symbol=r"\nu_1", doc="share of m", authors="1")
    nu2: float = hyper(1.0, slider=(0.0, 1.0), symbol=r"\nu_2", doc="share of v")
    eps: float = hyper(1e-8, slider=(1e-12, 1.0), log=True, symbol=r"\varepsilon", doc="epsilon", rare=True)
    decoupled_weight_decay: bool = decay_is_decoupled()
    weight_decay: float = coupled_weight_decay()

    def init(self, x):
        return QHAdamState(m=np.zeros_like(x), v=np.zeros_like(x))

    def step(self, x, state, t, f):
        g = f.gradient(x)
        m = self.beta1 * state.m + (1 - self.beta1) * g
        v = self.beta2 * state.v + (1 - self.beta2) * g * g
        m_hat = m / (1 - power(self.beta1, t))
        v_hat = v / (1 - power(self.beta2, t))
        a = (1 - self.nu1) * g + self.nu1 * m_hat
        b = (1 - self.nu2) * g * g + self.nu2 * v_hat
        decay = self.weight_decay if self.decoupled_weight_decay else 0
        x = (1 - self.lr * decay) * x - self.lr * a / (np.sqrt(b) + self.eps)
        return x, QHAdamState(m, v)
