"""A real hill: heights from a file of the user's own, or a made-up example until there is one."""

from __future__ import annotations

import streamlit as st

from simulation.experiments.ground import HEIGHTMAP, Rows, ground
from surfaces.heightmaps.files import KINDS, MAX_BYTES, read_heights
from ui.sidebar.own_formula import domain_controls, set_domain
from ui.state import choices, chosen_surface, keys
from ui.state.sent import sent
from words.foreign import markdown
from words.language import _

_FILE, _PROBLEM, BOX = "heights file", "heights problem", "map"


def controls() -> None:
    """Draw the box for a file, the note on the heights, and the corners."""
    own = chosen_surface.heights()
    st.file_uploader(
        _("CSV, NPY, PNG or JPEG, at most {size} MB; the first row is the top").format(size=MAX_BYTES // 10**6),
        type=list(KINDS),
        key=f"{_FILE} {choices.page()}",
        on_change=_taken,
        help=_("Bright is high in a picture. Outside the map there are no heights: a run that leaves it ends there."),
    )
    if problem := choices.get(_PROBLEM, ""):
        st.caption(f":red[{markdown(problem)}]")
    if own:
        size = f"{len(own)} × {len(own[0])}"
        st.caption(markdown(choices.get("heights note", "")) or _("{size} heights.").format(size=size))
        st.button(_("Back to the example"), on_click=_use, args=((), ""), key="heights back")
    else:
        st.caption(_("An example until then: a made-up ridge with two summits, in hundreds of metres."))
    domain_controls(BOX, chosen_surface.map_domain())


def _taken() -> None:
    """A file was given: it is used if it can be, else what was there stays."""
    file = sent(f"{_FILE} {choices.page()}")
    choices.forget(_PROBLEM)
    if file is None:
        return
    try:
        if file.size > MAX_BYTES:
            raise ValueError(f"The file has {file.size / 1e6:.1f} MB; at most {MAX_BYTES / 1e6:.0f} MB is read.")
        heights, note = read_heights(file.name, file.getvalue())
        rows = tuple(map(tuple, heights.tolist()))
        ground(HEIGHTMAP, heights=rows)
    except ValueError as error:
        choices.put(_PROBLEM, _("{why} The last good picture is still shown.").format(why=error))
    else:
        _use(rows, f"{file.name[-60:]}: {note}")


def _use(heights: Rows, note: str) -> None:
    """These heights, or the example if there are none; the corners and the start are then those that suit them."""
    choices.forget(*keys.START, _PROBLEM)
    choices.put("heights", heights)
    choices.put("heights note", note)
    set_domain(chosen_surface.map_domain(), BOX)
