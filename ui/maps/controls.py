"""The sidebar of the Maps page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from exports.maps.said import names as names_of
from maps import MapExperiment, TrainingMap
from maps.experiment import BASINS, FATE, HYPERPARAMETERS, QUANTITIES
from maps.trained.experiment import QUANTITIES as OF_TRAININGS
from maps.trained.experiment import TRAININGS
from parameters import Hyper
from ui.maps import reading as maps
from ui.maps import trained
from ui.maps.reading import AXES, CELL, CELLS, MOST_RUNS, OF, RULE, TOLERANCE, VIEW
from ui.maps.trained import KIND
from ui.networks import controls as networks
from ui.sidebar import batch, rule, run_list, schedules, several, transforms, undo
from ui.sidebar.run_settings import place_controls, seed_control, stop_control
from ui.sidebar.surface_menu import surface_controls
from ui.state import choices, keys, reading
from ui.state.chosen_surface import suiting_surface
from ui.widgets.groups import folded, heading
from ui.widgets.row import row
from ui.widgets.settings import choose, complaint, number_box, pick, segments
from words.language import _
from words.numbers import letters

KINDS = {HYPERPARAMETERS: "hyperparameters", BASINS: "basins", TRAININGS: "trainings"}
WORDS = {"loss": "loss at the end", "steps": "steps", "gradients": "gradients", FATE: "how it ended"}
WORDS_OF_TRAININGS = {
    **{"loss": "training loss", "valid_loss": "validation loss", "accuracy": "training accuracy"},
    **{"valid_accuracy": "validation accuracy", "epochs": "epochs to the tolerance"},
    **{"updates": "updates to the tolerance", FATE: "how it ended"},
}
LOG = Hyper(default=False, doc="in equal ratios")
ANY = Hyper(default=0.0, within=(-1e300, 1e300))


def draw(experiment: MapExperiment | TrainingMap) -> None:
    """The controls; the runs are listed by the names of the last good map."""
    undo.controls()
    segments(KIND, _("kind of map"), {key: _(words) for key, words in KINDS.items()}, HYPERPARAMETERS)
    if not trained.chosen():
        _on_a_surface(names_of(experiment))
    else:
        _axes(maps.known())
        _colour_of_trainings()
        networks.network()
        one = experiment.experiment if isinstance(experiment, TrainingMap) else trained.experiment()
        networks.runs(one, names_of(experiment), MOST_RUNS)


def _on_a_surface(names: Sequence[str]) -> None:
    kind = choices.get(KIND, HYPERPARAMETERS)
    surface_controls(maps.FIRST.experiment.surface)
    surface = suiting_surface(maps.FIRST.experiment.surface)
    if kind == BASINS:
        heading("Cells", _("Cells"))
        choose(keys.of("map", "cells"), CELLS, CELLS.default)
        _view()
    else:
        _axes(maps.known())
    _colour(kind)
    heading("Runs", _("Runs"))
    listed = st.container()
    chosen = run_list.prefix(run_list.chosen())
    rule.controls(chosen, surface, RULE, opens_in=lambda: run_list.place_below(MOST_RUNS))
    batch.controls(chosen, surface, reading.steps())
    schedules.controls(chosen, choices.get(keys.rule(chosen), RULE), surface, reading.steps())
    with transforms.group(chosen) as is_open:
        if is_open:
            transforms.controls(chosen)
    place_controls(surface)
    noisy = any(reading.is_noisy(run, surface) for run in run_list.prefixes())
    seed_control(noisy)
    several.controls(noisy)
    stop_control()
    if not choices.failed():
        with listed:
            run_list.show(dict(zip(run_list.runs(), names, strict=True)), MOST_RUNS)


def _axes(known: Mapping[str, Hyper]) -> None:
    heading("Axes", _("Axes"), *map(maps.axis_key, AXES))
    titles = {name: f"{_(one.doc) or name} {letters(one.symbol)}".strip() for name, one in known.items()}
    for which, words in zip(AXES, (_("across"), _("up")), strict=True):
        name = maps.axis_name(which, known)
        if choices.get(maps.axis_key(which), name) != name:  # of a number that there is no more
            choices.forget(maps.axis_key(which))
        pick(maps.axis_key(which), words, titles, name, show_label=True)
        owner, usual = maps.axis_owner(which, name), maps.axis_defaults(known[name])
        with row("bottom"):
            for part in ("low", "high"):
                key = keys.of(owner, part)
                label = {"low": _("from"), "high": _("to")}[part]
                number_box(key, ANY, choices.get(key, usual[part]), label, show_label=True)
        for part in ("low", "high"):
            complaint(keys.of(owner, part))
        with folded(_("More of this axis"), f"{which} more") as is_open:
            if is_open:
                choose(keys.of(owner, "count"), CELLS, usual["count"])
                choose(keys.of(owner, "log"), LOG, usual["log"])


def _view() -> None:
    """Of basins: a part of the plane, four times as large at every press."""
    box = choices.get(VIEW, ())
    with row():
        chosen = choices.get(CELL, None)
        st.button(_("Zoom in at the cell"), key="zoom in", on_click=_zoom, disabled=chosen is None)
        st.button(_("Whole view"), key="zoom out", on_click=choices.forget, args=(VIEW, CELL), disabled=not box)


def _zoom() -> None:
    """A quarter of each side, around the chosen cell."""
    experiment = maps.read()
    x, y = (axis.values for axis in experiment.both)
    _run, up, across = choices.get(CELL, (0, 0, 0))
    middle = float(x[min(across, len(x) - 1)]), float(y[min(up, len(y) - 1)])
    half = (x[-1] - x[0]) / 8, (y[-1] - y[0]) / 8
    box = [(at - float(reach), at + float(reach)) for at, reach in zip(middle, half, strict=True)]
    choices.put(VIEW, (*box[0], *box[1]))
    choices.put(CELL, (_run, len(y) // 2, len(x) // 2))


def _colour(kind: str) -> None:
    heading("Colour", _("Colour"))
    titles = {key: _(WORDS[key]) for key in QUANTITIES}
    key = keys.of("map", "quantity")
    quantity = pick(key, _("colour"), titles, FATE if kind == BASINS else QUANTITIES[0])
    if quantity in ("steps", "gradients"):
        choose(keys.of("map", "tolerance"), TOLERANCE, TOLERANCE.default)
    if choices.get("fan", 1) > 1 or choices.get("seeds", 1) > 1:
        choose(keys.of("map", "of"), OF, OF.default)


def _colour_of_trainings() -> None:
    heading("Colour", _("Colour"))
    titles = {key: _(WORDS_OF_TRAININGS[key]) for key in OF_TRAININGS}
    quantity = pick(trained.colour("quantity"), _("colour"), titles, OF_TRAININGS[0])
    if quantity in ("epochs", "updates"):
        choose(trained.colour("tolerance"), trained.TOLERANCE, trained.TOLERANCE.default)
    if choices.get("seeds", 1) > 1:
        choose(keys.of("map", "of"), OF, OF.default)
