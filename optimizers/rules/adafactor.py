r"""Adafactor: Adam without momentum, with steps relative to the size of w and a β₂ that grows by itself.

ρ = min(η, 1/√t),   α = max(ε₂, RMS(w)) ρ,   v ← (1 − t^τ) v + t^τ g²,   u = g / max(√v, ε₁),
w ← (1 − η λ) w − α u / max(1, RMS(u) / d)

Its saving, v as a product of a row and a column, exists for matrices only: a vector keeps all of v, as in torch and in
the paper. torch (default) caps ρ at `lr`, puts ε₁ into the division and multiplies the weight decay by η; optax
agrees until the cap binds. The paper and the code it is usually run with, fairseq's, add ε₁ = 1e-30 to g² and multiply
the decay by α (`form="fairseq"`). There ρ is η at every step without `relative_step` (whose cap binds from step 1/η²
on), α is ρ without `scale_parameter`, and with `use_first_moment` w moves by a running mean of its steps, decay β₁.
Source: N. Shazeer and M. Stern, 2018, https://arxiv.org/abs/1804.04235
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from formulas.lanes import rms
from optimizers.base import Array, Optimizer, decoupled_decay, hyper, power


class AdafactorState(NamedTuple):
    v: Array  # (..., n) running mean of g²
    m: Array | None  # (..., n) running mean of the steps, with the first moment


@dataclass(frozen=True, eq=False)
class Adafactor(Optimizer):
    title = "Adafactor"
    family = "adaptive"
    symbols = {"beta": r"\beta"}
    plainly = (
        "The gradient is divided by its running root mean square, and the step is measured by the size of w itself.",
        "For a matrix of weights only sums over rows and columns need to be kept, which saves memory; a "
        "relative step suits small and large weights alike.",
    )
    good_for = "Large matrices with little memory; on a surface its steps depend on how far w is from the origin."
    remark = (
        "Adafactor saves memory by factoring v of a matrix into a row and a column. The point of a surface is a "
        "vector: nothing is factored here, as in torch."
    )

    lr: float = hyper(1e-2, slider=(1e-4, 1.0), log=True, symbol=r"\eta", doc="largest relative step")
    beta2_decay: float = hyper(-0.8, slider=(-2.0, -0.1), within=(-10, 0), symbol=r"\tau", doc="how fast β₂ grows")
    eps1: float = hyper(
        float(np.finfo(float).eps),
        slider=(1e-16, 1.0),
        log=True,
        symbol=r"\varepsilon_1",
        doc="epsilon",
        rare=True,
        authors="1e-30",
    )
    eps2: float = hyper(1e-3, slider=(1e-6, 1.0), log=True, symbol=r"\varepsilon_2", doc="smallest size of w")
    d: float = hyper(1.0, slider=(1.0, 10.0), within=(1, np.inf), log=True, symbol="d", doc="largest RMS of u")
    form: str = hyper("torch", choices=("torch", "fairseq"), doc="epsilon and weight decay of", rare=True)
    relative_step: bool = hyper(True, doc="step capped at 1/√t", rare=True)
    scale_parameter: bool = hyper(True, doc="step relative to the size of w", rare=True)
    use_first_moment: bool = hyper(False, doc="momentum", rare=True)
    beta1: float = hyper(
        0.9,
        slider=(0.0, 0.999),
        within=(0, 1),
        symbol=r"\beta_1",
        doc="decay of m",
        rare=True,
        when={"use_first_moment": True},
    )
    weight_decay: float = decoupled_decay()

    def init(self, x):
        return AdafactorState(v=np.zeros_like(x), m=np.zeros_like(x) if self.use_first_moment else None)

    def step(self, x, state, t, f):
        g = f.gradient(x)
        m = None
        rho = np.minimum(self.lr, 1 / np.sqrt(t)) if self.relative_step else self.lr
        alpha = np.maximum(self.eps2, rms(x)) * rho if self.scale_parameter else rho
        beta = 1 - power(t, self.beta2_decay)
        if self.form == "torch":
            v = beta * state.v + (1 - beta) * g * g
            u = g / np.maximum(np.sqrt(v), self.eps1)
        else:
            v = beta * state.v + (1 - beta) * (g * g + self.eps1)
            u = g / np.sqrt(v)
        u_hat = u / np.maximum(1, rms(u) / self.d)
        rate = self.lr if self.form == "torch" else alpha
        if self.use_first_moment:
            m = self.beta1 * state.m + (1 - self.beta1) * alpha * u_hat
            x = (1 - rate * self.weight_decay) * x - m
        else:
            x = (1 - rate * self.weight_decay) * x - alpha * u_hat
        return x, AdafactorState(v, m)
