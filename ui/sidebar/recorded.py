"""Paths that were recorded elsewhere, drawn on any map beside ours."""

from __future__ import annotations

import streamlit as st

from figures.palette import RECORDED, Look
from player.shown import Shown
from simulation.experiments.recorded_file import MAX_BYTES, Recorded, read_paths
from simulation.running.recorded import recorded
from surfaces import Surface
from ui.state import choices
from ui.widgets.file_box import file_box, forget_problem
from ui.widgets.settings import folded
from words.foreign import markdown, visible
from words.language import _


def paths(surface: Surface) -> list[Shown]:
    """The recorded paths as the player shows them on this surface."""
    found: tuple[Recorded, ...] = choices.get("recorded", ())
    looks = [Look(color, RECORDED.marker) for color in (RECORDED.color, "#808890", "#8C6D46", "#5F7F2E") * 2]
    return [
        Shown(None, recorded(path.x, surface), visible(path.label), look, id=f"recorded {at}")
        for at, (path, look) in enumerate(zip(found, looks, strict=False))
    ]


def controls() -> None:
    """Draw the group: the box for a file, what it holds, and the way back."""
    found: tuple[Recorded, ...] = choices.get("recorded", ())
    with folded(_("A recorded path"), "recorded group") as is_open:
        if not is_open:
            return
        file_box(
            _("a CSV file with columns x and y and, if you have them, step and label"),
            ["csv", "tsv", "txt"],
            _key(),
            lambda _name, content: choices.put("recorded", tuple(read_paths(content))),
            most=MAX_BYTES,
            otherwise=_("What was there is still shown."),
            help=_("A path of something trained elsewhere, drawn beside ours. It travels in no link."),
        )
        for path in found:
            words = _("{label}: {steps} steps from x = {x}, y = {y}")
            x, y = (f"{value:.6g}" for value in path.x[0])
            st.caption(markdown(words.format(label=path.label, steps=f"{len(path.x) - 1:,}", x=x, y=y)))
        if found:
            st.button(_("Take the recorded path away"), on_click=_forget, key="recorded away")


def _forget() -> None:
    choices.forget("recorded")
    forget_problem(_key())


def _key() -> str:
    return f"recorded file {choices.page()}"
