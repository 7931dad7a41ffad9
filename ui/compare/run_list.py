"""The runs of a page that compares: a list to choose from, and what can be done with it.

A run is a number; everything chosen for it has the prefix `prefix(run)`. The list of numbers is itself a choice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from figures.palette import COLORS
from simulation import RunSpec
from simulation.experiments.mistakes import MAX_RUNS
from ui.state import choices
from words.language import _

ADDED = "adam"  # the rule of a run that is added


def prefix(run: int) -> str:
    """Of the run's keys in `ui.state.choices`."""
    return f"run {run}/"


def runs() -> list[int]:
    return choices.get("runs", [])


def load(specs: Sequence[RunSpec]) -> None:
    """These runs and no others."""
    numbers = list(range(1, len(specs) + 1))
    for run in runs():
        choices.forget(*choices.starting(prefix(run)))
    choices.put("runs", numbers)
    for run, spec in zip(numbers, specs, strict=True):
        _fill(run, spec)
    choose(numbers[0])


def chosen() -> int:
    """The run whose settings are shown."""
    run = choices.get("chosen run", 0)
    return run if run in runs() else runs()[0]


def choose(run: int) -> None:
    choices.put("chosen run", run)


def color(run: int) -> str:
    return choices.get(f"{prefix(run)}color", "") or COLORS[runs().index(run) % len(COLORS)]


def show(labels: Mapping[int, str]) -> None:
    """The list and its buttons."""
    st.session_state["runs|box"] = chosen()  # always: with other labels it is another widget, which knows nothing
    st.radio(
        _("runs"),
        runs(),
        key="runs|box",
        format_func=lambda run: labels.get(run, str(run)),
        label_visibility="collapsed",
        on_change=lambda: choose(st.session_state["runs|box"]),
    )
    full, alone = len(runs()) >= MAX_RUNS, len(runs()) == 1
    buttons = (
        ("add", ":material/add:", _("Add a run"), _add, full),
        ("copy", ":material/content_copy:", _("Copy this run"), _copy, full),
        ("up", ":material/arrow_upward:", _("Move it up"), lambda: _move(-1), alone),
        ("down", ":material/arrow_downward:", _("Move it down"), lambda: _move(1), alone),
        ("delete", ":material/delete:", _("Delete it"), _delete, alone),
    )
    for column, (name, icon, words, act, off) in zip(st.columns(5, gap="small"), buttons, strict=True):
        column.button("", icon=icon, key=f"runs {name}", help=words, on_click=act, disabled=off, width="stretch")
    if full:
        st.caption(_("{count} runs are as many as can be told apart.").format(count=MAX_RUNS))


def look(run: int) -> dict[str, Any]:
    """The boxes for a run's own label and colour, as plain data of a run."""
    label, own = f"{prefix(run)}label", f"{prefix(run)}color"
    for key, value in ((label, choices.get(label, "")), (own, color(run))):
        if st.session_state.get(key) != value:
            st.session_state[key] = value
    left, right = st.columns([0.72, 0.28], vertical_alignment="bottom")
    with left:
        words = _("what sets it apart")
        st.text_input(_("label"), key=label, max_chars=80, placeholder=words, on_change=_take, args=(label,))
    with right:
        st.color_picker(_("colour"), key=own, on_change=_take, args=(own,))
    return saved_look(run)


def saved_look(run: int) -> dict[str, Any]:
    """Label and colour as plain data of a run; the colours that runs get by themselves are left out."""
    return {name: choices.get(f"{prefix(run)}{name}", "") for name in ("label", "color")}


def _take(key: str) -> None:
    choices.put(key, st.session_state[key])


def _fill(run: int, spec: RunSpec) -> None:
    choices.load_run(prefix(run), spec)
    choices.put(f"{prefix(run)}label", spec.label)
    choices.put(f"{prefix(run)}color", spec.color)


def _add() -> None:
    """A plain run after the others."""
    new = max(runs()) + 1
    _fill(new, RunSpec.model_validate({"rule": ADDED}))
    choices.forget(*choices.keys_of(f"{prefix(new)}{ADDED}"))  # its step size then suits the surface
    choices.put("runs", [*runs(), new])
    choose(new)


def open_below(begin: Callable[[str], None]) -> None:
    """A copy of the chosen run below it, which `begin(its prefix)` changes; the chosen one itself where none fits."""
    if len(runs()) < MAX_RUNS:
        _copy()
    begin(prefix(chosen()))


def _copy() -> None:
    new, old = max(runs()) + 1, chosen()
    for key in choices.starting(prefix(old)):
        choices.put(prefix(new) + key.removeprefix(prefix(old)), choices.get(key, None))
    choices.put(f"{prefix(new)}color", "")
    place = runs().index(old) + 1
    choices.put("runs", [*runs()[:place], new, *runs()[place:]])
    choose(new)


def _move(by: int) -> None:
    order = list(runs())
    place = order.index(chosen())
    to = min(max(place + by, 0), len(order) - 1)
    order.insert(to, order.pop(place))
    choices.put("runs", order)


def _delete() -> None:
    gone = chosen()
    place = runs().index(gone)
    choices.put("runs", [run for run in runs() if run != gone])
    choices.forget(*choices.starting(prefix(gone)))
    choose(runs()[min(place, len(runs()) - 1)])
