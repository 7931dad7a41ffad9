r"""Muon: Nesterov momentum whose step is made orthogonal, all singular values moved towards 1. A rule for matrices.

b ← μ b + (1 − μ) g,   u = (1 − μ) g + μ b,   o = NS(u),   w ← (1 − η λ) w − η o

NS is k steps of the Newton–Schulz iteration X ← (a + b XXᵀ + c (XXᵀ)²) X from X = u / ‖u‖, with a = 3.4445, b = −4.7750
and c = 2.0315. A vector is a matrix of one row with the single singular value ‖u‖, so that NS(u) is u divided by its
length, times 0.696 if k = 5: on a point of a surface Muon degenerates to normalised Nesterov momentum.
torch.optim.Muon takes matrices only and runs the iteration in bfloat16, which is good for two digits; here it is
float64. torch divides by max(‖u‖, ε) (default), the authors' code by ‖u‖ + ε (`eps_place="added"`); its step size is
0.02, and there is no decay. `adjust_lr_fn` scales the step to the shape of the matrix as in torch, here 1 × n.
Source: K. Jordan et al., 2024, https://kellerjordan.github.io/posts/muon/; J. Liu et al., 2025,
https://arxiv.org/abs/2502.16982
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from formulas.lanes import dimension, norm
from optimizers.base import Array, Optimizer, decoupled_decay, hyper
from optimizers.toolbox.newton_schulz import newton_schulz


class MuonState(NamedTuple):
    b: Array  # (..., n) running mean of g


@dataclass(frozen=True, eq=False)
class Muon(Optimizer):
    title = "Muon"
    family = "modern"
    momentum_state = "b"
    symbols = {"floor": "c"}
    lr_unit = "distance"
    plainly = (
        "A momentum with Nesterov's look-ahead, taken as a matrix, has all its singular values moved towards "
        "1 before the step.",
        "Directions that a few large ones would drown get a step of like size; a point of a surface is a "
        "single row, of which only the direction remains.",
    )
    good_for = "Hidden weight matrices of networks; on a surface only momentum with steps of fixed length."
    remark = (
        "Muon is made for matrices. The point of a surface is a vector, on which it degenerates to Nesterov momentum "
        "with steps of fixed length: this picture says nothing about Muon on a network."
    )

    lr: float = hyper(1e-3, slider=(1e-4, 1.0), log=True, symbol=r"\eta", doc="step size", authors="0.02")
    momentum: float = hyper(0.95, slider=(0.0, 0.999), symbol=r"\mu", doc="momentum")
    nesterov: bool = hyper(True, doc="Nesterov")
    weight_decay: float = decoupled_decay(0.1, authors="0")
    ns_steps: int = hyper(5, choices=tuple(range(1, 11)), symbol="k", doc="Newton–Schulz steps", rare=True)
    eps: float = hyper(1e-7, slider=(1e-12, 1.0), log=True, symbol=r"\varepsilon", doc="epsilon", rare=True)
    eps_place: str = hyper(
        "floor", choices=("floor", "added"), doc="epsilon of the norm is", rare=True, authors="added"
    )
    adjust_lr_fn: str = hyper("original", choices=("original", "match_rms_adamw"), doc="step size scaled as", rare=True)

    def init(self, x):
        return MuonState(b=np.zeros_like(x))

    def step(self, x, state, t, f):
        g = f.gradient(x)
        b = self.momentum * state.b + (1 - self.momentum) * g
        u = (1 - self.momentum) * g + self.momentum * b if self.nesterov else b
        floor = self.eps if self.eps_place == "floor" else norm(u) + self.eps
        o = newton_schulz(u, self.ns_steps, floor)
        d = 0.2 * np.sqrt(dimension(x)) * o if self.adjust_lr_fn == "match_rms_adamw" else o
        x = (1 - self.lr * self.weight_decay) * x - self.lr * d
        return x, MuonState(b)
