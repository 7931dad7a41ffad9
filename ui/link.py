"""The experiment in the address bar: opened once per session, and written for the reader to copy."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

import streamlit as st

from simulation import Experiment, ExperimentError
from simulation.link import KEYS
from ui import choices, controls
from ui.text import _

_NOTE = "link note"


def open_once() -> None:
    """Open what the address says, the first time a session draws a page. A bad link leaves a sentence, no more."""
    if not choices.started():
        choices.start()
        known = [(k, v) for k in st.query_params if k in KEYS for v in st.query_params.get_all(k)]
        if known:
            _open(known)
    if note := st.session_state.get(_NOTE):
        st.warning(note, icon=":material/link_off:")


def address(experiment: Experiment) -> str:
    """The full link that reopens exactly this experiment."""
    page = urlsplit(st.context.url or "")
    return page._replace(path=page.path or "/", query=experiment.to_query(), fragment="").geturl()


def _open(known: list[tuple[str, str]]) -> None:
    """A link without a run names a surface, say, and leaves everything else to the defaults."""
    named = {key for key, __ in known}
    try:
        if "run" in named:
            choices.load(Experiment.from_query(urlencode(known)))
        else:
            choices.load(Experiment.from_query(urlencode([*known, ("run", controls.FIRST_RULE)])))
            choices.keep_only(named)
    except ExperimentError as error:
        st.session_state[_NOTE] = _(
            "This link could not be opened, so here is the first picture instead. {why}"
        ).format(why=error)
