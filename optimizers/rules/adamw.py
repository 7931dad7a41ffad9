r"""AdamW: Adam whose weight decay acts on the point itself instead of passing through m and v.

m, v and their corrections as in Adam,   w ← (1 − η λ) w − η m̂ / (√v̂ + ε)

torch and optax multiply the decay by the step size (default, λ = 0.01). The paper writes w ← (1 − λ) w − η m̂ / (√v̂ +
ε) (`form="paper"`) and scales both terms by a schedule of its own. AMSGrad divides by the largest v so far: of raw v in
torch, of v̂ in optax (`amsgrad_of="corrected"`). ε is outside the root.
Source: I. Loshchilov and F. Hutter, 2017, https://arxiv.org/abs/1711.05101
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import NONZERO, Array, Optimizer, decoupled_decay, hyper, power


class AdamWState(NamedTuple):
    m: Array  # (..., n) running mean of g
    v: Array  # (..., n) running mean of g²
    s: Array | None  # (..., n) the largest v so far, with AMSGrad


@dataclass(frozen=True, eq=False)
class AdamW(Optimizer):
    title = "AdamW"
    family = "adaptive"
    symbols = {"s": r"v^{\max}"}
    lr_unit = "distance"
    plainly = (
        "Adam's step, and beside it a pull of every weight towards zero that is never divided by Adam's root "
        "mean square.",
        "Decay added to the gradient would be weakest exactly where gradients are large; kept apart, it "
        "shrinks all weights at the same rate.",
    )
    good_for = "Adam for regularised models, with one decay for every weight; on a bare surface it pulls to the origin."

    lr: float = hyper(1e-3, slider=(1e-4, 1.0), log=True, symbol=r"\eta", doc="step size")
    beta1: float = hyper(0.9, slider=(0.0, 0.999), within=(0, 1), symbol=r"\beta_1", doc="decay of m")
    beta2: float = hyper(0.999, slider=(0.0, 0.9999), within=(0, 1), symbol=r"\beta_2", doc="decay of v")
    weight_decay: float = decoupled_decay(0.01)
    form: str = hyper(
        "torch", choices=("torch", "paper"), doc="weight decay of", rare=True, when={"weight_decay": NONZERO}
    )
    eps: float = hyper(1e-8, slider=(1e-12, 1.0), log=True, symbol=r"\varepsilon", doc="epsilon", rare=True)
    amsgrad: bool = hyper(False, doc="AMSGrad", rare=True)
    amsgrad_of: str = hyper(
        "raw", choices=("raw", "corrected"), doc="largest of … v", rare=True, when={"amsgrad": True}
    )

    def init(self, x):
        return AdamWState(m=np.zeros_like(x), v=np.zeros_like(x), s=np.zeros_like(x) if self.amsgrad else None)

    def step(self, x, state, t, f):
        g = f.gradient(x)
        m = self.beta1 * state.m + (1 - self.beta1) * g
        v = self.beta2 * state.v + (1 - self.beta2) * g * g
        s = None
        m_hat = m / (1 - power(self.beta1, t))
        v_hat = v / (1 - power(self.beta2, t))
        if self.amsgrad and self.amsgrad_of == "raw":
            s = np.maximum(state.s, v)
            v_hat = s / (1 - power(self.beta2, t))
        elif self.amsgrad:
            s = np.maximum(state.s, v_hat)
            v_hat = s
        rate = self.lr if self.form == "torch" else 1
        x = (1 - rate * self.weight_decay) * x - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return x, AdamWState(m, v, s)
