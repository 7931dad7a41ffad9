"""The straight line between two solutions, and how high the loss stands between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from networks.landscape.model_loss import ModelLoss

ROUNDING = 1e-13  # of the loss at the ends: what is less of a barrier is of the arithmetic
BEYOND = 0.25  # of the line, before its beginning and after its end


@dataclass(frozen=True, eq=False)
class LossLine:
    """The loss along w(t) = (1 − t) w₀ + t w₁. Arrays are read-only.

    t        (T,)  from before 0 to beyond 1
    loss     (T,)  there
    barrier  how far, between 0 and 1, the loss lies above the straight line between its ends, at most; 0 where it
             never does by more than rounding, NaN where the loss is not finite on the way (J. Frankle et al., "Linear
             Mode Connectivity and the Lottery Ticket Hypothesis", 2020, https://arxiv.org/abs/1912.05671)
    """

    t: np.ndarray
    loss: np.ndarray
    barrier: float


def line(loss: ModelLoss, first: np.ndarray, second: np.ndarray, count: int = 121) -> LossLine:
    """The line from weights (n,) to weights (n,); every solution has the same shape. `count` is that of its values."""
    t = np.unique([*np.linspace(-BEYOND, 1 + BEYOND, count), 0.0, 1.0])
    with np.errstate(all="ignore"):
        found = loss(first + t[:, None] * (np.asarray(second) - first))
        inside = (t >= 0) & (t <= 1)
        ends = found[t == 0.0][0], found[t == 1.0][0]
        above = found[inside] - (ends[0] + t[inside] * (ends[1] - ends[0]))
    for array in (t, found):
        array.flags.writeable = False
    barrier = float(np.maximum(0.0, above.max()))
    return LossLine(t, found, 0.0 if barrier <= ROUNDING * max(map(abs, ends)) else barrier)
