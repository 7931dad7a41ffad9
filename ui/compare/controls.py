"""The Compare page: several runs from one start, on one clock."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from simulation import Experiment
from simulation.experiments.mistakes import MAX_RUNS
from surfaces import Surface
from ui.compare import vary
from ui.sidebar import batch, recorded, rule, run_list, schedules, several, transforms, undo
from ui.sidebar.run_settings import place_controls, seed_control, stop_control
from ui.sidebar.surface_menu import surface_controls
from ui.state import choices, keys, loading, reading, turned
from ui.state.chosen_surface import suiting_surface
from ui.widgets.groups import folded, heading
from ui.widgets.settings import choose
from words.language import _

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


def take(experiment: Experiment) -> None:
    """A run from another page: on the surface of those that are here it joins them, in the place of the chosen one
    where no more fit; else it is the first of others."""
    there = choices.get("surface", "") and read()
    if not there or there.ground != experiment.ground:
        load(experiment)
        return
    new, at = experiment.runs[0], run_list.selected(len(there.runs))
    known = next((i for i, spec in enumerate(there.runs) if run_list.plain(spec) == new), None)
    specs = list(there.runs)
    if known is None and len(specs) >= MAX_RUNS:
        known = at
        specs[at] = new.model_copy(update={"label": specs[at].label, "color": specs[at].color})
    if known is None:
        known = len(specs)
        specs.append(new)
    sample = {"fan": there.fan, "spread": there.spread, "seeds": there.seeds}
    load(experiment.model_copy(update={"runs": tuple(specs), **sample}))
    run_list.choose(run_list.runs()[known])


def read() -> Experiment:
    """What is chosen. ExperimentError if the parts do not fit together."""
    if not run_list.runs():
        load(FIRST)
    run_list.share_transforms()
    return Experiment.from_data(reading.experiment_data(FIRST.surface, RULE, run_list.prefixes()))


def turn(run: str, name: str, value: float) -> None:
    """A handle of the player was moved: of a run that is still there, or of the surface."""
    if (number := next((one for one in run_list.runs() if str(one) == run), None)) is not None:
        turned.turn(run_list.prefix(number), name, value, surface=FIRST.surface, rule=RULE)


def draw(names: Sequence[str]) -> None:
    """The controls; the runs are listed by these names, those of the last good experiment."""
    undo.controls()
    surface_controls(FIRST.surface)
    surface = suiting_surface(FIRST.surface)
    vary.vary_controls(surface)
    heading("Runs", _("Runs"))
    listed, editor = st.container(), st.container()
    place_controls(surface)
    with editor:
        _chosen_run(run_list.prefix(run_list.chosen()), surface)
    noisy = any(reading.is_noisy(run, surface) for run in run_list.prefixes())
    seed_control(noisy)
    several.controls(noisy)
    stop_control()
    recorded.controls(surface.dimensions)
    if not choices.failed():
        with listed:
            run_list.show(dict(zip(run_list.runs(), names, strict=True)))


def _chosen_run(run: str, surface: Surface) -> None:
    """Everything about the chosen run; the others are as they were chosen before."""
    rule.controls(run, surface, RULE, opens_in=run_list.place_below)
    batch.controls(run, surface, reading.steps())
    schedules.controls(run, choices.get(keys.rule(run), RULE), surface, reading.steps())
    with transforms.group(run) as is_open:
        if is_open:
            transforms.controls(run)
            if len(run_list.runs()) > 1:
                choose(run_list.ALIKE, run_list.SAME, run_list.SAME.default)
    with folded(_("Label and colour"), f"{run}look") as is_open:
        if is_open:
            run_list.look()
