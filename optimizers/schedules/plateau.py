"""A schedule that cuts when the loss no longer falls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Array, hyper
from optimizers.schedules.base import Schedule


class PlateauState(NamedTuple):
    value: Array  # the value in use
    best: Array  # the best loss so far
    bad: Array  # steps since then without a better one
    cooldown: Array  # steps for which nothing is judged after a cut


@dataclass(frozen=True, eq=False)
class Plateau(Schedule):
    """Multiplied by `factor` at the bad step number patience + 1 in a row, as torch's ReduceLROnPlateau.

    A step is bad if the loss after it is not better than the best so far by `threshold`. The loss is f itself at the
    iterate, without noise. torch's `eps` is the smallest cut that is made.

    Where f is below zero a relative improvement is measured from the wrong side, in torch too: better than
    best · (1 − threshold) is then anything not much worse, so that a loss at rest is never bad and nothing is cut. Let
    the improvement be absolute there (`threshold_mode`).
    """

    title = "Plateau"
    torch = "ReduceLROnPlateau"
    formula = r"b \to \max(f\,b,\ \eta_{\min}) \text{ after } P + 1 \text{ bad steps}"

    mode: str = hyper("min", choices=("min", "max"), doc="better is", rare=True)
    factor: float = hyper(0.1, slider=(0.01, 0.99), within=(0, 1), symbol="f", doc="factor")
    patience: int = hyper(10, slider=(0, 200), symbol="P", doc="bad steps that are forgiven")
    threshold: float = hyper(1e-4, slider=(1e-8, 1.0), log=True, symbol=r"\theta", doc="least improvement", rare=True)
    threshold_mode: str = hyper("rel", choices=("rel", "abs"), doc="improvement is", rare=True)
    cooldown: int = hyper(0, slider=(0, 200), symbol="C", doc="steps of rest after a cut", rare=True)
    min_lr: float = hyper(0.0, slider=(0.0, 0.1), symbol=r"\eta_{\min}", doc="lowest value")
    eps: float = hyper(1e-8, slider=(1e-12, 1e-2), log=True, symbol=r"\varepsilon", doc="least cut", rare=True)

    @property
    def follows_loss(self):
        return True

    def init(self, base):
        none = np.zeros(np.broadcast_shapes(np.shape(base), *self.shapes()))
        return PlateauState(base + none, none + (np.inf if self.mode == "min" else -np.inf), none, none)

    def next(self, state, t, loss):
        new = self._judge(state, loss[..., None] if np.ndim(loss) else loss)
        state = PlateauState(*(np.where(t > 0, a, b) for a, b in zip(new, state, strict=True)))
        return state.value, state

    def _judge(self, state: PlateauState, loss: Array) -> PlateauState:
        value, best, bad, cooldown = state
        better = self._is_better(loss, best)
        bad = np.where(better | (cooldown > 0), 0, bad + 1)
        cooldown = np.maximum(cooldown - 1, 0)
        cut = bad > self.patience
        lower = np.maximum(value * self.factor, self.min_lr)
        return PlateauState(
            np.where(cut & (value - lower > self.eps), lower, value),
            np.where(better, loss, best),
            np.where(cut, 0, bad),
            np.where(cut, self.cooldown, cooldown),
        )

    def _is_better(self, loss: Array, best: Array) -> Array:
        if self.mode == "min":
            return loss < (best * (1.0 - self.threshold) if self.threshold_mode == "rel" else best - self.threshold)
        return loss > (best * (1.0 + self.threshold) if self.threshold_mode == "rel" else best + self.threshold)
