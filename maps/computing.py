"""A map computed: coarse at once, then ever finer, and it may be left at any time."""

from __future__ import annotations

import math
from collections.abc import Generator, Iterator

import numpy as np

from maps.axes import START, SURFACE, choices, is_apart, lanes, values
from maps.batch import Batch
from maps.experiment import FATE, LOSS, MapExperiment, starts_of
from maps.price import seconds_of
from maps.result import Cells, MapResult
from maps.sweep.program import program
from maps.sweep.rows import Buffers
from maps.walk import Ends, ends, walked
from simulation.experiments.price import seeds_of
from simulation.experiments.run import starts
from simulation.judging.many import climbed
from simulation.running.simulate import finished
from simulation.running.stop import Stop

COARSE = 0.3  # seconds, about, until there is a picture
CHUNK = 0.2  # seconds between two moments at which a map can be left
MOST_ROWS = 400_000  # of all lanes of a batch together, where the rule itself takes its steps
ROWS_OF_PROGRAM = 1_000_000  # and where it has a program: 40 bytes each
COMPILED_FROM = 30_000_000  # steps of all lanes; below, NumPy is done before a compiler is
_COARSEST = 32

SoFar = tuple[MapResult, float]


def compute(experiment: MapExperiment) -> Generator[SoFar, None, MapResult]:
    """The map so far, always the same object with more in it, and which part of its cells is known; then the map as the
    returned value. Whoever has enough stops asking. Equal maps give equal numbers, however they are cut up."""
    result = MapResult.empty(experiment)
    size, buffers, compiling = _coarsest(experiment), Buffers(), False
    while size:
        for cells in _chunks(experiment, result, size):
            result.write(cells, _of_cells(experiment, cells, buffers, compiling), size)
            yield result, result.done
        size, compiling = size // 2, _pays(experiment)
    return result


def computed(experiment: MapExperiment) -> MapResult:
    """The whole map."""
    return finished(compute(experiment))


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


def _chunks(experiment: MapExperiment, result: MapResult, size: int) -> Iterator[Cells]:
    """The cells of one fineness that are not known yet, in parts that take a moment each."""
    for run in range(experiment.shape[0]):
        rows, columns = np.nonzero(~result.known[run, ::size, ::size])
        most = _most_cells(experiment, run)
        for group in _groups(experiment, run, rows * size, columns * size):
            for at in range(0, len(group), most):
                part = group[at : at + most]
                yield Cells(run, rows[part] * size, columns[part] * size)


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
    if program(_batch(experiment, Cells(run, np.array([rows - 1]), np.array([columns - 1])), one.seed)):
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


def _of_cells(experiment: MapExperiment, cells: Cells, buffers: Buffers, compiling: bool) -> dict[str, np.ndarray]:
    """What a map keeps of some cells, by the names of its arrays."""
    one = experiment.experiment
    seeds = seeds_of(one, one.runs[cells.run])
    batches = [_batch(experiment, cells, one.seed + i) for i in range(seeds)]
    found = [ends(batch, walked(batch, buffers, compiling=compiling), experiment.tolerance) for batch in batches]
    shape = (len(cells.rows), seeds * one.fan)
    together = {
        name: np.concatenate([_by_cell(getattr(part, name), shape[0]) for part in found], axis=1)
        for name in Ends._fields
    }
    lane = _chosen(together[LOSS if experiment.quantity == FATE else experiment.quantity], experiment.of)
    kept = {name: array[np.arange(shape[0]), lane] for name, array in together.items()}
    if one.maximize:
        kept |= {"f": -kept["f"], "fate": climbed(kept["fate"])}
    return kept | {"lane": lane}


def _by_cell(array: np.ndarray, cells: int) -> np.ndarray:
    """(cells, starts, …) of what is (cells × starts, …)."""
    return array.reshape(cells, -1, *array.shape[1:])


def _chosen(found: np.ndarray, of: str) -> np.ndarray:
    """Which of the runs `(cells, lanes)` counts: the one in the middle, or the worst; of equal ones the first."""
    ranked = np.argsort(np.where(np.isnan(found), np.inf, found), axis=1, kind="stable")
    if of == "median":
        return np.asarray(ranked[:, (found.shape[1] - 1) // 2])
    return np.argmax(np.where(np.isnan(found), np.inf, found), axis=1)


def _batch(experiment: MapExperiment, cells: Cells, seed: int) -> Batch:
    one = experiment.experiment
    spec, surface = one.runs[cells.run], one.landscape()
    known = choices(spec, surface)
    numbers, parameters = {}, {}
    for axis, places in zip(experiment.both, (cells.columns, cells.rows), strict=True):
        found = values(axis, known[axis.name])[places]
        if axis.name.startswith(SURFACE):
            parameters[axis.name.removeprefix(SURFACE)] = found[0].item()
        elif is_apart(axis.name, spec):
            numbers[axis.name] = found[0].item()
        elif not axis.name.startswith(START):
            numbers[axis.name] = np.repeat(found, one.fan)[:, None]
    if parameters:
        surface = surface.with_parameters(**parameters)
    if one.fan > 1:
        begins = np.tile(starts(one), (len(cells.rows), 1))
    else:
        begins = starts_of(experiment)[cells.rows, cells.columns]
    ground = surface.negated if one.maximize else surface
    stop = Stop.from_values(one.stop)
    return Batch(lanes(spec, numbers), ground, begins, one.steps, seed, stop, one.maximize)
