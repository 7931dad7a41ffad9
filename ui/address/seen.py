"""How the experiment is seen: the part `view` of a link (`simulation.experiments.view`), opened and put together.

What the player shows it writes into the browser's address by itself, without the server (`ui/frontend/address.js`). The
server is told only while the page shows its link, and knows of itself what is chosen in the sidebar.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from simulation.experiments.view import COLOURS, PAGES_OWN, read_view, view_text
from ui.address import layout
from ui.state import choices, keys
from ui.state.sent import sent
from words.language import _


def open_view(text: str, *, new: bool, again: bool = False) -> str:
    """Take up what a link says, with what it says of the sidebar only where its experiment is `new`. One sentence if it
    cannot be read: everything is then seen as it is at first; or as the page was last seen, if it is come to `again`
    without a link."""
    try:
        view = read_view(text)
    except ValueError as error:
        view, why = {}, _("{why} So here is the first view.").format(why=error)
    else:
        why = ""
    layout.ask(view.pop("layout", layout.plain() if new or text else layout.chosen()))
    if new:
        _choose(view)
    st.session_state[_key("again")] = again
    st.session_state[_key("times")] = st.session_state.get(_key("times"), 0) + 1
    st.session_state[_key("asked")] = {name: value for name, value in view.items() if name not in PAGES_OWN}
    st.session_state.pop(_key("reported"), None)
    return why


def asked() -> dict[str, Any]:
    """What the player is told, as long as the page stays."""
    return st.session_state.get(_key("asked"), {})


def for_player() -> dict[str, object]:
    """The options of the player's header that say so."""
    again = {"again": True} if st.session_state.get(_key("again")) else {}
    return {"view": asked(), "asked": st.session_state.get(_key("times"), 0), "page": choices.page(), **again}


def report(text: object) -> None:
    """The browser says how it is seen now."""
    if isinstance(text, str):
        try:
            st.session_state[_key("reported")] = view_text(read_view(text))
        except ValueError:
            return


def by_player() -> str:
    """What is known of what the player shows."""
    known = {} if layout.chosen() == layout.plain() else {"layout": layout.chosen()}
    return st.session_state.get(_key("reported"), view_text(known | asked()))


def by_page() -> str:
    """What the sidebar says of it."""
    colours = sent("colorscale", COLOURS[0])
    return view_text({**({} if colours == COLOURS[0] else {"colours": colours}), **drawn_beside()})


def parameter() -> dict[str, str]:
    """The part of a link that says all of it."""
    text = "~".join(filter(None, (by_player(), by_page())))
    return {"view": text} if text else {}


def drawn_beside() -> dict[str, Any]:
    """Which paths are drawn beside that of the only run, where it is not what it is at first."""
    view: dict[str, Any] = {}
    if choices.get(keys.LIBRARY, False):
        name = choices.get(keys.LIBRARY_CLASS, "")
        arguments = choices.get(keys.library_arguments(name), "")
        view["library"] = name or "true"
        view |= {"arguments": arguments} if arguments and "~" not in arguments else {}
    for part, key in (("batch", keys.FULL_BATCH), ("beside", keys.BESIDE)):
        view |= {} if choices.get(key, True) else {part: False}
    return view


def _choose(view: Mapping[str, Any]) -> None:
    st.session_state["colorscale"] = view.get("colours", COLOURS[0])
    if name := view.get("library", ""):
        name = "" if name == "true" else name
        choices.put(keys.LIBRARY, True)
        choices.put(keys.LIBRARY_CLASS, name)
        choices.put(keys.library_arguments(name), view.get("arguments", ""))
    for part, key in (("batch", keys.FULL_BATCH), ("beside", keys.BESIDE)):
        if part in view:
            choices.put(key, view[part])


def _key(what: str) -> str:
    return f"view {what} on {choices.page()}"
