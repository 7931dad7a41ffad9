"""40,000 points × 500 steps of Adam on Rosenbrock, last points only, a map of as many runs, and one path:
`python -m benchmarks.sweeps`.

Beside the naive NumPy that a textbook would write, torch's fused optimizer with autograd, and the least that a
processor needs (`benchmarks/limit.py`), all in one run. Compiled rows are there where Numba is installed; what it takes
to compile is printed, and in no other row. Times are those of one core at work, whatever else the machine does, and
torch is held to one thread; but for two threads, whose time is that of the clock.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from unittest.mock import patch

import numpy as np
import torch

from benchmarks.claims import Claim
from benchmarks.limit import LR, limit
from benchmarks.rules import torch_loop
from maps import MapExperiment, computed
from maps.axes import Lanes
from maps.batch import Batch
from maps.pieces import ROWS_OF_PROGRAM
from maps.sweep.arrays import walk_by_arrays
from maps.sweep.loops import source_of, walk_by_loop
from maps.sweep.program import Program, program
from maps.sweep.rows import Buffers
from optimizers import OPTIMIZERS
from simulation import Stop
from surfaces import SURFACES

POINTS, STEPS, PATH, ROUNDS = 40_000, 500, 1_000, 3
PART = 20_000  # points that NumPy walks together where none of their rows are kept
PIECE = ROWS_OF_PROGRAM // (STEPS + 1)  # and in a map, which keeps them until it has judged them
MAP = "map=basins&cells=200~200&surface=rosenbrock&steps=500&run=adam~lr~0.02"
_STARTS = np.random.default_rng(0).uniform(-2, 2, (POINTS, 2))


def claims() -> list[Claim]:
    whole = _program(_STARTS, STEPS)
    found = [
        Claim("40,000 × 500 steps of Adam, naive NumPy (no budget)", naive := _best(_naive), np.inf),
        Claim("  torch, fused, autograd (no budget)", torchs := _best(_torch_fused), np.inf),
        Claim(f"  ours in NumPy, {PART:,} points at once", ours := _best(_by_arrays), 150.0),
        Claim("  against naive NumPy in the same run", ours / naive, 150 / 191, "×"),
        Claim("  against torch, fused, in the same run", ours / torchs, 1.0, "×"),
        Claim(f"  every row kept, {PIECE:,} at once as in a map (no budget)", _best(_with_rows()), np.inf),
        Claim("  the map, with what became of each run (no budget)", _best(_map), np.inf),
    ]
    if not (source := source_of(whole, history=False)):
        return found
    began = time.thread_time()
    walk_by_loop(_program(_STARTS[:2], 2), source, None)
    compiling = 1e3 * (time.thread_time() - began)
    path, slow = _best(_path), _best(torch_loop)
    least, loop = _in_turns(limit(_STARTS, STEPS), lambda: walk_by_loop(whole, source, None))
    with patch("maps.pieces.COMPILED_FROM", 0):
        compiled = _best(_map)
    return [
        *found,
        Claim("  compiled, one thread (no budget)", loop, np.inf),
        Claim("  against a loop written by hand in the same run", loop / least, 2.0, "×"),
        Claim("  the map, compiled, with what became of each run (no budget)", compiled, np.inf),
        Claim("  compiled, two threads, by the clock", both := _best(_by_two(whole, source), time.monotonic), 15.0),
        Claim("  times as fast as naive NumPy in the same run", naive / both, 191 / 15, "×", at_most=False),
        Claim("  to compile it, once", compiling, 5_000.0),
        Claim("Adam, 1,000 steps, one point, compiled, with its rows", path, 1.0),
        Claim("  times faster than torch's loop in the same run", slow / path, 100.0, "×", at_most=False),
    ]


def _program(starts: np.ndarray, steps: int) -> Program:
    lanes = Lanes(OPTIMIZERS["adam"](lr=LR), {}, ())
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


def _with_rows() -> Callable[[], object]:
    parts = [_program(_STARTS[at : at + PIECE], STEPS) for at in range(0, POINTS, PIECE)]
    buffers = Buffers()
    return lambda: [walk_by_arrays(one, buffers.of(STEPS, 2, len(one.batch.starts))) for one in parts]


def _map() -> None:
    computed(MapExperiment.from_query(MAP))


def _path() -> None:
    one = _program(np.array([[-1.2, 1.0]]), PATH)
    source = source_of(one, history=True)
    assert source
    walk_by_loop(one, source, Buffers().of(PATH, 2, 1))


def _by_two(whole: Program, source: str) -> Callable[[], object]:
    return lambda: walk_by_loop(whole, source, None, threads=2)


def _best(act: Callable[[], object], clock: Callable[[], float] = time.thread_time) -> float:
    """Milliseconds of the quickest of a few rounds."""
    return _in_turns(act, clock=clock)[0]


def _in_turns(*acts: Callable[[], object], clock: Callable[[], float] = time.thread_time) -> list[float]:
    """The same of several, which take turns: what else the machine does meets them alike."""
    times: list[list[float]] = [[] for _ in acts]
    for _ in range(ROUNDS):
        for act, its in zip(acts, times, strict=True):
            began = clock()
            act()
            its.append(clock() - began)
    return [1e3 * min(its) for its in times]


if __name__ == "__main__":
    print(*claims(), sep="\n")
