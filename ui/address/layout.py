"""How runs are laid out in the player: as the link says it, and as the viewer chooses then. Every page has its own."""

from __future__ import annotations

import streamlit as st

from simulation.experiments.view import LAYOUTS
from ui.state import choices

_PLAIN = {"compare": "panels"}


def ask(layout: str) -> None:
    """A link asks for a layout."""
    st.session_state[_key("asked")] = st.session_state[_key("chosen")] = layout


def asked() -> str:
    """What the player is told. It stays as long as the page does, since the player knows what is chosen in it."""
    return st.session_state.get(_key("asked"), plain())


def choose(layout: object) -> None:
    """The viewer has chosen."""
    if isinstance(layout, str) and layout in LAYOUTS:
        st.session_state[_key("chosen")] = layout


def chosen() -> str:
    return st.session_state.get(_key("chosen"), plain())


def plain() -> str:
    """The layout that a link need not name."""
    return _PLAIN.get(choices.page(), "overlay")


def _key(what: str) -> str:
    return f"layout {what} on {choices.page()}"
