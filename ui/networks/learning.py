"""Trainings in threads: at most two at once on a server, the next waits and says so.

Every run that was trained is kept, as long as all together are no more than so much: a change of one run trains that
one alone.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np

from exports.trained import TrainedWork
from networks.experiment import NetworkExperiment
from networks.landscape.plane import LossPlane
from networks.training.several import Ensemble
from networks.training.training import Training
from ui.keeping.job import Job, Line
from ui.keeping.tab import Tab
from ui.state.kept import Kept
from words.language import _

TRAININGS = Line("trainings", at_once=2)
_MOST_NUMBERS = 8_000_000  # of all trainings that are kept: 64 MB at most
_FOR_PLANE = 0.25  # which share of the work the loss over a plane is thought to be

_trained: Kept[Training] = Kept(
    lambda one: one.weights.size + (0 if one.known is None else one.known.size), _MOST_NUMBERS, most=64
)
_ensembles: Kept[Ensemble] = Kept(lambda one: sum(curve.size for curve in one.curves.values()), 200_000, most=128)
_planes: Kept[LossPlane] = Kept(lambda one: one.directions.size + one.loss.size, _MOST_NUMBERS // 8, most=32)


@dataclass(frozen=True)
class Wanted:
    """An experiment, and the network in whose plane its paths are shown.

    like  the run whose network the loss over the plane is that of
    """

    experiment: NetworkExperiment
    like: int

    def found(self) -> TrainedWork | None:
        """What is known of it already, if all is."""
        trainings = [_trained.find(self.key(run)) for run in range(len(self.experiment.runs))]
        there = [one for one in trainings if one is not None]
        ensembles = [_ensembles.find(self.seeds_key(run)) for run in range(len(trainings) if self.several else 0)]
        plane = _planes.find(self.plane_key)
        known = [one for one in ensembles if one is not None]
        if plane is None or len(there) < len(trainings) or len(known) < len(ensembles):
            return None
        return TrainedWork(self.experiment, there, plane, known)

    @property
    def several(self) -> bool:
        """Whether every run is trained from more than one seed."""
        return self.experiment.seeds > 1

    def seeds_key(self, run: int) -> Hashable:
        return self.key(run), self.experiment.seeds

    def key(self, run: int) -> Hashable:
        """What a training depends on: not on how it looks, nor on the other runs."""
        experiment = self.experiment
        spec = experiment.runs[run].model_copy(update={"label": "", "color": "", "network": {}})
        settings = tuple(experiment.settings(run).values().items())
        return experiment.seed, experiment.own, settings, spec.model_dump_json(exclude_defaults=True)

    @property
    def plane_key(self) -> Hashable:
        return tuple(self.key(run) for run in range(len(self.experiment.runs))), self.experiment.plane, self.like


class Learning(Job):
    """The trainings of an experiment that are not known yet, and the plane.

    rows  per run the rows that have been written down so far, as numbers by the names of `Training`
    """

    def __init__(self, wanted: Wanted, tab: Tab) -> None:
        self.wanted = wanted
        self.rows: list[list[Mapping[str, Any]]] = [[] for _run in wanted.experiment.runs]
        self.work_done: TrainedWork | None = None
        super().__init__(_("Training"), tab, TRAININGS)

    def _make(self) -> None:
        wanted, experiment = self.wanted, self.wanted.experiment
        runs = range(len(experiment.runs))
        trainings = [self._train(run) for run in runs]
        ensembles = [self._ensemble(run, trainings[run]) for run in runs] if wanted.several else []
        plane = _planes.get(wanted.plane_key, lambda: self._plane(trainings))
        done = TrainedWork(experiment, trainings, plane, ensembles)

        def keep() -> None:
            self.work_done = done

        self._made(keep)

    def _train(self, run: int) -> Training:
        return _trained.get(self.wanted.key(run), lambda: self._walk(run))

    def _walk(self, run: int) -> Training:
        train = import_module("networks.training.train")  # which imports torch
        return self._walked(train.train_in_slices(self.wanted.experiment, run, tell=self._told_row(run)), run, 1)

    def _ensemble(self, run: int, first: Training) -> Any:
        ensemble = import_module("networks.training.ensemble")
        slices = ensemble.ensemble_in_slices(self.wanted.experiment, run, first)
        done, seeds = len(self.rows) + run * (self.wanted.experiment.seeds - 1), self.wanted.experiment.seeds
        return _ensembles.get(self.wanted.seeds_key(run), lambda: self._walked(slices, done, seeds - 1))

    def _walked(self, slices: Any, done: int, trainings: int) -> Any:
        """What slices of so many trainings make, after others are done."""
        whole = len(self.rows) * self.wanted.experiment.seeds
        try:
            while True:
                self._tell((1 - _FOR_PLANE) * (done + trainings * next(slices)) / whole)
        except StopIteration as end:
            return end.value

    def _told_row(self, run: int) -> Any:
        return lambda row: self.rows[run].append({name: row[name] for name in ("updates", "loss", "valid_loss")})

    def _plane(self, trainings: list[Training]) -> LossPlane:
        wanted = self.wanted
        kind = wanted.experiment.plane
        slices = import_module("networks.shown.seen").plane_of(wanted.experiment, trainings, kind, like=wanted.like)
        for one in slices:
            if isinstance(one, float):
                self._tell(1 - _FOR_PLANE * (1 - one))
        assert isinstance(one, LossPlane)
        return one

    def _forget(self) -> None:
        self.work_done = None

    def losses(self, run: int) -> np.ndarray:
        """The training losses of a run so far."""
        return np.array([row["loss"] for row in list(self.rows[run])], dtype=float)
