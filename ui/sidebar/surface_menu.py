"""The surface: a menu of the built-in ones and of those of the user's own, and what can be set of each."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from simulation.experiments.ground import FORMULA, HEIGHTMAP, ground
from surfaces import SURFACES
from ui.sidebar import data, heightmap, own_formula
from ui.state import choices, keys
from ui.state.chosen_surface import rows_for
from ui.widgets.groups import heading, icon_button, icon_popover
from ui.widgets.row import row
from ui.widgets.settings import choose, pick
from words.language import _


def surface_controls(first: str) -> None:
    """Draw the menu and what belongs to the surface; `first` stands where none has been chosen."""
    key = choices.get("surface", first)
    heading("Surface", _("Surface"), *choices.keys_of(key))
    families = {key: f"{_(surface.name)} · {_(surface.family)}" for key, surface in SURFACES.items()}
    titles = {FORMULA: _("Your own formula"), HEIGHTMAP: _("Heightmap…"), **families}
    menu = row()
    with menu:
        pick("surface", _("surface"), titles, first, on_change=lambda: _changed_from(key))
    if key == FORMULA:
        with icon_popover(menu, "help on formulas", "help", _("What can be written")):
            st.markdown(own_formula.help_text())
        own_formula.controls()
    elif key == HEIGHTMAP:
        heightmap.controls()
    else:
        _built_in(key, menu)


def _built_in(key: str, menu: DeltaGenerator) -> None:
    """The data of a loss, a slider for every parameter, and the button that opens the formula as text."""
    if SURFACES[key].examples:
        data.controls(key)
    if isinstance(SURFACES[key].formula, str):
        name = _("Change the formula of this surface")
        icon_button(menu, "edit formula", "edit", name, lambda: _edit_formula(key))
    for name, known in ground(key, data=rows_for(key)[0]).surface.parameters.items():
        choose(keys.of(key, name), known, known.default)


def _changed_from(key: str) -> None:
    """Another surface has its own start. The first formula of one's own is that of the surface before."""
    if choices.get("surface", key) == FORMULA and not choices.get("formula", "") and key in SURFACES:
        _edit_formula(key)
    else:
        choices.forget(*keys.START)


def _edit_formula(key: str) -> None:
    values = {name: choices.get(keys.of(key, name), h.default) for name, h in SURFACES[key].parameters.items()}
    own_formula.start_from(SURFACES[key], values)
    choices.put("surface", FORMULA)
