"""Tabs and folded groups, which stay as their reader has put them.

Which tab is open, and whether a group is, the browser knows and the server hears. Streamlit says it back with every
run, and the browser obeys: an answer to an older click takes back a newer one, and whatever is sent before the newer
click is answered says that the older was meant. So what the browser has said is not said back to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer
from streamlit.elements.lib.mutable_tab_container import TabContainer
from streamlit.proto.Block_pb2 import Block

from ui.state.sent import reported

#: Kind of block → the field that says how it stands.
_PLACES = {"tab_container": "default_tab_index", "expandable": "expanded"}
_FIRST = "how blocks stood when they were first drawn"
_known: ContextVar[bool] = ContextVar("whether the browser has said how the block that is drawn stands", default=False)
_block = DeltaGenerator._block


def tabs(names: Sequence[str], key: str) -> Sequence[TabContainer]:
    """Of which the one with `open` is to be drawn."""
    with _asked(key):
        return st.tabs(list(names), key=key, on_change="rerun")


def group(label: str, key: str) -> ExpanderContainer:
    """What is in it is to be drawn only if it is `open`."""
    with _asked(key):
        return st.expander(label, key=key, on_change="rerun")


@contextmanager
def _asked(key: str) -> Iterator[None]:
    before = _known.set(reported(key))
    try:
        yield
    finally:
        _known.reset(before)


def _said_once(place: DeltaGenerator, block_proto: Block | None = None, *rest: Any, **others: Any) -> DeltaGenerator:
    """`DeltaGenerator._block`: where the browser has said how a block stands, it gets what it got when it drew it."""
    kind = str(block_proto.WhichOneof("type")) if block_proto else ""
    if kind in _PLACES and (said := getattr(block_proto, kind)).id:
        first = st.session_state.setdefault(_FIRST, {})
        now = getattr(said, _PLACES[kind])
        first[said.id] = first.get(said.id, now) if _known.get() else now
        setattr(said, _PLACES[kind], first[said.id])
    return _block(place, block_proto, *rest, **others)


DeltaGenerator._block = _said_once  # type: ignore[method-assign, assignment]
