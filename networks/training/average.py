"""Averages of weights along a training."""

from __future__ import annotations

import numpy as np

from networks.settings import Network


class Average:
    """What is kept of the weights after every update.

    "none"  they themselves
    "ema"   the exponential moving average, from the weights after the first update on: w̄ ← ρ w̄ + (1 − ρ) w
    "swa"   from three quarters of the training on, the mean of the weights at the end of each epoch; before, they
            themselves (P. Izmailov et al., "Averaging Weights Leads to Wider Optima and Better Generalization", 2018)
    """

    def __init__(self, settings: Network, total: int, per_epoch: int) -> None:
        self._kind, self._decay = settings.average, settings.average_decay
        self._from, self._per_epoch = 0.75 * total, per_epoch
        self._mean: np.ndarray | None = None
        self._count = 0

    def after(self, t: int, x: np.ndarray) -> np.ndarray:
        """(n,) what is kept after update t, which led to x."""
        if self._kind == "ema":
            self._mean = x if self._mean is None else self._decay * self._mean + (1 - self._decay) * x
        elif self._kind == "swa" and t >= self._from and (self._mean is None or t % self._per_epoch == 0):
            self._count += 1
            self._mean = x if self._mean is None else self._mean + (x - self._mean) / self._count
        return x if self._mean is None else np.asarray(self._mean, dtype=x.dtype)
