r"""RMSprop: the gradient divided by a running root mean square of itself.

v ← α v + (1 − α) g²,   b ← μ b + g / (√v + ε),   w ← w − η b

centered subtracts the squared running mean a of the gradient from v; where the gradient no longer changes, rounding can
make that difference negative and the path ends as NaN, here as in torch. torch: α = 0.99, ε outside the root; optax: α
= 0.9, ε inside; Keras: ε inside. optax and Keras keep η inside the momentum buffer b, which matters once η changes
during a run.
Source: T. Tieleman and G. Hinton, Lecture 6.5, 2012, https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf;
centered: A. Graves, 2013, https://arxiv.org/abs/1308.0850
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import NONZERO, Array, Optimizer, coupled_weight_decay, hyper


class RMSpropState(NamedTuple):
    v: Array  # (..., n) running mean of g²
    b: Array  # (..., n) momentum buffer
    a: Array | None  # (..., n) running mean of g, when centered


@dataclass(frozen=True, eq=False)
class RMSprop(Optimizer):
    title = "RMSprop"
    family = "adaptive"
    momentum_state = "b"
    lr_unit = "distance"
    plainly = (
        "Each coordinate's gradient is divided by its own recent root mean square.",
        "Forgetting old gradients keeps the steps from dying as AdaGrad's do, and about equally long however "
        "steep the coordinate is.",
    )
    good_for = (
        "Coordinates of different scale and changing surfaces; with a constant step size it hovers around the minimum."
    )

    lr: float = hyper(1e-2, slider=(1e-5, 1.0), log=True, symbol=r"\eta", doc="step size")
    alpha: float = hyper(0.99, slider=(0.0, 0.999), within=(0, 1), symbol=r"\alpha", doc="decay of v")
    momentum: float = hyper(0.0, slider=(0.0, 0.999), symbol=r"\mu", doc="momentum")
    centered: bool = hyper(False, doc="centered")
    eps: float = hyper(1e-8, slider=(1e-12, 1.0), log=True, symbol=r"\varepsilon", doc="epsilon", rare=True)
    eps_place: str = hyper("outside", choices=("outside", "inside"), doc="epsilon is … the root", rare=True)
    lr_in_buffer: bool = hyper(False, doc="step size inside the buffer", rare=True, when={"momentum": NONZERO})
    weight_decay: float = coupled_weight_decay()

    def init(self, x):
        return RMSpropState(v=np.zeros_like(x), b=np.zeros_like(x), a=np.zeros_like(x) if self.centered else None)

    def step(self, x, state, t, f):
        g = f.gradient(x)
        v = self.alpha * state.v + (1 - self.alpha) * g * g
        a = None
        d = v
        if self.centered:
            a = self.alpha * state.a + (1 - self.alpha) * g
            d = v - a * a
        if self.eps_place == "outside":
            u = g / (np.sqrt(d) + self.eps)
        else:
            u = g / np.sqrt(d + self.eps)
        if self.lr_in_buffer:
            b = self.momentum * state.b + self.lr * u
            x = x - b
        else:
            b = self.momentum * state.b + u
            x = x - self.lr * b
        return x, RMSpropState(v, b, a)
