r"""Nelder–Mead: a simplex that crawls downhill by values alone.

Of its n + 1 corners, the worst is reflected at the middle x̄ of the others; if that is the best of all the step is
doubled (expansion), if it is hardly better the simplex contracts, and if nothing helps it shrinks towards the best.

SciPy's form, with its order of comparisons. w is the best corner. The first simplex is the start and, per coordinate,
the start moved by `size`.
Source: J. Nelder and R. Mead, 1965, https://doi.org/10.1093/comjnl/7.4.308
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Array, Optimizer, hyper
from optimizers.toolbox.point_by_point import init_of_points, step_of_points


class NelderMeadState(NamedTuple):
    simplex: Array  # (n + 1, n) the corners, the best one first
    memory: tuple  # their values, once they are known


@dataclass(frozen=True, eq=False)
class NelderMead(Optimizer):
    title = "Nelder–Mead"
    family = "without derivatives"
    symbols = {"simplex": "S"}
    latex_lines = (
        r"\bar{x} &= \text{middle of all corners but the worst, } x_{n+1}",
        r"x_r &= \bar{x} + \rho\,(\bar{x} - x_{n+1}) \quad \text{(reflection)}",
        r"x_e &= \bar{x} + \rho\chi\,(\bar{x} - x_{n+1}) \quad \text{(expansion, if } x_r \text{ is the best)}",
        r"x_c &= \bar{x} \pm \psi\,(\bar{x} - x_{n+1}) \quad \text{(contraction, if } x_r \text{ is hardly better)}",
        r"x_i &\leftarrow x_1 + \sigma\,(x_i - x_1) \quad \text{(shrinking, if nothing helps)}",
    )
    plainly = (
        "A triangle of points, on a surface of two variables, flips its worst corner over, stretches, "
        "contracts or shrinks.",
        "Comparing values alone shows the way down, so f needs no derivative.",
    )
    good_for = "Functions of few variables without a derivative. Slow, and it can stall short of a minimum."
    remark = "It never asks for a gradient: noise, clipping and weight decay, which act on gradients, do not reach it."

    size: float = hyper(0.5, slider=(1e-2, 5.0), log=True, symbol="s", doc="size of the first simplex")
    rho: float = hyper(1.0, slider=(0.5, 2.0), symbol=r"\rho", doc="reflection", rare=True)
    chi: float = hyper(2.0, slider=(1.0, 4.0), symbol=r"\chi", doc="expansion", rare=True)
    psi: float = hyper(0.5, slider=(0.1, 0.9), within=(0, 1), symbol=r"\psi", doc="contraction", rare=True)
    sigma: float = hyper(0.5, slider=(0.1, 0.9), within=(0, 1), symbol=r"\sigma", doc="shrinking", rare=True)

    @init_of_points
    def init(self, x):
        return NelderMeadState(np.vstack([x, x + self.size * np.eye(len(x))]), ())

    @step_of_points
    def step(self, x, state, t, f):
        corners, values = _ordered(*_with_values(x, state, f))
        middle, worst = np.add.reduce(corners[:-1], 0) / len(x), corners[-1]

        def moved(by):
            corner = (1 + by) * middle - by * worst
            return corner, f.value(corner)

        better = self._better(moved, values)
        if better is None:
            corners = np.vstack([corners[:1], corners[0] + self.sigma * (corners[1:] - corners[0])])
            values = np.array([values[0], *(f.value(corner) for corner in corners[1:])])
        else:
            corners, values = np.vstack([corners[:-1], better[0]]), np.array([*values[:-1], better[1]])
        corners, values = _ordered(corners, values)
        return corners[0].copy(), NelderMeadState(corners, tuple(values))

    def _better(self, moved, values):
        """(corner, value) in place of the worst one; None if the simplex has to shrink."""
        reflected = moved(self.rho)
        if reflected[1] < values[0]:
            expanded = moved(self.rho * self.chi)
            return expanded if expanded[1] < reflected[1] else reflected
        if reflected[1] < values[-2]:
            return reflected
        if reflected[1] < values[-1]:
            outside = moved(self.psi * self.rho)
            return outside if outside[1] <= reflected[1] else None
        inside = moved(-self.psi)
        return inside if inside[1] < values[-1] else None


def _with_values(x: Array, state: NelderMeadState, f) -> tuple[Array, Array]:
    """The corners and their values; all are asked for at the first step, and where someone else has moved x."""
    if state.memory and np.array_equal(state.simplex[0], x):
        return state.simplex, np.array(state.memory)
    corners = state.simplex + (x - state.simplex[0])
    return corners, np.array([f.value(corner) for corner in corners])


def _ordered(corners: Array, values: Array) -> tuple[Array, Array]:
    order = np.argsort(values, kind="stable")
    return corners[order], values[order]
