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
from ui.widgets.groups import folded
from words import counts
from words.columns import axes
from words.foreign import markdown, visible
from words.language import _
from words.numbers import short


def paths(surface: Surface) -> list[Shown]:
    """The recorded paths as the player shows them on this surface."""
    found: tuple[Recorded, ...] = choices.get("recorded", ())
    looks = [Look(color, RECORDED.marker) for color in (RECORDED.color, "#808890", "#8C6D46", "#5F7F2E") * 2]
    return [
        Shown(None, recorded(path.x, surface), visible(path.label), look, id=f"recorded {at}", axes=path.axes)
        for at, (path, look) in enumerate(zip(found, looks, strict=False))
        if path.x.shape[-1] == surface.dimensions
    ]


def controls(dimensions: int) -> None:
    """Draw the group: the box for a file, what it holds, and the way back."""
    found: tuple[Recorded, ...] = choices.get("recorded", ())
    if not found and (gone := choices.get("recorded gone", "")):
        st.warning(gone, icon=":material/history:")
    with folded(_("A recorded path"), "recorded group") as is_open:
        if not is_open:
            return
        file_box(
            _("a CSV or JSON file with columns x and y and, if you have them, step and label")
            if dimensions == 2
            else _("a CSV or JSON file with a column x and, if you have them, step and label"),
            ["csv", "tsv", "txt", "json", "jsonl"],
            _key(),
            lambda _name, content: _use(tuple(read_paths(content, dimensions))),
            most=MAX_BYTES,
            otherwise=_("What was there is still shown."),
            help=_("A path of something trained elsewhere, drawn beside ours. It travels in no link."),
        )
        for path in found:
            words = _("{label}: {steps} from {place}")
            names = axes(path.axes) or ("x", "y", "f")
            place = ", ".join(f"{name} = {short(value, 6)}" for name, value in zip(names, path.x[0], strict=False))
            st.caption(markdown(words.format(label=path.label, steps=counts.steps(len(path.x) - 1), place=place)))
            if path.x.shape[-1] != dimensions:
                st.caption(_("It is not drawn here: it has another number of coordinates than f."))
        if found:
            st.button(_("Take the recorded path away"), on_click=_forget, key="recorded away")


def _use(found: tuple[Recorded, ...]) -> None:
    choices.put("recorded", found)
    choices.forget("recorded gone")


def _forget() -> None:
    choices.forget("recorded")
    forget_problem(_key())


def _key() -> str:
    return f"recorded file {choices.page()}"
