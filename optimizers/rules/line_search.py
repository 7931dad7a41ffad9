r"""Gradient descent that looks before it leaps: the step size is searched for anew at every step.

armijo  η = η₀ σᵏ with the least k for which f(w − η g) ≤ f(w) − c η ‖g‖²
exact   η at a minimum of f(w − η g): the first that doubling η₀ walks across, found by its derivative

Every trial costs an evaluation. With the exact search, each gradient is at right angles to the next.
Source: L. Armijo, 1966, https://doi.org/10.2140/pjm.1966.16.1; A. Cauchy, 1847
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Array, Optimizer, hyper
from optimizers.toolbox.line_searches import Ray, armijo, exact
from optimizers.toolbox.point_by_point import init_of_points, step_of_points


class LineSearchState(NamedTuple):
    eta: Array  # (1,) the step size that was taken


@dataclass(frozen=True, eq=False)
class LineSearch(Optimizer):
    title = "Line search"
    family = "first order"
    symbols = {"eta": r"\eta_t"}
    latex_lines = (
        r"g_t &= \nabla f(w_{t-1})",
        r"\eta_t &= \eta\,\sigma^{k}, \ \text{least } k \text{ with } "
        r"f(w_{t-1} - \eta_t g_t) \le f(w_{t-1}) - c\,\eta_t \lVert g_t \rVert^2 \quad \text{(Armijo)}",
        r"\eta_t &= \operatorname{arg\,min}_{\eta}\, f(w_{t-1} - \eta g_t) \quad \text{(exact)}",
        r"w_t &= w_{t-1} - \eta_t g_t",
    )
    plainly = (
        "At every step it tries step sizes along the negative gradient, and takes one that lowers f enough.",
        "No single step size suits the whole surface, and a few more values of f show which one suits here.",
    )
    good_for = (
        "Descent without tuning a step size, always downhill; in a narrow valley it zigzags like any gradient descent."
    )
    remark = (
        "Where no step downhill is found, as at a minimum or with clipped or noisy gradients, it stays where it is."
    )

    lr: float = hyper(1.0, slider=(1e-3, 10.0), log=True, symbol=r"\eta", doc="first trial")
    search: str = hyper("armijo", choices=("armijo", "exact"), doc="search")
    c: float = hyper(
        1e-4,
        slider=(1e-4, 0.5),
        log=True,
        within=(0, 1),
        symbol="c",
        doc="decrease asked for",
        when={"search": "armijo"},
    )
    shrink: float = hyper(
        0.5, slider=(0.1, 0.9), within=(0, 1), symbol=r"\sigma", doc="factor of a trial", when={"search": "armijo"}
    )

    @init_of_points
    def init(self, x):
        return LineSearchState(np.zeros(1))

    @step_of_points
    def step(self, x, state, t, f):
        value, g = f.evaluate(x)
        ray = Ray(f, x, -g, value, g)
        if not ray.start.slope < 0:
            return x, LineSearchState(np.zeros(1))
        found = exact(ray, self.lr) if self.search == "exact" else armijo(ray, self.lr, self.c, self.shrink)
        return ray.at(found.a), LineSearchState(np.array([found.a]))
