"""HTML that the app itself has made, on a page."""

from __future__ import annotations

import streamlit as st


def put(html: str, css_class: str, *, scrolls: bool = False) -> None:
    """Show `html` with its SVG and MathML, which `st.html` would drop. An empty line in it would end the HTML.

    What `scrolls` where it has no room can be reached by keys.
    """
    reached = ' tabindex="0"' if scrolls else ""
    st.markdown(f'<div class="{css_class}"{reached}>{html}</div>', unsafe_allow_html=True)
