"""What a browser has sent for a widget. A client that is no browser may send anything: NaN, a text for a number.

Streamlit reads what comes over the wire when it is first asked for, in one place, and trusts it. There it is read here
instead: what a widget could not have sent counts as not sent, and the page says so in one sentence.
"""

from __future__ import annotations

import math
from contextvars import ContextVar
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state.session_state import Serialized, Value, WStates

_unread: ContextVar[bool] = ContextVar("whether something that was sent could not be read", default=False)
_read = WStates.__getitem__
# What may come for what a widget declares: nothing from an empty box for files, and a box of numbers that declares
# fractions sends whole numbers as such.
_ALSO = {"double_value": ("int_value",)}


def _checked(states: WStates, widget: str) -> Any:
    """`WStates.__getitem__` that takes what cannot be read for nothing."""
    state = states.states.get(widget)
    if isinstance(state, Value):  # read before, as nearly always: every box of a number has Streamlit ask for all
        return state.value
    known = states.widget_metadata.get(widget)
    if not isinstance(state, Serialized) or known is None:
        return _read(states, widget)
    try:
        if state.value.WhichOneof("value") not in (None, known.value_type, *_ALSO.get(known.value_type, ())):
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


def reported(widget: str) -> bool:
    """Whether the browser has said where this widget stands, as it does with every run of all that it has drawn.

    One that it had no time to draw, since something was clicked at once, must come with its value again: else it is
    drawn at its first place, and that is sent as if somebody had chosen it.
    """
    running = get_script_run_ctx()
    if running is None:
        return True
    state = running.session_state._state
    return state._key_id_mapper.get_id_from_key(widget) in state._new_widget_state.states


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
