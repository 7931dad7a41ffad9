"""The experiment in the address bar: opened once per session, and written for the reader to copy."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

import streamlit as st

from simulation import Experiment, ExperimentError
from simulation.link import KEYS
from ui import choices, controls
from ui.text import _


def open_once(page: str, load: Callable[[Experiment], None] = choices.load) -> None:
    """Open what the address says, unless this session has opened it before. A bad link leaves a sentence, no more."""
    choices.begin(page)
    known = [(k, v) for k in st.query_params if k in KEYS for v in st.query_params.get_all(k)]
    opened, note = f"link opened on {page}", f"link note on {page}"
    if known and st.session_state.get(opened) != known:
        st.session_state[opened] = known
        st.session_state[note] = _open(known, load)
    if st.session_state.get(note):
        st.warning(st.session_state[note], icon=":material/link_off:")


def forget(page: str) -> None:
    """Let the next link to `page` be opened even if it is the one that was opened last."""
    st.session_state.pop(f"link opened on {page}", None)


def address(experiment: Experiment) -> str:
    """The full link that reopens exactly this experiment."""
    page = urlsplit(st.context.url or "")
    return page._replace(path=page.path or "/", query=experiment.to_query(), fragment="").geturl()


def show(experiment: Experiment) -> None:
    """The link to copy; a sentence where there is none."""
    try:
        text = address(experiment)
    except ExperimentError as error:
        st.caption(str(error))
        return
    st.caption(_("This link reopens exactly this picture."))
    st.code(text, language=None, wrap_lines=True)


def _open(known: list[tuple[str, str]], load: Callable[[Experiment], None]) -> str | None:
    """What is wrong with the link, if anything. One without a run leaves all it does not name to the defaults."""
    named = {key for key, __ in known}
    try:
        if "run" in named:
            load(Experiment.from_query(urlencode(known)))
        else:
            experiment = Experiment.from_query(urlencode([*known, ("run", controls.FIRST_RULE)]))
            load(experiment)
            choices.keep_only(named | {experiment.surface} if "surface" in named else named)
    except ExperimentError as error:
        return _("This link could not be opened, so here is the first picture instead. {why}").format(why=error)
    return None
