"""The Newton–Schulz iteration, which moves all singular values of a matrix towards 1."""

from __future__ import annotations

import numpy as np

from formulas.lanes import dot, norm
from optimizers.base import Array, Number

COEFFICIENTS = (3.4445, -4.7750, 2.0315)


def newton_schulz(u: Array, steps: int, eps: Number) -> Array:
    """The orthogonalised `u (..., n)`, taken as a matrix of one row: XXᵀ is the number ⟨X, X⟩."""
    a, b, c = COEFFICIENTS
    o = u / np.maximum(norm(u), eps)
    for _ in range(steps):
        s = dot(o, o)
        o = (a + b * s + c * s * s) * o
    return o
