"""A map of trainings as arrays: what became of every cell, as far as it is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from maps.axes import values
from maps.cells import Arrays, Cell
from maps.trained.experiment import FATE, LOSS, SHARES, TrainingMap
from networks.experiment import NetworkExperiment
from networks.training.training import DIVERGED, FINISHED, STOPPED_EARLY


@dataclass(frozen=True, eq=False, kw_only=True)
class TrainingResult(Arrays):
    """A map of trainings. Those of a cell are of the seeds of the experiment, in their order. All numbers are of the
    row that is kept: the last one, or the best one of those that are stopped early.

    loss                      log10 of the mean loss over the training examples, never below −16
    valid_loss                log10 of that over the validation examples; NaN where there are none
    accuracy, valid_accuracy  the shares of right answers; NaN where nothing is classified, or nothing was kept
    epochs, updates           the first row that was written down, of some eighty, in which the training loss is within
                              the tolerance; NaN if there is none
    """

    FATES = (FINISHED, STOPPED_EARLY, DIVERGED)
    COLUMNS = ("loss", "valid_loss", "accuracy", "valid_accuracy", "epochs", "updates", "fate")

    experiment: TrainingMap
    valid_loss: np.ndarray
    accuracy: np.ndarray
    valid_accuracy: np.ndarray
    epochs: np.ndarray
    updates: np.ndarray

    @classmethod
    def empty(cls, experiment: TrainingMap) -> TrainingResult:
        shape = experiment.shape
        arrays = {name: np.full(shape, np.nan) for name in cls.COLUMNS if name != FATE}
        arrays |= {FATE: np.full(shape, -1)}
        return cls._made(experiment, arrays, [experiment.experiment.seeds] * shape[0])

    @staticmethod
    def ranks(experiment: TrainingMap, found: Mapping[str, np.ndarray]) -> np.ndarray:
        name = LOSS if experiment.quantity == FATE else experiment.quantity
        return -found[name] if name in SHARES else found[name]

    @property
    def axes(self) -> tuple[tuple[str, np.ndarray], tuple[str, np.ndarray]]:
        across, up = self.experiment.both
        known = self.experiment.known[0]
        return (across.name, values(across, known[across.name])), (up.name, values(up, known[up.name]))

    def experiment_at(self, cell: Cell) -> NetworkExperiment:
        """The experiment of one (run, row, column), with all of its seeds."""
        return self.experiment.at(cell)
