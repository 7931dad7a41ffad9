"""What a loss is fitted to: the rows that come along, or two columns of a CSV file of the user's own."""

from __future__ import annotations

import streamlit as st

from simulation.experiments.ground import ground
from surfaces import SURFACES
from surfaces.losses.loss import loss_of
from surfaces.losses.table import MAX_BYTES, MAX_ROWS, DataFile, read_data
from ui.state import choices, chosen_surface, keys
from ui.widgets.file_box import file_box, forget_problem
from ui.widgets.settings import pick
from words import counts
from words.columns import columns, distinct
from words.foreign import markdown
from words.language import _
from words.notes import told
from words.numbers import whole

_FILE = "data file"
_INPUT, _TARGET = "data input", "data target"


def controls(key: str) -> None:
    """Draw the note on the data and the box for a file."""
    rows, problem = chosen_surface.rows_for(key)
    count = len(rows) or SURFACES[key].examples
    source = _("your own data") if rows else _("data that come along")
    u, v = columns(loss_of(chosen_surface.on_data(key)))  # type: ignore[arg-type]
    words = _("{rows}, {source}: u is {u}, v is {v}")
    st.caption(markdown(words.format(rows=counts.rows(count), source=source, u=u, v=v)))
    if not rows and (gone := choices.get("data gone", "")):
        st.warning(gone, icon=":material/history:")
    with st.expander(_("Your own data"), key="data group"):
        file_box(
            _("a CSV file with columns for input and target; at most {rows} rows").format(rows=whole(MAX_ROWS)),
            ["csv", "tsv", "txt"],
            _FILE,
            lambda _name, content: _taken(key, content),
            most=MAX_BYTES,
            otherwise=_("What was there is still in use."),
        )
        if problem:
            st.caption(f":red[{markdown(problem)}]")
        if choices.get("data file", None):
            _columns(key)
        if rows:
            st.button(_("Back to the data that come along"), on_click=_use, args=(key, None), key="data back")


def _columns(key: str) -> None:
    """Which columns of the file are input and target, where there are more than two, and what was made of it."""
    file: DataFile = choices.get("data file", None)
    if len(file.names) > 2:
        usual = [_("column {number}").format(number=at) for at in range(1, len(file.names) + 1)]
        titles = dict(enumerate(distinct(file.names, usual)))
        pick(_INPUT, _("input"), titles, file.likely[0], show_label=True, on_change=lambda: _chosen(key))
        pick(_TARGET, _("target"), titles, file.likely[1], show_label=True, on_change=lambda: _chosen(key))
    if note := told(file.noted(_picked(file))):
        st.caption(markdown(note))
    if why := choices.get("data problem", ""):
        st.caption(f":red[{markdown(why)}]")


def _picked(file: DataFile) -> tuple[int, int]:
    return choices.get(_INPUT, file.likely[0]), choices.get(_TARGET, file.likely[1])


def _taken(key: str, content: bytes) -> None:
    """ValueError in one sentence if the file is no table, or none of its likely columns; the others may then be."""
    file = read_data(content)
    if len(file.names) == 2:
        ground(key, data=file.table().rows)
    choices.forget(_INPUT, _TARGET)
    choices.put("data file", file)
    _chosen(key)


def _chosen(key: str) -> None:
    """Other columns: they are used if they can be, else what was there stays."""
    file: DataFile = choices.get("data file", None)
    choices.forget("data problem")
    try:
        table = file.table(_picked(file))
        ground(key, data=table.rows)
    except ValueError as error:
        choices.put("data problem", _("{why} What was there is still in use.").format(why=error))
    else:
        _use(key, file)


def _use(key: str, file: DataFile | None) -> None:
    """These data, or those that come along; start, shift and unit are then those that suit them."""
    choices.forget("data", "data columns", "data gone", *keys.START, keys.of(key, "c"), keys.of(key, "s"))
    forget_problem(_FILE)
    if file:
        table = file.table(_picked(file))
        choices.put("data", table.rows)
        choices.put("data columns", table.given_names)
    else:
        choices.forget("data file", "data problem", _INPUT, _TARGET)
