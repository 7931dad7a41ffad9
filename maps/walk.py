"""Many lanes of one rule on one surface, walked as a batch, and the numbers that a map keeps of each."""

from __future__ import annotations

import os
from typing import Any, NamedTuple, Protocol

import numpy as np

from maps.batch import Batch
from maps.sweep.arrays import walk_by_arrays
from maps.sweep.loops import source_of, walk_by_loop
from maps.sweep.program import program
from maps.sweep.rows import Buffers, rows_of
from simulation.judging.many import Rows, fates
from simulation.judging.results import least_value
from simulation.running.trajectory import DIVERGED

#: f − f* below this counts as this: double precision has no more of most functions.
SMALLEST = 1e-16
THREADS = min(2, os.cpu_count() or 1)  # of a compiled loop


class Walked(Rows, Protocol):
    """Rows of a batch, and how often the rule had asked by each of them, `(T + 1, L)`."""

    @property
    def evaluations(self) -> np.ndarray: ...


class Ends(NamedTuple):
    """What a map keeps of every lane, `(L,)` each, and where it ended `(L, n)`: as `maps.result.MapResult` has it."""

    loss: np.ndarray
    f: np.ndarray
    steps: np.ndarray
    gradients: np.ndarray
    fate: np.ndarray
    place: np.ndarray
    arrived: np.ndarray
    end: np.ndarray


def walked(batch: Batch, buffers: Buffers, *, compiling: bool = False) -> Walked:
    """All rows of a batch: by its program where it has one, else by the rule itself. They are good until the buffers
    are used again. With `compiling`, a program is compiled if it can be."""
    if (found := program(batch)) is None:
        return batch.paths()
    memory = buffers.of(batch.steps, found.dimensions, len(batch.starts))
    source = source_of(found, history=True) if compiling else None
    if source:
        walk_by_loop(found, source, memory, THREADS)
    else:
        walk_by_arrays(found, memory)
    return rows_of(batch, memory, found.asks)


def ends(batch: Batch, rows: Walked, tolerance: float) -> Ends:
    """What became of every lane, on the surface on which it descended."""
    every = np.arange(len(batch.starts))
    value = rows.value[rows.last, every]
    finite = (rows.status != DIVERGED) & np.isfinite(value)
    lowest = least_value(batch.surface)
    steps, gradients = _reached(rows, -np.inf if batch.climbed and lowest is None else lowest or 0.0, tolerance)
    planned = "lr" in batch.lanes.schedules
    code, place, arrived = fates(rows, batch.surface, lambda lanes: batch.some(lanes).paths(), planned=planned)
    return Ends(
        loss=np.where(finite, _logarithm(value, lowest), np.inf),
        f=np.where(finite, value, np.nan),
        steps=steps,
        gradients=gradients,
        fate=code,
        place=place,
        arrived=np.where(arrived < 0, np.nan, arrived),
        end=rows.x[rows.last, every],
    )


def _reached(rows: Walked, lowest: float, tolerance: float) -> tuple[np.ndarray, np.ndarray]:
    """The first step within the tolerance, and how often the rule had asked by then; NaN if there is none."""
    with np.errstate(invalid="ignore"):
        within: Any = rows.value - lowest <= tolerance
    within &= np.arange(len(within))[:, None] <= rows.last
    steps, ever = within.argmax(axis=0), within.any(axis=0)
    asked = rows.evaluations[steps, np.arange(len(ever))]
    return np.where(ever, steps, np.nan), np.where(ever, asked, np.nan)


def _logarithm(value: np.ndarray, lowest: float | None) -> np.ndarray:
    with np.errstate(all="ignore"):
        if lowest is None:
            return np.where(value >= 0, np.log10(np.maximum(value, SMALLEST)), np.nan)
        return np.log10(np.maximum(value - lowest, SMALLEST))
