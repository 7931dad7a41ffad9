"""Widgets drawn from `Hyper` metadata: a slider for the feel and a box for any valid number.

What is chosen lives in `choices`; a widget shows it and reports changes. A value that is not valid stays in its box
with one sentence under it, while the run keeps the last good one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import streamlit as st

from parameters import Described, Hyper
from parameters.stops import stops
from simulation.experiments.specs import MOST_CHARACTERS
from ui.state import choices, history
from ui.state.reading import all_values
from ui.state.sent import reported, sent
from ui.widgets.groups import folded
from ui.widgets.row import row
from words.foreign import markdown
from words.language import _
from words.numbers import letters, short, shown


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


def settings(
    owner: str,
    cls: type[Described],
    defaults: Mapping[str, Any] | None = None,
    title: str = "",
    names: Sequence[str] | None = None,
) -> None:
    """A widget for everything that may be set of `cls`, or what has these names, the rare things folded.

    Choices are kept under "<owner>.<name>"; `defaults` replace those of the class, and `title` the name of the fold.
    """
    values = all_values(owner, cls, defaults)
    known = cls.settings(values)
    shown = [name for name, h in known.items() if h.counts(values) and (names is None or name in names)]
    for name in (name for name in shown if not known[name].rare):
        choose(f"{owner}.{name}", known[name], values[name])
    if rare := [name for name in shown if known[name].rare]:
        key = f"more of {owner}" if names is None else f"more of {owner} {names[0]}"
        with folded(title or _("More of {title}").format(title=cls.title), key) as is_open:
            for name in rare if is_open else ():
                choose(f"{owner}.{name}", known[name], values[name])


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
        select_all=False,  # who looks for one of them would get all
        on_change=some_picked,
    )
    return picked


def _option(key: str, known: Hyper, default: Any, label: str) -> Any:
    titles = {value: short(value) if isinstance(value, float) else str(value) for value in known.choices}
    if len(titles) > 4:  # a row of buttons would not fit the sidebar
        return pick(key, label, titles, default, show_label=True)
    return segments(key, label, titles, default, show_label=True, help=_theirs(known))


def segments(
    key: str,
    label: str,
    titles: Mapping[Any, str],
    default: Any,
    *,
    show_label: bool = False,
    help: str | None = None,
) -> Any:
    """One of a few, by its title, as a row of buttons."""
    value = choices.get(key, default)
    value = value if value in titles else default
    _show(key, value)
    st.segmented_control(
        markdown(label),
        list(titles),
        key=key,
        format_func=lambda option: titles[option],
        required=True,
        label_visibility="visible" if show_label else "collapsed",
        on_change=_take,
        args=(key, key, Hyper(default=default, choices=tuple(titles))),
        help=help,
    )
    return value


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
    # An emptied box stays empty above its complaint; one that the browser has not drawn yet is empty as well.
    if not st.session_state.get(f"{key}|problem") or (sent(f"{key}|box") is None and not reported(f"{key}|box")):
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
        stops(*places),
        key=f"{key}|slider",
        format_func=_said,
        on_change=_take,
        args=(key, f"{key}|slider", known),
        help=_theirs(known),
    )


@lru_cache(maxsize=1 << 16)
def _said(stop: float) -> str:
    """What a place says. Places are told apart by it, so all of them are said at every run of a page."""
    return short(stop, 8)


@lru_cache(maxsize=256)
def _nearest(ends: tuple[float, float], log: bool, whole: bool, value: float) -> float:
    return min(stops(ends, log, whole), key=lambda stop: _distance(stop, value, log))


def _distance(stop: float, value: float, log: bool) -> float:
    return abs(math.log(stop / value)) if log and value > 0 else abs(stop - value)


def _show(widget: str, value: Any) -> None:
    """Let a widget show `value`; one that shows it already is left alone, so that a drag is never interrupted.

    A widget of the same name on another page is another one, and shows nothing until it is told; nor does one that the
    browser has not drawn yet.
    """
    pages = st.session_state.setdefault("page of each widget", {})
    if _differs(sent(widget), value) or pages.get(widget) != choices.page() or not reported(widget):
        st.session_state[widget] = value
    pages[widget] = choices.page()


def _differs(shown: Any, value: Any) -> bool:
    return type(shown) is not type(value) or bool(shown != value)


def _take(key: str, widget: str, known: Hyper) -> None:
    if known.problem(value := sent(widget)) is None:
        choices.put(key, value)
        choices.forget_problems(key)
        if widget != key:
            history.tick(widget)


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
    _complain(key, label, problem, _("nothing") if typed is None else shown(typed))


def _complain(key: str, label: str, problem: str | None, typed: str) -> None:
    sentence = _("{label} {problem}, not {typed}; the last good value is still in use.")
    st.session_state[f"{key}|problem"] = problem and sentence.format(label=label, problem=problem, typed=typed)
