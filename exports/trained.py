"""Trainings of one experiment as what leaves Slalom, and what pages show: their loss over a plane, and all else on one
clock."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import import_module
from typing import Any, Self

import numpy as np

from exports.work import Tell, silent
from figures.palette import COLORS, MARKERS, Look
from figures.picture import on_surface
from figures.scene.scene import Scene
from networks.experiment import NetworkExperiment
from networks.landscape.plane import LossPlane
from networks.shown.clock import on_one_clock
from networks.shown.names import names
from networks.shown.picture import LossGround
from networks.shown.told import headline
from networks.shown.trust import trust
from networks.training.several import Ensemble
from networks.training.training import Training
from player.trainings import trained
from player.trainings.films import Examples
from player.trainings.trained import Trained
from words import counts
from words.language import _

MOST_TITLE = 60  # characters of all names in a title


@dataclass(frozen=True, eq=False)
class TrainedWork:
    """An experiment on networks, its trainings, one a run, and the loss over a plane in which their paths lie.

    ensembles  of every run what the trainings with all seeds come to (`networks.training.ensemble`); `trainings` are
               those with the first one. Empty where there is one seed
    """

    experiment: NetworkExperiment
    trainings: Sequence[Training]
    plane: LossPlane
    ensembles: Sequence[Ensemble] = ()

    @classmethod
    def of(
        cls,
        experiment: NetworkExperiment,
        trainings: Sequence[Training],
        tell: Tell = silent,
        ensembles: Sequence[Ensemble] = (),
    ) -> Self:
        """With the loss over the plane that the experiment names, which is computed now."""
        found = None
        for one in import_module("networks.shown.seen").plane_of(experiment, trainings, experiment.plane):
            if isinstance(one, float):
                tell(one)
            else:
                found = one
        assert found is not None, "planes end with themselves"
        return cls(experiment, trainings, found, ensembles)

    @cached_property
    def names(self) -> list[str]:
        """A label per run, as pages show it."""
        return names(self.experiment)

    @cached_property
    def ground(self) -> LossGround:
        return LossGround(self.plane)

    @cached_property
    def looks(self) -> list[Look]:
        """Colour and head of every run's path."""
        return looks(self.experiment)

    @cached_property
    def there(self) -> list[int]:
        """The runs whose paths lie in the plane."""
        return [i for i, path in enumerate(self.plane.paths) if np.isfinite(path).any()]

    @property
    def scene(self) -> Scene:
        """What a picture shows: the loss over the plane, and the paths that lie in it, on one clock."""
        clock, rows = on_one_clock([self.trainings[i].epoch for i in self.there])
        paths = LossGround(self._of_rows(rows)).paths()
        drawn = Scene.of_paths(self.ground.surface, paths, [self.names[i] for i in self.there])
        runs = [replace(run, look=self.looks[i]) for i, run in zip(self.there, drawn.runs, strict=True)]
        return replace(drawn, runs=tuple(runs), moments=tuple(clock.tolist())).called(self.title)

    @cached_property
    def title(self) -> str:
        return titled(self.experiment)

    @cached_property
    def ended(self) -> tuple[str, str]:
        """(tone, words): how the trainings ended."""
        tone, words = headline(self.trainings, self.names)
        return tone, f"{words}."

    @cached_property
    def seeds(self) -> str:
        """What is of which seed; "" where there is one."""
        if not self.ensembles:
            return ""
        words = _("Curves are medians of {seeds}, in the band lies a half of them; all else is of seed {first}.")
        return words.format(seeds=counts.seeds(self.experiment.seeds), first=self.experiment.seed)

    @cached_property
    def trust(self) -> str:
        """How far the picture of the loss is to be trusted, and whose it is."""
        if len(self.there) == len(self.names):
            return trust(self.plane)
        words = _("The landscape is that of {names}; the others have weights of another kind, or none that are finite.")
        return f"{trust(self.plane)} {words.format(names=', '.join(self.names[i] for i in self.there))}"

    @property
    def _drawn(self) -> LossPlane:
        """With the paths that lie in it alone."""
        return self._of_rows([slice(None)] * len(self.there))

    def _of_rows(self, rows: Sequence[slice | np.ndarray]) -> LossPlane:
        """With these rows alone of the paths that lie in it."""
        paths, true, projected = (
            tuple(of[i][some] for i, some in zip(self.there, rows, strict=True))
            for of in (self.plane.paths, self.plane.true, self.plane.projected)
        )
        return replace(self.plane, paths=paths, true=true, projected=projected)

    def played(
        self, options: Mapping[str, Any], layout: str, ids: Sequence[str] = (), *, trusted: bool = False
    ) -> bytes:
        """What the player gets; `ids` name the runs through their changes, and `trusted` leaves out what `trust` says,
        where that is said beside."""
        tone, words = self.ended
        ids = ids or [str(i) for i in range(len(self.names))]
        bands = [one.curves for one in self.ensembles] or [{}] * len(self.names)
        each = zip(self.trainings, self.names, self.looks, ids, bands, strict=True)
        return trained.paths(
            self.plane,
            self.ground.key,
            [Trained(*one) for one in each],
            title=self.title,
            sentence=(tone, words if trusted else " ".join(filter(None, [words, self.seeds, self.trust]))),
            options=dict(options),
            layout=layout,
            examples=examples(self.experiment),
        )

    def grid(self) -> bytes:
        """The loss over the plane, for the player."""
        return trained.grid(self.plane, self.ground.key)

    def still(self, layout: str) -> str:
        """A picture as SVG, for where no script runs."""
        bundles = [[path] for path in LossGround(self._drawn).paths()]
        shades = [self.looks[i].color for i in self.there]
        return on_surface(self.ground.surface, bundles, shades, layout, dark=None, title=self.title)


def looks(experiment: NetworkExperiment) -> list[Look]:
    """Colour and head of every run's path."""
    return [
        Look(run.color or COLORS[i % len(COLORS)], MARKERS[i % len(MARKERS)]) for i, run in enumerate(experiment.runs)
    ]


def train_all(experiment: NetworkExperiment, tell: Tell = silent) -> list[Training]:
    """Its trainings, one after another. Imports torch."""
    slices = import_module("networks.training.train").train_in_slices
    return _walked([slices(experiment, run) for run in range(len(experiment.runs))], tell)


def ensembles_of(experiment: NetworkExperiment, trainings: Sequence[Training], tell: Tell = silent) -> list[Ensemble]:
    """What the trainings with its other seeds make of every run, one after another."""
    slices = import_module("networks.training.ensemble").ensemble_in_slices
    return _walked([slices(experiment, run, one) for run, one in enumerate(trainings)], tell)


def _walked(walks: Sequence[Generator[float, None, Any]], tell: Tell) -> list[Any]:
    """What each of the walks comes to, one after another."""
    found: list[Any] = []
    for slices in walks:
        try:
            while True:
                tell((len(found) + next(slices)) / len(walks))
        except StopIteration as end:
            found.append(end.value)
    return found


def titled(experiment: NetworkExperiment) -> str:
    """What is learned, and by which runs; where their names are too long together, by which rules and how many runs."""
    said = ", ".join(names(experiment))
    if len(said) > MOST_TITLE:
        rules = dict.fromkeys(run.described.title for run in experiment.runs)
        said = ", ".join([*(rules if len(rules) < 4 else ()), counts.runs(len(experiment.runs))])
    return _("{data}: {names}").format(data=experiment.data().name, names=said)


def examples(experiment: NetworkExperiment) -> Examples | None:
    """What is learned, where it can be drawn: by one input, or classes by two."""
    data = experiment.data()
    sides = import_module("networks.training.look").extent(data)
    if len(sides) > 2 or (len(sides) == 2 and not data.classes):
        return None
    inputs, targets = data.inputs[data.train], data.targets[data.train]
    low, high = float(np.min(targets)), float(np.max(targets))
    room = 0.12 * (high - low or 1.0)
    up = sides[1] if len(sides) == 2 else (low - room, high + room)
    names = (*data.columns, _("target"))
    return Examples(inputs, targets, names, data.classes, (*sides[0], *up))
