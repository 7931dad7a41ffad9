"""Groups of widgets: their headings, what is folded away, and the buttons beside them.

What a reader sees of a group may change with every choice, and with the language. Whether it is open, and which of two
groups it is, hangs on its key alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.state import choices
from ui.widgets import opened
from ui.widgets.row import row
from words.foreign import markdown
from words.language import _


@contextmanager
def folded(label: str, key: str, what: str | None = None) -> Iterator[bool]:
    """A group that is closed at first; whether it is open. What is in it is drawn only then: most of a page is closed.

    label  must stay what it is: to Streamlit, an expander that is called otherwise is another one, and begins anew
    what   what is chosen in it, said under the closed group; None of a group of which nothing is ever said there
    """
    st.session_state[key] = bool(st.session_state.get(key))
    group = opened.group(markdown(label), key)
    is_open = bool(group.open)
    if what and not is_open:
        st.caption(markdown(what))
    elif what is not None:
        st.empty()  # what follows keeps its place
    with group:
        yield is_open


def heading(key: str, title: str, *resets: str) -> None:
    """A group's name and, if it has something to reset, the button for it."""
    head = row("bottom", f"heading {key}")
    head.subheader(title, anchor=False)
    if resets:
        words = _("Reset {group} to its defaults").format(group=title)
        icon_button(head, f"reset {key}", "restart_alt", words, lambda: _reset(*resets))


def icon_button(
    place: DeltaGenerator,
    key: str,
    icon: str,
    name: str,
    on_click: Callable[[], None],
    *,
    help: str = "",
    disabled: bool = False,
    frame: bool = False,
) -> None:
    """A button of which only the icon is seen; its name is what a screen reader says, and without `help` its tooltip.

    icon   of Material Symbols
    frame  whether it has one
    """
    place.button(
        name,
        icon=f":material/{icon}:",
        key=key,
        help=help or name,
        type="secondary" if frame else "tertiary",
        on_click=on_click,
        disabled=disabled,
        width="stretch" if frame else "content",
    )


def icon_popover(place: DeltaGenerator, key: str, icon: str, name: str) -> DeltaGenerator:
    """The same for a button that opens a text."""
    return place.popover(name, icon=f":material/{icon}:", help=name, type="tertiary", key=key)


def _reset(*keys: str) -> None:
    choices.forget(*keys)
    choices.forget_problems(*keys)
