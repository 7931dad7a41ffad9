"""On a loss with mini-batches: the path of the full batch beside."""

from __future__ import annotations

from figures.palette import FULL_BATCH
from optimizers.transforms import MINI_BATCH
from parameters import Hyper
from player.shown import Shown
from simulation import Experiment
from simulation.experiments.run import asked_of
from ui.playground.beside import Beside
from ui.state import choices, keys
from ui.state.runs import trajectories
from ui.widgets.settings import choose
from words.language import _

SWITCH = Hyper(default=True, doc="draw the path of the full batch beside")


def switch() -> None:
    """Whether the path of the full batch is drawn beside that of mini-batches."""
    choose(keys.FULL_BATCH, SWITCH, SWITCH.default)


def beside(experiment: Experiment) -> Beside:
    """The path of the only run as it is without mini-batches; nothing if it has none or it is not asked for."""
    spec = experiment.runs[0]
    if not (spec.transforms and spec.transforms[0].name == MINI_BATCH and choices.get(keys.FULL_BATCH, SWITCH.default)):
        return Beside()
    whole = experiment.model_copy(update={"runs": (spec.model_copy(update={"transforms": spec.transforms[1:]}),)})
    asked, path = asked_of(whole, whole.runs[0])[0], trajectories(whole)[0]
    shown = Shown(asked.rule, path, _("full batch"), FULL_BATCH, transforms=asked.transforms, asked=asked)
    return Beside((shown,), _("Round: mini-batches. Square: the full batch, from the same start."))
