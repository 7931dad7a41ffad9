"""The path of a training on the loss over a plane: shown in a notebook, kept as a page that plays anywhere.

recorder = slalom.record(model)
…                                     # the training, with recorder.step() after every step
seen = slalom.landscape(model, torch.nn.functional.cross_entropy, (inputs, targets), recorder)
seen.save("landscape.html")
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from exports.html.options import PageOptions
from exports.html.page import document
from exports.played import Played
from figures.in_matplotlib.figure import figure
from figures.scene.scene import look
from networks.landscape.model_loss import ModelLoss
from networks.landscape.plane import LossPlane
from networks.landscape.planes import plane
from networks.plane_kinds import Kind
from networks.recorder import Recorder
from networks.shown.picture import LossGround
from networks.shown.trust import trust
from player.shown import Shown
from player.views import Series
from words import counts
from words.language import _
from words.numbers import short
from words.sentence import BAD, GOOD


@dataclass(frozen=True, eq=False)
class Landscape:
    """The loss over a plane, and the path of a training on it.

    plane     the numbers (`networks.landscape.plane`)
    name      what the path is called
    sentence  (tone, words) on the training
    unit      what a row of the path is, in words
    """

    plane: LossPlane
    name: str
    sentence: tuple[str, str]
    unit: str

    @cached_property
    def played(self) -> Played:
        """What the player is given."""
        ground = LossGround(self.plane)
        (path,) = ground.paths()
        tone, told = self.sentence
        title = _("Loss landscape of {name}").format(name=self.name)
        words = {"title": title, "sentence": (tone, f"{told}. {self.trust}"), "compared": True, "texts": self._texts()}
        return Played(ground, [Shown(None, path, self.name, look(0), curves=self._curves(len(path.x)))], words)

    @property
    def trust(self) -> str:
        """How far to trust the picture."""
        return trust(self.plane)

    def _texts(self) -> dict[str, str]:
        """The player counts rows, which are no steps here, and f is the loss."""
        return {
            "f": _("loss"),
            "steps": self.unit,
            "step {step} / {last}": _("moment {step} / {last}"),
            "Inside step {step}": _("At moment {step}"),
        }

    def _curves(self, rows: int) -> tuple[Series, ...]:
        true, drawn = self.plane.true[0][:rows], self.plane.projected[0][:rows]
        return Series("value", true, _("loss")), Series("projected", drawn, _("loss where it is drawn"))

    def page(self, **options: Any) -> bytes:
        """The page that plays anywhere; `options` are those of `exports.html.options.PageOptions`."""
        chosen = PageOptions.from_values({"layout": "overlay", **options})
        blob = self.played.paths(chosen.for_player(), chosen.layout)
        return document(blob, self.played.grid(), self.played.words["title"], self.played.still(chosen.layout), chosen)

    def save(self, place: str | Path, **options: Any) -> None:
        """Write the page. OSError if that cannot be done."""
        Path(place).write_bytes(self.page(**options))

    def figure(self, **options: Any) -> Any:
        """A figure of Matplotlib's; `options` are those of `figures.options.Options`."""
        known = {"surface": self.played.ground.surface, "names": [self.name], "title": self.played.words["title"]}
        return figure([self.played.runs[0].path], **known, **options)

    def _repr_html_(self) -> str:
        from exports.notebook.shows import framed  # JupyterLab shows it; no notebook is needed to make one

        return framed(self.page(), self.played.words["title"], self.played.still())


def landscape(
    model: Any,
    loss: Callable[[Any, Any], Any],
    data: Any,
    recorder: Recorder,
    kind: Kind = "pca",
    *,
    fine: bool = True,
    seed: int = 0,
) -> Landscape:
    """The loss of anybody's torch model over a plane, with the path that was recorded.

    model     the torch module that was trained
    loss      outputs, targets → the mean loss, a tensor of one number
    data      (inputs, targets), or a sequence of such batches
    recorder  of `slalom.record(model)`, with `step()` called along the training
    kind      "pca", "random" or "hessian": see `networks.landscape.planes.slices`
    fine      whether the grid is 81 × 81 rather than 41 × 41
    seed      of the random directions

    Dropout is off, and a batch norm uses the mean and variance of `data`. ValueError in one sentence if the loss is no
    single number, or the recorder has seen another model, or no step.
    """
    if not recorder.steps:
        raise ValueError("The recorder has seen no step; call recorder.step() after every step of the optimizer.")
    found = plane(ModelLoss(model, loss, data), [recorder.weights], kind, fine=fine, seed=seed)
    first, last = (float(found.true[0][row]) for row in (0, -1))
    steps = counts.steps(recorder.steps)
    words = _("loss {first} at first, {last} after {steps}").format(first=short(first), last=short(last), steps=steps)
    unit = _("moments of {steps}").format(steps=steps)
    return Landscape(found, type(model).__name__, (GOOD if np.isfinite(last) else BAD, words), unit)
