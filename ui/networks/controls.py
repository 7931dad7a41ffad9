"""The sidebar of the Networks page."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from networks.experiment import MAX_RUNS, MAX_SEEDS, NetworkExperiment
from networks.plane_kinds import KINDS
from networks.settings import OWN, Network
from parameters import Hyper
from ui.networks import own_data, vary
from ui.networks.reading import NETWORK, PLANE, RULE, otherwise, own
from ui.sidebar import rule, run_list, run_settings, schedules, transforms, undo
from ui.state import choices, keys, reading
from ui.widgets.groups import folded, heading
from ui.widgets.settings import choose, pick, pick_some, settings
from words.language import _

DATA = ("data", "examples", "noise", "scaling", "factor", "transfer", "shots")
MODEL = ("depth", "width", "activation", "skip", "init", "norm", "dropout", "dropconnect", "forget_eval")
TRAINING = tuple(name for name in Network.hyperparameters() if name not in (*DATA, *MODEL))
SEEDS = Hyper(default=1, slider=(1, MAX_SEEDS), within=(1, MAX_SEEDS + 1), doc="seeds of every run")
PLANES = {"pca": "principal components", "random": "random directions", "hessian": "most curved directions"}


def draw(experiment: NetworkExperiment, names: Sequence[str]) -> None:
    """The controls; the runs are listed by these names, those of the last good experiment."""
    undo.controls()
    network()
    runs(experiment, names, MAX_RUNS)
    vary.draw(experiment)
    _view()


def network() -> None:
    """What is learned, by which network, how it is trained, and by which chance."""
    _group("Data", _("Data"), DATA)
    if choices.get(keys.of(NETWORK, "data"), "") == OWN:
        own_data.controls()
    _group("Network", _("Network"), MODEL)
    _group("Training", _("Training"), TRAINING)
    run_settings.seed_control(noisy=True, label=_("seed of data, weights and order"))
    choose("seeds", SEEDS, SEEDS.default)


def runs(experiment: NetworkExperiment, names: Sequence[str], most: int) -> None:
    """The runs by their names, of which there may be so many, and all about the chosen one."""
    heading("Runs", _("Runs"))
    listed = st.container()
    steps = experiment.plan_steps(run_list.selected(len(names)))
    _chosen_run(run_list.prefix(run_list.chosen()), steps, most)
    if not choices.failed():
        with listed:
            run_list.show(dict(zip(run_list.runs(), names, strict=True)), most)


def _group(key: str, title: str, names: Sequence[str]) -> None:
    heading(f"network {key}", title, *(keys.of(NETWORK, name) for name in names))
    settings(NETWORK, Network, title=_("More of {title}").format(title=title.casefold()), names=names)


def _chosen_run(run: str, steps: int, most: int) -> None:
    """Everything about the chosen run; the others are as they were chosen before."""
    rule.controls(run, None, RULE, opens_in=lambda: run_list.place_below(most))
    schedules.controls(run, choices.get(keys.rule(run), RULE), None, steps)
    with transforms.group(run) as is_open:
        if is_open:
            transforms.controls(run)
            if len(run_list.runs()) > 1:
                choose(run_list.ALIKE, run_list.SAME, run_list.SAME.default)
    _otherwise(run)
    with folded(_("Label and colour"), f"{run}look") as is_open:
        if is_open:
            run_list.look()


def _otherwise(run: str) -> None:
    """What the network and the training of this run have otherwise than those of the others."""
    known = {name: hyper for name, hyper in Network.hyperparameters().items() if name != "data"}
    titles = {name: hyper.doc for name, hyper in known.items()}
    picked = ", ".join(_(titles[name]) for name in choices.get(otherwise(run), ()))
    with folded(_("Only for this run"), f"{run}otherwise group", picked) as is_open:
        if is_open:
            shared = reading.all_values(NETWORK, Network)
            values = reading.all_values(own(run), Network, shared)
            for name in pick_some(otherwise(run), _("settings that this run has otherwise"), titles):
                choose(keys.of(own(run), name), known[name], values[name])


def _view() -> None:
    """Of the view, not of the experiment."""
    with st.expander(_("View"), key="view group"):
        pick(PLANE, _("plane of the loss"), PLANES, KINDS[0], show_label=True)
        run_settings.colours()
