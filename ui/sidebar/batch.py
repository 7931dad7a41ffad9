"""How many examples of the data a step sees, and in which order."""

from __future__ import annotations

import streamlit as st

from optimizers.transforms import MiniBatch
from surfaces import Surface
from ui.state import choices, keys, reading
from ui.state.sent import sent
from ui.widgets.settings import complaint, number_box, pick
from words import counts
from words.language import _
from words.numbers import short, whole

SIZES = (1, 24, 32, 64, 120)
ALL = 0

_SIZE, _ORDER = (MiniBatch.hyperparameters()[name] for name in ("size", "order"))
_ORDERS = {"shuffled": "shuffled", "in_order": "in order", "with_replacement": "with replacement"}


def controls(run: str, surface: Surface, steps: int) -> None:
    """Draw the batch of a run on a loss; nothing on another surface."""
    if not surface.examples or _size(run, surface.examples) == ALL:
        return
    owner, drawn = keys.mini_batch(run), reading.mini_batch_settings(run)
    left, right = st.columns([0.42, 0.58], gap="small", vertical_alignment="bottom")
    with left:
        number_box(keys.of(owner, "size"), _SIZE, drawn["size"], _("batch size"), show_label=True)
    with right:
        pick(keys.of(owner, "order"), _("drawn"), _ORDERS, _ORDER.default, show_label=True)
    complaint(keys.of(owner, "size"))
    st.caption(_epochs(MiniBatch.from_values(drawn), steps, surface.examples))


def _size(run: str, examples: int) -> int:
    """The row of buttons; what is chosen, or typed before."""
    key = keys.mini_batch(run)
    widget, key_of_size = f"{key}|sizes", keys.of(key, "size")
    size = reading.mini_batch_settings(run)["size"] if choices.get(key, False) else ALL
    offered = [*(s for s in SIZES if s < examples), ALL]

    def picked() -> None:
        if (chosen := sent(widget)) in offered:
            choices.put(key, chosen != ALL)
            if chosen != ALL:
                choices.put(key_of_size, chosen)
                st.session_state.pop(f"{key_of_size}|problem", None)

    st.session_state[widget] = size if size in offered else None
    st.segmented_control(
        _("examples a step sees"),
        offered,
        key=widget,
        format_func=lambda s: whole(s) if s else _("all"),
        on_change=picked,
    )
    return size


def _epochs(drawn: MiniBatch, steps: int, examples: int) -> str:
    words = _("{steps} is {epochs} of {rows}.") if steps == 1 else _("{steps} are {epochs} of {rows}.")
    many = drawn.epochs(steps, examples)
    return words.format(
        steps=counts.steps(steps), epochs=counts.epochs(many, short(many, 3)), rows=counts.rows(examples)
    )
