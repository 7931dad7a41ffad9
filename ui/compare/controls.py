"""The Compare page: several runs from one start, on one clock."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from gallery import DEMOS, Demo
from parameters import Hyper
from simulation import Experiment
from simulation.experiments.experiment import MAX_PATHS
from surfaces import Surface
from ui.compare import run_list, vary
from ui.sidebar import batch, recorded, rule, schedules, transforms
from ui.sidebar.run_settings import place_controls, seed_control, stop_control
from ui.sidebar.surface_menu import surface_controls
from ui.state import choices, keys, loading, reading
from ui.state.chosen_surface import suiting_surface
from ui.widgets.settings import choose, folded, heading
from words.labels import varied
from words.language import _
from words.numbers import letters

FAN = Hyper(default=1, slider=(1, 16), within=(1, MAX_PATHS + 1), doc="starts")
SPREAD = Hyper(default=reading.SPREAD, slider=(0.01, 0.5), within=(1e-6, 1.0), doc="spread of the starts")
SEEDS = Hyper(default=1, slider=(1, 16), within=(1, MAX_PATHS + 1), doc="seeds")
RULE = "adam"  # where none has been chosen

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
    loading.load(experiment, prefixes=())
    run_list.load(experiment.runs)


def read() -> Experiment:
    """What is chosen. ExperimentError if the parts do not fit together."""
    if not run_list.runs():
        load(FIRST)
    return Experiment.from_data(reading.experiment_data(FIRST.surface, RULE, run_list.prefixes(), several=True))


def draw(names: Sequence[str]) -> None:
    """The controls; the runs are listed by these names, those of the last good experiment."""
    surface_controls(FIRST.surface)
    surface = suiting_surface(FIRST.surface)
    vary.vary_controls(surface)
    heading(_("Runs"))
    listed, editor = st.container(), st.container()
    place_controls(surface)
    with editor:
        _chosen_run(run_list.prefix(run_list.chosen()), surface)
    noisy = any(reading.is_noisy(run, surface) for run in run_list.prefixes())
    seed_control(noisy)
    _several(noisy)
    stop_control()
    recorded.controls()
    if not choices.failed():
        with listed:
            run_list.show(dict(zip(run_list.runs(), names, strict=True)))


def _several(noisy: bool) -> None:
    """A fan of starts, and seeds one after another where there is noise."""
    with folded(_("Several starts or seeds"), "several") as is_open:
        if not is_open:
            return
        if choose("fan", FAN, FAN.default) > 1:
            choose("spread", SPREAD, SPREAD.default)
        if noisy:
            choose("seeds", SEEDS, SEEDS.default)
        else:
            st.caption(_("Without noise, one seed is like another."))


def _chosen_run(run: str, surface: Surface) -> None:
    """Everything about the chosen run; the others are as they were chosen before."""
    rule.controls(run, surface, RULE, opens_in=run_list.place_below)
    batch.controls(run, surface, reading.steps())
    schedules.controls(run, choices.get(keys.rule(run), RULE), surface, reading.steps())
    with folded(transforms.title(run), f"{run}transforms group") as is_open:
        if is_open:
            transforms.controls(run)
            alone = len(run_list.runs()) == 1
            st.button(_("The same for all runs"), key="transforms for all", on_click=_share_transforms, disabled=alone)
    with folded(_("Label and colour"), f"{run}look") as is_open:
        if is_open:
            run_list.look()


def _share_transforms() -> None:
    """The noise of the chosen run for all: the same, as the seed decides it."""
    chosen = run_list.prefix(run_list.chosen())
    for run in run_list.prefixes():
        if run != chosen:
            transforms.copy(chosen, run)


def title(experiment: Experiment) -> str:
    """ "What does β do?" where the runs differ in one thing, else how many they are and on what."""
    names, first = varied(experiment.runs), experiment.runs[0]
    if len(names) == 1:
        known = first.described.settings(first.build().values())[names[0]]
        return _("What does {what} do?").format(what=letters(known.symbol) or _(known.doc))
    surface = _(experiment.landscape().name)
    words = _("{count} runs climb {surface}") if experiment.maximize else _("{count} runs on {surface}")
    return words.format(count=len(experiment.runs), surface=surface)


def demo() -> Demo | None:
    """The demo with which the page was opened from the gallery."""
    return DEMOS.get(st.query_params.get("demo", ""))


def lesson(shown: Demo | None) -> None:
    """What to look for, above the picture: on a phone nobody would find it below."""
    if shown:
        st.caption(f":material/lightbulb: **{_(shown.title)}** · {_(shown.look)}")
