"""The rule of a run and its hyperparameters. `run` is the prefix of the run's keys (`ui.state.keys`)."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from optimizers import OPTIMIZERS
from simulation.experiments.rule_class import OWN
from surfaces import Surface
from ui.sidebar import rule_editor
from ui.state import choices, keys, own_rule, reading
from ui.widgets.groups import heading, icon_button, icon_popover
from ui.widgets.row import row
from ui.widgets.settings import pick, settings
from words.language import _


def controls(run: str, surface: Surface | None, first: str, opens_in: Callable[[], str] | None = None) -> None:
    """Draw the menu of rules, the box of the own one, and a widget for each hyperparameter.

    first     the rule where none has been chosen
    opens_in  the prefix of the run in which a built-in rule is opened as text; left out, it is this run
    """
    rule = choices.get(keys.rule(run), first)
    own = own_rule.resets(run) if rule == OWN else []
    heading("Optimizer", _("Optimizer"), *choices.keys_of(keys.rule_settings(run, rule)), *own)
    _menu(run, rule, surface, first, opens_in or (lambda: run))
    if rule == OWN:
        rule_editor.controls(run, surface)
    defaults = reading.rule_defaults(run, rule, surface)
    settings(keys.rule_settings(run, rule), reading.described(run, rule), defaults)


def _menu(run: str, rule: str, surface: Surface | None, first: str, opens_in: Callable[[], str]) -> None:
    """All rules, the own one among them, and a button that opens a built-in one as text."""

    def begin(prefix: str) -> None:
        own_rule.begin(prefix, reading.rule_data(run, rule, surface))

    def changed() -> None:
        if choices.get(keys.rule(run), first) == OWN and rule != OWN and own_rule.is_new(run):
            begin(run)  # the first rule of one's own is the one before

    menu = row()
    with menu:
        titles = {OWN: _("Your own rule"), **{key: cls.title for key, cls in OPTIMIZERS.items()}}
        pick(keys.rule(run), _("optimizer"), titles, first, on_change=changed)
    if rule == OWN:
        with icon_popover(menu, f"{run}help on rules", "help", _("What can be written")):
            st.markdown(rule_editor.help_text())
        return
    why = own_rule.cannot_open(rule)
    name, act = _("Open this rule as text"), lambda: begin(opens_in())
    icon_button(menu, f"{run}edit rule", "edit", name, act, help=_(why), disabled=bool(why))
