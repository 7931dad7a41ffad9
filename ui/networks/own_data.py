"""Data of the user's own for a network: a CSV file with columns of numbers, and a class or a number to be learned."""

from __future__ import annotations

import streamlit as st

from networks.data.own import MAX_BYTES, MAX_INPUTS, MAX_ROWS, read_own
from networks.experiment import OwnData
from networks.settings import OWN
from simulation.experiments.mistakes import sentence
from ui.networks.reading import EXAMPLES, NETWORK
from ui.state import choices, keys
from ui.widgets.file_box import file_box
from words import counts
from words.foreign import markdown
from words.language import _
from words.numbers import whole

_FILE, _TARGET = "network file", "network target"


def controls() -> None:
    """The box for the file, and what was made of it."""
    examples: OwnData | None = choices.get(EXAMPLES, None)
    if examples:
        kind = _("{count} classes").format(count=len(examples.classes)) if examples.classes else _("a number")
        said = _("{rows}, {inputs} inputs; to be learned: {kind}")
        st.caption(said.format(rows=counts.rows(len(examples.inputs)), inputs=len(examples.columns), kind=kind))
    else:
        st.caption(_("No file yet: give a CSV, and its last column is learned from the others."))
    file_box(
        _("a CSV file; at most {rows} rows and {inputs} inputs").format(rows=whole(MAX_ROWS), inputs=MAX_INPUTS),
        ["csv", "tsv", "txt"],
        _FILE,
        _taken,
        most=MAX_BYTES,
        otherwise=_("What was there is still in use."),
    )
    st.text_input(_("column to be learned"), key=_TARGET, placeholder=_("the last one"), max_chars=80)
    st.caption(_("Write its name or its number, then give the file."))
    if examples:
        st.caption(markdown(", ".join(examples.columns)))


def _taken(_name: str, content: bytes) -> None:
    """ValueError in one sentence if the file is no such table."""
    target = str(st.session_state.get(_TARGET) or "").strip() or None
    found = read_own(content, target)
    try:
        examples = OwnData.model_validate(found)
    except ValueError as error:
        raise ValueError(sentence(error)) from None  # type: ignore[arg-type]
    choices.put(EXAMPLES, examples)
    choices.put(keys.of(NETWORK, "data"), OWN)
