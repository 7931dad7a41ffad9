"""A part of a sentence on how a file was read: English, and all that is needed to say it in another language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any


class Note(str):
    """A text that remembers its template and what was put into it, which may be notes themselves.

    Rooms below `words` do not know the reader's language; `words.notes` says a note in it.
    """

    template: str
    values: dict[str, Any]

    def __new__(cls, template: str, /, **values: Any) -> Note:
        note = super().__new__(cls, template.format(**values))
        note.template, note.values = template, values
        return note

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, Any]]:
        return (self.template,), self.values


def joined(notes: Iterable[str], say: Callable[[str], str] = str) -> str:
    """The notes as one sentence, each as `say` says it; empty if there are none."""
    said = "; ".join(map(say, notes))
    return f"{said[0].upper()}{said[1:]}." if said else ""
