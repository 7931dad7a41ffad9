"""The group "vary one": a hyperparameter and its values in, one run per value out."""

from __future__ import annotations

from collections.abc import Mapping
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
from simulation.experiments.vary import BATCH_SIZE, read_values, vary
from surfaces import Surface
from ui.compare import run_list
from ui.state import choices, keys, reading
from ui.state.sent import sent
from ui.widgets.settings import heading, pick
from words.foreign import markdown
from words.language import _
from words.numbers import letters

RULE, DECAYS = "momentum", "0, 0.5, 0.9, 0.99"
_KEY, _PROBLEM = "vary", "vary|problem"


def vary_controls(surface: Surface) -> None:
    """Rule, hyperparameter, values, and perhaps a second hyperparameter; the button makes the runs."""
    heading(_("Vary one"))
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
    first = _axis(rule, names, "first", known)
    with st.expander(_("and a second one")):
        second = _axis(rule, {"": _("none"), **names}, "second", known)
    st.button(
        _("Make the runs"),
        key=f"{_KEY}.make",
        on_click=_make,
        args=(rule, dict([first, second]), surface),
        width="stretch",
    )
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


def _axis(rule: str, names: dict[str, str], which: str, known: Mapping[str, Hyper]) -> tuple[str, str]:
    """(hyperparameter, text of its values)."""
    default = "momentum" if which == "first" and "momentum" in names else next(iter(names))
    key = f"{_KEY}.{rule}.{which}"
    if choices.get(key, default) not in names:  # a typed rule has lost a number
        choices.forget(key)
    name = pick(key, _("hyperparameter to vary"), names, default)
    key = f"{_KEY}.{which}.values"
    st.session_state[key] = choices.get(key, _proposed(known.get(name)))
    words = _("values such as 0, 0.5, 0.9, or a range: 0:0.9:4 for four, 0.001:1:4 log for equal ratios")
    st.text_input(_("values"), key=key, help=words, placeholder="0, 0.5, 0.9 or 0:0.9:4", on_change=_keep, args=(key,))
    return name, st.session_state[key]


def _proposed(known: Hyper | None) -> str:
    """Values to begin with: all that can be chosen, or four along the slider."""
    if known is None:
        return ""
    if known.kind in ("choice", "switch"):
        return ", ".join(map(str, known.choices or (False, True))).lower()
    low, high = known.slider
    if low == 0 and 0.9 <= high < 1:
        return DECAYS
    return f"{low:g}:{high:g}:4 log" if known.log else f"{low:g}:{high:g}:4"


def _keep(key: str) -> None:
    choices.put(key, str(sent(key, ""))[:MOST_CHARACTERS])


def _make(rule: str, axes: dict[str, str], surface: Surface) -> None:
    """Replace the runs; a mistake leaves them and says why."""
    known = _known(rule, surface)
    try:
        values = {name: read_values(text, known[name]) for name, text in axes.items() if name}
        runs = vary(_base(rule, surface), values)
        run_list.load([RunSpec.model_validate(run) for run in runs])
        st.session_state[_PROBLEM] = None
    except ValueError as error:
        st.session_state[_PROBLEM] = str(error)


def _base(rule: str, surface: Surface) -> dict[str, Any]:
    """What the runs share: the settings of a run that has this rule, else a step size that suits."""
    if prefix := _like(rule):
        return reading.rule_data(prefix, rule, surface)
    return {"rule": rule, "hyperparameters": checked(OPTIMIZERS[rule], suggestions(OPTIMIZERS[rule], surface, {}))}
