"""The group "vary one" of the Networks page: a number or a setting of the chosen run and its values in, a run per value
out."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from networks.experiment import NetworkExperiment
from networks.vary import known, varied
from parameters import Hyper
from simulation import ExperimentError
from simulation.experiments.specs import MOST_CHARACTERS
from simulation.experiments.vary import proposed
from ui.networks import reading
from ui.sidebar import run_list
from ui.state import choices
from ui.state.sent import sent
from ui.widgets.groups import folded
from ui.widgets.settings import pick
from words.foreign import markdown
from words.language import _
from words.numbers import letters

_KEY, _PROBLEM = "vary network", "vary network|problem"


def draw(experiment: NetworkExperiment) -> None:
    """Of the run of the last good experiment that is chosen; Enter, or the button, makes the runs."""
    with folded(_("Vary one"), _KEY) as is_open:
        if not is_open:
            return
        run = run_list.selected(len(experiment.runs))
        there = known(experiment.runs[run])
        titles = {name: f"{_(hyper.doc)} {letters(hyper.symbol)}".strip() for name, hyper in there.items()}
        first = _picked("first", titles, "lr" if "lr" in titles else "batch_size", _("what is varied"))
        second = _picked("second", {"": _("none"), **titles}, "", _("and a second one"))
        names = [name for name in dict.fromkeys((first, second)) if name]
        with st.container(key=f"enter-{_KEY}"):  # for `ui/frame/entered.js`
            for name in names:
                _values(name, titles[name], there[name], _now(experiment, run, name), names)
            st.button(_("Make the runs"), key=f"{_KEY}.make", on_click=_make, args=(names,), width="stretch")
        if problem := st.session_state.get(_PROBLEM):
            st.caption(f":red[{markdown(problem)}]")


def _picked(which: str, titles: Mapping[str, str], default: str, label: str) -> str:
    """The name of a setting; one that another rule does not have is forgotten."""
    key = f"{_KEY}.{which}"
    if choices.get(key, default) not in titles:
        choices.forget(key)
    return pick(key, label, titles, default, show_label=True)


def _now(experiment: NetworkExperiment, run: int, name: str) -> object:
    """The value that the run has."""
    rule = experiment.runs[run].build()
    values = rule.values()
    return values.get(name, experiment.settings(run).values().get(name))


def _values(name: str, title: str, hyper: Hyper, now: object, names: list[str]) -> None:
    """The box for the values of one setting; each has its own, so that what was typed is there again."""
    st.text_input(
        _("values of {hyperparameter}").format(hyperparameter=markdown(title)),
        value=choices.get(_box(name), proposed(hyper, now)),
        key=_box(name),
        help=_("values such as 0, 0.5, 0.9, or a range: 0:0.9:4 for four, 0.001:1:4 log for equal ratios"),
        on_change=_make,
        args=(names,),
    )


def _box(name: str) -> str:
    return f"{_KEY}.{name} values"


def _make(names: list[str]) -> None:
    """Replace the runs; a mistake leaves them and says why."""
    texts = {name: str(sent(_box(name), ""))[:MOST_CHARACTERS] for name in names}
    try:
        experiment = reading.read()
        made = varied(experiment, run_list.selected(len(experiment.runs)), texts)
        reading.load_runs(made.runs)
        choices.update({_box(name): text for name, text in texts.items()})
        st.session_state[_PROBLEM] = None
    except ExperimentError as error:
        st.session_state[_PROBLEM] = str(error)
