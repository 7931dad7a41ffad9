"""Numbers as people read them, and symbols in letters."""

from __future__ import annotations

from functools import lru_cache

import unicodeit

from parameters.numbers import bound, counted, ends, setting, short, shown, span, whole

__all__ = ["bound", "bytes_of", "counted", "ends", "letters", "setting", "short", "shown", "span", "whole"]


def bytes_of(count: int) -> str:
    """The size of a file: "812 bytes", "84 KB", "2.1 MB"."""
    if count < 1000:
        return f"{count} bytes"
    return f"{count / 1e3:.0f} KB" if count < 999_500 else f"{count / 1e6:.1f} MB"


@lru_cache(maxsize=1024)
def letters(symbol: str) -> str:
    """A LaTeX symbol in letters, "β₁" for "\\beta_1"; empty where letters cannot say it."""
    text = unicodeit.replace(symbol)
    return "" if set(text) & set("\\{}_^") else text
