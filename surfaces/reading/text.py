"""Bytes as text: UTF-8, or what spreadsheets and other systems write instead."""

from __future__ import annotations

import codecs

from surfaces.reading.problems import FileError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def text_of(content: bytes) -> str:
    """The text; without a mark at its beginning it is UTF-8, UTF-16 if every other byte is 0, else Latin letters.

    Raises `FileError` with one sentence if it is no text.
    """
    coding = next((coding for mark, coding in _MARKS if content.startswith(mark)), "") or _unmarked(content)
    try:
        text = content.decode(coding)
    except UnicodeDecodeError:
        if coding != "utf-8":
            raise FileError("The file is no plain text and has no rows of numbers; save it as CSV (UTF-8).") from None
        text = content.decode("latin-1")  # only names of columns can be wrong by this
    if "\0" in text:
        raise FileError("The file is no plain text and has no rows of numbers; save it as CSV (UTF-8).")
    return text


def _unmarked(content: bytes) -> str:
    first = content[:1000]
    even, odd = first[::2].count(0), first[1::2].count(0)
    if odd > 0.4 * len(first) and not even:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * len(first) and not odd else "utf-8"
