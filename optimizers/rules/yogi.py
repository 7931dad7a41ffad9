r"""Yogi: Adam whose v moves towards g² by steps of the size of g², so that it cannot collapse after a burst.

m ← β₁ m + (1 − β₁) g,   v ← v − (1 − β₂) sign(v − g²) g²,   w ← w − η m̂ / (√v̂ + ε)

optax       m and v start at v₀ = 1e-6, and both are corrected for bias as in Adam (default; pytorch-optimizer too)
tensorflow  m starts at 0, and ε is added to the uncorrected root: w ← w − η √(1 − β₂ᵗ) m̂ / (√v + ε), in its Addons
paper       m starts at 0, and nothing is corrected: w ← w − η m / (√v + ε)

ε is outside the root. The paper and TensorFlow have no weight decay; pytorch-optimizer has both kinds.
Source: M. Zaheer et al., 2018, https://papers.nips.cc/paper/8186-adaptive-methods-for-nonconvex-optimization
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Array, Optimizer, coupled_weight_decay, decay_is_decoupled, hyper, power


class YogiState(NamedTuple):
    m: Array  # (..., n) running mean of g
    v: Array  # (..., n) follows g²


@dataclass(frozen=True, eq=False)
class Yogi(Optimizer):
    title = "Yogi"
    family = "modern"
    symbols = {"rate": r"\tilde{\eta}"}
    lr_unit = "distance"
    plainly = (
        "Adam whose divisor moves towards the newest squared gradient by an amount that depends on that square alone.",
        "After a burst of large gradients Adam's divisor falls fast and its steps leap; here it falls slowly "
        "while gradients are small.",
    )
    good_for = "Gradients that are mostly small with rare bursts; after a steep start it stays cautious for very long."

    lr: float = hyper(1e-2, slider=(1e-4, 1.0), log=True, symbol=r"\eta", doc="step size")
    beta1: float = hyper(0.9, slider=(0.0, 0.999), within=(0, 1), symbol=r"\beta_1", doc="decay of m")
    beta2: float = hyper(0.999, slider=(0.0, 0.9999), within=(0, 1), symbol=r"\beta_2", doc="decay of v")
    eps: float = hyper(1e-3, slider=(1e-12, 1.0), log=True, symbol=r"\varepsilon", doc="epsilon", rare=True)
    initial_accumulator: float = hyper(1e-6, slider=(1e-12, 1.0), log=True, symbol="v_0", doc="start of v", rare=True)
    form: str = hyper("optax", choices=("optax", "tensorflow", "paper"), doc="form", rare=True)
    decoupled_weight_decay: bool = decay_is_decoupled()
    weight_decay: float = coupled_weight_decay()

    def init(self, x):
        start = np.zeros_like(x) + self.initial_accumulator
        return YogiState(m=start if self.form == "optax" else np.zeros_like(x), v=start)

    def step(self, x, state, t, f):
        g = f.gradient(x)
        m = self.beta1 * state.m + (1 - self.beta1) * g
        v = state.v - (1 - self.beta2) * np.sign(state.v - g * g) * (g * g)
        decay = self.weight_decay if self.decoupled_weight_decay else 0
        if self.form == "paper":
            x = (1 - self.lr * decay) * x - self.lr * m / (np.sqrt(v) + self.eps)
        elif self.form == "tensorflow":
            rate = self.lr * np.sqrt(1 - power(self.beta2, t)) / (1 - power(self.beta1, t))
            x = (1 - self.lr * decay) * x - rate * m / (np.sqrt(v) + self.eps)
        else:
            m_hat = m / (1 - power(self.beta1, t))
            v_hat = v / (1 - power(self.beta2, t))
            x = (1 - self.lr * decay) * x - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return x, YogiState(m, v)
