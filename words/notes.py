"""How a file was read, in the language of the reader."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from surfaces.reading.note import Note, joined
from words.language import _


def told(notes: Iterable[str]) -> str:
    """The notes on a file as one sentence, empty if there are none."""
    return joined(notes, said)


def said(note: str) -> str:
    """One note, and those within it."""
    if not isinstance(note, Note):
        return note
    return _(note.template).format(**{name: _value(value) for name, value in note.values.items()})


def _value(value: Any) -> Any:
    return said(value) if isinstance(value, Note) else value
