"""A real hill: heights from a file of the user's own, or a made-up example until there is one."""

from __future__ import annotations

import streamlit as st

from simulation.experiments.ground import HEIGHTMAP, Rows, ground
from surfaces.heightmaps.files import KINDS, MAX_BYTES, HeightFile, readings
from ui.sidebar.own_formula import domain_controls, set_domain
from ui.state import choices, chosen_surface, keys
from ui.widgets.file_box import file_box, forget_problem
from ui.widgets.settings import pick
from words.foreign import markdown
from words.language import _
from words.notes import said, told
from words.numbers import whole

_FILE, BOX = "heights file", "map"
_MOST_READINGS = 5  # of a file that are kept to choose from


def controls() -> None:
    """Draw the box for a file, the note on the heights, their other readings, and the corners."""
    own = chosen_surface.heights()
    file_box(
        _("CSV, NPY, PNG, JPEG, WebP, TIFF or ASC, at most {size} MB; the first row is the top").format(
            size=MAX_BYTES // 10**6
        ),
        KINDS,
        _key(),
        _taken,
        most=MAX_BYTES,
        otherwise=_("The last good picture is still shown."),
        help=_(
            "Rows of heights, with or without axes, or lines of x, y and z. Bright is high in a picture. Outside the "
            "map there are no heights: a run that leaves it ends there."
        ),
    )
    if own:
        size = f"{whole(len(own))} × {whole(len(own[0]))}"
        st.caption(markdown(choices.get("heights note", "")) or _("{size} heights.").format(size=size))
        _other_readings()
        st.button(_("Back to the example"), on_click=_use, args=((), ""), key="heights back")
    else:
        if gone := choices.get("heights gone", ""):
            st.warning(gone, icon=":material/history:")
        st.caption(_("An example until then: a made-up ridge with two summits, in hundreds of metres."))
    domain_controls(BOX, chosen_surface.map_domain())


def _other_readings() -> None:
    """A file that can be read in several ways: the one that was assumed, and one click to each other."""
    found: tuple[HeightFile, ...] = choices.get("heights readings", ())
    if len(found) > 1:
        titles = {at: said(file.reading) for at, file in enumerate(found)}
        pick("heights reading", _("read as"), titles, 0, show_label=True, on_change=_read_otherwise)


def _read_otherwise() -> None:
    found, at = choices.get("heights readings", ()), choices.get("heights reading", 0)
    _show(found[at], choices.get("heights name", ""))


def _taken(name: str, content: bytes) -> None:
    """ValueError in one sentence if the file is no heights."""
    found = tuple(readings(name, content)[:_MOST_READINGS])
    _show(found[0], name[-60:])
    choices.forget("heights reading")
    choices.put("heights readings", found)
    choices.put("heights name", name[-60:])


def _show(file: HeightFile, name: str) -> None:
    rows = tuple(map(tuple, file.heights.tolist()))
    ground(HEIGHTMAP, heights=rows, domain=file.domain, columns=file.axes)
    kept = {key: choices.get(key, ()) for key in ("heights readings", "heights reading", "heights name")}
    _use(rows, f"{name}: {told(file.notes)}", file.domain, file.axes)
    choices.update(kept)


def _use(heights: Rows, note: str, domain: tuple[float, ...] = (), axes: tuple[str, ...] = ()) -> None:
    """These heights, or the example if there are none; the corners and the start are then those that suit them."""
    choices.forget(*keys.START, "heights readings", "heights reading", "heights name", "heights gone")
    forget_problem(_key())
    choices.put("heights", heights)
    choices.put("heights columns", axes)
    choices.put("heights note", note)
    set_domain(domain or chosen_surface.map_domain(), BOX)


def _key() -> str:
    return f"{_FILE} {choices.page()}"
