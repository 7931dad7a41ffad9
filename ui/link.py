"""The experiment in the address bar: opened once per session, and written for the reader to copy."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

import streamlit as st

from simulation import Experiment, ExperimentError
from simulation.link import KEYS
from ui import choices
from ui.text import _

_NOTE = "link note"


def open_once() -> None:
    """Open what the address says, the first time a session draws a page. A bad link leaves a sentence, no more."""
    if not choices.started():
        choices.start()
        known = [(k, v) for k in st.query_params if k in KEYS for v in st.query_params.get_all(k)]
        if known:
            _open(urlencode(known))
    if note := st.session_state.get(_NOTE):
        st.warning(note, icon=":material/link_off:")


def address(experiment: Experiment) -> str:
    """The full link that reopens exactly this experiment."""
    page = urlsplit(st.context.url or "")
    return page._replace(query=experiment.to_query(), fragment="").geturl()


def _open(query: str) -> None:
    try:
        choices.load(Experiment.from_query(query))
    except ExperimentError as error:
        st.session_state[_NOTE] = _(
            "This link could not be opened, so here is the first picture instead. {why}"
        ).format(why=error)
