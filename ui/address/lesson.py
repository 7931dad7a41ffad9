"""The demo that an address names: what to look for in it, above its picture. On a phone nobody would find it below."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

from gallery import Demo, MapDemo, NetworkDemo
from ui.address import link
from ui.address.kinds import Kept
from words.foreign import markdown
from words.language import _

_Kind = TypeVar("_Kind", Demo, MapDemo, NetworkDemo)


def demo(known: Mapping[str, _Kind]) -> _Kind | None:
    """The one with which the page was opened from the gallery."""
    return known.get(st.query_params.get("demo", ""))


def bare(shown: Demo | MapDemo | NetworkDemo | None) -> tuple[str, str] | None:
    """What an address with nothing but a demo stands for: its experiment and how it is seen."""
    return (shown.experiment.to_query(), shown.view) if shown else None


def lesson(shown: Demo | MapDemo | NetworkDemo | None, experiment: Kept) -> None:
    """What to look for; once something else is shown, the way back. Nothing without a demo, a sentence for no demo."""
    asked, opened = st.query_params.get("demo", ""), bare(shown)
    if shown and opened:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if link.is_of(experiment, shown.experiment):
                st.caption(f":material/lightbulb: **{_(shown.title)}** · {_(shown.look)}")
            else:
                words = _("This was **{title}**; what is said of that demo need not hold for what you changed.")
                st.caption(words.format(title=_(shown.title)))
                words = _("Back to the demo")
                st.button(words, icon=":material/undo:", type="tertiary", on_click=link.reopen, args=opened)
    elif asked:
        words = _("There is no demo “{name}”; the Gallery shows all that there are.")
        st.warning(words.format(name=markdown(asked[:40])), icon=":material/link_off:")
