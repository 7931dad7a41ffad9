r"""BFGS: Newton's step with an inverse Hessian that grows from the differences of gradients.

d = −H g,   w ← w + η d,   s = η d, y = g_new − g,   H ← (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ with ρ = 1 / sᵀy

H starts as the identity, and η is searched for until the strong Wolfe conditions hold, from lr on (at the first step
from lr · min(1, 1/‖g‖₁)). They make sᵀy positive, and H with it; a pair for which it is not is left out. The gradient
at the end of a search is that of the next step and costs nothing there.
Source: J. Nocedal and S. Wright, "Numerical Optimization", 2006, algorithm 6.1
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Array, Optimizer, hyper
from optimizers.toolbox.line_searches import Ray, strong_wolfe
from optimizers.toolbox.point_by_point import init_of_points, known_or_asked, step_of_points


class BFGSState(NamedTuple):
    H: Array  # (n, n) the guess of the inverse Hessian
    d: Array  # (n,) the direction
    eta: Array  # (1,) how far along it
    memory: tuple  # (x, f, g) of the end of the last step


@dataclass(frozen=True, eq=False)
class BFGS(Optimizer):
    title = "BFGS"
    family = "second order"
    symbols = {"eta": r"\eta_t"}
    latex_lines = (
        r"d_t &= -H_{t-1}\, g_t, \quad w_t = w_{t-1} + \eta_t d_t, \quad \eta_t \text{ by the strong Wolfe conditions}",
        r"s &= w_t - w_{t-1}, \quad y = \nabla f(w_t) - g_t, \quad \rho = 1/s^\top y",
        r"H_t &= (I - \rho s y^\top)\, H_{t-1}\, (I - \rho y s^\top) + \rho s s^\top",
    )
    plainly = (
        "It builds up an inverse Hessian from changes of the gradient, and searches along the step that this gives.",
        "The changes reveal the curvature without second derivatives, so it nears Newton's speed at the price "
        "of gradients.",
    )
    good_for = "The best all-rounder for few variables and exact gradients; its matrix is too large for a network."
    remark = (
        "Where the function curves down between two points (sᵀy ≤ 0) the pair is left out, and where d is no way down "
        "H starts anew as the identity."
    )

    lr: float = hyper(1.0, slider=(1e-3, 10.0), log=True, symbol=r"\eta", doc="first trial of a search")
    c1: float = hyper(1e-4, slider=(1e-4, 0.5), log=True, within=(0, 1), symbol="c_1", doc="decrease", rare=True)
    c2: float = hyper(0.9, slider=(0.1, 0.99), within=(0, 1), symbol="c_2", doc="curvature", rare=True)

    @init_of_points
    def init(self, x):
        return BFGSState(np.eye(len(x)), np.zeros_like(x), np.zeros(1), ())

    @step_of_points
    def step(self, x, state, t, f):
        value, g = known_or_asked(f, x, state.memory)
        h, d = state.H, -(state.H @ g)
        if not g @ d < 0:
            h, d = np.eye(len(x)), -g
        if not np.any(d):
            return x, state
        ray = Ray(f, x, d, value, g)
        first = self.lr * (min(1.0, 1.0 / np.sum(np.abs(g))) if t == 1 else 1.0)
        end = strong_wolfe(ray, first, c1=self.c1, c2=self.c2)
        x = ray.at(end.a)
        return x, BFGSState(_updated(h, end.a * d, end.g - g), d, np.array([end.a]), (x, end.f, end.g))


def _updated(h: Array, s: Array, y: Array) -> Array:
    """The inverse Hessian after one more pair."""
    if not s @ y > 0:
        return h
    rho = 1.0 / (s @ y)
    left = np.eye(len(s)) - rho * np.outer(s, y)
    return left @ h @ left.T + rho * np.outer(s, s)
