r"""LAMB: Adam's direction, with a step as long as the weights are: η ‖w‖.

m and v as in Adam,   u = m̂ / (√v̂ + ε) + λ w,   w ← w − η ‖w‖ / ‖u‖ · u   (‖w‖ / ‖u‖ is 1 where one of them is 0)

The paper's Algorithm 2 with φ(z) = z, as in optax. The code that PyTorch users run corrects neither m nor v
(`bias_correction=False`) and bounds ‖w‖ by 10 (`clamp`); pytorch-optimizer follows it, and adds ε to ‖u‖.
The norms are those of a layer; here of the whole point. ε is outside the root.
Source: Y. You et al., 2019, https://arxiv.org/abs/1904.00962
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from formulas.lanes import norm, ratio
from optimizers.base import Array, Optimizer, decoupled_decay, hyper, power


class LAMBState(NamedTuple):
    m: Array  # (..., n) running mean of g
    v: Array  # (..., n) running mean of g²


@dataclass(frozen=True, eq=False)
class LAMB(Optimizer):
    title = "LAMB"
    family = "modern"
    symbols = {"trust": r"\phi", "size": r"\ell"}
    plainly = (
        "Adam's direction is scaled so that the step is a fixed part of the length of w.",
        "Layers of small and of large weights then change by the same share, which keeps very large batches "
        "with large steps stable.",
    )
    good_for = (
        "Huge batches on layers of different scale; on a surface its steps depend on the origin and never die away."
    )

    lr: float = hyper(1e-3, slider=(1e-4, 1.0), log=True, symbol=r"\eta", doc="relative step size")
    beta1: float = hyper(0.9, slider=(0.0, 0.999), within=(0, 1), symbol=r"\beta_1", doc="decay of m")
    beta2: float = hyper(0.999, slider=(0.0, 0.9999), within=(0, 1), symbol=r"\beta_2", doc="decay of v")
    eps: float = hyper(1e-6, slider=(1e-12, 1.0), log=True, symbol=r"\varepsilon", doc="epsilon", rare=True)
    bias_correction: bool = hyper(True, doc="bias correction", rare=True)
    clamp: bool = hyper(False, doc="bound ‖w‖", rare=True)
    clamp_value: float = hyper(
        10.0, slider=(0.1, 100.0), log=True, symbol="c", doc="largest ‖w‖", rare=True, when={"clamp": True}
    )
    weight_decay: float = decoupled_decay()

    def init(self, x):
        return LAMBState(m=np.zeros_like(x), v=np.zeros_like(x))

    def step(self, x, state, t, f):
        g = f.gradient(x)
        m = self.beta1 * state.m + (1 - self.beta1) * g
        v = self.beta2 * state.v + (1 - self.beta2) * g * g
        m_hat = m / (1 - power(self.beta1, t)) if self.bias_correction else m
        v_hat = v / (1 - power(self.beta2, t)) if self.bias_correction else v
        u = m_hat / (np.sqrt(v_hat) + self.eps) + self.weight_decay * x
        size = np.minimum(norm(x), self.clamp_value) if self.clamp else norm(x)
        trust = np.where(size * norm(u) > 0, ratio(size, norm(u)), 1)
        x = x - self.lr * trust * u
        return x, LAMBState(m, v)
