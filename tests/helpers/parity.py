"""Two ways to walk the same path, and how far they may be compared before rounding alone tells them apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import torch

from optimizers import Optimizer
from simulation import simulate
from surfaces import SURFACES

STARTS = {"rosenbrock": (-1.2, 1.0), "elongated_bowl": (-7.0, 2.0), "himmelblau": (0.3, -0.7)}
TORCH_SURFACES: dict[str, Callable] = {
    "rosenbrock": lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2,
    "elongated_bowl": lambda x, y: x**2 / 20 + y**2,
    "himmelblau": lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2,
}
TOLERANCE = 1e-12
ROUNDING = 1e-15  # the shift of the start that measures how chaotic a pair is
CHAOTIC = 100  # a pair is chaotic from the step at which it has grown that shift this many times


def ours(rule: Optimizer, surface: str, steps: int, **options) -> np.ndarray:
    """(steps + 1, 2); shorter if the run diverged."""
    return simulate(rule, SURFACES[surface], STARTS[surface], steps, **options).x


def torchs(make: Callable[[Sequence[torch.Tensor]], torch.optim.Optimizer], surface: str, steps: int) -> np.ndarray:
    """The path of a torch optimizer with torch's own gradients, (steps + 1, 2)."""
    x, y = (torch.tensor(c, dtype=torch.float64, requires_grad=True) for c in STARTS[surface])
    optimizer = make([x, y])
    path = [(x.item(), y.item())]
    for _ in range(steps):
        optimizer.zero_grad()
        TORCH_SURFACES[surface](x, y).backward()
        optimizer.step()
        path.append((x.item(), y.item()))
    return np.array(path)


def trusted_rows(rule: Optimizer, surface: str, path: np.ndarray, **options) -> int:
    """How many rows of `path` rounding cannot have changed: a start shifted by 1e-15 stays close for so long."""
    start = np.array(STARTS[surface]) * (1 + ROUNDING)
    shifted = simulate(rule, SURFACES[surface], start, len(path) - 1, **options).x
    rows = min(len(path), len(shifted))
    gap = difference(path[:rows], shifted[:rows])
    grown = ~(gap <= CHAOTIC * ROUNDING)
    return int(np.argmax(grown)) if grown.any() else rows


def difference(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Per row, the largest difference relative to the size of the path so far: zero crossings are no errors."""
    scale = np.maximum.accumulate(np.max(np.abs(b), axis=-1))
    return np.max(np.abs(a - b), axis=-1) / scale
