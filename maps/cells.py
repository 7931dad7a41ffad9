"""The cells of a map as arrays: how what was found of them is written in, which of several runs of a cell counts, and
how all of it is kept as a table or arrays. What the arrays are is said by each kind of map."""

from __future__ import annotations

import csv
import io
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, NamedTuple, Self

import numpy as np

Cell = tuple[int, int, int]


class Cells(NamedTuple):
    """Some cells of one run: their rows and columns `(k,)`."""

    run: int
    rows: np.ndarray
    columns: np.ndarray


@dataclass(frozen=True, eq=False)
class Arrays(ABC):
    """All arrays have the axes (runs, rows, columns); row 0 is the lowest value of the vertical axis, column 0 the
    lowest of the horizontal one. While a map is computed its arrays are filled in place: a cell that is not `known`
    yet has the numbers of a known one below and to the left of it.

    loss    log10 of how high it ended; +∞ of a run that ended at no finite loss, NaN where there is no logarithm
    fate    code of how it ended: its place in `FATES`
    lane    which of the runs of the cell these are of
    known   whether a cell has been computed itself
    every   for each run the arrays of all runs of its cells, (rows, columns, lanes, …); none where a cell has but one
    """

    FATES: ClassVar[tuple[str, ...]]
    COLUMNS: ClassVar[tuple[str, ...]]  # the names of all arrays that are found of a cell

    experiment: Any
    loss: np.ndarray
    fate: np.ndarray
    lane: np.ndarray
    known: np.ndarray
    every: tuple[dict[str, np.ndarray], ...]

    @classmethod
    def _made(cls, experiment: Any, arrays: Mapping[str, np.ndarray], lanes: list[int]) -> Self:
        """Nothing known yet; `lanes` are the runs of a cell, for each run of the experiment."""
        shape = experiment.shape
        rest = {"lane": np.full(shape, -1), "known": np.zeros(shape, bool)}
        every = [{name: arrays[name][0] for name in cls.COLUMNS} if count > 1 else {} for count in lanes]
        room = tuple(
            {name: np.repeat(array[:, :, None], count, axis=2) for name, array in one.items()}
            for one, count in zip(every, lanes, strict=True)
        )
        return cls(experiment=experiment, every=room, **arrays, **rest)

    @staticmethod
    @abstractmethod
    def ranks(experiment: Any, found: Mapping[str, np.ndarray]) -> np.ndarray:
        """By what the runs of a cell are ranked, the best one the lowest; NaN is the worst."""

    @property
    @abstractmethod
    def axes(self) -> tuple[tuple[str, np.ndarray], tuple[str, np.ndarray]]:
        """Name and values of the horizontal and of the vertical axis."""

    def _column(self, name: str, array: np.ndarray) -> dict[str, np.ndarray]:
        """An array of the cells that are known as columns of a table."""
        return {name: np.array(self.FATES)[array] if name == "fate" else array}

    def shown_as(self, experiment: Any) -> Self:
        """The same runs with another quantity, or another one of several runs in a cell, as `experiment` says, which
        has the same `runs_alone`."""
        arrays = {name: getattr(self, name) for name in (*self.COLUMNS, "lane")}
        if any(self.every):
            arrays = {name: array.copy() for name, array in arrays.items()}
        shown = self.experiment.quantity, self.experiment.of
        for run, every in enumerate(self.every if (experiment.quantity, experiment.of) != shown else ()):
            for name, array in self._picked(experiment, every).items() if every else ():
                arrays[name][run] = array
        return replace(self, experiment=experiment, **arrays)

    def taken(self) -> Self:
        """As it is now: its arrays are its own, and are not filled by whoever computes the map in another thread."""
        return replace(self, **{name: getattr(self, name).copy() for name in (*self.COLUMNS, "lane", "known")})

    @property
    def number(self) -> np.ndarray:
        """What is coloured: the array of the experiment's `quantity`."""
        return np.asarray(getattr(self, self.experiment.quantity))

    @property
    def runs(self) -> int:
        """How many runs have numbers here: all those of all cells, and the picked ones."""
        return self.known.size + sum(every["loss"].size for every in self.every if every)

    @property
    def done(self) -> float:
        """The part of the cells that is known."""
        return float(self.known.mean())

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
        for name in self.COLUMNS:
            found |= self._column(name, getattr(self, name)[self.known])
        return found

    def to_npz(self) -> bytes:
        """All arrays as they are, the values of both axes as "across" and "up", "fates", and the JSON of the map."""
        (across, xs), (up, ys) = self.axes
        arrays: dict[str, Any] = {name: getattr(self, name) for name in (*self.COLUMNS, "lane", "known")}
        arrays |= {"across": xs, "up": ys, "axes": np.array([across, up]), "fates": np.array(self.FATES)}
        into = io.BytesIO()
        np.savez_compressed(into, allow_pickle=False, experiment=np.array(self.experiment.to_json()), **arrays)
        return into.getvalue()

    def write(self, cells: Cells, found: Mapping[str, np.ndarray], size: int) -> None:
        """What was found of every run of some cells, `(cells, lanes, …)`; they stand for squares of so many cells a
        side until those are known."""
        run, rows, columns = cells
        picked = self._picked(self.experiment, found)
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

    @classmethod
    def _picked(cls, experiment: Any, found: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        """Of several runs of a cell `(…, lanes, …)` the arrays of the one that counts, and which it is, `lane`."""
        lane = _chosen(cls.ranks(experiment, found), experiment.of)[..., None]
        picked = {}
        for name, array in found.items():
            at = lane.reshape(lane.shape + (1,) * (array.ndim - lane.ndim))
            picked[name] = np.take_along_axis(array, at, lane.ndim - 1).squeeze(lane.ndim - 1)
        return {**picked, "lane": lane[..., 0]}


def _chosen(ranks: np.ndarray, of: str) -> np.ndarray:
    """Which of the runs `(…, lanes)` counts: the one in the middle, or the worst; of equal ones the first."""
    ranked = np.argsort(np.where(np.isnan(ranks), np.inf, ranks), axis=-1, kind="stable")
    if of == "median":
        return np.asarray(ranked[..., (ranks.shape[-1] - 1) // 2])
    return np.argmax(np.where(np.isnan(ranks), np.inf, ranks), axis=-1)
