"""Trainings of different lengths and batch sizes on one clock, of epochs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def on_one_clock(epochs: Sequence[np.ndarray]) -> tuple[np.ndarray, list[np.ndarray]]:
    """The moments (M,) of the training that goes farthest, in epochs; and for every one, of whose rows `epochs` are
    the moments, its last row at each of them, until it has ended: (m,) with m ≤ M."""
    clock = max(epochs, key=lambda one: (float(one[-1]), len(one)))
    slack = 1e-9 * max(1.0, float(clock[-1]))
    rows = []
    for one in epochs:
        last = int(np.searchsorted(clock, one[-1] - slack))
        rows.append(np.searchsorted(one, clock[: last + 1] + slack, side="right") - 1)
    return clock, rows
