"""Seconds and bytes of every format that an experiment can be kept as, of 12 paths × 2,000 steps, and what thirty of
them in a row leave in memory: `python -m benchmarks.exports`."""

from __future__ import annotations

import gc
import os
from itertools import cycle, islice
from typing import Any

import numpy as np
import psutil

from benchmarks.claims import Claim
from exports.data import read
from exports.formats import FORMATS
from exports.work import Work
from simulation import Experiment

#: Format → the most seconds and megabytes it may have.
BUDGETS: dict[str, tuple[float, float]] = {
    "json": (0.1, 0.01),
    "png": (1.5, 4.0),
    "svg": (1.0, 2.0),
    "pdf": (1.5, 2.0),
    "results": (0.5, 0.05),
    "csv": (1.5, 12.0),
    "parquet": (1.0, 5.0),
    "npz": (1.5, 5.0),
    "python": (0.1, 0.02),
    "pytorch": (0.1, 0.02),
    "matplotlib": (0.5, 0.2),
    "gif": (3.0, 1.0),
    "webp": (3.0, 1.0),
    "mp4": (3.0, 0.5),
    "webm": (3.0, 0.7),
}
READ = ("csv", "parquet", "npz")
#: Format → what is chosen about it.
CHOSEN: dict[str, dict[str, Any]] = {
    **{key: {"layout": "panels", "size": "slide"} for key in ("png", "svg", "pdf")},
    **{key: {"seconds": 6, "fps": 20, "hold": 0} for key in ("gif", "webp", "mp4", "webm")},  # 120 frames of 800 × 600
}


def twelve() -> Work:
    """Twelve runs of Adam."""
    runs = "".join(f"&run=adam~lr~{lr:g}" for lr in np.geomspace(1e-3, 1, 12))
    return Work.of(Experiment.from_query(f"surface=rosenbrock&steps=2000{runs}"))


def _seconds() -> float:
    """Of a processor, with those of programs that were started and have ended."""
    return sum(os.times()[:4])


def claims() -> list[Claim]:
    work = twelve()
    small = Work.of(Experiment.from_query("surface=rosenbrock&steps=2&run=adam"))
    found = []
    for key, (seconds, size) in BUDGETS.items():
        FORMATS[key].make(small)  # what is imported once is not the format's
        began = _seconds()
        content = FORMATS[key].make(work, CHOSEN.get(key, {}))
        took = _seconds() - began
        found.append(Claim(f"export {FORMATS[key].title}, 12 paths × 2,000 steps", took, seconds, "s"))
        found.append(Claim("  size", len(content) / 1e6, size, "MB"))
        if key in READ:
            began = _seconds()
            read(content)
            found.append(Claim("  read again", _seconds() - began, 2.0, "s"))
    return [*found, _memory(small)]


def _memory(work: Work) -> Claim:
    """What stays after thirty exports, in all formats by turns; each has been made once before."""

    def used() -> float:
        gc.collect()
        return psutil.Process().memory_info().rss / 1e6

    def make(count: int) -> None:
        for key in islice(cycle(BUDGETS), count):
            FORMATS[key].make(work)

    make(len(BUDGETS))
    before = used()
    make(30)
    return Claim("memory that thirty exports in a row leave", max(0.0, used() - before), 10.0, "MB")


if __name__ == "__main__":
    print(*claims(), sep="\n")
