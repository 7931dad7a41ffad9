"""What is shown in a notebook, and the same from another start or with another number: it is run again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Protocol

from exports.played import OF_SURFACE, Played, common
from exports.work import Work
from simulation import Experiment, Trajectory, simulate
from surfaces import Surface

#: What was turned: the id of its run ("" of the surface, or where there is one run), its name, and its value.
Turned = tuple[str, str, float]


class Again(Protocol):
    """Something that can be shown, and run again."""

    @property
    def played(self) -> Played: ...
    @property
    def layout(self) -> str: ...
    def moved(self, start: Sequence[float], turned: Sequence[Turned]) -> Again:
        """From this start (none: where it is), with these numbers. ValueError in one sentence if that cannot be."""
        ...


@dataclass(frozen=True, eq=False)
class Experimented:
    """An experiment."""

    experiment: Experiment

    @property
    def layout(self) -> str:
        """As the pages show it at first."""
        return "panels" if len(self.experiment.runs) > 1 else "overlay"

    @cached_property
    def work(self) -> Work:
        """It and its paths."""
        return Work.of(self.experiment)

    @cached_property
    def played(self) -> Played:
        """For the player."""
        return Played.of_work(self.work)

    def moved(self, start: Sequence[float], turned: Sequence[Turned]) -> Experimented:
        """Another experiment."""
        data = self.experiment.to_data()
        runs = data["runs"]
        for run, name, value in turned:
            if name.startswith(OF_SURFACE):
                data["parameters"] = {**data.get("parameters", {}), name.removeprefix(OF_SURFACE): value}
                continue
            own = runs[int(run or 0)]
            own["hyperparameters"] = {**own.get("hyperparameters", {}), name: value}
        if start:
            data["start"] = list(start)
        return Experimented(Experiment.from_data(data))


@dataclass(frozen=True, eq=False)
class Walked:
    """Paths that know what was run."""

    paths: Sequence[Trajectory]
    layout: str = "overlay"

    @cached_property
    def played(self) -> Played:
        """For the player."""
        return Played.of_paths(self.paths)

    def moved(self, start: Sequence[float], turned: Sequence[Turned]) -> Walked:
        """The same runs, walked again. Starts that lie apart stay so."""
        surface, asked = common(self.paths)
        own = {name.removeprefix(OF_SURFACE): v for _run, name, v in turned if name.startswith(OF_SURFACE)}
        surface = surface.with_parameters(**own) if own else surface
        first = asked[0].start
        found = []
        for i, one in enumerate(asked):
            here = {name: v for run, name, v in turned if not name.startswith(OF_SURFACE) and int(run or 0) == i}
            rule = type(one.rule).from_values({**one.rule.values(), **here}) if here else one.rule
            moved = tuple(a + (b - c) for a, b, c in zip(start, one.start, first, strict=True)) if start else one.start
            found.append(_walked(replace(one, rule=rule, start=moved), surface))
        return Walked(found)


def _walked(asked: Any, surface: Surface) -> Trajectory:
    return simulate(
        asked.rule,
        surface,
        asked.start,
        asked.steps,
        schedule=asked.schedules,
        transforms=asked.transforms,
        seed=asked.seed,
        stop=asked.stop,
        maximize=asked.maximize,
    )


def again(thing: Any) -> Again:
    """What can be shown of an experiment, a path, or a list of paths. ExportError in one sentence if nothing can."""
    if isinstance(thing, Experiment):
        return Experimented(thing)
    paths = [thing] if isinstance(thing, Trajectory) else list(thing)
    common(paths)
    return Walked(paths)
