r"""Adafactor: Adam without momentum, with steps relative to the size of w and a β₂ that grows by itself.

ρ = min(η, 1/√t),   α = max(ε₂, RMS(w)) ρ,   v ← (1 − t^τ) v + t^τ g²,   u = g / max(√v, ε₁),
w ← (1 − η λ) w − α u / max(1, RMS(u) / d)

Its saving, v as a product of a row and a column, exists for matrices only: a vector keeps all of v, as in torch and in
the paper. torch (default) caps ρ at `lr`, puts ε₁ into the division and multiplies the weight decay by lr; the paper
has ρ = min(0.01, 1/√t) and adds ε₁ to g². optax agrees with torch until the cap binds.
Source: N. Shazeer and M. Stern, 2018, https://arxiv.org/abs/1804.04235
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from formulas.lanes import rms
from optimizers.base import Array, Optimizer, decoupled_decay, hyper, power


class AdafactorState(NamedTuple):
    v: Array  # (..., n) running mean of g²


@dataclass(frozen=True, eq=False)
class Adafactor(Optimizer):
    title = "Adafactor"
    family = "adaptive"
    symbols = {"beta": r"\beta"}
    good_for = "Large matrices with little memory; on a surface its steps depend on how far w is from the origin."
    remark = (
        "Adafactor saves memory by factoring v of a matrix into a row and a column. The point of a surface is a "
        "vector: nothing is factored here, as in torch."
    )

    lr: float = hyper(1e-2, slider=(1e-4, 1.0), log=True, symbol=r"\eta", doc="largest relative step")
    beta2_decay: float = hyper(-0.8, slider=(-2.0, -0.1), within=(-10, 0), symbol=r"\tau", doc="how fast β₂ grows")
    eps1: float = hyper(
        float(np.finfo(float).eps), slider=(1e-16, 1.0), log=True, symbol=r"\varepsilon_1", doc="epsilon", rare=True
    )
    eps2: float = hyper(1e-3, slider=(1e-6, 1.0), log=True, symbol=r"\varepsilon_2", doc="smallest size of w")
    d: float = hyper(1.0, slider=(1.0, 10.0), within=(1, np.inf), log=True, symbol="d", doc="largest RMS of u")
    weight_decay: float = decoupled_decay()

    def init(self, x):
        return AdafactorState(v=np.zeros_like(x))

    def step(self, x, state, t, f):
        g = f.gradient(x)
        rho = np.minimum(self.lr, 1 / np.sqrt(t))
        alpha = np.maximum(self.eps2, rms(x)) * rho
        beta = 1 - power(t, self.beta2_decay)
        v = beta * state.v + (1 - beta) * g * g
        u = g / np.maximum(np.sqrt(v), self.eps1)
        u_hat = u / np.maximum(1, rms(u) / self.d)
        x = (1 - self.lr * self.weight_decay) * x - alpha * u_hat
        return x, AdafactorState(v)
