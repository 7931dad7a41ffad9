"""The sidebar: from widgets to an experiment, in the order a person thinks.

A value is drawn by `ui.widgets` from its metadata; what is chosen lives in `ui.choices`.
"""

from __future__ import annotations

import math
from typing import Any

import streamlit as st

from optimizers.base import Hyper
from simulation import Experiment, Stop
from simulation.experiment import MAX_SEED
from simulation.ground import ground
from simulation.simulate import MAX_STEPS
from surfaces import SURFACES, Surface
from ui import choices, one_run, schedules
from ui.text import _
from ui.widgets import choose, complaint, heading, number_box, pick, settings

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
    run["schedules"] = schedules.choose_schedules("", run["rule"], run["hyperparameters"], steps)
    with st.expander(one_run.transforms_title("")):
        run["transforms"] = one_run.transforms("")
        seed = seed_control(one_run.is_noisy(run))
    data = {**ground, "start": start, "steps": steps, "seed": seed, "stop": stop_control(), "runs": [run]}
    return Experiment.from_data(data)


def surface_controls(first: str) -> tuple[dict[str, Any], Surface]:
    """The surface, from a menu in which families stand together, and a slider and a box for each of its parameters:
    as plain data of an experiment, and as what they mean."""
    key = choices.get("surface", first)
    heading(_("Surface"), *choices.keys_of(key))
    titles = {key: f"{_(surface.name)} · {_(surface.family)}" for key, surface in SURFACES.items()}
    pick("surface", _("surface"), titles, first, on_change=forget_start)
    known = SURFACES[key].parameters
    parameters = {name: choose(f"{key}.{name}", h, h.default) for name, h in known.items()}
    return {"surface": key, "parameters": parameters}, ground(key, parameters).surface


def forget_start() -> None:
    """Back to the surface's own start."""
    choices.forget("start.x", "start.y")


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


def seed_control(noisy: bool) -> int:
    """The seed of all noise; a sentence instead where nothing is random."""
    seed = choices.get("seed", SEED.default)
    if noisy:
        number_box("seed", SEED, seed, _("seed of the noise"), show_label=True)
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
