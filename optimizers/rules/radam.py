r"""RAdam: Adam that does not divide by √v until v has seen enough gradients, and then rectifies the step.

ρ∞ = 2 / (1 − β₂) − 1,   ρ = ρ∞ − 2 t β₂ᵗ / (1 − β₂ᵗ),   r = √((ρ − 4)(ρ − 2) ρ∞ / ((ρ∞ − 4)(ρ∞ − 2) ρ))
w ← w − η r m̂ / (√v̂ + ε)  if ρ > 5,  else  w ← w − η m̂

The authors' code rests until ρ ≥ 5, weight decay and all (`degenerated_to_sgd=False`, their default); torch and optax
descend by m̂ until then (default). torch adds ε to √v before the bias correction of v (default), optax to √v̂ after it
(`eps_place="after"`). The weight decay is coupled (λw joins g) or, with `decoupled_weight_decay`, multiplies w by 1 − η
λ as in AdamW.
Source: L. Liu et al., 2019, https://arxiv.org/abs/1908.03265
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Array, Optimizer, coupled_weight_decay, decay_is_decoupled, hyper, power


class RAdamState(NamedTuple):
    m: Array  # (..., n) running mean of g
    v: Array  # (..., n) running mean of g²


@dataclass(frozen=True, eq=False)
class RAdam(Optimizer):
    title = "RAdam"
    family = "adaptive"
    symbols = {"rho_inf": r"\rho^{\infty}", "d": "d"}
    lr_unit = "1/curvature"  # the first steps are lr times the gradient, and decide how large lr may be
    plainly = (
        "It descends by the mean of gradients alone at first, and divides as Adam does, with a cautious "
        "factor, once enough gradients have been seen.",
        "Adam's divisor rests on few numbers in the beginning and is unreliable; the factor takes the place "
        "of a warm-up.",
    )
    good_for = "Adam without a hand-made warm-up; its first steps are the bare gradient's, far on steep surfaces."

    lr: float = hyper(1e-3, slider=(1e-4, 1.0), log=True, symbol=r"\eta", doc="step size")
    beta1: float = hyper(0.9, slider=(0.0, 0.999), within=(0, 1), symbol=r"\beta_1", doc="decay of m")
    beta2: float = hyper(0.999, slider=(0.0, 0.9999), within=(0, 1), symbol=r"\beta_2", doc="decay of v")
    eps: float = hyper(1e-8, slider=(1e-12, 1.0), log=True, symbol=r"\varepsilon", doc="epsilon", rare=True)
    degenerated_to_sgd: bool = hyper(True, doc="momentum until v is rectified", rare=True, authors="off")
    eps_place: str = hyper("before", choices=("before", "after"), doc="epsilon is … the bias correction", rare=True)
    decoupled_weight_decay: bool = decay_is_decoupled()
    weight_decay: float = coupled_weight_decay()

    def init(self, x):
        return RAdamState(m=np.zeros_like(x), v=np.zeros_like(x))

    def step(self, x, state, t, f):
        g = f.gradient(x)
        m = self.beta1 * state.m + (1 - self.beta1) * g
        v = self.beta2 * state.v + (1 - self.beta2) * g * g
        m_hat = m / (1 - power(self.beta1, t))
        rho_inf = 2 / (1 - self.beta2) - 1
        rho = rho_inf - 2 * t * power(self.beta2, t) / (1 - power(self.beta2, t))
        # Two roots, as NumPy's quotient of them may be infinite or NaN where it is not used.
        r = np.sqrt((rho - 4) * (rho - 2) * rho_inf) / np.sqrt((rho_inf - 4) * (rho_inf - 2) * rho)
        if self.eps_place == "before":
            d = (np.sqrt(v) + self.eps) / np.sqrt(1 - power(self.beta2, t))
        else:
            d = np.sqrt(v / (1 - power(self.beta2, t))) + self.eps
        decay = self.weight_decay if self.decoupled_weight_decay else 0
        if self.degenerated_to_sgd:
            u = np.where(rho > 5, r * m_hat / d, m_hat)
            x = (1 - self.lr * decay) * x - self.lr * u
        else:
            u = np.where(rho >= 5, r * m_hat / d, 0)
            x = (1 - self.lr * decay * (rho >= 5)) * x - self.lr * u
        return x, RAdamState(m, v)
