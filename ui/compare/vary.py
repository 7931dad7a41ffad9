"""The group "vary one": a hyperparameter and its values in, one run per value out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from optimizers import OPTIMIZERS
from optimizers.transforms import MiniBatch
from parameters import Hyper
from simulation import RunSpec
from simulation.experiments.rule_class import OWN
from simulation.experiments.specs import MOST_CHARACTERS
from simulation.experiments.specs import read_values as checked
from simulation.experiments.suggest import suggestions
from simulation.experiments.vary import BATCH_SIZE, proposed, read_values, vary
from surfaces import Surface
from ui.sidebar import run_list
from ui.state import choices, keys, reading
from ui.state.sent import sent
from ui.widgets.groups import heading
from ui.widgets.settings import pick
from words.foreign import markdown
from words.language import _
from words.numbers import letters

RULE = "momentum"
_KEY, _PROBLEM = "vary", "vary|problem"
_AXES = ("first", "second")


def vary_controls(surface: Surface) -> None:
    """Rule, hyperparameter, perhaps a second one, and their values: Enter, or the button, makes the runs."""
    heading("Vary one", _("Vary one"))
    titles = {key: cls.title for key, cls in OPTIMIZERS.items()}
    if _like(OWN):
        titles = {OWN: _("Your own rule"), **titles}
    elif choices.get(f"{_KEY}.rule", "") == OWN:
        choices.forget(f"{_KEY}.rule")
    rule = pick(f"{_KEY}.rule", _("optimizer to vary"), titles, _first(titles))
    known = _known(rule, surface)
    names = {name: f"{_(hyper.doc)} {letters(hyper.symbol)}".strip() for name, hyper in known.items()}
    if not names:
        st.caption(_("This rule has no named number."))
        return
    first = _picked(rule, names, "first")
    with st.expander(_("and a second one"), key=f"{_KEY} second group"):
        second = _picked(rule, {"": _("none"), **names}, "second")
    axes = dict(zip(_AXES, (first, second), strict=True))

    def make() -> None:
        _make(rule, axes, surface)

    with st.container(key=f"enter-{_KEY}"):  # for `ui/frame/entered.js`
        for which, name in axes.items():
            if name:
                _values(which, rule, name, names[name], known[name], surface, make)
        st.button(_("Make the runs"), key=f"{_KEY}.make", on_click=make, width="stretch")
    if problem := st.session_state.get(_PROBLEM):
        st.caption(f":red[{markdown(problem)}]")


def _first(titles: Mapping[str, str]) -> str:
    """The rule of the chosen run, as long as no other has been picked."""
    rule = choices.get(keys.rule(run_list.prefix(run_list.chosen())), RULE)
    return rule if rule in titles else RULE


def _like(rule: str) -> str:
    """The prefix of a run that has this rule, the chosen one before others; "" if there is none."""
    prefixes = map(run_list.prefix, sorted(run_list.runs(), key=lambda run: run != run_list.chosen()))
    return next((prefix for prefix in prefixes if choices.get(keys.rule(prefix), "") == rule), "")


def _known(rule: str, surface: Surface) -> dict[str, Hyper]:
    """What can be varied: the rule's hyperparameters, and on a loss the size of its mini-batches."""
    known = reading.described(_like(rule), rule).hyperparameters()
    own = {name: hyper for name, hyper in known.items() if not hyper.parts}
    return {**own, BATCH_SIZE: MiniBatch.hyperparameters()["size"]} if surface.examples else own


def _picked(rule: str, names: dict[str, str], which: str) -> str:
    """The hyperparameter of an axis."""
    default = "momentum" if which == "first" and "momentum" in names else next(iter(names))
    key = f"{_KEY}.{rule}.{which}"
    if choices.get(key, default) not in names:  # a typed rule has lost a number
        choices.forget(key)
    return pick(key, _("hyperparameter to vary"), names, default)


def _values(
    which: str, rule: str, name: str, title: str, known: Hyper, surface: Surface, make: Callable[[], None]
) -> None:
    """The box for the values, where Enter makes the runs.

    What is typed stays, whatever is changed beside, until another hyperparameter is picked; what runs were made of is
    there again when the first is.
    """
    box, shown = _box(which), f"{_KEY}.{which}.shown"
    suits = suggestions(reading.described(_like(rule), rule), surface, {}).get(name)
    wanted = (rule, name, choices.get(_made(rule, name), proposed(known, suits)))
    before = st.session_state.get(shown)
    untouched = before is not None and st.session_state.get(box) == before[2]
    new = box not in st.session_state
    others = not new and (before is None or before[:2] != wanted[:2] or (untouched and before != wanted))
    if others:
        st.session_state[box] = wanted[2]
    if new or others:
        st.session_state[shown] = wanted
    st.text_input(
        _("values of {hyperparameter}").format(hyperparameter=markdown(title)),
        # A value that is set is shown in one drawing only, and a browser in haste may leave that out.
        value="" if others else wanted[2],
        key=box,
        help=_("values such as 0, 0.5, 0.9, or a range: 0:0.9:4 for four, 0.001:1:4 log for equal ratios"),
        placeholder="0, 0.5, 0.9",
        on_change=make,
    )


def _box(which: str) -> str:
    return f"{_KEY}.{which}.values"


def _made(rule: str, name: str) -> str:
    """The text that runs were made of."""
    return f"{_KEY}.{rule}.{name} values"


def _make(rule: str, axes: dict[str, str], surface: Surface) -> None:
    """Replace the runs; a mistake leaves them and says why."""
    known = _known(rule, surface)
    texts = {name: str(sent(_box(which), ""))[:MOST_CHARACTERS] for which, name in axes.items() if name}
    try:
        runs = vary(_base(rule, surface), {name: read_values(text, known[name]) for name, text in texts.items()})
        run_list.put([RunSpec.model_validate(run) for run in runs], surface)
        choices.update({_made(rule, name): text for name, text in texts.items()})
        st.session_state[_PROBLEM] = None
    except ValueError as error:
        st.session_state[_PROBLEM] = str(error)


def _base(rule: str, surface: Surface) -> dict[str, Any]:
    """What the runs share: all of a run that has this rule but how it looks, else a step size that suits."""
    if prefix := _like(rule):
        return {**reading.run_data(prefix, rule, surface), "label": "", "color": ""}
    return {"rule": rule, "hyperparameters": checked(OPTIMIZERS[rule], suggestions(OPTIMIZERS[rule], surface, {}))}
