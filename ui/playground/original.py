"""On a page with one run: the path of the rule that its own one was opened from, beside it."""

from __future__ import annotations

from figures.palette import OPENED_RULE
from networks import measure
from player.shown import Shown
from simulation import Experiment, RunSpec
from simulation.experiments.rule_class import OWN
from ui.playground.beside import Beside, difference
from ui.sidebar import rule_editor
from ui.state import choices, own_rule
from ui.state.runs import trajectories
from words.language import _


def beside(experiment: Experiment) -> Beside:
    """The path and how far it is from that of the own rule, unless it is switched off."""
    spec, began = experiment.runs[0], own_rule.original("")
    if spec.rule != OWN or not began or not choices.get("beside", rule_editor.SWITCH.default):
        return Beside()
    known = RunSpec.model_validate(began).described.settings(began["hyperparameters"])
    schedules = {name: schedule for name, schedule in spec.schedules.items() if name in known}
    run = RunSpec.model_validate({**began, "schedules": schedules, "transforms": spec.transforms})
    rule, path = run.build(), trajectories(experiment.model_copy(update={"runs": (run,)}))[0]
    found = measure(trajectories(experiment)[0].x, path.x)
    return Beside((Shown(rule, path, _(rule.title), OPENED_RULE),), difference(_(rule.title), found))
