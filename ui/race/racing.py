"""Races that are run in threads, and kept."""

from __future__ import annotations

from maps.race.experiment import RaceExperiment
from maps.race.results import Race
from maps.race.run import race_in_slices
from ui.keeping.job import Job, Line
from ui.keeping.tab import Tab
from ui.state.kept import Kept
from words.language import _

RACES = Line("races", at_once=1)

_kept: Kept[Race] = Kept(lambda _race: 1, 24, most=24)


def found(experiment: RaceExperiment) -> Race | None:
    """The race, if it has been run."""
    return _kept.find(experiment.model_dump_json())


class Racing(Job):
    """A race that is run."""

    def __init__(self, experiment: RaceExperiment, tab: Tab) -> None:
        self.experiment = experiment
        self.race: Race | None = None
        super().__init__(_("Race"), tab, RACES)

    def _make(self) -> None:
        whole = _kept.get(self.experiment.model_dump_json(), self._run)

        def keep() -> None:
            self.race = whole

        self._made(keep)

    def _run(self) -> Race:
        slices = race_in_slices(self.experiment)
        try:
            while True:
                self._tell(next(slices))
        except StopIteration as end:
            whole: Race = end.value
            return whole
