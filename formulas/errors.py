"""The one exception of this package."""

from typing import Any


class FormulaError(ValueError):
    """A text is not an acceptable formula.

    `str(error)` is one sentence that says what is wrong, where (columns counted from 1, as an editor
    shows them) and what would be right.

    Attributes: `message` (that sentence), `text` (what the user typed; of several lines the wrong one), `column`
    (0-based index in `text` of the wrong character; `len(text)` if something is missing at the end), `line` (0-based),
    `readings` (whole texts, each one sensible reading of what was typed; one of them is to be chosen).
    """

    def __init__(
        self, message: str, column: int = 0, text: str = "", line: int = 0, readings: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = max(0, min(column, len(text)))
        self.text = text
        self.readings = readings

    @property
    def caret(self) -> str:
        """A line that, printed in a fixed-width font under `text`, points at the wrong character."""
        return " " * self.column + "^"

    def __reduce__(self) -> tuple[type["FormulaError"], tuple[Any, ...]]:
        return type(self), (self.message, self.column, self.text, self.line, self.readings)
