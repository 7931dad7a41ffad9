"""The runs of a page that compares: a list to choose from, and what can be done with it.

A run is a number; everything chosen for it has the prefix `prefix(run)`. The list of numbers is itself a choice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from figures.palette import COLORS
from optimizers.transforms import MINI_BATCH
from parameters import Hyper
from simulation import RunSpec
from simulation.experiments.mistakes import MAX_RUNS
from surfaces import Surface
from ui.sidebar import transforms
from ui.state import choices, keys, loading, reading
from ui.state.sent import sent
from ui.widgets.groups import icon_button
from words.foreign import markdown
from words.language import _

ADDED = "adam"  # the rule of a run that is added
ALIKE = "transforms alike"  # whether noise, clipping and decay are set once for all runs
SAME = Hyper(default=True, doc="the same for all runs")


def prefix(run: int) -> str:
    """Of the run's keys (`ui.state.keys`)."""
    return f"run {run}/"


def runs() -> list[int]:
    return choices.get("runs", [])


def prefixes() -> list[str]:
    """Of all runs, in order."""
    return [prefix(run) for run in runs()]


def load(specs: Sequence[RunSpec]) -> None:
    """These runs and no others."""
    numbers = list(range(1, len(specs) + 1))
    for run in runs():
        choices.forget(*choices.starting(prefix(run)))
    choices.put("runs", numbers)
    for run, spec in zip(numbers, specs, strict=True):
        _fill(run, spec)
    noises = [[t for t in spec.transforms if t.name != MINI_BATCH] for spec in specs]
    choices.put(ALIKE, all(noise == noises[0] for noise in noises))
    choose(numbers[0])


def put(specs: Sequence[RunSpec], surface: Surface | None) -> None:
    """These runs; of those that are there already, each stays the one it is, with its label and colour."""
    there = {run: plain(RunSpec.model_validate(reading.run_data(prefix(run), ADDED, surface))) for run in runs()}
    numbers, new = [], max(runs(), default=0)
    for spec in specs:
        same = next((run for run, other in there.items() if other == plain(spec)), 0)
        there.pop(same, None)
        new += not same
        numbers.append(same or new)
        if not same:
            _fill(new, spec)
    for run in there:
        choices.forget(*choices.starting(prefix(run)))
    selected = chosen()
    choices.put("runs", numbers)
    choose(selected if selected in numbers else numbers[0])


def plain(spec: RunSpec) -> RunSpec:
    """A run without how it looks."""
    return spec.model_copy(update={"label": "", "color": ""})


def chosen() -> int:
    """The run whose settings are shown."""
    run = choices.get("chosen run", 0)
    return run if run in runs() else runs()[0]


def selected(count: int) -> int:
    """The place of the chosen run in what is shown, which may be the last good experiment with so many runs."""
    return min(runs().index(chosen()), count - 1)


def choose(run: int) -> None:
    choices.put("chosen run", run)


def _choose_picked() -> None:
    if (run := sent("runs|box")) in runs():
        choose(run)


def share_transforms() -> None:
    """Noise, clipping and decay are set once: all runs have those of the chosen one, unless each has its own."""
    for run in prefixes() if choices.get(ALIKE, SAME.default) else ():
        if run != prefix(chosen()):
            transforms.copy(prefix(chosen()), run)


def color(run: int) -> str:
    return choices.get(keys.color(prefix(run)), "") or COLORS[runs().index(run) % len(COLORS)]


def show(labels: Mapping[int, str], most: int = MAX_RUNS) -> None:
    """The list and its buttons; so many runs at most."""
    st.session_state["runs|box"] = chosen()  # always: with other labels it is another widget, which knows nothing
    st.radio(
        _("runs"),
        runs(),
        key="runs|box",
        format_func=lambda run: markdown(labels.get(run, str(run))),
        label_visibility="collapsed",
        on_change=_choose_picked,
    )
    full, alone = len(runs()) >= most, len(runs()) == 1
    buttons = (
        ("add", "add", _("Add a run"), _add, full),
        ("copy", "content_copy", _("Copy this run"), _copy, full),
        ("up", "arrow_upward", _("Move this run up"), lambda: _move(-1), alone),
        ("down", "arrow_downward", _("Move this run down"), lambda: _move(1), alone),
        ("delete", "delete", _("Delete this run"), _delete, alone),
    )
    for column, (name, icon, words, act, off) in zip(st.columns(5, gap="small"), buttons, strict=True):
        icon_button(column, f"runs {name}", icon, words, act, disabled=off, frame=True)
    if full:
        st.caption(_("{count} runs are as many as can be told apart.").format(count=most))


def look() -> None:
    """The boxes for the label and the colour of the chosen run."""
    run = chosen()
    label, own = keys.label(prefix(run)), keys.color(prefix(run))
    for key, value in ((label, choices.get(label, "")), (own, color(run))):
        if sent(key) != value:
            st.session_state[key] = value
    left, right = st.columns([0.72, 0.28], vertical_alignment="bottom")
    with left:
        words = _("what sets it apart")
        st.text_input(_("label"), key=label, max_chars=80, placeholder=words, on_change=_take, args=(label,))
    with right:
        st.color_picker(_("colour"), key=own, on_change=_take, args=(own,))


def _take(key: str) -> None:
    try:
        RunSpec.model_validate({"rule": ADDED, key.rpartition("/")[2]: sent(key)})
    except ValueError:
        return
    choices.put(key, sent(key))


def _fill(run: int, spec: RunSpec) -> None:
    loading.load_run(prefix(run), spec)
    choices.put(keys.label(prefix(run)), spec.label)
    choices.put(keys.color(prefix(run)), spec.color)


def _add() -> None:
    """A plain run after the others, with the noise that all have."""
    new, old = max(runs()) + 1, chosen()
    _fill(new, RunSpec.model_validate({"rule": ADDED}))
    choices.forget(*choices.keys_of(keys.rule_settings(prefix(new), ADDED)))  # its step size then suits the surface
    if choices.get(ALIKE, SAME.default):
        transforms.copy(prefix(old), prefix(new))
    choices.put("runs", [*runs(), new])
    choose(new)


def place_below(most: int = MAX_RUNS) -> str:
    """The prefix of a copy of the chosen run below it; of the chosen one itself where no more fits."""
    if len(runs()) < most:
        _copy()
    return prefix(chosen())


def _copy() -> None:
    new, old = max(runs()) + 1, chosen()
    for key in choices.starting(prefix(old)):
        choices.put(prefix(new) + key.removeprefix(prefix(old)), choices.get(key, None))
    choices.put(keys.color(prefix(new)), "")
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
