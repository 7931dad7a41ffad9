"""The Reference page: everything there is to choose, one entry at a time, all of it from metadata."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from difflib import get_close_matches

import streamlit as st

from figures import thumbnail
from ui.frame import frame
from ui.reference.entries import KINDS, Entry, entries, groups, search
from ui.reference.entry import show
from ui.widgets import markup
from ui.widgets.theme import is_dark
from words.foreign import markdown
from words.language import _
from words.numbers import whole

PAGE = "pages/reference.py"
_SHOWN = "reference shown"
_FEW = 3  # cards, with which a group shares its row


def page() -> None:
    """All entries in the sidebar; beside them the one that the address names, or the pictures of all that was found."""
    everything = entries()
    opened = _addressed(everything)
    _write_address(opened)
    frame.entitle(_("{entry} · Reference").format(entry=_(opened.title)) if opened else _("Reference"))
    with st.sidebar:
        _list(everything, opened)
    with st.container(key="reference-page"):
        text = _top(everything, opened)
        if opened:
            show(opened)
        else:
            _overview(everything, text)


def _top(everything: Sequence[Entry], opened: Entry | None) -> str:
    """What page this is, or from an entry the ways to all, to the one before and to the next; and the search."""
    with st.container(horizontal=True, key="reference-top", gap="small", vertical_alignment="center"):
        if opened:
            _ways(everything, everything.index(opened))
        else:
            st.title(_("Reference"), anchor=False)
        text = st.text_input(
            _("Search the reference"),
            key="reference search",
            type="search",
            live=True,
            placeholder=_("name, hyperparameter or word"),
            label_visibility="collapsed",
            icon=":material/search:",
            width=300,
            on_change=st.query_params.clear,  # what is found takes the place of the entry
        )
    return (text or "").strip()


def _ways(everything: Sequence[Entry], place: int) -> None:
    """Links from the entry at this place."""
    st.page_link(PAGE, label=_("All entries"), icon=":material/grid_view:")
    if place > 0:
        link(everything[place - 1], icon=":material/arrow_back:")
    if place + 1 < len(everything):
        link(everything[place + 1], icon=":material/arrow_forward:")


def _list(everything: Sequence[Entry], opened: Entry | None) -> None:
    """One line per entry, in groups."""
    with st.container(key="reference-list", gap=None):
        for heading, members in groups(everything).items():
            st.subheader(_(heading), anchor=False)
            for entry in members:
                with st.container(key="reference-opened") if entry == opened else nullcontext():
                    link(entry)


def link(entry: Entry, label: str = "", icon: str | None = None) -> None:
    """A link to an entry, which stays in this session."""
    st.page_link(PAGE, label=label or _(entry.title), icon=icon, query_params={entry.kind: entry.key})


def _addressed(everything: Sequence[Entry]) -> Entry | None:
    """The entry in the address, if there is one. A wrong name leaves a sentence, no more."""
    for kind in KINDS:
        if key := st.query_params.get(kind):
            known = {entry.key: entry for entry in everything if entry.kind == kind}
            if key in known:
                return known[key]
            st.warning(_unknown(kind, key, list(known)), icon=":material/link_off:")
    return None


def _write_address(opened: Entry | None) -> None:
    """Put what is open into the browser's address, which a link within a page leaves as it was."""
    if opened != st.session_state.get(_SHOWN, opened):
        st.query_params.from_dict({opened.kind: opened.key} if opened else {})
    st.session_state[_SHOWN] = opened


def _unknown(kind: str, key: str, known: Sequence[str]) -> str:
    shown = key if len(key) <= 40 else key[:37] + "…"
    close = ", ".join(get_close_matches(key, known, n=3, cutoff=0.5))
    words = (
        _("There is no {kind} called {name}. Did you mean {close}?")
        if close
        else _("There is no {kind} called {name}.")
    )
    return markdown(words.format(kind=_(kind), name=f"“{shown}”", close=close))


def _overview(everything: Sequence[Entry], text: str) -> None:
    """Pictures of everything, in groups, or of what was found, the best match first."""
    if text:
        found = search(everything, text)
        words = _("{number} of {all} entries") if len(found) < len(everything) else _("all {all} entries")
        st.caption(words.format(number=whole(len(found)), all=whole(len(everything))))
        if found:
            _cards("found", found)
        else:
            words = _("Nothing is called “{text}”, and nothing mentions it. Fewer letters or another word may.")
            st.info(words.format(text=markdown(text)), icon=":material/search_off:")
        return
    words = _("{rules} update rules, {schedules} schedules, {transforms} gradient transforms and {surfaces} surfaces.")
    picture = _(
        "The picture of a rule is {steps} steps on the elongated bowl with a fitting step size, or more until it moves."
    )
    counts = {f"{kind}s": len(known) for kind, known in KINDS.items()}
    st.caption(f"{words.format(**counts)} {picture.format(steps=thumbnail.STEPS)}")
    with st.container(key="reference-groups"):
        for heading, members in groups(everything).items():
            few = f"few {len(members)}" if len(members) <= _FEW else "many"
            with st.container(key=f"group {few} {heading}", gap="small"):
                st.subheader(_(heading).capitalize(), anchor=False)
                _cards(heading, members)


def _cards(name: str, members: Sequence[Entry]) -> None:
    with st.container(key=f"cards {name}"):
        for entry in members:
            with st.container(key=f"card {entry.kind} {entry.key}", gap=None):
                if picture := thumbnail.picture(entry.kind, entry.key, dark=is_dark()):
                    markup.put(picture, "reference-picture")
                link(entry)
