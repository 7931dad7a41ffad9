r"""Nonlinear conjugate gradients: every direction keeps a part of the one before.

d ← −g + β d,   w ← w + η d
fletcher_reeves    β = gᵀg / ĝᵀĝ
polak_ribiere_plus β = max(0, gᵀ(g − ĝ) / ĝᵀĝ)         ĝ: the gradient of the step before

On a quadratic with exact steps both walk the same n conjugate directions and are done. η is searched for until the
strong Wolfe conditions hold; the search begins at η_old · (slope before / slope now), the first one at
lr · min(1, 1/‖g‖₁). The gradient at the end of a search is that of the next step and costs nothing there.
Source: R. Fletcher and C. Reeves, 1964, https://doi.org/10.1093/comjnl/7.2.149; J. Nocedal and S. Wright,
"Numerical Optimization", 2006, section 5.2
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Array, Optimizer, hyper
from optimizers.toolbox.line_searches import Ray, strong_wolfe
from optimizers.toolbox.point_by_point import init_of_points, known_or_asked, step_of_points


class ConjugateGradientState(NamedTuple):
    d: Array  # (n,) the direction
    beta: Array  # (1,) how much of the direction before is in it
    eta: Array  # (1,) how far along it
    memory: tuple  # (x, f, g) of the end of the last step
    before: tuple  # (gradient, slope along d) of its beginning


@dataclass(frozen=True, eq=False)
class ConjugateGradient(Optimizer):
    title = "Conjugate gradients"
    family = "second order"
    symbols = {"eta": r"\eta_t", "beta": r"\beta_t"}
    latex_lines = (
        r"\beta_t &= \frac{g_t^\top g_t}{g_{t-1}^\top g_{t-1}} \ \text{(Fletcher--Reeves)}, \quad "
        r"\max\Bigl(0, \frac{g_t^\top (g_t - g_{t-1})}{g_{t-1}^\top g_{t-1}}\Bigr) \ \text{(Polak--Ribière+)}",
        r"d_t &= -g_t + \beta_t d_{t-1}",
        r"w_t &= w_{t-1} + \eta_t d_t, \quad \eta_t \text{ by the strong Wolfe conditions}",
    )
    plainly = (
        "Each direction is the negative gradient plus a part of the direction before, and is searched along.",
        "The part is chosen so that, on a quadratic with exact searches, a new search does not spoil what "
        "earlier ones have gained.",
    )
    good_for = "Long valleys with exact gradients and no matrix to store; needs a careful line search, and no noise."
    remark = "Where d is no way down, β is 0 and it starts anew with the gradient."

    lr: float = hyper(1.0, slider=(1e-3, 10.0), log=True, symbol=r"\eta", doc="first trial of the first search")
    form: str = hyper("polak_ribiere_plus", choices=("polak_ribiere_plus", "fletcher_reeves"), doc="β of")
    c1: float = hyper(1e-4, slider=(1e-4, 0.5), log=True, within=(0, 1), symbol="c_1", doc="decrease", rare=True)
    c2: float = hyper(0.1, slider=(0.01, 0.5), within=(0, 1), symbol="c_2", doc="curvature", rare=True)

    @init_of_points
    def init(self, x):
        return ConjugateGradientState(np.zeros_like(x), np.zeros(1), np.zeros(1), (), ())

    @step_of_points
    def step(self, x, state, t, f):
        value, g = known_or_asked(f, x, state.memory)
        beta = self._beta(g, state.before)
        d = -g + beta * state.d
        if not g @ d < 0:
            beta, d = 0.0, -g
        if g @ d == 0:  # also where slopes are so small that their squares vanish
            return x, state
        ray = Ray(f, x, d, value, g)
        end = strong_wolfe(ray, self._first_trial(ray, state), c1=self.c1, c2=self.c2)
        x = ray.at(end.a)
        memory, before = (x, end.f, end.g), (g, ray.start.slope)
        return x, ConjugateGradientState(d, np.array([beta]), np.array([end.a]), memory, before)

    def _beta(self, g, before):
        if not before:
            return 0.0
        last = before[0]
        if last @ last == 0:
            return 0.0
        if self.form == "fletcher_reeves":
            return (g @ g) / (last @ last)
        return max(0.0, (g @ (g - last)) / (last @ last))

    def _first_trial(self, ray, state):
        """As far as would change f to first order as much as the step before did."""
        if state.before and state.eta[0] > 0:
            return state.eta[0] * state.before[1] / ray.start.slope
        return self.lr * min(1.0, 1.0 / np.sum(np.abs(ray.start.g)))
