"""40,000 points × 500 steps of Adam on Rosenbrock, last points only, and one path: `python -m benchmarks.sweeps`.

Beside the naive NumPy that a textbook would write and torch's fused optimizer with autograd, all in one run. Compiled
rows are there where Numba is installed; what it takes to compile is printed, and in no other row. Times are those of
one core at work, whatever else the machine does, and torch is held to one thread; but for two threads, whose time is
that of the clock.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import torch

from benchmarks.claims import Claim
from benchmarks.rules import torch_loop
from maps.axes import Lanes
from maps.batch import Batch
from maps.sweep.arrays import walk_by_arrays
from maps.sweep.loops import source_of, walk_by_loop
from maps.sweep.program import Program, program
from maps.sweep.rows import Buffers
from optimizers import OPTIMIZERS
from simulation import Stop
from surfaces import SURFACES

POINTS, STEPS, PATH, ROUNDS = 40_000, 500, 1_000, 3
PART = 20_000  # points that NumPy walks together
_STARTS = np.random.default_rng(0).uniform(-2, 2, (POINTS, 2))


def claims() -> list[Claim]:
    whole = _program(_STARTS, STEPS)
    found = [
        Claim("40,000 × 500 steps of Adam, naive NumPy (no budget)", naive := _best(_naive), np.inf),
        Claim("  torch, fused, autograd (no budget)", torchs := _best(_torch_fused), np.inf),
        Claim("  ours in NumPy", ours := _best(_by_arrays), 150.0),
        Claim("  against naive NumPy in the same run", ours / naive, 150 / 191, "×"),
        Claim("  against torch, fused, in the same run", ours / torchs, 1.0, "×"),
    ]
    if not (source := source_of(whole, history=False)):
        return found
    began = time.thread_time()
    walk_by_loop(_program(_STARTS[:2], 2), source, None)
    compiling = 1e3 * (time.thread_time() - began)
    loop, path, slow = _best(lambda: walk_by_loop(whole, source, None)), _best(_path), _best(torch_loop)
    return [
        *found,
        Claim("  compiled, one thread", loop, np.inf),
        Claim("  compiled, two threads, by the clock", both := _best(_by_two(whole, source), time.monotonic), 15.0),
        Claim("  times as fast as naive NumPy in the same run", naive / both, 191 / 15, "×", at_most=False),
        Claim("  to compile it, once", compiling, 5_000.0),
        Claim("Adam, 1,000 steps, one point, compiled, with its rows", path, 1.0),
        Claim("  times faster than torch's loop in the same run", slow / path, 100.0, "×", at_most=False),
    ]


def _program(starts: np.ndarray, steps: int) -> Program:
    lanes = Lanes(OPTIMIZERS["adam"](lr=0.02), {}, ())
    found = program(Batch(lanes, SURFACES["rosenbrock"], starts, steps, 0, Stop()))
    assert found
    return found


def _naive() -> None:
    w, m, v = _STARTS.copy(), np.zeros_like(_STARTS), np.zeros_like(_STARTS)
    for t in range(1, STEPS + 1):
        x, y = w[:, 0], w[:, 1]
        q = y - x * x
        g = np.stack([-400 * x * q - 2 * (1 - x), 200 * q], axis=-1)
        m = 0.9 * m + (1 - 0.9) * g
        v = 0.999 * v + (1 - 0.999) * g**2
        w = w - 0.02 * m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)


def _torch_fused() -> None:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    w = torch.tensor(_STARTS, requires_grad=True)
    adam = torch.optim.Adam([w], lr=0.02, fused=True)
    for _ in range(STEPS):
        adam.zero_grad()
        x, y = w[:, 0], w[:, 1]
        ((1 - x) ** 2 + 100 * (y - x * x) ** 2).sum().backward()
        adam.step()
    torch.set_num_threads(threads)


def _by_arrays() -> None:
    for at in range(0, POINTS, PART):
        walk_by_arrays(_program(_STARTS[at : at + PART], STEPS), None)


def _path() -> None:
    one = _program(np.array([[-1.2, 1.0]]), PATH)
    source = source_of(one, history=True)
    assert source
    walk_by_loop(one, source, Buffers().of(PATH, 2, 1))


def _by_two(whole: Program, source: str) -> Callable[[], object]:
    return lambda: walk_by_loop(whole, source, None, threads=2)


def _best(act: Callable[[], object], clock: Callable[[], float] = time.thread_time) -> float:
    """Milliseconds of the quickest of a few rounds."""
    times = []
    for _ in range(ROUNDS):
        began = clock()
        act()
        times.append(clock() - began)
    return 1e3 * min(times)


if __name__ == "__main__":
    print(*claims(), sep="\n")
