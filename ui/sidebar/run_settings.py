"""Where a run starts, how long it walks, when it may stop, which seed it has, and how heights are coloured."""

from __future__ import annotations

import math

import streamlit as st

from parameters import Hyper
from simulation import Stop
from simulation.experiments.experiment import MAX_SEED
from simulation.experiments.view import COLOURS
from simulation.running.simulate import MAX_STEPS
from surfaces import Surface
from ui.state import choices, chosen_surface, keys, own_rule, reading
from ui.state.sent import sent
from ui.widgets.groups import folded, heading
from ui.widgets.row import row
from ui.widgets.settings import choose, complaint, number_box, settings
from words.language import _

STEPS = Hyper(default=reading.STEPS, slider=(1, MAX_STEPS), log=True, within=(1, MAX_STEPS + 1), doc="steps")
SEED = Hyper(default=reading.SEED, slider=(0, 100), within=(0, MAX_SEED + 1), doc="seed")
MAXIMIZE = Hyper(default=False, doc="maximise f (gradient ascent)")
COORDINATE = Hyper(default=0.0, within=(-math.inf, math.inf))


def place_controls(surface: Surface) -> None:
    """Steps, whether they lead uphill, and the start."""
    heading("Run", _("Run"), "steps", "maximize", *keys.START)
    choose("steps", STEPS, STEPS.default)
    choose("maximize", MAXIMIZE, MAXIMIZE.default)
    point = dict(zip(keys.STARTS[surface.dimensions], reading.start(surface), strict=True))
    with row():
        for key, value in point.items():
            number_box(key, COORDINATE, value, _("start {coordinate}").format(coordinate=key[-1]), show_label=True)
    for key in point:
        complaint(key)


def seed_control(noisy: bool, label: str = "") -> None:
    """The seed of all that is random; a sentence instead where nothing is."""
    if noisy:
        number_box("seed", SEED, choices.get("seed", SEED.default), label or _("seed of the noise"), show_label=True)
        complaint("seed")
    else:
        st.caption(_("Nothing is random, so there is no seed to set."))


def stop_control() -> None:
    """The stop rule, folded."""
    with folded(_("Stop rule"), "stop rule") as is_open:
        if is_open:
            settings("stop", Stop, reading.DEFAULT_STOP)


def view_control() -> None:
    """How the heights are coloured; of the view, not of the experiment."""
    with st.expander(_("View"), key="view group"):
        colours()


def colours() -> None:
    """The choice alone."""
    st.session_state["colorscale"] = colorscale()
    st.segmented_control(_("colours"), COLOURS, required=True, key="colorscale")


def colorscale() -> str:
    """What was chosen there."""
    chosen = sent("colorscale")
    return chosen if isinstance(chosen, str) and chosen in COLOURS else COLOURS[0]


def drop(*point: float) -> None:
    """The start was moved on the map."""
    for key, value in zip(keys.STARTS[len(point)], point, strict=True):
        choices.put(key, value)


def stale(*runs: str) -> bool:
    """Whether something that is typed is wrong, so that the picture is an older one."""
    return choices.failed() or chosen_surface.formula_is_wrong() or any(own_rule.is_wrong(run) for run in runs)
