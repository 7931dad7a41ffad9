r"""NAdam: Adam with Nesterov's look-ahead: the step already uses the momentum of the step to come.

μₜ = β₁ (1 − ½ · 0.96^(t ψ)),   Π ← Π μₜ,   m and v as in Adam,
w ← w − η ((1 − μₜ) g / (1 − Π) + μₜ₊₁ m / (1 − Π μₜ₊₁)) / (√v̂ + ε)

This is torch's form, ψ = `momentum_decay` = 0.004. Keras uses ψ = 1, optax a constant μ = β₁. ε is outside the root.
The weight decay is coupled (λw joins g) or, with `decoupled_weight_decay`, multiplies w by 1 − η λ as in AdamW.
Source: T. Dozat, 2016, https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from formulas.lanes import per_lane
from optimizers.base import Array, Optimizer, coupled_weight_decay, decay_is_decoupled, hyper, power


class NAdamState(NamedTuple):
    m: Array  # (..., n) running mean of g
    v: Array  # (..., n) running mean of g²
    product: Array  # (..., 1) the product of all μ so far


@dataclass(frozen=True, eq=False)
class NAdam(Optimizer):
    title = "NAdam"
    family = "adaptive"
    symbols = {"product": r"\Pi", "mu_next": r"\mu^{+}"}
    lr_unit = "distance"
    plainly = (
        "Adam whose mean already contains the weight that the newest gradient will have in the step to come.",
        "It is Nesterov's look-ahead for Adam: a gradient that turns is felt one step earlier.",
    )
    good_for = "Like Adam, but turns earlier in valleys at the same step size; it still circles around minima."

    lr: float = hyper(2e-3, slider=(1e-4, 1.0), log=True, symbol=r"\eta", doc="step size")
    beta1: float = hyper(0.9, slider=(0.0, 0.999), within=(0, 1), symbol=r"\beta_1", doc="decay of m")
    beta2: float = hyper(0.999, slider=(0.0, 0.9999), within=(0, 1), symbol=r"\beta_2", doc="decay of v")
    momentum_decay: float = hyper(4e-3, slider=(1e-4, 1.0), log=True, symbol=r"\psi", doc="warm-up of μ")
    eps: float = hyper(1e-8, slider=(1e-12, 1.0), log=True, symbol=r"\varepsilon", doc="epsilon", rare=True)
    decoupled_weight_decay: bool = decay_is_decoupled()
    weight_decay: float = coupled_weight_decay()

    def init(self, x):
        return NAdamState(m=np.zeros_like(x), v=np.zeros_like(x), product=per_lane(x, 1.0))

    def step(self, x, state, t, f):
        g = f.gradient(x)
        m = self.beta1 * state.m + (1 - self.beta1) * g
        v = self.beta2 * state.v + (1 - self.beta2) * g * g
        v_hat = v / (1 - power(self.beta2, t))
        mu = self.beta1 * (1 - 0.5 * power(0.96, t * self.momentum_decay))
        mu_next = self.beta1 * (1 - 0.5 * power(0.96, (t + 1) * self.momentum_decay))
        product = state.product * mu
        m_hat = (1 - mu) * g / (1 - product) + mu_next * m / (1 - product * mu_next)
        decay = self.weight_decay if self.decoupled_weight_decay else 0
        x = (1 - self.lr * decay) * x - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return x, NAdamState(m, v, product)
