r"""L-BFGS: Newton's step with a Hessian that is guessed from the last differences of gradients.

s = w − w_old, y = g − g_old;   d = −H g with H built from the last pairs (s, y) by the two-loop recursion,
starting from (sᵀy / yᵀy) I;   w ← w + η d

torch's LBFGS: one step is a whole `step(closure)` of up to `max_iter` iterations, and ends early as torch's does; so
compare evaluations, not steps. The first direction is −g with η = lr · min(1, 1/‖g‖₁). Without line search η is lr.
A step may take K · 5/4 evaluations with K = max_iter, as in torch; with "strong_wolfe" at least 25, which is torch's
budget for its own K = 20. torch itself leaves a search with K = 1 a single trial, lr or nothing, and never leaves a
steep start: `max_eval=1` is that.
Source: D. Liu and J. Nocedal, 1989, https://doi.org/10.1007/BF01589116
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Array, Optimizer, hyper
from optimizers.toolbox.line_searches import Ray, strong_wolfe
from optimizers.toolbox.point_by_point import init_of_points, step_of_points

CURVED = 1e-10  # torch's least sᵀy of a pair that is kept
SEARCHING = 25  # evaluations of a step that searches: torch's default, max_iter · 5/4 with its max_iter = 20


class LBFGSState(NamedTuple):
    d: Array  # (n,) the last direction
    eta: Array  # (1,) how far along it
    scale: Array  # (1,) sᵀy / yᵀy, the first guess of the inverse Hessian
    memory: tuple  # (iterations so far, pairs (s, y, 1/sᵀy) with the oldest first, last gradient)


@dataclass(frozen=True, eq=False)
class LBFGS(Optimizer):
    title = "L-BFGS"
    family = "second order"
    symbols = {"eta": r"\eta_t", "scale": r"\gamma"}
    latex_lines = (
        r"s &= w_{t-1} - w_{t-2}, \quad y = g_t - g_{t-1}, \quad \gamma = s^\top y / y^\top y",
        r"H_t &= (I - \rho s y^\top)\, H_{t-1}\, (I - \rho y s^\top) + \rho s s^\top, "
        r"\quad \rho = 1/s^\top y, \quad H_0 = \gamma I",
        r"w_t &= w_{t-1} - \eta\, H_t\, g_t",
    )
    plainly = (
        "From the last differences of points and gradients it guesses what Newton's step would be, without "
        "storing a matrix.",
        "How the gradient changed along a step tells the curvature there, and a few of these pairs are enough to "
        "straighten out a narrow valley.",
    )
    good_for = (
        "Smooth functions with exact gradients: few steps to many digits. Noise ruins it, and lr 1 may overshoot."
    )
    remark = (
        "Where the function curves down, the pair (s, y) is left out and the older guess is used; without a line "
        "search nothing then keeps the step from going up. One step may be several evaluations: compare those."
    )

    lr: float = hyper(1.0, slider=(1e-3, 1.0), log=True, symbol=r"\eta", doc="step size")
    max_iter: int = hyper(1, slider=(1, 20), within=(1, 101), symbol="K", doc="iterations a step")
    history_size: int = hyper(100, slider=(1, 100), within=(1, 1001), symbol="h", doc="pairs remembered")
    line_search_fn: str = hyper("none", choices=("none", "strong_wolfe"), doc="line search")
    max_eval: int = hyper(
        0,
        slider=(0, 50),
        within=(0, 126),
        symbol="E",
        doc="evaluations a step (0: K · 5/4, with a search at least 25)",
        rare=True,
    )
    tolerance_grad: float = hyper(
        1e-7, slider=(1e-16, 1e-2), log=True, symbol=r"\tau_g", doc="rest below this gradient", rare=True
    )
    tolerance_change: float = hyper(
        1e-9, slider=(1e-16, 1e-2), log=True, symbol=r"\tau_c", doc="end of a step below this change", rare=True
    )

    @property
    def budget(self) -> int:
        """How many evaluations one step may take; a rule with plain numbers, of one lane."""
        usual = self.max_iter * 5 // 4
        return self.max_eval or (max(usual, SEARCHING) if self.line_search_fn == "strong_wolfe" else usual)

    @init_of_points
    def init(self, x):
        return LBFGSState(np.zeros_like(x), np.zeros(1), np.ones(1), (0, (), None))

    @step_of_points
    def step(self, x, state, t, f):
        value, g = f.evaluate(x)
        if np.max(np.abs(g)) <= self.tolerance_grad:
            return x, state
        evaluations, most = 1, self.budget
        for left in reversed(range(self.max_iter)):
            before = value
            state = self._direction(state, g)
            if g @ state.d > -self.tolerance_change:
                break
            ray = Ray(f, x, state.d, value, g)
            x, eta, value, g = self._move(ray, state.eta[0], most - evaluations, left > 0)
            state = state._replace(eta=np.array([eta]))
            evaluations += ray.trials
            moved = np.max(np.abs(state.d * eta)) > self.tolerance_change
            resting = np.max(np.abs(g)) <= self.tolerance_grad
            if evaluations >= most or resting or not moved or abs(value - before) < self.tolerance_change:
                break
        return x, state

    def _direction(self, state, g):
        """The state with the direction at a point with gradient g, and the first step to try along it."""
        count, pairs, last = state.memory
        if count == 0:
            first = min(1.0, 1.0 / np.sum(np.abs(g))) * self.lr
            return LBFGSState(-g, np.array([first]), np.ones(1), (1, (), g))
        s, y, scale = state.d * state.eta, g - last, state.scale
        if y @ s > CURVED:
            pairs = (*pairs, (s, y, 1.0 / (y @ s)))[-self.history_size :]
            scale = np.array([(y @ s) / (y @ y)])
        return LBFGSState(_two_loops(g, pairs, scale), np.array([self.lr]), scale, (count + 1, pairs, g))

    def _move(self, ray, eta, trials_left, look):
        """(x, η, f, g) after the move; without line search f and g are asked for only if they will be looked at."""
        if self.line_search_fn == "strong_wolfe":
            found = strong_wolfe(ray, eta, tolerance_change=self.tolerance_change, max_ls=trials_left)
            return ray.at(found.a), found.a, found.f, found.g
        if look:
            found = ray(eta)
            return ray.at(eta), eta, found.f, found.g
        return ray.at(eta), eta, ray.start.f, ray.start.g


def _two_loops(g: Array, pairs: tuple, scale: Array) -> Array:
    """−H g."""
    q, alphas = -g, []
    for s, y, rho in reversed(pairs):
        alphas.append((s @ q) * rho)
        q = q - alphas[-1] * y
    r = q * scale
    for (s, y, rho), alpha in zip(pairs, reversed(alphas), strict=True):
        r = r + s * (alpha - (y @ r) * rho)
    return r
