r"""Adam: momentum divided by a running root mean square, both corrected for starting at zero.

m ← β₁ m + (1 − β₁) g,  v ← β₂ v + (1 − β₂) g²,  m̂ = m / (1 − β₁ᵗ),  v̂ = v / (1 − β₂ᵗ),  w ← w − η m̂ / (√v̂ + ε)

This is Algorithm 1 of the paper; torch and optax agree. Keras scales ε by the bias correction (the paper's ε-hat,
`eps_place="hat"`); some courses put ε inside the root or leave the bias correction out. AMSGrad divides by the
largest v so far: of raw v in torch and Keras, of v̂ in optax (`amsgrad_of="corrected"`).
Source: D. Kingma and J. Ba, 2014, https://arxiv.org/abs/1412.6980; AMSGrad: S. Reddi et al., 2018,
https://openreview.net/forum?id=ryQu7f-RZ
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Array, Optimizer, coupled_weight_decay, hyper, power


class AdamState(NamedTuple):
    m: Array  # (..., n) running mean of g
    v: Array  # (..., n) running mean of g²
    s: Array | None  # (..., n) the largest v so far, with AMSGrad


@dataclass(frozen=True, eq=False)
class Adam(Optimizer):
    title = "Adam"
    family = "adaptive"
    symbols = {"s": r"v^{\max}"}
    lr_unit = "distance"
    plainly = (
        "A running mean of gradients is divided, per coordinate, by a running root mean square of them.",
        "The mean smooths the direction and the division evens out the scales, while a correction keeps the "
        "first steps right although both averages begin at zero.",
    )
    good_for = (
        "Works with little tuning on most problems; it can circle or overshoot minima, and its limit depends on β₂."
    )

    lr: float = hyper(1e-3, slider=(1e-4, 1.0), log=True, symbol=r"\eta", doc="step size")
    beta1: float = hyper(0.9, slider=(0.0, 0.999), within=(0, 1), symbol=r"\beta_1", doc="decay of m")
    beta2: float = hyper(0.999, slider=(0.0, 0.9999), within=(0, 1), symbol=r"\beta_2", doc="decay of v")
    bias_correction: bool = hyper(True, doc="bias correction")
    eps: float = hyper(1e-8, slider=(1e-12, 1.0), log=True, symbol=r"\varepsilon", doc="epsilon", rare=True)
    eps_place: str = hyper("outside", choices=("outside", "inside", "hat"), doc="epsilon is … the root", rare=True)
    amsgrad: bool = hyper(False, doc="AMSGrad", rare=True)
    amsgrad_of: str = hyper(
        "raw", choices=("raw", "corrected"), doc="largest of … v", rare=True, when={"amsgrad": True}
    )
    weight_decay: float = coupled_weight_decay()

    def init(self, x):
        return AdamState(m=np.zeros_like(x), v=np.zeros_like(x), s=np.zeros_like(x) if self.amsgrad else None)

    def step(self, x, state, t, f):
        g = f.gradient(x)
        m = self.beta1 * state.m + (1 - self.beta1) * g
        v = self.beta2 * state.v + (1 - self.beta2) * g * g
        s = None
        m_hat = m / (1 - power(self.beta1, t)) if self.bias_correction else m
        v_hat = v / (1 - power(self.beta2, t)) if self.bias_correction else v
        if self.amsgrad and self.amsgrad_of == "raw":
            s = np.maximum(state.s, v)
            v_hat = s / (1 - power(self.beta2, t)) if self.bias_correction else s
        elif self.amsgrad:
            s = np.maximum(state.s, v_hat)
            v_hat = s
        if self.eps_place == "outside":
            x = x - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        elif self.eps_place == "inside":
            x = x - self.lr * m_hat / np.sqrt(v_hat + self.eps)
        else:
            x = x - self.lr * m_hat / (np.sqrt(v_hat) + self.eps / np.sqrt(1 - power(self.beta2, t)))
        return x, AdamState(m, v, s)
