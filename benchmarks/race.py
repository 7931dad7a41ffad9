"""Tuning a rule, as galleries of optimizers do it and as a race does: `python -m benchmarks.race`.

The job is that of two well-known galleries, told again with their packages: find the step size with which Adam comes
nearest to Rosenbrock's minimum from (−2, 2) after some steps, with gradients clipped to a norm of 1. They let TPE of
hyperopt search, one run after another. Here as many step sizes over the same range are lanes of one batch, and as many
again between the neighbours of the best are a second one. How near each comes is printed, too. Times are those of the
processor, of one thread each.

  kozistr  540 runs of 300 steps, lr uniform in (0, 2)
  jettify  200 runs of 100 steps, lr log-uniform in (e⁻⁸, e^0.5)

Source: https://github.com/kozistr/pytorch_optimizer, examples/visualize_optimizers.py;
https://github.com/jettify/pytorch-optimizer, examples/viz_optimizers.py
"""

from __future__ import annotations

import importlib
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np
import torch

from benchmarks.claims import Claim
from optimizers import OPTIMIZERS
from optimizers.transforms import ClipNorm
from simulation import simulate
from surfaces import SURFACES

START, MINIMUM, GOAL = (-2.0, 2.0), (1.0, 1.0), 300.0
RULE = "adam"  # of pytorch-optimizer it is torch's own, the fastest there
NEEDED = ("hyperopt", "pytorch_optimizer")
_SEED, _ROUNDS = 42, 5


@dataclass(frozen=True)
class Job:
    """How a gallery tunes: so many runs of so many steps, with step sizes from `low` to `high`."""

    gallery: str
    runs: int
    steps: int
    low: float
    high: float
    log: bool

    def grid(self) -> np.ndarray:
        """As many step sizes, evenly spread in the same way."""
        if self.log:
            return np.geomspace(self.low, self.high, self.runs)
        return np.linspace(self.low, self.high, self.runs + 1)[1:]


JOBS = (
    Job("kozistr's gallery does", 540, 300, 0.0, 2.0, log=False),
    Job("jettify's gallery does", 200, 100, math.exp(-8), math.exp(0.5), log=True),
)


def claims() -> list[Claim]:
    if missing := [name for name in NEEDED if not find_spec(name)]:
        names = " and ".join(missing)
        print(f"tuning beside other galleries: skipped without {names}; `pip install {' '.join(missing)}` brings it")
        return []
    found = []
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    for job in JOBS:
        (near, slow), (nearer, fast) = _by_search(job), _in_a_batch(job)
        found.append(Claim(f"tuning Adam, {job.runs} runs as {job.gallery}", 1e3 * fast, 1e3 * slow / GOAL))
        found.append(
            Claim("  times faster than it, with hyperopt, in the same run", slow / fast, GOAL, "×", at_most=False)
        )
        found.append(Claim("  the distance from the minimum, against its own", nearer / near, 1.05, "×"))
    torch.set_num_threads(threads)
    return found


def _by_search(job: Job) -> tuple[float, float]:
    """(distance at the end of the best run, seconds), one run after another."""
    fmin, hp, tpe = (getattr(importlib.import_module("hyperopt"), part) for part in ("fmin", "hp", "tpe"))
    chosen: Any = importlib.import_module("pytorch_optimizer").load_optimizer(RULE)
    ends = []

    def far(values: dict[str, float]) -> float:
        ends.append(_torch_loop(chosen, values["lr"], job.steps))
        return ends[-1] ** 2 if math.isfinite(ends[-1]) else math.inf

    lr = hp.loguniform("lr", math.log(job.low), math.log(job.high)) if job.log else hp.uniform("lr", job.low, job.high)
    began = time.process_time()
    random = np.random.default_rng(_SEED)
    fmin(far, {"lr": lr}, tpe.suggest, max_evals=job.runs, rstate=random, show_progressbar=False, verbose=False)
    return min(ends), time.process_time() - began


def _torch_loop(chosen: Any, lr: float, steps: int) -> float:
    """The distance from the minimum after a run, whose points are kept as theirs are."""
    w = torch.nn.Parameter(torch.tensor(START))
    optimizer, points = chosen([w], lr=lr), torch.zeros((2, steps + 1))
    for i in range(1, steps + 1):
        optimizer.zero_grad()
        ((1 - w[0]) ** 2 + 100 * (w[1] - w[0] ** 2) ** 2).backward()
        torch.nn.utils.clip_grad_norm_([w], 1.0)
        optimizer.step()
        points[:, i] = w.detach()
    return math.dist(points[:, -1].tolist(), MINIMUM)


def _in_a_batch(job: Job) -> tuple[float, float]:
    """The same by two batches: step sizes over the range, then as many between the neighbours of the best."""

    def search() -> float:
        coarse = job.grid()
        at = int(np.nanargmin(_ends(coarse, job.steps)))
        low, high = coarse[max(at - 1, 0)], coarse[min(at + 1, len(coarse) - 1)]
        return float(np.nanmin(_ends(np.linspace(low, high, job.runs), job.steps)))

    return search(), min(_seconds(search) for _ in range(_ROUNDS))


def _ends(lr: np.ndarray, steps: int) -> np.ndarray:
    """The distance from the minimum after a run with each step size."""
    rule, surface = OPTIMIZERS[RULE](lr=lr[:, None]), SURFACES["rosenbrock"]
    return np.hypot.reduce(simulate(rule, surface, START, steps, transforms=[ClipNorm(1.0)]).x[-1] - MINIMUM, axis=-1)


def _seconds(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


if __name__ == "__main__":
    print(*claims(), sep="\n")
