"""Two ways to walk the same path, and how far they may be compared before rounding alone tells them apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import torch

from networks.library.classes import double_precision as double_precision
from networks.library.difference import difference
from optimizers import Optimizer
from simulation import simulate
from surfaces import SURFACES
from tests.helpers import rounding

STARTS = {"rosenbrock": (-1.2, 1.0), "elongated_bowl": (-7.0, 2.0), "himmelblau": (0.3, -0.7)}
TORCH_SURFACES: dict[str, Callable] = {
    "rosenbrock": lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2,
    "elongated_bowl": lambda x, y: x**2 / 20 + y**2,
    "himmelblau": lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2,
}
TOLERANCE = 1e-12
CHAOTIC = TOLERANCE / rounding.TIMES  # where a path repeats itself less closely, the tolerance is no longer `TOLERANCE`
SEEN = 1e-10  # where it does so by less than this, there is no saying what is rounding and what is a mistake

Make = Callable[[Sequence[torch.Tensor]], torch.optim.Optimizer]


def ours(rule: Optimizer, surface: str, steps: int, shows: str = "x") -> np.ndarray:
    """(steps + 1, 2); shorter if the run diverged. `shows` is "x", or the name of a state that is a point."""
    path = simulate(rule, SURFACES[surface], STARTS[surface], steps)
    return path.x if shows == "x" else path.states[shows]


def torchs(make: Make, surface: str, steps: int) -> np.ndarray:
    """The path of a torch optimizer with torch's own gradients, (steps + 1, 2); every coordinate is a parameter."""
    parameters = [torch.tensor(c, dtype=torch.float64, requires_grad=True) for c in STARTS[surface]]
    return _walk(make(parameters), parameters, lambda: parameters, surface, steps)


def torchs_in_one(make: Make, surface: str, steps: int, shape: tuple[int, ...] = (2,)) -> np.ndarray:
    """As `torchs`, but the point is one parameter of this shape: for rules with norms, and for rules for matrices."""
    point = torch.tensor(STARTS[surface], dtype=torch.float64).reshape(shape).requires_grad_()
    return _walk(make([point]), [point], lambda: point.flatten().unbind(), surface, steps)


def _walk(
    optimizer: torch.optim.Optimizer, parameters: list[torch.Tensor], coordinates: Callable, surface: str, steps: int
) -> np.ndarray:
    path = [STARTS[surface]]
    for _ in range(steps):
        loss = TORCH_SURFACES[surface](*coordinates())
        for parameter, gradient in zip(parameters, torch.autograd.grad(loss, parameters), strict=True):
            parameter.grad = gradient
        optimizer.step()
        path.append([c for parameter in parameters for c in parameter.detach().flatten().tolist()])
    return np.array(path)


def repetition(rule: Optimizer, surface: str, path: np.ndarray, shows: str = "x") -> np.ndarray:
    """How closely our path repeats itself, row by row, when it rounds otherwise; as far as `SEEN` at the most.

    The seeds are lanes of one run, and the worst of them counts.
    """
    starts = np.array([rounding.start(STARTS[surface], seed) for seed in rounding.SEEDS])
    run = simulate(rule, rounding.RoundedLandscape(SURFACES[surface], seed=0), starts, len(path) - 1)
    others = run.x if shows == "x" else run.states[shows]
    rows = min(len(path), len(others))
    noise = np.max([difference(path[:rows], others[:rows, lane]) for lane in rounding.SEEDS], axis=0)
    grown = ~(noise <= SEEN)
    return noise[: np.argmax(grown)] if grown.any() else noise


def trusted_rows(noise: np.ndarray) -> int:
    """How many rows of a path with this `repetition` rounding cannot have changed."""
    grown = noise > CHAOTIC
    return int(np.argmax(grown)) if grown.any() else len(noise)
