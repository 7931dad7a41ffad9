r"""Trust region with the dogleg step: Newton's step as far as the model has proved to be right.

m(p) = f + gᵀp + ½ pᵀH p within ‖p‖ ≤ Δ.  ρ = (f(w) − f(w + p)) / (m(0) − m(p)):  the step is taken if ρ > η;
Δ ← Δ/4 if ρ < ¼,   Δ ← min(2Δ, Δ_max) if ρ > ¾ and ‖p‖ = Δ

p is Newton's step if it lies within Δ, else where the path from w by the minimum along −g (Cauchy's point) to Newton's
step crosses Δ, as in SciPy's "dogleg". SciPy gives up where H is not positive definite. Here p is then the minimum
of the model along −g within Δ, which under negative curvature is the edge.
Source: M. Powell, 1970; J. Nocedal and S. Wright, "Numerical Optimization", 2006, algorithm 4.1 and section 4.1
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Array, Optimizer, hyper
from optimizers.toolbox.point_by_point import init_of_points, step_of_points


class TrustRegionState(NamedTuple):
    radius: Array  # (1,) Δ
    rho: Array  # (1,) decrease of f over decrease of the model in the last step
    memory: tuple  # (x, f, g, H) there


@dataclass(frozen=True, eq=False)
class TrustRegion(Optimizer):
    title = "Trust region (dogleg)"
    family = "second order"
    symbols = {"radius": r"\Delta", "rho": r"\rho"}
    latex_lines = (
        r"p_t &\approx \operatorname{arg\,min}_{\lVert p \rVert \le \Delta_{t-1}} "
        r"f + g_t^\top p + \tfrac12 p^\top H_t\, p \quad \text{(dogleg)}",
        r"\rho_t &= \frac{f(w_{t-1}) - f(w_{t-1} + p_t)}{m(0) - m(p_t)}, \quad "
        r"w_t = w_{t-1} + p_t \ \text{if } \rho_t > \eta",
        r"\Delta_t &= \tfrac14 \Delta_{t-1} \ \text{if } \rho_t < \tfrac14, \quad \min(2\Delta_{t-1}, \Delta_{\max}) "
        r"\ \text{if } \rho_t > \tfrac34 \text{ and } \lVert p_t \rVert = \Delta_{t-1}",
    )
    plainly = (
        "It takes the model of slope and curvature for true only within a radius, and steps about as low as "
        "the model gets there.",
        "The radius grows where the model foretold f well and shrinks where it did not, which keeps Newton's "
        "step from leaping.",
    )
    good_for = "Newton's speed near a minimum without its leaps far from one; it needs the Hessian at every new point."
    remark = (
        "Where the Hessian is not positive definite the step goes along −g, to the minimum of the model or to the edge "
        "of the trust region; a step that does not lower f enough is not taken, and the point rests while Δ shrinks."
    )

    initial_trust_radius: float = hyper(1.0, slider=(1e-2, 10.0), log=True, symbol=r"\Delta_0", doc="first radius")
    max_trust_radius: float = hyper(1000.0, slider=(0.1, 1e3), log=True, symbol=r"\Delta_{\max}", doc="largest radius")
    eta: float = hyper(0.15, slider=(0.0, 0.24), within=(0, 0.25), symbol=r"\eta", doc="least success", rare=True)

    @init_of_points
    def init(self, x):
        return TrustRegionState(np.array([self.initial_trust_radius]), np.zeros(1), ())

    @step_of_points
    def step(self, x, state, t, f):
        if not (state.memory and np.array_equal(state.memory[0], x)):
            state = state._replace(memory=(x, *f.evaluate(x), f.hessian(x)))
        _, value, g, h = state.memory
        radius = state.radius[0]
        p, at_edge = _dogleg(g, h, radius)
        predicted = -(g @ p + 0.5 * (p @ h @ p))
        if not predicted > 0:
            return (x, state) if np.all(np.isfinite(p)) else (x + p, state)
        rho = (value - f.value(x + p)) / predicted
        if not rho >= 0.25:
            radius = 0.25 * radius
        elif rho > 0.75 and at_edge:
            radius = min(2 * radius, self.max_trust_radius)
        state = state._replace(radius=np.array([radius]), rho=np.array([rho]))
        return (x + p if rho > self.eta else x), state


def _dogleg(g: Array, h: Array, radius: float) -> tuple[Array, bool]:
    """The step within the radius, and whether it ends at its edge."""
    curvature, size = g @ h @ g, np.sqrt(g @ g)
    if size == 0:
        return np.zeros_like(g), False
    newton = _newton(g, h)
    length = (size**3 / curvature) if curvature > 0 else np.inf
    if newton is None or not np.isfinite(length):  # f may be as good as straight along g where H just has a root
        return -g * (min(length, radius) / size), bool(length >= radius)
    if np.sqrt(newton @ newton) < radius:
        return newton, False
    cauchy = -(g @ g / curvature) * g
    length = np.sqrt(cauchy @ cauchy)
    if length >= radius:
        return cauchy * (radius / length), True
    bend = newton - cauchy
    a, b, c = bend @ bend, 2 * (cauchy @ bend), cauchy @ cauchy - radius * radius
    root = b + np.copysign(np.sqrt(b * b - 4 * a * c), b)  # no difference of two nearly equal numbers
    return cauchy + max(-root / (2 * a), -2 * c / root) * bend, True


def _newton(g: Array, h: Array) -> Array | None:
    """−H⁻¹g, or None where H is not positive definite."""
    try:
        lower = np.linalg.cholesky(h)
    except np.linalg.LinAlgError:
        return None
    step = -np.linalg.solve(lower.T, np.linalg.solve(lower, g))
    return step if np.all(np.isfinite(step)) else None
