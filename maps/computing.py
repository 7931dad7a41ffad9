"""A map computed: coarse at once, then ever finer, and it may be left at any time."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol, overload

import numpy as np

from maps.any_map import AnyMap
from maps.batch import batch_of
from maps.cells import Arrays
from maps.experiment import MapExperiment
from maps.pieces import Piece, pieces
from maps.price import price
from maps.result import MapResult
from maps.sweep.rows import Buffers
from maps.trained import piece as trained
from maps.trained.experiment import TrainingMap
from maps.trained.result import TrainingResult
from maps.walk import Ends, ends, walked
from simulation.experiments.price import seeds_of
from simulation.judging.many import climbed
from simulation.running.simulate import finished

Found = Mapping[str, np.ndarray]
Numbered = tuple[int, Piece]
#: Who computes pieces: an experiment and its pieces with their numbers → what was found of them, in any order.
Workers = Callable[[Any, Iterable[Numbered]], Iterator[tuple[Numbered, Found]]]


class Kept(Protocol):
    """Where what was found of pieces outlives who computes them."""

    def find(self, one: Numbered) -> Found | None: ...

    def keep(self, one: Numbered, found: Found) -> None: ...


class Work(NamedTuple):
    """How the maps of a ground are computed: arrays with nothing in them, pieces, one piece computed, and what all of
    it costs, in seconds of one core."""

    empty: Callable[[Any], Any]
    pieces: Callable[[Any], Iterator[Piece]]
    of_piece: Callable[[Any, Piece, Buffers], Found]
    price: Callable[[Any], float]


@overload
def compute(
    experiment: MapExperiment, workers: Workers | None = None, kept: Kept | None = None
) -> Generator[tuple[MapResult, float], None, MapResult]: ...
@overload
def compute(
    experiment: TrainingMap, workers: Workers | None = None, kept: Kept | None = None
) -> Generator[tuple[TrainingResult, float], None, TrainingResult]: ...
def compute(
    experiment: AnyMap, workers: Workers | None = None, kept: Kept | None = None
) -> Generator[tuple[Any, float], None, Any]:
    """The map so far, always the same object with more in it, and which part of its cells is known; then the map as the
    returned value. Whoever has enough stops asking. Equal maps give equal numbers, however they are cut up.

    workers  who computes the pieces; this process if nothing is said
    kept     where pieces are looked for before, and kept
    """
    result: Arrays = work_of(experiment).empty(experiment)
    some: Iterable[Numbered] = enumerate(work_of(experiment).pieces(experiment))
    if kept:
        missing = []
        for one in some:
            if there := kept.find(one):
                result.write(one[1].cells, there, one[1].size)
            else:
                missing.append(one)
        some = missing
        yield result, result.done
    for one, found in (workers or here)(experiment, some):
        if kept:
            kept.keep(one, found)
        result.write(one[1].cells, found, one[1].size)
        yield result, result.done
    return result


def computed(experiment: MapExperiment) -> MapResult:
    """The whole map."""
    return finished(compute(experiment))


def here(experiment: AnyMap, some: Iterable[Numbered]) -> Iterator[tuple[Numbered, Found]]:
    """Pieces computed by this process, one after another."""
    buffers = Buffers()
    for one in some:
        yield one, work_of(experiment).of_piece(experiment, one[1], buffers)


def of_piece(experiment: MapExperiment, piece: Piece, buffers: Buffers) -> Found:
    """What became of every run of some cells, by the names of a map's arrays: `(cells, lanes, …)`."""
    one, cells = experiment.experiment, piece.cells
    seeds = seeds_of(one, one.runs[cells.run])
    batches = [batch_of(experiment, cells, one.seed + i) for i in range(seeds)]
    found = [ends(batch, walked(batch, buffers, compiling=piece.compiling), experiment.tolerance) for batch in batches]
    shape = (len(cells.rows), seeds * one.fan)
    together = {
        name: np.concatenate([_by_cell(getattr(part, name), shape[0]) for part in found], axis=1)
        for name in Ends._fields
    }
    if one.maximize:
        together |= {"f": -together["f"], "fate": climbed(together["fate"])}
    return together


def _by_cell(array: np.ndarray, cells: int) -> np.ndarray:
    """(cells, starts, …) of what is (cells × starts, …)."""
    return array.reshape(cells, -1, *array.shape[1:])


def _trained(experiment: TrainingMap, one: Piece, _buffers: Buffers) -> Found:
    return trained.of_piece(experiment, one)


_SURFACES = Work(MapResult.empty, pieces, of_piece, price)
_TRAININGS = Work(TrainingResult.empty, trained.pieces, _trained, trained.price)


def work_of(experiment: AnyMap) -> Work:
    """How a map is computed."""
    return _TRAININGS if experiment.trains else _SURFACES
