"""A map cut into pieces that can be computed by anybody, in any order: coarse ones first, then ever finer ones."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from maps.axes import is_apart
from maps.batch import batch_of
from maps.cells import Cells
from maps.experiment import MapExperiment
from maps.price import seconds_of
from maps.sweep.program import program
from simulation.experiments.price import seeds_of

COARSE = 0.3  # seconds, about, until there is a picture
CHUNK = 0.2  # seconds between two moments at which a map can be left
MOST_ROWS = 400_000  # of all lanes of a batch together, where the rule itself takes its steps
ROWS_OF_PROGRAM = 1_000_000  # and where it has a program: 40 bytes each
COMPILED_FROM = 30_000_000  # steps of all lanes; below, NumPy is done before a compiler is
_COARSEST = 32


class Piece(NamedTuple):
    """Some cells of one run.

    cells      which
    size       for squares of so many cells a side each of them stands until those are known
    compiling  whether they are walked by a compiled loop, where there is a compiler and the rule has a program
    """

    cells: Cells
    size: int
    compiling: bool


def pieces(experiment: MapExperiment) -> Iterator[Piece]:
    """All pieces, the coarse ones first; each cell is in one of them. They hang on the experiment alone, so that equal
    maps give equal numbers, whoever computes them."""
    coarsest = _coarsest(experiment)
    most = [_most_cells(experiment, run) for run in range(experiment.shape[0])]
    for (run, rows, columns), size in squares(experiment.shape, coarsest):
        compiling = size < coarsest and _pays(experiment)
        for part in _parts(experiment, run, rows, columns, most[run]):
            yield Piece(part, size, compiling)


def squares(shape: tuple[int, int, int], size: int) -> Iterator[tuple[Cells, int]]:
    """All cells of a map, each once: of every run those that stand for squares of so many cells a side, a power of 2,
    then those of squares half as large, to the single ones."""
    known = np.zeros(shape, bool)
    while size:
        for run in range(len(known)):
            rows, columns = np.nonzero(~known[run, ::size, ::size])
            yield Cells(run, rows * size, columns * size), size
        known[:, ::size, ::size] = True
        size //= 2


def _parts(experiment: MapExperiment, run: int, rows: np.ndarray, columns: np.ndarray, most: int) -> Iterator[Cells]:
    """Cells in parts that take a moment each."""
    for group in _groups(experiment, run, rows, columns):
        for at in range(0, len(group), most):
            part = group[at : at + most]
            yield Cells(run, rows[part], columns[part])


def _coarsest(experiment: MapExperiment) -> int:
    """How many cells a side stand for one at first: a power of 2."""
    runs, rows, columns = experiment.shape
    size = 1
    while size < _COARSEST:
        cells = -(-rows // size) * -(-columns // size)
        if sum(seconds_of(experiment, run, cells) for run in range(runs)) <= COARSE:
            break
        size *= 2
    return size


def _groups(experiment: MapExperiment, run: int, rows: np.ndarray, columns: np.ndarray) -> list[np.ndarray]:
    """Which of these cells can be lanes of one batch: those that have the surface, and whatever else no batch can have
    of two kinds, in common."""
    across, up = experiment.both
    spec = experiment.experiment.runs[run]
    keys = [places for axis, places in ((up, rows), (across, columns)) if is_apart(axis.name, spec)]
    if not keys or not len(rows):
        return [np.arange(len(rows))] if len(rows) else []
    order = np.lexsort(keys)
    changes = np.any([np.diff(key[order]) != 0 for key in keys], axis=0)
    return np.split(order, np.flatnonzero(changes) + 1)


def _most_cells(experiment: MapExperiment, run: int) -> int:
    """How many cells of a run take a moment, and no more memory than they may. Where the lanes have a program a step
    of thousands costs little more than one of hundreds, and less is written down."""
    one, (_, rows, columns) = experiment.experiment, experiment.shape
    if program(batch_of(experiment, Cells(run, np.array([rows - 1]), np.array([columns - 1])), one.seed)):
        return max(1, ROWS_OF_PROGRAM // ((one.steps + 1) * one.fan))
    first, many = (seconds_of(experiment, run, cells) for cells in (1, 1001))
    in_time = (CHUNK - first) / max((many - first) / 1000, 1e-9)
    return max(1, int(min(in_time, MOST_ROWS / ((one.steps + 1) * one.fan))))


def _pays(experiment: MapExperiment) -> bool:
    """Whether so much is to be done that it pays to compile first, which takes seconds. It hangs on nothing but the
    experiment: equal maps must give equal numbers."""
    one = experiment.experiment
    lanes = sum(seeds_of(one, spec) for spec in one.runs) * one.fan * math.prod(experiment.shape[1:])
    return lanes * one.steps >= COMPILED_FROM
