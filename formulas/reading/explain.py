"""Why pieces are no expression: the sentence of the strict language, with the columns of what was typed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from formulas.errors import FormulaError
from formulas.language import Language, uncalled
from formulas.parse import parse
from formulas.reading.grammar import LostError
from formulas.reading.token import Token

COLUMN = re.compile(r"\bcolumn ([0-9]+)")
_ENDS, _STARTS = ("number", "name", "close"), ("name", "function", "open")


def explained(tokens: Sequence[Token], lost: LostError, text: str, language: Language) -> FormulaError:
    """What is wrong with the pieces of `text`."""
    place = tokens[lost.place].column if lost.place < len(tokens) else len(text)
    if lost.message:
        return FormulaError(lost.message, place, text)
    general = FormulaError(
        f"The formula cannot be read from column {place + 1} on: check what stands there.", place, text
    )
    if any(token.kind in ("tex", "row", "cell", "method") or token.text[:1] in ("@", ":") for token in tokens):
        return general
    spelled, columns = _spelled(tokens)
    columns.append(len(text))
    last = len(columns) - 1
    try:
        parse(spelled, language.with_names(uncalled(spelled)))
    except FormulaError as error:
        said = COLUMN.sub(lambda m: f"column {columns[min(int(m[1]) - 1, last)] + 1}", error.message)
        return FormulaError(said, columns[min(error.column, last)], text)
    return general


def _spelled(tokens: Sequence[Token]) -> tuple[str, list[int]]:
    """The pieces in the strict language, and the column of each character."""
    spelled = ""
    columns: list[int] = []
    for i, token in enumerate(tokens):
        if i and tokens[i - 1].kind in _ENDS and token.kind in _STARTS:
            spelled, columns = spelled + "*", [*columns, token.column]
        piece = token.text.lstrip(".") if token.kind == "function" else token.text
        spelled, columns = f"{spelled}{piece} ", [*columns, *[token.column] * (len(piece) + 1)]
    return spelled, columns
