"""What this session knows of the addresses of its pages: by which one a page was come to, and which it has had since.

The browser's address follows what is shown (`ui.address.link`), and Streamlit hands it back with a later run, at times
an older one, or the one that was opened first. Such a query must not be opened over what has been changed since.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui.address.kinds import ON_A_SURFACE, Kind

_MANY = 100  # addresses that may be on their way between browser and server
_AT, _COME = "page in the address", "page has been come to"


@dataclass
class Visit:
    """A page since it was come to; queries are kept as `mark`s.

    own     queries that were opened or shown here: nobody else's
    shown   the query of what is shown; None until it is known
    note    what was wrong with the link, if anything
    offered readings of the link's formula, where it has several, each with what opens it so
    spared  whether the address is a link that could not be read, and is left for its reader to mend
    rule    of a link without a run
    load    opens an experiment
    kind    of the experiments of the page
    """

    rule: str
    load: Callable[[Any], None]
    kind: Kind = ON_A_SURFACE

    own: deque[int] = field(default_factory=lambda: deque(maxlen=_MANY))
    shown: int | None = None
    note: str | None = None
    offered: Mapping[str, Callable[[], None]] = field(default_factory=dict)
    spared: bool = False

    def begin(self) -> None:
        """The page has been come to: what it is come to by is to be opened, and written if it is not."""
        self.own.clear()
        self.spared = False

    def clear(self) -> None:
        """Something else is shown than what a link said: what was wrong with that does not matter any more."""
        self.note, self.offered, self.spared = None, {}, False

    def open(self, query: int) -> bool:
        """Whether this query is a link to open; from then on it is known."""
        new = query not in self.own and query != self.shown
        self.own.append(query)
        return new

    def show(self, query: int) -> None:
        """This is the query of what is shown. What is changed after a bad link takes its place."""
        self.spared = self.spared and self.shown in (None, query)
        self.shown = query
        self.own.append(query)


def come_to(page: str) -> None:
    """Call on every run of a page. One that was left is come to anew, and opens the link that leads to it."""
    if st.session_state.get(_AT) != page:
        st.session_state[_COME] = True
    st.session_state[_AT] = page


def has_come() -> bool:
    """Whether the page has been come to since this was last asked."""
    return st.session_state.pop(_COME, False)


def walks_history() -> bool:
    """Whether the page runs because Back or Forward was pressed: its address is then what is to be shown."""
    running = get_script_run_ctx()
    return bool(running and running.is_history_navigation)


def of(page: str) -> Visit:
    return st.session_state[_visit(page)]


def opening(page: str, rule: str, load: Callable[[Any], None], kind: Kind = ON_A_SURFACE) -> Visit:
    """The visit of a page that opens links so."""
    found: Visit = st.session_state.setdefault(_visit(page), Visit(rule, load))
    found.rule, found.load, found.kind = rule, load, kind
    return found


def _visit(page: str) -> str:
    return f"visit of {page}"


def mark(query: Mapping[str, Sequence[str]]) -> int:
    """What tells queries apart, of the parts that belong to an experiment: the order of their names does not."""
    return hash(tuple((key, *query[key]) for key in sorted(query)))
