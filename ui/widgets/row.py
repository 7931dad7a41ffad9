"""Widgets side by side in one block: columns would be three, and every block is a message of its own."""

from __future__ import annotations

from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def row(vertical_alignment: Literal["top", "bottom"] = "top", key: str | None = None) -> DeltaGenerator:
    """A row of the sidebar. How much of it each widget takes is said in `ui/frame/style.css`: a slider more than the
    box after it, a menu or a heading more than the button after it; others share it evenly."""
    return st.container(horizontal=True, gap="small", vertical_alignment=vertical_alignment, key=key)
