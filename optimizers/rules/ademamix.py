r"""AdEMAMix: Adam with a second, very slow mean of the gradients beside the fast one.

m ← β₁ m + (1 − β₁) g,   a ← β₃ a + (1 − β₃) g,   v ← β₂ v + (1 − β₂) g²,   w ← w − η ((m̂ + α a) / (√v̂ + ε) + λ w)

The slow mean a is not corrected for starting at zero: paper, optax and pytorch-optimizer agree. On long runs
the authors warm α and β₃ up (`warmup`): α linearly over `alpha_warmup` steps, and β₃ from β₁ over `beta3_warmup` steps
T so that its half-life grows linearly, 1 / ln β₃,ₜ = (1 − t/T) / ln β₁ + (t/T) / ln β₃; their code adds 1e-8 to each β
before it takes the logarithm. Its α is 2. ε is outside the root.
Source: M. Pagliardini, P. Ablin and D. Grangier, 2024, https://arxiv.org/abs/2409.03137
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Array, Optimizer, decoupled_decay, hyper, power


class AdEMAMixState(NamedTuple):
    m: Array  # (..., n) fast running mean of g
    a: Array  # (..., n) slow running mean of g
    v: Array  # (..., n) running mean of g²


@dataclass(frozen=True, eq=False)
class AdEMAMix(Optimizer):
    title = "AdEMAMix"
    family = "modern"
    symbols = {"weight": r"\tilde{\alpha}", "keep": r"\tilde{\beta}", "part": "p"}
    lr_unit = "distance"
    plainly = (
        "Adam whose step adds a second, very slow mean of gradients to the fast one.",
        "Over long training old gradients still tell where to go, and one mean cannot be both quick to react "
        "and long to remember.",
    )
    good_for = (
        "Very long training, where old gradients still tell something; on short runs the slow mean overshoots far."
    )

    lr: float = hyper(1e-3, slider=(1e-4, 1.0), log=True, symbol=r"\eta", doc="step size")
    beta1: float = hyper(0.9, slider=(0.0, 0.999), within=(0, 1), symbol=r"\beta_1", doc="decay of m")
    beta2: float = hyper(0.999, slider=(0.0, 0.9999), within=(0, 1), symbol=r"\beta_2", doc="decay of v")
    beta3: float = hyper(0.9999, slider=(0.9, 0.9999), within=(0, 1), symbol=r"\beta_3", doc="decay of a")
    alpha: float = hyper(5.0, slider=(0.0, 20.0), symbol=r"\alpha", doc="weight of a", authors="2")
    warmup: bool = hyper(False, doc="warm α and β₃ up", rare=True)
    alpha_warmup: int = hyper(
        300,
        slider=(1, 5000),
        within=(1, np.inf),
        log=True,
        symbol=r"T_{\alpha}",
        doc="steps until α",
        rare=True,
        when={"warmup": True},
    )
    beta3_warmup: int = hyper(
        300,
        slider=(1, 5000),
        within=(1, np.inf),
        log=True,
        symbol=r"T_{\beta}",
        doc="steps until β₃",
        rare=True,
        when={"warmup": True},
    )
    weight_decay: float = decoupled_decay()
    eps: float = hyper(1e-8, slider=(1e-12, 1.0), log=True, symbol=r"\varepsilon", doc="epsilon", rare=True)

    def init(self, x):
        return AdEMAMixState(m=np.zeros_like(x), a=np.zeros_like(x), v=np.zeros_like(x))

    def step(self, x, state, t, f):
        g = f.gradient(x)
        m = self.beta1 * state.m + (1 - self.beta1) * g
        weight = self.alpha
        keep = self.beta3
        if self.warmup:
            weight = self.alpha * np.minimum(t / self.alpha_warmup, 1)
            part = np.minimum(t / self.beta3_warmup, 1)
            keep = np.exp(1 / ((1 - part) / np.log(self.beta1) + part / np.log(self.beta3)))
        a = keep * state.a + (1 - keep) * g
        v = self.beta2 * state.v + (1 - self.beta2) * g * g
        m_hat = m / (1 - power(self.beta1, t))
        v_hat = v / (1 - power(self.beta2, t))
        x = x - self.lr * ((m_hat + weight * a) / (np.sqrt(v_hat) + self.eps) + self.weight_decay * x)
        return x, AdEMAMixState(m, a, v)
