"""Maps that are computed in threads, or on the cluster that whoever runs the server names, and kept."""

from __future__ import annotations

import os
from collections.abc import Hashable
from typing import Any

from exports.maps.said import AnyResult
from maps import MapExperiment, TrainingMap, compute
from maps.computing import work_of
from maps.spread.cluster import cluster
from maps.trained.piece import asking
from ui.keeping.job import Job, Line
from ui.keeping.tab import Tab
from ui.state.kept import Kept
from words.language import _

MAPS = Line("maps", at_once=2)
CLUSTER = "SLALOM_CLUSTER"  # in the environment: the address of a Dask scheduler
CLUSTERED_FROM = 60.0  # seconds, as a map is priced: what takes less is done here before a cluster has answered
_MOST_RUNS = 800_000  # of all maps that are kept, where a run has some hundred bytes

_kept: Kept[AnyResult] = Kept(lambda one: one.runs, _MOST_RUNS, most=16)


def found(experiment: MapExperiment | TrainingMap) -> AnyResult | None:
    """The whole map, if its runs are known already."""
    whole = _kept.find(_key(experiment))
    return whole and whole.shown_as(experiment)


def _key(experiment: MapExperiment | TrainingMap) -> Hashable:
    """What tells a map from others; heights and data by their ground, which knows them without reading them again."""
    runs = experiment.runs_alone
    if isinstance(runs, TrainingMap):
        return runs.model_dump_json()
    return runs.experiment.ground, runs.model_dump_json(exclude={"experiment": {"heights", "data"}})


class Mapping(Job):
    """A map that is computed: `result` is what is known of it so far, None until there is something to see."""

    def __init__(self, experiment: MapExperiment | TrainingMap, tab: Tab) -> None:
        self.experiment = experiment
        self.result: AnyResult | None = None
        super().__init__(_("Map"), tab, MAPS)

    def seen(self, experiment: MapExperiment | TrainingMap) -> AnyResult | None:
        """What is known by now, as an experiment with the same runs shows it."""
        return self.result and self.result.taken().shown_as(experiment)

    def _make(self) -> None:
        whole = _kept.get(_key(self.experiment), self._computed)

        def keep() -> None:
            self.result = whole

        self._made(keep)

    def _computed(self) -> AnyResult:
        address = (
            os.environ.get(CLUSTER, "") if work_of(self.experiment).price(self.experiment) >= CLUSTERED_FROM else ""
        )
        here = asking(self._go_on) if self.experiment.trains else None
        parts: Any = compute(self.experiment, cluster(address) if address else here)
        try:
            while True:
                self.result, share = next(parts)
                self._tell(share)
        except StopIteration as end:
            whole: AnyResult = end.value
            return whole
