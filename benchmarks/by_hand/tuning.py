"""The best step size of each rule in Rosenbrock's valley, all searched alike: `python -m benchmarks.by_hand.tuning`.

Grid: 1, 2 and 5 times every power of ten from 10⁻⁵ to 10. Everything else keeps its default. The best step size has
the lowest worst f over the last 50 of 500 steps from (−1.2, 1), so that one lucky step does not count.
"""

from __future__ import annotations

import numpy as np

from optimizers import OPTIMIZERS
from simulation import simulate
from surfaces import SURFACES

RULES = ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam")
GRID = (*(float(f"{digit}e{power}") for power in range(-5, 1) for digit in (1, 2, 5)), 10.0)
START, STEPS, JUDGED = (-1.2, 1.0), 500, 50


def best(rule: str) -> tuple[float, float]:
    """(step size, the largest f of the last steps), best of the grid; lanes that diverge count as infinite."""
    path = simulate(OPTIMIZERS[rule](lr=np.array(GRID)[:, None]), SURFACES["rosenbrock"], START, STEPS)
    worst = np.nan_to_num(path.value, nan=np.inf)[-JUDGED:].max(axis=0)
    return GRID[int(worst.argmin())], float(worst.min())


if __name__ == "__main__":
    for rule in RULES:
        lr, worst = best(rule)
        print(f"{OPTIMIZERS[rule].title:<10} lr {lr:<7g} f ≤ {worst:.2g}")
