"""The surface: a menu of the built-in ones and of those of the user's own, and what can be set of each."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from simulation.experiments.ground import FORMULA, HEIGHTMAP, ground
from surfaces import SURFACES, Surface
from ui.sidebar import data as data_of_loss
from ui.sidebar import heightmap, own_formula
from ui.state import choices
from ui.widgets.settings import choose, heading, pick
from words.language import _


def surface_controls(first: str) -> tuple[dict[str, Any], Surface]:
    """Draw the menu and what belongs to the surface: as plain data of an experiment, and as what they mean.

    The latter says what suits a run (its start, its step size), and that does not follow a picture of which the
    corners are moved.
    """
    key = choices.get("surface", first)
    heading(_("Surface"), *choices.keys_of(key))
    families = {key: f"{_(surface.name)} · {_(surface.family)}" for key, surface in SURFACES.items()}
    titles = {FORMULA: _("Your own formula"), HEIGHTMAP: _("Heightmap…"), **families}
    menu, beside = st.columns([0.86, 0.14], gap="small")
    with menu:
        pick("surface", _("surface"), titles, first, on_change=lambda: _changed_from(key))
    if key == FORMULA:
        with beside.popover("", icon=":material/help:", help=_("What can be written"), type="tertiary"):
            st.markdown(own_formula.help_text())
        data = own_formula.controls()
    elif key == HEIGHTMAP:
        data = heightmap.controls()
    else:
        data = _built_in(key, beside)
    begun = {FORMULA: own_formula.begun(), HEIGHTMAP: own_formula.begun(heightmap.BOX)}.get(key, ())
    return {"surface": key, **data}, ground(key, **{**data, "domain": begun}).surface


def _built_in(key: str, beside: DeltaGenerator) -> dict[str, Any]:
    """The data of a loss, a slider for every parameter, and the button that opens the formula as text."""
    own = data_of_loss.controls(key) if SURFACES[key].examples else {}
    known = ground(key, **own).surface.parameters
    if isinstance(SURFACES[key].formula, str):
        beside.button(
            "",
            icon=":material/edit:",
            key="edit formula",
            help=_("Change the formula of this surface"),
            type="tertiary",
            on_click=_edit_formula,
            args=(key,),
        )
    return {**own, "parameters": {name: choose(f"{key}.{name}", h, h.default) for name, h in known.items()}}


def _changed_from(key: str) -> None:
    """Another surface has its own start. The first formula of one's own is that of the surface before."""
    if choices.get("surface", key) == FORMULA and not choices.get("formula", "") and key in SURFACES:
        _edit_formula(key)
    else:
        choices.forget("start.x", "start.y")


def _edit_formula(key: str) -> None:
    values = {name: choices.get(f"{key}.{name}", h.default) for name, h in SURFACES[key].parameters.items()}
    own_formula.start_from(SURFACES[key], values)
    choices.put("surface", FORMULA)
