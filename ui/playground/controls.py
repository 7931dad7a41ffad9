"""The sidebar: from widgets to an experiment, in the order a person thinks.

A value is drawn by `ui.widgets.settings` from its metadata; what is chosen lives in `ui.state.choices`.
"""

from __future__ import annotations

import math
from typing import Any

import streamlit as st

from parameters import Hyper
from simulation import Experiment, Stop
from simulation.experiments.experiment import MAX_SEED
from simulation.running.simulate import MAX_STEPS
from surfaces import Surface
from ui.sidebar import batch, own_formula, rule_editor, schedules
from ui.sidebar import rule as one_run
from ui.sidebar.surface_menu import surface_controls
from ui.state import choices
from ui.widgets.settings import choose, complaint, heading, number_box, settings
from words.language import _

FIRST_SURFACE, FIRST_RULE = "rosenbrock", "adam"
STEPS = Hyper(default=500, slider=(1, 5000), log=True, within=(1, MAX_STEPS + 1), doc="steps")
SEED = Hyper(default=0, slider=(0, 100), within=(0, MAX_SEED + 1), doc="seed")
COORDINATE = Hyper(default=0.0, within=(-math.inf, math.inf))
DEFAULT_STOP = {"gradient_norm": 1e-5}


def experiment() -> Experiment:
    """Draw the Playground's controls and return what they say. ExperimentError if the parts do not fit together."""
    ground, surface = surface_controls(FIRST_SURFACE)
    run = one_run.optimizer("", surface, FIRST_RULE)
    start, steps = place_controls(surface)
    batched = batch.controls("", surface, steps)
    if batched:
        batch.switch()
        seed = seed_control(True, _("seed of batches and noise"))
    rule = one_run.described("", run["rule"])
    run["schedules"] = schedules.choose_schedules("", rule, run["hyperparameters"], steps)
    with st.expander(one_run.transforms_title("")):
        run["transforms"] = batched + one_run.transforms("")
        if not batched:
            seed = seed_control(one_run.is_noisy(run))
    data = {**ground, "start": start, "steps": steps, "seed": seed, "stop": stop_control(), "runs": [run]}
    return Experiment.from_data(data)


def stale() -> bool:
    """Whether something that is typed is wrong, so that the picture is an older one."""
    return choices.failed() or own_formula.is_wrong() or rule_editor.is_wrong("")


def drop(x: float, y: float) -> None:
    """The start was moved on the map."""
    choices.put("start.x", x)
    choices.put("start.y", y)


def place_controls(surface: Surface) -> tuple[tuple[float, float], int]:
    """Start and steps."""
    heading(_("Run"), "steps", "start.x", "start.y")
    steps = choose("steps", STEPS, STEPS.default)
    x, y = surface.starts[0]
    point = {"start.x": choices.get("start.x", x), "start.y": choices.get("start.y", y)}
    for column, (key, value) in zip(st.columns(2, gap="small"), point.items(), strict=True):
        with column:
            number_box(key, COORDINATE, value, _("start {coordinate}").format(coordinate=key[-1]), show_label=True)
    for key in point:
        complaint(key)
    return (point["start.x"], point["start.y"]), steps


def seed_control(noisy: bool, label: str = "") -> int:
    """The seed of all that is random; a sentence instead where nothing is."""
    seed = choices.get("seed", SEED.default)
    if noisy:
        number_box("seed", SEED, seed, label or _("seed of the noise"), show_label=True)
        complaint("seed")
    else:
        st.caption(_("Nothing is random, so there is no seed to set."))
    return seed


def stop_control() -> dict[str, Any]:
    with st.expander(_("Stop rule")):
        return settings("stop", Stop, DEFAULT_STOP)


def colorscale() -> str:
    """How the heights are coloured; of the view, not of the experiment."""
    with st.expander(_("View")):
        return st.segmented_control(
            _("colours"), ["calm", "viridis", "cividis"], default="calm", required=True, key="colorscale"
        )
