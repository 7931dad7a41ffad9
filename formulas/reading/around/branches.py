"""Choices of C and JavaScript, if (x > 0) { return a; } else { return b; }, without their braces and semicolons."""

from __future__ import annotations

import re

_CHOOSES = re.compile(r"\bif\s*\([^{}]*\)\s*\{?\s*return\b")
_OPENS = re.compile(r"(\bif\s*\((?:[^(){}]|\((?:[^(){}]|\([^(){}]*\))*\))*\)\s*|\belse\s*)\{")
_ENDS = re.compile(r";(\s*)(\}?)(?=\s*(?:else\b|return\b|if\b|\}|\Z))")


def branches(text: str) -> str:
    """The text, as long as it was, with `if (c) return a else return b`; braces around all of it stay."""
    if not _CHOOSES.search(text):
        return text
    text = _OPENS.sub(r"\1 ", text)
    for found in reversed(list(_ENDS.finditer(text))):
        closes = bool(found[2]) and text.count("}") > text.count("{")
        text = f"{text[: found.start()]} {found[1]}{' ' if closes else found[2]}{text[found.end() :]}"
    return text
