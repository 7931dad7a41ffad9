"""A map as arrays: what became of the run of every cell, as far as it is known."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from maps.axes import START, SURFACE, changed, choices, values
from maps.experiment import FATE, LOSS, MapExperiment, starts_of
from simulation import Experiment
from simulation.experiments.price import seeds_of
from simulation.experiments.run import starts
from simulation.judging.many import FATES, places

Cell = tuple[int, int, int]


class Cells(NamedTuple):
    """Some cells of one run: their rows and columns `(k,)`."""

    run: int
    rows: np.ndarray
    columns: np.ndarray


_COLUMNS = ("loss", "steps", "gradients", "fate", "place", "arrived", "end", "f")


@dataclass(frozen=True, eq=False)
class MapResult:
    """All arrays have the axes (runs, rows, columns); row 0 is the lowest value of the vertical axis, column 0 the
    lowest of the horizontal one. While a map is computed its arrays are filled in place: a cell that is not `known`
    yet has the numbers of a known one below and to the left of it.

    loss       log10(f − f*) at the end, or log10(f) where f* is not known; +∞ of a run that ended at no finite f, NaN
               where there is no logarithm; never below −16. Of runs that climb it is of f* − f
    f          f at the end, NaN of a run that ended at no finite one
    steps      the first step within the tolerance, NaN if none is
    gradients  how often the rule had asked by then, NaN if none is
    fate       code of how it ended: its place in `FATES`
    place      which of `places` it ended at, −1 if at none of them
    arrived    the row from which on it stays where it ended, NaN where it is at no place
    end        (runs, rows, columns, n) where it ended
    lane       which of the starts and seeds of the cell these are of, all starts with the first seed first
    known      whether a cell has been computed itself
    every      for each run the arrays of all starts and seeds of its cells, (rows, columns, lanes, …); none where a
               cell has but one
    """

    experiment: MapExperiment
    loss: np.ndarray
    f: np.ndarray
    steps: np.ndarray
    gradients: np.ndarray
    fate: np.ndarray
    place: np.ndarray
    arrived: np.ndarray
    end: np.ndarray
    lane: np.ndarray
    known: np.ndarray
    every: tuple[dict[str, np.ndarray], ...]

    @classmethod
    def empty(cls, experiment: MapExperiment) -> MapResult:
        shape, n = experiment.shape, experiment.experiment.landscape().dimensions
        nothing = {name: np.full(shape, np.nan) for name in ("loss", "f", "steps", "gradients", "arrived")}
        codes = {name: np.full(shape, -1) for name in ("fate", "place", "lane")}
        end, known = np.full((*shape, n), np.nan), np.zeros(shape, bool)
        found = cls(experiment, **nothing, **codes, end=end, known=known, every=())
        lanes = [
            seeds_of(experiment.experiment, spec) * experiment.experiment.fan for spec in experiment.experiment.runs
        ]
        return replace(found, every=tuple(found._room(count) for count in lanes))

    def _room(self, lanes: int) -> dict[str, np.ndarray]:
        arrays = {name: getattr(self, name)[0] for name in _COLUMNS} if lanes > 1 else {}
        return {name: np.repeat(array[:, :, None], lanes, axis=2) for name, array in arrays.items()}

    def shown_as(self, experiment: MapExperiment) -> MapResult:
        """The same runs with another quantity, or another one of several runs in a cell, as `experiment` says, which
        has the same `runs_alone`."""
        arrays = {name: getattr(self, name) for name in (*_COLUMNS, "lane")}
        if any(self.every):
            arrays = {name: array.copy() for name, array in arrays.items()}
        for run, every in enumerate(self.every if (experiment.quantity, experiment.of) != self._picks else ()):
            for name, array in _picked(experiment, every).items() if every else ():
                arrays[name][run] = array
        return replace(self, experiment=experiment, **arrays)

    def taken(self) -> MapResult:
        """As it is now: its arrays are its own, and are not filled by whoever computes the map in another thread."""
        return replace(self, **{name: getattr(self, name).copy() for name in (*_COLUMNS, "lane", "known")})

    @property
    def _picks(self) -> tuple[str, str]:
        return self.experiment.quantity, self.experiment.of

    @property
    def number(self) -> np.ndarray:
        """What is coloured: the array of the experiment's `quantity`."""
        return np.asarray(getattr(self, self.experiment.quantity))

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

    @property
    def runs(self) -> int:
        """How many runs have numbers here: all starts and seeds of all cells, and the picked ones."""
        return self.known.size + sum(every["f"].size for every in self.every if every)

    @property
    def done(self) -> float:
        """The part of the cells that is known."""
        return float(self.known.mean())

    def experiment_at(self, cell: Cell) -> Experiment:
        """The experiment of one (run, row, column), of the start and seed that its numbers are of: its path is the
        one that the map tells of."""
        run, row, column = cell
        return experiment_at(self.experiment, cell, max(0, int(self.lane[run, row, column])))

    def to_csv(self) -> str:
        """A row for every cell that is known, at full precision."""
        rows = self.columns()
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(rows)
        writer.writerows(zip(*(array.tolist() for array in rows.values()), strict=True))
        return text.getvalue()

    def columns(self) -> dict[str, np.ndarray]:
        """Name → one number, or word, for every cell that is known: the run, the two axes, and the arrays."""
        run, row, column = np.nonzero(self.known)
        (across, xs), (up, ys) = self.axes
        found: dict[str, np.ndarray] = {"run": run, across: xs[column], up: ys[row]}
        for name in _COLUMNS:
            array = getattr(self, name)[self.known]
            if name == "end":
                coordinates = self.experiment.experiment.landscape().coordinates
                found |= {f"end_{axis}": array[:, i] for i, axis in enumerate(coordinates)}
            else:
                found[name] = np.array(FATES)[array] if name == FATE else array
        return found

    def to_npz(self) -> bytes:
        """All arrays as they are, the values of both axes as "across" and "up", "fates", and the JSON of the map."""
        (across, xs), (up, ys) = self.axes
        arrays: dict[str, Any] = {name: getattr(self, name) for name in (*_COLUMNS, "lane", "known")}
        arrays |= {"across": xs, "up": ys, "axes": np.array([across, up]), "fates": np.array(FATES)}
        into = io.BytesIO()
        np.savez_compressed(into, allow_pickle=False, experiment=np.array(self.experiment.to_json()), **arrays)
        return into.getvalue()

    def write(self, cells: Cells, found: Mapping[str, np.ndarray], size: int) -> None:
        """What was found of every run of some cells, `(cells, lanes, …)`; they stand for squares of so many cells a
        side until those are known."""
        run, rows, columns = cells
        picked = _picked(self.experiment, found)
        self.known[run, rows, columns] = False
        for i, j in np.ndindex(size, size):
            inside = (rows + i < self.known.shape[1]) & (columns + j < self.known.shape[2])
            inside[inside] = ~self.known[run, rows[inside] + i, columns[inside] + j]
            at = rows[inside] + i, columns[inside] + j
            for name, array in picked.items():
                getattr(self, name)[run][at] = array[inside]
            for name, array in self.every[run].items():
                array[at] = found[name][inside]
        self.known[run, rows, columns] = True


def _picked(experiment: MapExperiment, found: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Of several runs of a cell `(…, lanes, …)` the arrays of the one that counts, and which it is, `lane`."""
    lane = _chosen(found[LOSS if experiment.quantity == FATE else experiment.quantity], experiment.of)[..., None]
    picked = {
        name: np.take_along_axis(array, lane, lane.ndim - 1)[..., 0] for name, array in found.items() if name != "end"
    }
    end = np.take_along_axis(found["end"], lane[..., None], lane.ndim - 1)[..., 0, :]
    return {**picked, "end": end, "lane": lane[..., 0]}


def _chosen(found: np.ndarray, of: str) -> np.ndarray:
    """Which of the runs `(…, lanes)` counts: the one in the middle, or the worst; of equal ones the first."""
    ranked = np.argsort(np.where(np.isnan(found), np.inf, found), axis=-1, kind="stable")
    if of == "median":
        return np.asarray(ranked[..., (found.shape[-1] - 1) // 2])
    return np.argmax(np.where(np.isnan(found), np.inf, found), axis=-1)


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
