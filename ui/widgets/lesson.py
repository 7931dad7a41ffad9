"""What to look for in a demo, above its picture: on a phone nobody would find it below."""

from __future__ import annotations

import streamlit as st

from gallery import Demo, MapDemo, NetworkDemo
from words.foreign import markdown
from words.language import _


def lesson(shown: Demo | MapDemo | NetworkDemo | None) -> None:
    """Nothing where no demo is asked for; a sentence where there is none of that name."""
    asked = st.query_params.get("demo", "")
    if shown:
        st.caption(f":material/lightbulb: **{_(shown.title)}** · {_(shown.look)}")
    elif asked:
        words = _("There is no demo “{name}”; the Gallery shows all that there are.")
        st.warning(words.format(name=markdown(asked[:40])), icon=":material/link_off:")
