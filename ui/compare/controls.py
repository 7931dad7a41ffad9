"""The Compare page: several runs from one start, on one clock."""

from __future__ import annotations

from typing import Any

import streamlit as st

from gallery import DEMOS, Demo
from parameters import Hyper
from simulation import Experiment
from simulation.experiments.experiment import MAX_PATHS
from surfaces import Surface
from ui.compare import run_list, vary
from ui.playground import controls
from ui.sidebar import batch, rule_editor, schedules
from ui.sidebar import rule as one_run
from ui.sidebar.surface_menu import surface_controls
from ui.state import choices
from ui.widgets.settings import choose, heading
from words.labels import labels, varied
from words.language import _
from words.numbers import letters

FAN = Hyper(default=1, slider=(1, 16), within=(1, MAX_PATHS + 1), doc="starts")
SPREAD = Hyper(default=0.1, slider=(0.01, 0.5), within=(1e-6, 1.0), doc="spread of the starts")
SEEDS = Hyper(default=1, slider=(1, 16), within=(1, MAX_PATHS + 1), doc="seeds")

FIRST = Experiment.from_data(
    {
        "surface": "elongated_bowl",
        "start": [-7.0, 2.0],
        "steps": 150,
        "runs": [
            {"rule": "momentum", "hyperparameters": {"lr": 0.1, "momentum": beta}} for beta in (0.0, 0.5, 0.9, 0.99)
        ],
    }
)


def load(experiment: Experiment) -> None:
    """Choose everything that the experiment says."""
    choices.load(experiment, prefixes=())
    run_list.load(experiment.runs)


def experiment() -> Experiment:
    """Draw the controls and return what they say. ExperimentError if the parts do not fit together."""
    if not run_list.runs():
        load(FIRST)
    ground, surface = surface_controls(FIRST.surface)
    vary.vary_controls(surface)
    heading(_("Runs"))
    listed, editor = st.container(), st.container()
    start, steps = controls.place_controls(surface)
    with editor:
        specs = [_spec(run, surface, steps) for run in run_list.runs()]
    noisy = any(one_run.is_noisy(spec) for spec in specs)
    seed = controls.seed_control(noisy)
    several = _several(noisy)
    data = {**ground, **several, "start": start, "steps": steps, "seed": seed, "runs": specs}
    made = Experiment.from_data({**data, "stop": controls.stop_control()})
    with listed:
        run_list.show(dict(zip(run_list.runs(), labels(made.runs), strict=True)))
    return made


def _several(noisy: bool) -> dict[str, Any]:
    """A fan of starts, and seeds one after another where there is noise."""
    with st.expander(_("Several starts or seeds")):
        found = {"fan": choose("fan", FAN, 1)}
        if found["fan"] > 1:
            found["spread"] = choose("spread", SPREAD, SPREAD.default)
        if noisy:
            found["seeds"] = choose("seeds", SEEDS, 1)
        else:
            st.caption(_("Without noise, one seed is like another."))
    return found


def _spec(run: int, surface: Surface, steps: int) -> dict[str, Any]:
    """A run as plain data: the chosen one from its widgets, the others from what was chosen for them before."""
    prefix = run_list.prefix(run)
    if run != run_list.chosen():
        return one_run.saved(prefix, surface) | run_list.saved_look(run)
    spec = one_run.optimizer(prefix, surface, choices.get(f"{prefix}rule", "adam"), edit=run_list.open_below)
    batched = batch.controls(prefix, surface, steps)
    rule = one_run.described(prefix, spec["rule"])
    spec["schedules"] = schedules.choose_schedules(prefix, rule, spec["hyperparameters"], steps)
    with st.expander(one_run.transforms_title(prefix)):
        spec["transforms"] = batched + one_run.transforms(prefix)
        alone = len(run_list.runs()) == 1
        st.button(_("The same for all runs"), key="transforms for all", on_click=_share_transforms, disabled=alone)
    with st.expander(_("Label and colour")):
        return spec | run_list.look(run)


def _share_transforms() -> None:
    """The noise of the chosen run for all: the same, as the seed decides it."""
    chosen = run_list.prefix(run_list.chosen())
    for run in run_list.runs():
        if run_list.prefix(run) != chosen:
            one_run.copy_transforms(chosen, run_list.prefix(run))


def title(experiment: Experiment) -> str:
    """ "What does β do?" where the runs differ in one thing, else how many they are and on what."""
    names, first = varied(experiment.runs), experiment.runs[0]
    if len(names) == 1:
        known = first.described.settings(first.build().values())[names[0]]
        return _("What does {what} do?").format(what=letters(known.symbol) or _(known.doc))
    surface = _(experiment.landscape().name)
    return _("{count} runs on {surface}").format(count=len(experiment.runs), surface=surface)


def demo() -> Demo | None:
    """The demo with which the page was opened from the gallery."""
    return DEMOS.get(st.query_params.get("demo", ""))


def lesson(shown: Demo | None) -> None:
    """What to look for, above the picture: on a phone nobody would find it below."""
    if shown:
        st.caption(f":material/lightbulb: **{_(shown.title)}** · {_(shown.look)}")


def stale() -> bool:
    """Whether something that is typed is wrong, so that the picture is an older one."""
    return controls.stale() or any(rule_editor.is_wrong(run_list.prefix(run)) for run in run_list.runs())
