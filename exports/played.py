"""What the player is given, of an experiment or of bare paths: the same for a page that stands alone and a notebook."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

import numpy as np

from exports.work import ExportError, Work
from figures.palette import ONE_RUN
from figures.picture import on_surface
from figures.scene.scene import look
from optimizers import OPTIMIZERS, TRANSFORMS
from player import shown
from player.lanes import lanes
from player.shown import Grounded, Shown, epochs_of
from player.views import Box
from simulation import RunSpec, Trajectory
from simulation.running.asked import Asked
from surfaces import Surface
from words.headline import summary
from words.labels import columns, labels, of_rules, title
from words.language import _
from words.results import results
from words.sample import sampled, told

#: Begins the names of numbers of the surface that are moved in the player.
OF_SURFACE = "f."


@dataclass(frozen=True, eq=False)
class GivenGround:
    """A surface that was given as it is, and not by an experiment."""

    surface: Surface

    @cached_property
    def key(self) -> str:
        """A short word that surfaces with other values do not have."""
        words = repr((self.surface.name, self.surface.domain, sorted(self.surface.values.items())))
        seen = np.asarray(self.surface.value(self.surface.grid(33)), dtype=float).tobytes()
        return f"given~{hashlib.blake2b(words.encode() + seen, digest_size=8).hexdigest()}"


@dataclass(frozen=True, eq=False)
class Played:
    """Runs on a surface, and what is said about them, as `player.shown.paths` takes it."""

    ground: Grounded
    runs: Sequence[Shown]
    words: Mapping[str, Any]

    @classmethod
    def of_work(cls, work: Work) -> Self:
        """An experiment with its paths."""
        experiment, bundles = work.experiment, work.bundles
        specs, several = experiment.runs, len(experiment.runs) > 1
        names = work.names if several else [specs[0].label or specs[0].build().title]
        one = replace(ONE_RUN, color=specs[0].color or ONE_RUN.color)
        looks = [look(i, spec.color) if several else one for i, spec in enumerate(specs)]
        runs = [
            one
            for i, paths in enumerate(bundles)
            for one in lanes(experiment, i, paths, names[i], looks[i], str(i) if several else "")
        ]
        said = {"title": title(experiment), "sentence": told(experiment, bundles, names)}
        more = {"results": results(experiment, bundles), "columns": columns(experiment), "compared": True}
        return cls(experiment.ground, runs, said | {"sample": sampled(experiment)} | (more if several else {}))

    @classmethod
    def of_paths(cls, paths: Sequence[Trajectory]) -> Self:
        """Paths on one surface, each of which knows what was run. ExportError in one sentence if they are none."""
        surface, asked = common(paths)
        several = len(paths) > 1
        names = _names([one.rule for one in asked], asked)
        looks = [look(i) for i in range(len(paths))] if several else [ONE_RUN]
        runs = [
            Shown(
                one.rule,
                path,
                name,
                shape,
                str(i) if several else "",
                transforms=one.transforms,
                epochs=epochs_of(one.transforms, surface.examples),
                asked=one,
                moved=True,
            )
            for i, (one, path, name, shape) in enumerate(zip(asked, paths, names, looks, strict=True))
        ]
        titled = of_rules([one.rule.title for one in asked], surface, climb=asked[0].maximize)
        words = {"title": titled, "sentence": summary(paths, names, surface)}
        return cls(GivenGround(surface), runs, words | ({"compared": True} if several else {}))

    def paths(self, options: Mapping[str, Any], layout: str = "overlay", curve: str = "") -> bytes:
        """The blob of the paths; `options` are those of the player's header."""
        dressed = {"colorscale": "calm", "view": {}, "asked": 1, **options}
        return shown.paths(self.ground, self.runs, **self.words, options=dressed, layout=layout, curve=curve)

    def grid(self) -> bytes:
        """The blob of the surface."""
        return shown.grid(self.ground)

    def still(self, layout: str = "overlay") -> str:
        """A small picture that stands still, as SVG, in the colours of the reader's system."""
        runs: dict[str, list[Shown]] = {}
        for one in self.runs:
            runs.setdefault(one.id, []).append(one)
        bundles = [[one.path for one in lanes] for lanes in runs.values()]
        shades = [lanes[0].look.color for lanes in runs.values()]
        apart = "panels" if layout == "panels" else "overlay"
        return on_surface(self.ground.surface, bundles, shades, apart, dark=None, title=self.words["title"])

    def patch(self, window: Box) -> bytes:
        """A part of the surface that is looked at."""
        return shown.patch(self.ground, window)


def common(paths: Sequence[Trajectory]) -> tuple[Surface, list[Asked]]:
    """The surface of all paths, and what each was asked to do. ExportError in one sentence if they have none."""
    if not paths:
        raise ExportError(_("There is no path to show."))
    sources = [path.source for path in paths]
    if any(source is None or not isinstance(source.surface, Surface) for source in sources):
        raise ExportError(
            _("A path is shown on its surface; this one does not say on which it was run, as `simulate` does.")
        )
    known = [source for source in sources if source is not None]
    if any(path.x.ndim != 2 for path in paths):
        raise ExportError(_("A batch of runs is shown one lane at a time: path.lane(0)."))
    surface = known[0].surface
    if any(source.surface is not surface for source in known):
        raise ExportError(_("Paths are shown together where they were run on the same surface."))
    assert isinstance(surface, Surface)
    return surface, [source.asked for source in known]


def _names(rules: Sequence[Any], asked: Sequence[Asked]) -> list[str]:
    """What sets each run apart, as pages say it; of rules that are not ours their titles."""
    specs = [_spec(one) for one in asked]
    if len(asked) > 1 and all(specs):
        return labels([spec for spec in specs if spec])
    titles = [rule.title for rule in rules]
    return [f"{name} ({i + 1})" if titles.count(name) > 1 else name for i, name in enumerate(titles)]


def _spec(asked: Asked) -> RunSpec | None:
    """The run as plain data, as far as labels ask; None of a rule or a transform that has no key."""
    rule = next((key for key, cls in OPTIMIZERS.items() if cls is type(asked.rule)), None)
    keys = {cls: key for key, cls in TRANSFORMS.items()}
    if rule is None or any(type(transform) not in keys for transform in asked.transforms):
        return None
    transforms = [{"name": keys[type(one)], "settings": one.values()} for one in asked.transforms]
    try:
        return RunSpec.model_validate({"rule": rule, "hyperparameters": asked.rule.values(), "transforms": transforms})
    except ValueError:
        return None
