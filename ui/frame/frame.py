"""What every page has around it: title, logo, style."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from ui.address import visit
from ui.frame import server
from words import language
from words.language import _

_HERE = Path(__file__).parent
_BEGUN = "the app has begun"


def begin() -> None:
    """Call first on every run of the app."""
    st.session_state[_BEGUN] = True
    language.ask_by(lambda: st.context.locale or "en")
    st.set_page_config(
        page_title="Slalom",
        page_icon=str(_HERE / "icon.svg"),
        layout="wide",
        initial_sidebar_state=300,
    )
    st.logo(str(_HERE / "logo.svg"), icon_image=str(_HERE / "icon.svg"))
    st.html(_HERE / "style.css")
    with st.container(key="early"):
        st.html((_HERE / "early.html").read_text(encoding="utf-8"), unsafe_allow_javascript=True)


def pages() -> list[Page]:
    """The pages of the app, in the order of the navigation."""
    return [
        st.Page("pages/playground.py", title=_("Playground"), default=True),
        st.Page("pages/compare.py", title=_("Compare")),
        st.Page("pages/gallery.py", title=_("Gallery")),
        st.Page("pages/reference.py", title=_("Reference")),
    ]


def inside(page: str) -> None:
    """Call first on every page, with its name: it is drawn by the app, and never alone.

    Until `st.navigation` has run once in a process, Streamlit takes the folder of pages for an older kind of app and
    runs the page in the address without `app.py`. So the first visitor of a server who follows a link to a page would
    get it without navigation, style and width.
    """
    if _BEGUN not in st.session_state:
        st.navigation(pages())
        st.rerun()
    server.settle(page)
    visit.come_to(page)
