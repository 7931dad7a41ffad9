"""Words of others (labels, links, files, what is typed) as text and nothing else, wherever they are shown.

Whatever a stranger can write passes here before it is shown: `visible` for the player, SVG and a terminal, `markdown`
for Streamlit's messages and labels, `cell` for a CSV.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

MOST_MARKS = 3  # accents on one letter; more of them climb over the lines above
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # letters and marks by name, nothing to the eye
_PICTURES = {**{code: 0x2400 + code for code in range(0x20)}, 0x7F: 0x2421}  # "␀" for a control mark
_UNSEEN = ("Cf", "Cs", "Cc")  # marks of format and direction, halves of characters, controls without a picture

#: What Streamlit makes of a text after Markdown has been read, so that no backslash keeps it from it.
_READ_LATER = re.compile(
    r"(?:https?://|www\.)[^\s`]*"  # becomes a link
    r"|[-.\w+]+@[-.\w]+"
    r"|:[\w+-]+:"  # becomes a picture
    r"|(?<!\S)(?:<->|->|<-|--|>=|<=|~=)(?!\S)",  # becomes another sign
    re.IGNORECASE,
)
#: What Markdown reads at all, and what it reads where a line begins. A letter goes on with a word: `min_lr` is none.
_MARKUP = re.compile(r"[\\`*\[\]$~]|(?<![^\W_])_|_(?![^\W_])|:(?=\w)|<(?=[\w/!?])|&(?=[\w#])|(?<=:material)/")
_AT_THE_START = re.compile(r"^(\d*)([#+\-=>.)])")
_RUNS = tuple("=+-@＝＋－＠")  # what makes a spreadsheet work a cell out


def visible(text: str) -> str:
    """`text` as one line in which every character can be seen.

    White space is a space; control marks are their pictures (␛); marks of no width, of direction and halves of
    characters are dropped, and so are accents beyond the third on a letter.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    spaced = "".join(" " if char.isspace() else char for char in text)
    seen = "".join(char for char in spaced.translate(_PICTURES) if not _is_unseen(char))
    return " ".join(_few_marks(seen).split())


@lru_cache(maxsize=1024)  # a page says the same labels at every run
def markdown(text: str) -> str:
    """`text` as Markdown of Streamlit's that says the same, with nothing in it taken for markup.

    Addresses, names between colons and arrows, which Streamlit replaces in any text, stand as code.
    """
    seen, said, end = visible(text), [], 0
    for found in _READ_LATER.finditer(seen):
        said += [_escaped(seen[end : found.start()]), f"`{found.group().replace('`', '')}`"]
        end = found.end()
    return _AT_THE_START.sub(r"\1\\\2", "".join([*said, _escaped(seen[end:])]))


def cell(value: Any) -> Any:
    """A cell of a CSV: numbers as they are, and an apostrophe before a text that a spreadsheet would run."""
    if not isinstance(value, str):
        return value
    text = visible(value)
    return f"'{text}" if text.startswith(_RUNS) and not _is_number(text) else text


def _escaped(text: str) -> str:
    return _MARKUP.sub(lambda found: f"\\{found.group()}", text)


def _is_unseen(char: str) -> bool:
    return char in _BLANK or unicodedata.category(char) in _UNSEEN or (ord(char) & 0xFFFE) == 0xFFFE


def _few_marks(text: str) -> str:
    """The text without the accents of a letter that are too many."""
    kept, marks = [], 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
