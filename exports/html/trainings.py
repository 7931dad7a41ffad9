"""The page of trainings: their paths on the loss over a plane, curves, and what the networks know, on one clock."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

import numpy as np

from exports.html.options import PageOptions
from exports.html.page import document
from exports.work import Tell, silent
from figures.picture import on_surface
from figures.scene.scene import look
from networks.experiment import NetworkExperiment
from networks.landscape.plane import LossPlane
from networks.landscape.planes import Kind
from networks.shown.picture import LossGround
from networks.shown.told import headline
from networks.shown.trust import trust
from networks.training.training import Training
from player.trainings import trained
from player.trainings.films import Examples
from player.trainings.trained import Trained
from words.language import _


def page(
    experiment: NetworkExperiment,
    trainings: Sequence[Training],
    names: Sequence[str],
    kind: Kind = "pca",
    tell: Tell = silent,
    options: PageOptions | None = None,
) -> bytes:
    """The page of the trainings of an experiment, one a run.

    ValueError in one sentence if they lie in no common plane, as networks of several kinds.
    """
    chosen = options or PageOptions(layout="overlay")
    plane = _plane(experiment, trainings, kind, tell)
    ground = LossGround(plane)
    looks = [look(i) for i in range(len(trainings))]
    tone, words = headline(trainings, names)
    title = _("{data}: {names}").format(data=experiment.data().name, names=", ".join(names))
    runs = [
        Trained(one, name, look, str(i))
        for i, (one, name, look) in enumerate(zip(trainings, names, looks, strict=True))
    ]
    blob = trained.paths(
        plane,
        ground.key,
        runs,
        title=title,
        sentence=(tone, f"{words}. {trust(plane)}"),
        options={"colorscale": "calm", "view": {}, "asked": 1, **chosen.for_player()},
        layout=chosen.layout,
        examples=_examples(experiment),
    )
    bundles = [[path] for path in ground.paths()]
    still = on_surface(ground.surface, bundles, [one.color for one in looks], "overlay", dark=None, title=title)
    return document(blob, trained.grid(plane, ground.key), title, still, chosen)


def _plane(experiment: NetworkExperiment, trainings: Sequence[Training], kind: Kind, tell: Tell) -> LossPlane:
    for one in import_module("networks.shown.seen").plane_of(experiment, trainings, kind):
        if isinstance(one, float):
            tell(one)
        else:
            found = one  # the last one is whole
    return found


def _examples(experiment: NetworkExperiment) -> Examples | None:
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
