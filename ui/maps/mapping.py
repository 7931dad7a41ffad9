"""Maps that are computed in threads, or on the cluster that whoever runs the server names, and kept."""

from __future__ import annotations

import os
from collections.abc import Hashable

from maps import MapExperiment, MapResult, compute
from maps.price import price
from maps.spread.cluster import cluster
from ui.keeping.job import Job, Line
from ui.keeping.tab import Tab
from ui.state.kept import Kept
from words.language import _

MAPS = Line("maps", at_once=2)
CLUSTER = "SLALOM_CLUSTER"  # in the environment: the address of a Dask scheduler
CLUSTERED_FROM = 60.0  # seconds, as a map is priced: what takes less is done here before a cluster has answered
_MOST_RUNS = 800_000  # of all maps that are kept, where a run has some hundred bytes

_kept: Kept[MapResult] = Kept(lambda one: one.runs, _MOST_RUNS, most=16)


def found(experiment: MapExperiment) -> MapResult | None:
    """The whole map, if its runs are known already."""
    whole = _kept.find(_key(experiment))
    return whole and whole.shown_as(experiment)


def _key(experiment: MapExperiment) -> Hashable:
    """What tells a map from others; heights and data by their ground, which knows them without reading them again."""
    runs = experiment.runs_alone
    return runs.experiment.ground, runs.model_dump_json(exclude={"experiment": {"heights", "data"}})


class Mapping(Job):
    """A map that is computed: `result` is what is known of it so far, None until there is something to see."""

    def __init__(self, experiment: MapExperiment, tab: Tab) -> None:
        self.experiment = experiment
        self.result: MapResult | None = None
        super().__init__(_("Map"), tab, MAPS)

    def seen(self, experiment: MapExperiment) -> MapResult | None:
        """What is known by now, as an experiment with the same runs shows it."""
        return self.result and self.result.taken().shown_as(experiment)

    def _make(self) -> None:
        whole = _kept.get(_key(self.experiment), self._computed)

        def keep() -> None:
            self.result = whole

        self._made(keep)

    def _computed(self) -> MapResult:
        address = os.environ.get(CLUSTER, "") if price(self.experiment) >= CLUSTERED_FROM else ""
        parts = compute(self.experiment, cluster(address) if address else None)
        try:
            while True:
                self.result, share = next(parts)
                self._tell(share)
        except StopIteration as end:
            whole: MapResult = end.value
            return whole
