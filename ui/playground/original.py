"""On a page with one run: the path of the rule that its own one was opened from, beside it."""

from __future__ import annotations

from figures.palette import OPENED_RULE
from networks import measure
from player.shown import Shown
from simulation import Experiment, RunSpec
from simulation.experiments.rule_class import OWN
from simulation.experiments.run import asked_of
from ui.playground.beside import Beside, difference
from ui.sidebar import rule_editor
from ui.state import choices, keys, own_rule
from ui.state.runs import trajectories
from words.language import _


def beside(experiment: Experiment) -> Beside:
    """The path and how far it is from that of the own rule, unless it is switched off."""
    spec, began = experiment.runs[0], own_rule.original("")
    if spec.rule != OWN or not began or not choices.get(keys.BESIDE, rule_editor.SWITCH.default):
        return Beside()
    known = RunSpec.model_validate(began).described.settings(began["hyperparameters"])
    schedules = {name: schedule for name, schedule in spec.schedules.items() if name in known}
    run = RunSpec.model_validate({**began, "schedules": schedules, "transforms": spec.transforms})
    began_with = experiment.model_copy(update={"runs": (run,)})
    path, asked = trajectories(began_with)[0], asked_of(began_with, run)[0]
    title, found = _(asked.rule.title), measure(trajectories(experiment)[0].x, path.x)
    shown = Shown(asked.rule, path, title, OPENED_RULE, transforms=asked.transforms, asked=asked)
    return Beside((shown,), difference(title, found))
