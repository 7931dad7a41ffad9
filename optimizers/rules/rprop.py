r"""Rprop: only the sign of each partial derivative counts; every coordinate has a step length of its own.

The length grows by η⁺ while the sign stays, and shrinks by η⁻ when it changes. What else happens when it changes:

irprop-  the derivative is forgotten, so that the coordinate rests for one step (torch, Igel and Hüsken)
rprop-   nothing
rprop+   the last step of the coordinate is taken back, and the derivative is forgotten (Riedmiller and Braun)

optax rests in the first step. `lr` is the first length.
Source: M. Riedmiller and H. Braun, 1993, https://doi.org/10.1109/ICNN.1993.298623;
C. Igel and M. Hüsken, 2003, https://doi.org/10.1016/S0925-2312(01)00700-7
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Array, Optimizer, hyper


class RpropState(NamedTuple):
    prev: Array  # (..., n) the derivative of the step before, 0 where it was forgotten
    s: Array  # (..., n) the length of the next step
    delta: Array  # (..., n) the last step


@dataclass(frozen=True, eq=False)
class Rprop(Optimizer):
    title = "Rprop"
    family = "adaptive"
    symbols = {"prev": r"\tilde{g}", "delta": r"\Delta"}
    lr_unit = "distance"
    plainly = (
        "Only the sign of each partial derivative counts: while it stays, that coordinate's step grows, and "
        "when it changes, the step shrinks.",
        "The size of a derivative says little about how far to go, whereas a changed sign says that the "
        "valley's floor has been crossed.",
    )
    good_for = "Fast on exact gradients, at any scale of the surface; useless with noise, where signs change at random."

    lr: float = hyper(1e-2, slider=(1e-4, 1.0), log=True, symbol=r"\eta", doc="first step length")
    eta_minus: float = hyper(0.5, slider=(0.05, 0.95), within=(0, 1), symbol=r"\eta^{-}", doc="factor on a sign change")
    eta_plus: float = hyper(1.2, slider=(1.01, 2.0), within=(1, np.inf), symbol=r"\eta^{+}", doc="factor otherwise")
    form: str = hyper("irprop-", choices=("irprop-", "rprop-", "rprop+"), doc="form")
    step_min: float = hyper(1e-6, slider=(1e-9, 1.0), log=True, symbol=r"s_{\min}", doc="shortest step", rare=True)
    step_max: float = hyper(50.0, slider=(1e-2, 100.0), log=True, symbol=r"s_{\max}", doc="longest step", rare=True)

    def init(self, x):
        return RpropState(prev=np.zeros_like(x), s=np.zeros_like(x) + self.lr, delta=np.zeros_like(x))

    def step(self, x, state, t, f):
        g = f.gradient(x)
        q = g * state.prev
        a = np.where(q > 0, self.eta_plus, np.where(q < 0, self.eta_minus, 1))
        s = np.clip(a * state.s, self.step_min, self.step_max)
        prev = g if self.form == "rprop-" else np.where(q < 0, 0, g)
        delta = -s * np.sign(prev)
        if self.form == "rprop+":
            delta = np.where(q < 0, -state.delta, -s * np.sign(g))
        x = x + delta
        return x, RpropState(prev, s, delta)
