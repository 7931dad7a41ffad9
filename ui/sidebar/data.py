"""What a loss is fitted to: the rows that come along, or two columns of a CSV file of the user's own."""

from __future__ import annotations

import streamlit as st

from simulation.experiments.ground import ground
from surfaces import SURFACES
from surfaces.losses.loss import loss_of
from surfaces.losses.table import MAX_BYTES, MAX_ROWS, Table, read_table
from ui.state import choices, chosen_surface, keys
from ui.state.sent import sent
from words.foreign import markdown
from words.language import _

_FILE, _PROBLEM = "data file", "data problem"


def controls(key: str) -> None:
    """Draw the note on the data and the box for a file."""
    rows, problem = chosen_surface.rows_for(key)
    names = choices.get("data names", None) if rows else loss_of(SURFACES[key]).names  # type: ignore[union-attr]
    count = len(rows) or SURFACES[key].examples
    source = _("your own data") if rows else _("data that come along")
    u, v = names or (_("input"), _("target"))
    words = _("{count} rows, {source}: u is {u}, v is {v}")
    st.caption(markdown(words.format(count=f"{count:,}", source=source, u=u, v=v)))
    with st.expander(_("Your own data")):
        st.file_uploader(
            _("a CSV file of two columns, input and target; at most {rows} rows").format(rows=f"{MAX_ROWS:,}"),
            type=["csv", "tsv", "txt"],
            key=_FILE,
            on_change=_taken,
            args=(key,),
        )
        if problem := st.session_state.get(_PROBLEM) or problem:
            st.caption(f":red[{markdown(problem)}]")
        if rows:
            st.button(_("Back to the data that come along"), on_click=_use, args=(key, None), key="data back")


def _taken(key: str) -> None:
    """A file was given: it is used if it can be, else what was there stays."""
    file = sent(_FILE)
    st.session_state.pop(_PROBLEM, None)
    if file is None:
        return
    try:
        if file.size > MAX_BYTES:
            raise ValueError(f"The file has {file.size / 1e6:.1f} MB; at most {MAX_BYTES / 1e6:.0f} MB is read.")
        table = read_table(file.getvalue())
        ground(key, data=table.rows)
    except ValueError as error:
        st.session_state[_PROBLEM] = _("{why} What was there is still in use.").format(why=error)
    else:
        _use(key, table)


def _use(key: str, table: Table | None) -> None:
    """These data, or those that come along; start, shift and unit are then those that suit them."""
    choices.forget("data", "data names", *keys.START, keys.of(key, "c"), keys.of(key, "s"))
    st.session_state.pop(_PROBLEM, None)
    if table:
        choices.put("data", table.rows)
        choices.put("data names", table.names)
