"""What to look for in a demo, above its picture: on a phone nobody would find it below."""

from __future__ import annotations

import streamlit as st

from gallery import Demo, NetworkDemo
from words.language import _


def lesson(shown: Demo | NetworkDemo | None) -> None:
    """Nothing where no demo is shown."""
    if shown:
        st.caption(f":material/lightbulb: **{_(shown.title)}** · {_(shown.look)}")
