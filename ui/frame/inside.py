"""A page inside of its frame."""

from __future__ import annotations

import streamlit as st

from ui.address import visit
from ui.frame import frame


def inside(page: str) -> None:
    """Call first on every page, with its name: it is drawn by the app, and never alone.

    Until `st.navigation` has run once in a process, Streamlit takes the folder of pages for an older kind of app and
    runs the page in the address without `app.py`. So the first visitor of a server who follows a link to a page would
    get it without navigation, style and width.
    """
    if not frame.has_begun():
        st.navigation(frame.pages())
        st.rerun()
    visit.come_to(page)
