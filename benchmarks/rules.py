"""1,000 steps of Adam against torch's own loop, in one run: `python -m benchmarks.rules`."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import torch

from benchmarks.claims import Claim
from optimizers import OPTIMIZERS
from simulation import simulate
from surfaces import SURFACES

START, STEPS, ROUNDS = (-1.2, 1.0), 1_000, 9


def claims() -> list[Claim]:
    ours = _median(lambda: simulate(OPTIMIZERS["adam"](lr=0.05), SURFACES["rosenbrock"], START, STEPS))
    torchs = _median(torch_loop)
    return [
        Claim("Adam, 1,000 steps, one point", ours, 10.0),
        Claim("  times faster than torch's loop in the same run", torchs / ours, 15.0, "×", at_most=False),
    ]


def torch_loop() -> None:
    x, y = (torch.tensor(c, dtype=torch.float64, requires_grad=True) for c in START)
    adam = torch.optim.Adam([x, y], lr=0.05)
    for _ in range(STEPS):
        adam.zero_grad()
        ((1 - x) ** 2 + 100 * (y - x * x) ** 2).backward()
        adam.step()


def _median(act: Callable[[], object]) -> float:
    """Milliseconds."""
    act()
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        act()
        times.append(time.perf_counter() - began)
    return 1e3 * statistics.median(times)


if __name__ == "__main__":
    print(*claims(), sep="\n")
