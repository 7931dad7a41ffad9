"""What a browser has sent for a widget. A client that is no browser may send anything: NaN, a text for a number.

Streamlit reads what comes over the wire when it is first asked for, in one place, and trusts it. There it is read here
instead: what a widget could not have sent counts as not sent, and the page says so in one sentence.
"""

from __future__ import annotations

import math
from contextvars import ContextVar
from typing import Any

import streamlit as st
from streamlit.runtime.state.session_state import Serialized, WStates

_unread: ContextVar[bool] = ContextVar("whether something that was sent could not be read", default=False)
_read = WStates.__getitem__


def _checked(states: WStates, widget: str) -> Any:
    """`WStates.__getitem__` that takes what cannot be read for nothing."""
    state, known = states.states.get(widget), states.widget_metadata.get(widget)
    if not isinstance(state, Serialized) or known is None:
        return _read(states, widget)
    try:
        if state.value.WhichOneof("value") not in (None, known.value_type):  # None: an empty box for files
            raise TypeError
        return _read(states, widget)
    except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError):
        states.states = {key: value for key, value in states.states.items() if key != widget}
        _unread.set(True)
        raise KeyError(widget) from None


WStates.__getitem__ = _checked  # type: ignore[method-assign]


def something_unread() -> bool:
    """Whether something came, since this was last asked, that no widget could have sent."""
    found = _unread.get()
    _unread.set(False)
    return found


def sent(widget: str, default: Any = None) -> Any:
    """The value of a widget; `default` where there is none."""
    return st.session_state.get(widget, default)


def part(component: str, name: str) -> Any:
    """What a component of our own has sent under a name; None where that is nothing."""
    found = sent(component)
    return found.get(name) if hasattr(found, "get") else None


def is_number(value: Any) -> bool:
    """Whether it is a number that can be counted with."""
    return type(value) in (int, float) and abs(value) < 1e300 and math.isfinite(value)
