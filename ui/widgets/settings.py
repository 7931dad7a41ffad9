"""Widgets drawn from `Hyper` metadata: a slider for the feel and a box for any valid number.

What is chosen lives in `choices`; a widget shows it and reports changes. A value that is not valid stays in its box
with one sentence under it, while the run keeps the last good one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import streamlit as st

from parameters import Described, Hyper
from simulation.experiments.specs import MOST_CHARACTERS
from ui.state import choices
from ui.state.reading import all_values
from ui.state.sent import sent
from ui.widgets.row import row
from words.foreign import markdown
from words.language import _
from words.numbers import letters, short

_MANTISSAS = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)


def choose(key: str, known: Hyper, default: Any, label: str = "") -> Any:
    """The widget for one hyperparameter; returns the value chosen, or `default`."""
    label = label or _label(known)
    if known.kind == "choice":
        return _option(key, known, default, label)
    if known.kind == "switch":
        return _switch(key, known, default, label)
    if known.kind == "integers":
        return _list(key, known, default, label)
    return _number(key, known, default, label)


def _label(known: Hyper) -> str:
    """A label such as "step size η": in letters, not in LaTeX, since screen readers read labels too."""
    return f"{_(known.doc)} {letters(known.symbol)}".strip()


def _theirs(known: Hyper) -> str | None:
    """What stands beside a default that is not that of the authors' code."""
    return _("The authors' own code has {value}.").format(value=known.authors) if known.authors else None


def settings(owner: str, cls: type[Described], defaults: Mapping[str, Any] | None = None) -> None:
    """A widget for everything that may be set of `cls`, the rare things folded.

    Choices are kept under "<owner>.<name>"; `defaults` replace those of the class.
    """
    values = all_values(owner, cls, defaults)
    known = cls.settings(values)
    shown = [name for name, h in known.items() if h.counts(values)]
    for name in (name for name in shown if not known[name].rare):
        choose(f"{owner}.{name}", known[name], values[name])
    if rare := [name for name in shown if known[name].rare]:
        with folded(_("More of {title}").format(title=cls.title), f"more of {owner}") as is_open:
            for name in rare if is_open else ():
                choose(f"{owner}.{name}", known[name], values[name])


@contextmanager
def folded(label: str, key: str) -> Iterator[bool]:
    """A group that is closed at first; whether it is open. What is in it is drawn only then: most of a page is closed.

    With another label it is another one to Streamlit, and is told whether it was open.
    """
    st.session_state[key] = bool(st.session_state.get(key))
    group = st.expander(markdown(label), key=key, on_change="rerun")
    with group:
        yield bool(group.open)


def pick(
    key: str,
    label: str,
    titles: Mapping[Any, str],
    default: Any,
    *,
    show_label: bool = False,
    on_change: Callable[[], None] | None = None,
) -> Any:
    """One of many, by its title. `on_change` is called after the choice has been kept."""

    def picked() -> None:
        if (option := sent(f"{key}|box")) in list(titles):
            choices.put(key, option)
            if on_change:
                on_change()

    value = choices.get(key, default)
    _show(f"{key}|box", value)
    st.selectbox(
        markdown(label),
        list(titles),
        key=f"{key}|box",
        format_func=lambda option: _(titles[option]),
        label_visibility="visible" if show_label else "collapsed",
        on_change=picked,
    )
    return value


def pick_some(key: str, label: str, titles: Mapping[str, str], default: Sequence[str] = ()) -> list[str]:
    """Some of many, in the order in which they were picked."""

    def some_picked() -> None:
        if isinstance(options := sent(f"{key}|box"), list) and all(option in list(titles) for option in options):
            choices.put(key, options)

    picked = [option for option in choices.get(key, default) if option in titles]
    _show(f"{key}|box", picked)
    st.multiselect(
        markdown(label),
        list(titles),
        key=f"{key}|box",
        format_func=lambda option: _(titles[option]),
        placeholder=_("none"),
        on_change=some_picked,
    )
    return picked


def _option(key: str, known: Hyper, default: Any, label: str) -> Any:
    if len(known.choices) > 4:  # a row of buttons would not fit the sidebar
        return pick(key, label, {choice: str(choice) for choice in known.choices}, default, show_label=True)
    _show(key, choices.get(key, default))
    st.segmented_control(
        markdown(label),
        known.choices,
        key=key,
        format_func=lambda value: "∞" if value == math.inf else str(value),
        required=True,
        on_change=_take,
        args=(key, key, known),
        help=_theirs(known),
    )
    return choices.get(key, default)


def _switch(key: str, known: Hyper, default: bool, label: str) -> bool:
    _show(key, choices.get(key, default))
    st.checkbox(markdown(label), key=key, on_change=_take, args=(key, key, known), help=_theirs(known))
    return choices.get(key, default)


def _list(key: str, known: Hyper, default: str, label: str) -> str:
    value = choices.get(key, default)
    if not st.session_state.get(f"{key}|problem"):
        _show(key, value)
    st.text_input(markdown(label), key=key, on_change=_take_list, args=(key, known, label))
    complaint(key)
    return value


def _number(key: str, known: Hyper, default: float, label: str) -> Any:
    value = choices.get(key, default)
    with row("bottom"):
        _slider(key, known, value, label)
        number_box(key, known, value, label)
    complaint(key)
    return value


def number_box(key: str, known: Hyper, value: float, label: str, *, show_label: bool = False) -> None:
    """The box of a number alone."""
    if not st.session_state.get(f"{key}|problem") or sent(f"{key}|box") is None:
        _show(f"{key}|box", value)
    st.number_input(
        markdown(label),
        key=f"{key}|box",
        value=None,  # an emptied box is then nothing, and not zero
        step=1 if known.kind == "integer" else known.slider[0] if known.log else 0.01,
        format="%d" if known.kind == "integer" else "%.10g",
        label_visibility="visible" if show_label else "collapsed",
        on_change=_take_number,
        args=(key, known, label),
    )


def complaint(key: str) -> None:
    """The sentence about the last number typed, if it was not valid."""
    if problem := st.session_state.get(f"{key}|problem"):
        st.caption(f":red[{markdown(problem)}]")


def _slider(key: str, known: Hyper, value: float, label: str) -> None:
    places = known.slider, known.log, known.kind == "integer"
    _show(f"{key}|slider", _nearest(*places, value))
    st.select_slider(
        markdown(label),
        _stops(*places),
        key=f"{key}|slider",
        format_func=_said,
        on_change=_take,
        args=(key, f"{key}|slider", known),
        help=_theirs(known),
    )


@lru_cache(maxsize=128)  # the ends may come from a user's data
def _stops(ends: tuple[float, float], log: bool, whole: bool) -> tuple[float, ...]:
    """The places of a slider: round numbers, in equal ratios or in a thousand equal steps at most."""
    low, high = ends
    if log:
        powers = range(math.floor(math.log10(low)), math.floor(math.log10(high)) + 1)
        places = [float(f"{mantissa:g}e{power}") for power in powers for mantissa in _MANTISSAS]
    else:
        step = 10.0 ** (math.floor(math.log10(high - low)) - 2)
        places = [round(low + i * step, 12) for i in range(round((high - low) / step) + 1)]
        fine = [1 - 10.0**-digits for digits in (3, 4) if low < 1 - 10.0**-digits <= high]
        places = sorted({*places, *fine})
    inside = [place for place in places if low <= place <= high]
    return tuple(int(p) for p in inside if p == int(p)) if whole else tuple(inside)


@lru_cache(maxsize=1 << 16)
def _said(stop: float) -> str:
    """What a place says. Places are told apart by it, so all of them are said at every run of a page."""
    return short(stop, 8)


@lru_cache(maxsize=256)
def _nearest(ends: tuple[float, float], log: bool, whole: bool, value: float) -> float:
    return min(_stops(ends, log, whole), key=lambda stop: _distance(stop, value, log))


def _distance(stop: float, value: float, log: bool) -> float:
    return abs(math.log(stop / value)) if log and value > 0 else abs(stop - value)


def _show(widget: str, value: Any) -> None:
    """Let a widget show `value`; one that shows it already is left alone, so that a drag is never interrupted.

    A widget of the same name on another page is another one, and shows nothing until it is told.
    """
    pages = st.session_state.setdefault("page of each widget", {})
    if _differs(sent(widget), value) or pages.get(widget) != choices.page():
        st.session_state[widget] = value
    pages[widget] = choices.page()


def _differs(shown: Any, value: Any) -> bool:
    return type(shown) is not type(value) or bool(shown != value)


def _take(key: str, widget: str, known: Hyper) -> None:
    if known.problem(value := sent(widget)) is None:
        choices.put(key, value)
        st.session_state.pop(f"{key}|problem", None)


def _take_list(key: str, known: Hyper, label: str) -> None:
    typed = str(sent(key, ""))[:MOST_CHARACTERS]
    problem = known.problem(known.settle(typed))
    if problem is None:
        choices.put(key, known.plain(known.settle(typed)))
    _complain(key, label, problem, typed[:40] or _("nothing"))


def _take_number(key: str, known: Hyper, label: str) -> None:
    typed = sent(f"{key}|box")
    problem = known.problem(typed)
    if problem is None:
        choices.put(key, typed)
    _complain(key, label, problem, _("nothing") if typed is None else f"{typed:g}")


def _complain(key: str, label: str, problem: str | None, typed: str) -> None:
    sentence = _("{label} {problem}, not {typed}; the last good value is still in use.")
    st.session_state[f"{key}|problem"] = problem and sentence.format(label=label, problem=problem, typed=typed)


def heading(title: str, *resets: str) -> None:
    """A group's name and, if it has something to reset, the button for it."""
    head = row("bottom")
    head.subheader(title, anchor=False)
    if resets:
        head.button(
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
