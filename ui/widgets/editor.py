"""A box for texts in the language of `formulas`: sent while they are typed, the wrong character marked."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from formulas import FormulaError
from ui import components
from ui.state import history
from ui.state.sent import part
from ui.widgets.packed import packed
from words.foreign import markdown


def editor(
    key: str,
    label: str,
    text: str,
    on_typed: Callable[[str], None],
    *,
    problem: FormulaError | None = None,
    hint: str = "",
    limit: int,
    rows: int = 1,
    shown_as: Callable[[str], str] | None = None,
) -> None:
    """Draw the box. `on_typed(text)` is called before the next run of the page, some 200 ms after the last key.

    problem  what is wrong with `text`, said under the box with a mark under the character; else `hint` stands there.
             Where it can be read in several ways, each is a button that puts it into the box.
    limit    characters that fit in
    shown_as a reading as the label of its button, in Markdown
    rows     lines it shows when empty; with more than one, Enter starts a new line
    """
    data = {
        "text": text,
        "label": label,
        "rows": rows,
        "lines": rows > 1,
        "limit": limit,
        "said": problem.message if problem else hint,
        "column": _place(problem, text) if problem else None,
    }
    components.text(key=key, data=packed(data), on_typed_change=lambda: _take(key, on_typed, limit))
    for i, reading in enumerate(problem.readings if problem else ()):
        st.button(
            shown_as(reading) if shown_as else f"`{reading}`",
            key=f"{key} reading {i}",
            help=markdown(reading),
            on_click=on_typed,
            args=(reading,),
            width="stretch",
        )


def _place(problem: FormulaError, text: str) -> int:
    """The wrong character among all of the text."""
    return sum(len(line) + 1 for line in text.split("\n")[: problem.line]) + problem.column


def _take(key: str, on_typed: Callable[[str], None], limit: int) -> None:
    if isinstance(text := part(key, "typed"), str):
        on_typed(text[:limit])
        history.tick(key)
