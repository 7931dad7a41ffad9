"""A question that a rule asks in some steps only."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from optimizers.base import Array


def asked_where(due: Array, question: Callable[[Array, Array], Array], x: Array) -> Array:
    """`question(x)` for the lanes in which `due (..., 1)` is true; unused elsewhere, and not asked if nobody is due.

    Where it is not known yet who is due (`formulas.traced`), it is asked.
    """
    lanes = due[..., 0]
    return question(x, lanes) if not isinstance(lanes, np.ndarray) or lanes.any() else np.zeros((*x.shape, x.shape[-1]))
