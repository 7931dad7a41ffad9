"""What every page has around it: title, logo, style."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui import server

_HERE = Path(__file__).parent


def begin() -> None:
    """Call first on every run of the app."""
    server.settle()
    st.set_page_config(
        page_title="Slalom",
        page_icon=str(_HERE / "icon.svg"),
        layout="wide",
        initial_sidebar_state=300,
    )
    st.logo(str(_HERE / "logo.svg"), icon_image=str(_HERE / "icon.svg"))
    st.html(_HERE / "style.css")
