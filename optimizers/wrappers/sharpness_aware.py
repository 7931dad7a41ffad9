r"""SAM around a rule: the rule inside takes its gradients where the function is highest within a distance ρ.

y = w + ρ g / ‖g‖  with g = ∇f(w);   w ← inner step with ∇f(y) in the place of ∇f(w)

`adaptive` is ASAM: y = w + ρ T² g / ‖T g‖ with T = |w| + τ; its authors have τ = 0.01, most code τ = 0. Whatever else
the inner rule asks is asked as far from y as it would have been from w. Its weight decay is taken at w, as in the code
that is in use around torch's optimizers. One gradient more in each step. 1e-12 is added to the norm. Around momentum
this is `sam`.
Source: P. Foret et al., 2020, https://arxiv.org/abs/2010.01412; ASAM: J. Kwon et al., 2021,
https://arxiv.org/abs/2102.11600
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from formulas.lanes import norm
from optimizers.base import Array, Number, Objective, Optimizer, hyper
from optimizers.rules import RULES


class SharpnessAwareState(NamedTuple):
    y: Array  # (..., n) where the inner rule takes its gradient
    inner: Any  # the state of the inner rule


@dataclass(frozen=True)
class _Moved:
    """A function moved by `away (..., n)`, as the inner rule may ask it, with its weight decay where it stands.

    It is another function in every step, which `batched` says.
    """

    f: Objective
    away: Array
    weight_decay: Number
    batched: bool = True

    def value(self, x: Array, lanes: Array | None = None) -> Array:
        return self.f.value(x + self.away, lanes)

    def gradient(self, x: Array, lanes: Array | None = None) -> Array:
        return self._decayed(self.f.gradient(x + self.away, lanes), x)

    def evaluate(self, x: Array, lanes: Array | None = None) -> tuple[Array, Array]:
        value, g = self.f.evaluate(x + self.away, lanes)
        return value, self._decayed(g, x)

    def hessian(self, x: Array, lanes: Array | None = None) -> Array:
        return self.f.hessian(x + self.away, lanes)

    def lane(self, index: tuple[int, ...]) -> _Moved:
        decay = np.broadcast_to(self.weight_decay, (*self.away.shape[:-1], 1))[index]
        return _Moved(self.f.lane(index), self.away[index], float(decay[0]))

    def _decayed(self, g: Array, x: Array) -> Array:
        return g + self.weight_decay * x if np.any(np.asarray(self.weight_decay) != 0) else g


@dataclass(frozen=True, eq=False)
class SharpnessAware(Optimizer):
    title = "SAM around a rule"
    family = "around another rule"
    points = ("y",)
    moves_questions = True
    latex_lines = (
        r"\nabla f(w_{t-1}) &\text{ is taken at } y_t = w_{t-1} + \rho\,\frac{\nabla f(w_{t-1})}"
        r"{\lVert \nabla f(w_{t-1}) \rVert} \text{ instead}",
    )
    plainly = (
        "The rule inside gets its gradient not from w but from a point a short way uphill.",
        "A narrow minimum is steep a short way off and a wide one is not, so the rule inside is drawn to wide ones.",
    )
    good_for = (
        "Flat minima with the rule of your choice; every step costs one gradient more, and it hovers near a minimum."
    )

    inner: Optimizer = hyper("adamw", parts=lambda: RULES, doc="inner rule")  # noqa: RUF009 - a field
    rho: float = hyper(0.05, slider=(1e-3, 2.0), log=True, symbol=r"\rho", doc="distance of the ascent")
    adaptive: bool = hyper(False, doc="adaptive (ASAM)")
    tau: float = hyper(
        0.0,
        slider=(0.0, 1.0),
        symbol=r"\tau",
        doc="least size of a weight",
        rare=True,
        when={"adaptive": True},
        authors="0.01",
    )

    @property
    def coupled_weight_decay(self):
        """None that the run would add where the gradient is taken: the inner rule's is added at w, by `_Moved`."""
        return 0.0

    def written_lines(self):
        if not self.adaptive:
            return self.latex_lines
        return (
            r"\nabla f(w_{t-1}) &\text{ is taken at } y_t = w_{t-1} + \rho\,\frac{T^{2}\,\nabla f(w_{t-1})}"
            r"{\lVert T\,\nabla f(w_{t-1}) \rVert} \text{ instead}, \quad T = |w_{t-1}| + \tau",
        )

    def init(self, x):
        return SharpnessAwareState(x, self.inner.init(x))

    def step(self, x, state, t, f):
        g = f.gradient(x)
        size = np.abs(x) + self.tau if self.adaptive else 1
        away = self.rho * size * size * g / (norm(size * g) + 1e-12)
        end, inner = self.inner.step(x, state.inner, t, _Moved(f, away, self.inner.coupled_weight_decay))
        return end, SharpnessAwareState(x + away, inner)
