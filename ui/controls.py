"""The sidebar: from widgets to an experiment, in the order a person thinks.

A value is drawn by `ui.widgets` from its metadata; what is chosen lives in `ui.choices`.
"""

from __future__ import annotations

import math
from typing import Any

import streamlit as st

from optimizers import OPTIMIZERS, TRANSFORMS
from optimizers.base import Hyper
from simulation import Experiment, Stop
from simulation.experiment import MAX_SEED
from simulation.simulate import MAX_STEPS
from simulation.suggest import suggested_lr
from surfaces import SURFACES, Surface
from ui import choices, schedules
from ui.text import _
from ui.widgets import choose, complaint, number_box, pick, pick_some, settings

FIRST_SURFACE, FIRST_RULE = "rosenbrock", "adam"
STEPS = Hyper(default=500, slider=(1, 5000), log=True, within=(1, MAX_STEPS + 1), doc="steps")
SEED = Hyper(default=0, slider=(0, 100), within=(0, MAX_SEED + 1), doc="seed")
COORDINATE = Hyper(default=0.0, within=(-math.inf, math.inf))
DEFAULT_STOP = {"gradient_norm": 1e-5}


def experiment() -> Experiment:
    """Draw the controls and return what they say. ExperimentError if the parts do not fit together."""
    surface = _surface()
    run = _optimizer(SURFACES[surface])
    start, steps = _run(SURFACES[surface])
    scheduled = schedules.choose_schedules(run["rule"], run["hyperparameters"], steps)
    transforms, seed = _gradient()
    stop = _stop()
    return Experiment.from_data(
        {
            "surface": surface,
            "start": start,
            "steps": steps,
            "seed": seed,
            "stop": stop,
            "runs": [{**run, "schedules": scheduled, "transforms": transforms}],
        }
    )


def _surface() -> str:
    _heading(_("Surface"))
    titles = {key: surface.name for key, surface in SURFACES.items()}
    return pick("surface", _("surface"), titles, FIRST_SURFACE, on_change=forget_start)


def forget_start() -> None:
    """Back to the surface's own start."""
    choices.forget("start.x", "start.y")


def _optimizer(surface: Surface) -> dict[str, Any]:
    rule = choices.get("rule", FIRST_RULE)
    cls = OPTIMIZERS[rule]
    _heading(_("Optimizer"), *choices.keys_of(rule))
    picked = pick("rule", _("optimizer"), {key: cls.title for key, cls in OPTIMIZERS.items()}, FIRST_RULE)
    defaults = {"lr": suggested_lr(cls, surface)} if "lr" in cls.hyperparameters() else {}
    return {"rule": picked, "hyperparameters": settings(rule, cls, defaults)}


def _run(surface: Surface) -> tuple[tuple[float, float], int]:
    _heading(_("Run"), "steps", "start.x", "start.y")
    steps = choose("steps", STEPS, STEPS.default)
    x, y = surface.starts[0]
    point = {"start.x": choices.get("start.x", x), "start.y": choices.get("start.y", y)}
    for column, (key, value) in zip(st.columns(2, gap="small"), point.items(), strict=True):
        with column:
            number_box(key, COORDINATE, value, _("start {coordinate}").format(coordinate=key[-1]), show_label=True)
    for key in point:
        complaint(key)
    return (point["start.x"], point["start.y"]), steps


def _gradient() -> tuple[list[dict[str, Any]], int]:
    """Noise, clipping and decay, in the order the user picks them, and the seed of the noise."""
    titles = {name: transform.title for name, transform in TRANSFORMS.items()}
    what = ", ".join(_(titles[name]) for name in choices.get("transforms", ())) or _("none")
    with st.expander(_("Noise and clipping: {what}").format(what=what)):
        picked = pick_some("transforms", _("applied to the gradient, in this order"), titles)
        specs = [{"name": name, "settings": settings(name, TRANSFORMS[name])} for name in picked]
        seed = choices.get("seed", SEED.default)
        if any(TRANSFORMS[name].noisy for name in picked):
            number_box("seed", SEED, seed, _("seed"), show_label=True)
            complaint("seed")
        else:
            st.caption(_("Nothing is random, so there is no seed to set."))
    return specs, seed


def _stop() -> dict[str, Any]:
    with st.expander(_("Stop rule")):
        return settings("stop", Stop, DEFAULT_STOP)


def colorscale() -> str:
    """How the heights are coloured; of the view, not of the experiment."""
    with st.expander(_("View")):
        return st.segmented_control(
            _("colours"), ["calm", "viridis", "cividis"], default="calm", required=True, key="colorscale"
        )


def _heading(title: str, *resets: str) -> None:
    """A group's name and, if it has something to reset, the button for it."""
    left, right = st.columns([0.85, 0.15], vertical_alignment="bottom")
    left.subheader(title, anchor=False)
    if resets:
        right.button(
            "",
            icon=":material/restart_alt:",
            key=f"reset {title}",
            help=_("Reset {group} to its defaults").format(group=title),
            type="tertiary",
            on_click=_reset,
            args=resets,
        )


def _reset(*keys: str) -> None:
    choices.forget(*keys)
    for key in keys:
        st.session_state.pop(f"{key}|problem", None)
