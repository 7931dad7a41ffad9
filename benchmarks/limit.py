"""The least that a processor needs for Adam on Rosenbrock: a loop written by hand, compiled by Numba.

For each coordinate it divides once and takes one square root, and it does not work out f. Those two are
what such a loop waits for, so that nothing that takes the same steps is much faster.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

import numpy as np

LR, BETA1, BETA2, EPS = 0.02, 0.9, 0.999, 1e-8
_BLOCK = 256  # points whose numbers fit in the nearest cache


def limit(starts: np.ndarray, steps: int) -> Callable[[], np.ndarray]:
    """Walks all the starts `(L, 2)`, on one thread; compiled when this returns."""
    loop = import_module("numba").njit(error_model="numpy")(_loop)
    t = np.arange(steps + 1.0)
    with np.errstate(divide="ignore"):  # row 0 is of no step
        scale, root = LR / (1 - BETA1**t), np.sqrt(1 / (1 - BETA2**t))

    def walk() -> np.ndarray:
        points = np.ascontiguousarray(starts.T)
        loop(*points, scale, root)
        return points.T

    walk()
    return walk


def _loop(xs, ys, scale, root):
    x, y, mx = np.empty(_BLOCK), np.empty(_BLOCK), np.empty(_BLOCK)
    my, vx, vy = np.empty(_BLOCK), np.empty(_BLOCK), np.empty(_BLOCK)
    for at in range(0, len(xs), _BLOCK):
        many = min(_BLOCK, len(xs) - at)
        for i in range(many):
            x[i], y[i], mx[i], my[i], vx[i], vy[i] = xs[at + i], ys[at + i], 0.0, 0.0, 0.0, 0.0
        for t in range(1, len(scale)):
            s, r = scale[t], root[t]
            for i in range(many):
                q = y[i] - x[i] * x[i]
                gx, gy = -400 * x[i] * q - 2 * (1 - x[i]), 200 * q
                m, n = BETA1 * mx[i] + (1 - BETA1) * gx, BETA1 * my[i] + (1 - BETA1) * gy
                v, w = BETA2 * vx[i] + (1 - BETA2) * gx * gx, BETA2 * vy[i] + (1 - BETA2) * gy * gy
                mx[i], my[i], vx[i], vy[i] = m, n, v, w
                x[i] -= s * m / (np.sqrt(v) * r + EPS)
                y[i] -= s * n / (np.sqrt(w) * r + EPS)
        for i in range(many):
            xs[at + i], ys[at + i] = x[i], y[i]
