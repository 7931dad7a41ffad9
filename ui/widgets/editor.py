"""A box for texts in the language of `formulas`: sent while they are typed, the wrong character marked."""

from __future__ import annotations

from collections.abc import Callable

from formulas import FormulaError
from ui import components
from ui.state.sent import part
from ui.widgets.packed import packed


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
) -> None:
    """Draw the box. `on_typed(text)` is called before the next run of the page, some 200 ms after the last key.

    problem  what is wrong with `text`, said under the box with a mark under the character; else `hint` stands there
    limit    characters that fit in
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


def _place(problem: FormulaError, text: str) -> int:
    """The wrong character among all of the text."""
    return sum(len(line) + 1 for line in text.split("\n")[: problem.line]) + problem.column


def _take(key: str, on_typed: Callable[[str], None], limit: int) -> None:
    if isinstance(text := part(key, "typed"), str):
        on_typed(text[:limit])
