"""The experiment in the address bar: opened when a page is come to by a link, and kept there while it changes."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from urllib.parse import parse_qs, urlencode, urlsplit

import streamlit as st

from simulation import Experiment, ExperimentError
from simulation.experiments.link import KEYS, MAX_QUERY
from ui import components
from ui.address import layout, visit
from ui.state import choices, loading
from ui.widgets.packed import packed
from words.foreign import markdown
from words.language import _

_OWN = "own"  # the part of an address that says what it leaves out
_GONE = {
    "heights": "The heights of this address were a file of somebody's own, which the server does not have any more, so "
    "here is the example. Give the file again, or open the experiment that was saved as JSON.",
    "data": "The data of this address were a file of somebody's own, which the server does not have any more, so here "
    "are those that come along. Give the file again, or open the experiment that was saved as JSON.",
}


def open_once(page: str, rule: str, load: Callable[[Experiment], None] = loading.load) -> None:
    """Open what the address says, unless this session says it. A bad link leaves a sentence, no more.

    A link without a run has one of `rule`.
    """
    choices.begin(page)
    here, come, own = visit.of(page), visit.has_come(), st.query_params.get(_OWN, "")
    if come:
        here.begin()
    known = {key: st.query_params.get_all(key) for key in KEYS if key in st.query_params}
    still_there = own in _GONE and bool(choices.get(own, ()))
    new = bool(known) and here.open(visit.mark(known)) and not still_there
    if come or new:
        layout.ask(st.query_params.get("view", layout.plain() if new else layout.chosen()))
    if new:
        here.note = _open(known, rule, load)
        here.shown, here.spared = None, here.note is not None
        if own in _GONE:
            choices.put(f"{own} gone", _(_GONE[own]))
    if here.note:
        st.warning(markdown(here.note), icon=":material/link_off:")


def keep(experiment: Experiment) -> None:
    """Have the browser's address be the link of what is shown; without a link it is that of the bare page."""
    here, query = visit.of(choices.page()), _query(experiment)
    here.show(visit.mark(parse_qs(query, keep_blank_values=True)))
    session = st.session_state.setdefault("session in the address", secrets.token_hex(4))
    said = {
        "path": urlsplit(st.context.url or "").path,
        "query": query,
        "names": [*KEYS, "view", _OWN],
        "session": session,
    }
    components.address(key="address of the page", data=packed({} if here.spared else said))


def address(experiment: Experiment) -> str:
    """The full link that reopens exactly this picture. ExperimentError if there is none."""
    if experiment.why_no_link:
        raise ExperimentError(experiment.why_no_link)
    page = urlsplit(st.context.url or "")
    return page._replace(path=page.path or "/", query=_query(experiment), fragment="").geturl()


def show(experiment: Experiment) -> None:
    """The link to copy; a sentence where there is none."""
    try:
        text = address(experiment)
    except ExperimentError as error:
        st.caption(markdown(str(error)))
        return
    st.caption(_("This link reopens exactly this picture."))
    st.code(text, language=None, wrap_lines=True)


def _query(experiment: Experiment) -> str:
    """Experiment and layout; nothing where the experiment does not fit in a link.

    Heights and data of one's own are only named: who comes to the address later is told that they are not there.
    """
    if not experiment.why_no_link:
        parts = (experiment.to_query(), urlencode(layout.parameter()))
    elif not experiment.ground.fits_a_link and len(rest := experiment.rest_of_query()) <= MAX_QUERY:
        parts = (rest, urlencode({_OWN: "heights" if experiment.heights else "data", **layout.parameter()}))
    else:
        return ""
    return "&".join(filter(None, parts))


def _open(known: dict[str, list[str]], rule: str, load: Callable[[Experiment], None]) -> str | None:
    """What is wrong with the link, if anything. One without a run leaves all it does not name to the defaults."""
    try:
        if "run" in known:
            load(Experiment.from_query(urlencode(known, doseq=True)))
        else:
            experiment = Experiment.from_query(urlencode({**known, "run": rule}, doseq=True))
            load(experiment)
            choices.keep_only({*known, experiment.surface} if "surface" in known else known)
    except ExperimentError as error:
        return _("This link could not be opened, so here is the first picture instead. {why}").format(why=error)
    return None
