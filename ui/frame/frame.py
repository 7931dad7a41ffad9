"""What every page has around it: title, logo, style. Light to import, so that the browser soon has work to do."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from ui import components
from words import language
from words.language import _

_HERE = Path(__file__).parent
_BEGUN = "the app has begun"
WITHOUT_PLAYER = ("gallery", "race", "reference")


def begin() -> None:
    """Call first on every run of the app, before the page is known."""
    st.session_state[_BEGUN] = True
    language.ask_by(lambda: st.context.locale or "en")
    st.set_page_config(
        page_title="Slalom",
        layout="wide",
        initial_sidebar_state=300,
    )


def ask_early(page: str) -> None:
    """Have the browser load what a page with a player needs, while the page is still imported."""
    with st.container(key="early"):
        st.html((_HERE / "drawer.html").read_text(encoding="utf-8"), unsafe_allow_javascript=True)
        if page in WITHOUT_PLAYER:
            return
        st.html((_HERE / "early.html").read_text(encoding="utf-8"), unsafe_allow_javascript=True)
        components.address(key="no address")  # Streamlit fetches what components need when it sees the first of them


def entitle(what: str) -> None:
    """The title of the browser's tab: what is shown, and the app."""
    st.set_page_config(page_title=f"{what} · Slalom")


def has_begun() -> bool:
    """Whether the page is drawn by the app."""
    return _BEGUN in st.session_state


def pages() -> list[Page]:
    """The pages of the app, in the order of the navigation."""
    return [
        st.Page("pages/playground.py", title=_("Playground"), default=True),
        st.Page("pages/compare.py", title=_("Compare")),
        st.Page("pages/maps.py", title=_("Maps")),
        st.Page("pages/race.py", title=_("Race")),
        st.Page("pages/networks.py", title=_("Networks")),
        st.Page("pages/gallery.py", title=_("Gallery")),
        st.Page("pages/reference.py", title=_("Reference")),
    ]
