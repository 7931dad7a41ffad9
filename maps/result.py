"""A map of runs on surfaces as arrays: what became of the run of every cell, as far as it is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from maps.axes import START, SURFACE, changed, choices, values
from maps.cells import Arrays, Cell
from maps.experiment import FATE, LOSS, MapExperiment, starts_of
from simulation import Experiment
from simulation.experiments.price import seeds_of
from simulation.experiments.run import starts
from simulation.judging.many import FATES, places


@dataclass(frozen=True, eq=False, kw_only=True)
class MapResult(Arrays):
    """A map of runs on surfaces. The runs of a cell are its starts and seeds, all starts with the first seed first.

    loss       log10(f − f*) at the end, or log10(f) where f* is not known; never below −16. Of runs that climb it is of
               f* − f
    f          f at the end, NaN of a run that ended at no finite one
    steps      the first step within the tolerance, NaN if none is
    gradients  how often the rule had asked by then, NaN if none is
    place      which of `places` it ended at, −1 if at none of them
    arrived    the row from which on it stays where it ended, NaN where it is at no place
    end        (runs, rows, columns, n) where it ended
    """

    FATES = FATES
    COLUMNS = ("loss", "steps", "gradients", "fate", "place", "arrived", "end", "f")

    experiment: MapExperiment
    f: np.ndarray
    steps: np.ndarray
    gradients: np.ndarray
    place: np.ndarray
    arrived: np.ndarray
    end: np.ndarray

    @classmethod
    def empty(cls, experiment: MapExperiment) -> MapResult:
        one, shape = experiment.experiment, experiment.shape
        arrays = {name: np.full(shape, np.nan) for name in ("loss", "f", "steps", "gradients", "arrived")}
        arrays |= {name: np.full(shape, -1) for name in ("fate", "place")}
        arrays |= {"end": np.full((*shape, one.landscape().dimensions), np.nan)}
        return cls._made(experiment, arrays, [seeds_of(one, spec) * one.fan for spec in one.runs])

    @staticmethod
    def ranks(experiment: MapExperiment, found: Mapping[str, np.ndarray]) -> np.ndarray:
        return found[LOSS if experiment.quantity == FATE else experiment.quantity]

    @property
    def axes(self) -> tuple[tuple[str, np.ndarray], tuple[str, np.ndarray]]:
        """Name and values of the horizontal and of the vertical axis."""
        one = self.experiment.experiment
        known = choices(one.runs[0], one.landscape())
        across, up = self.experiment.both
        return (across.name, values(across, known[across.name])), (up.name, values(up, known[up.name]))

    @property
    def places(self) -> list[tuple[str, tuple[float, ...]]]:
        """Kind and point of what `place` counts; of a surface that changes along an axis, as it is without that."""
        one = self.experiment.experiment
        return places(one.landscape().negated if one.maximize else one.landscape())

    def experiment_at(self, cell: Cell) -> Experiment:
        """The experiment of one (run, row, column), of the start and seed that its numbers are of: its path is the
        one that the map tells of."""
        run, row, column = cell
        return experiment_at(self.experiment, cell, max(0, int(self.lane[run, row, column])))

    def _column(self, name: str, array: np.ndarray) -> dict[str, np.ndarray]:
        if name != "end":
            return super()._column(name, array)
        coordinates = self.experiment.experiment.landscape().coordinates
        return {f"end_{axis}": array[:, i] for i, axis in enumerate(coordinates)}


def experiment_at(experiment: MapExperiment, cell: Cell, lane: int = 0) -> Experiment:
    """The experiment of one (run, row, column) of a map, with one of the starts and seeds of the cell."""
    run, *at = cell
    one, spec = experiment.experiment, experiment.experiment.runs[run]
    known, data = choices(spec, one.landscape()), one.to_data()
    changes, parameters = data["runs"][run], dict(one.parameters)
    for axis, index in zip(reversed(experiment.both), at, strict=True):
        value = values(axis, known[axis.name])[index].item()
        value = round(value) if known[axis.name].kind == "integer" else value
        if axis.name.startswith(SURFACE):
            parameters[axis.name.removeprefix(SURFACE)] = value
        elif not axis.name.startswith(START):
            changes = changed(changes, axis.name, value)
    seed, start = divmod(lane, one.fan)
    points = starts(one) if one.fan > 1 else starts_of(experiment)[at[0], at[1]][None]
    data |= {"start": tuple(points[start].tolist()), "fan": 1, "seeds": 1, "seed": one.seed + seed}
    return Experiment.from_data({**data, "parameters": parameters, "runs": [changes]})
