"""Numbers as people read them."""

from __future__ import annotations

import math
from functools import lru_cache

import unicodeit

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def short(value: float, digits: int = 3) -> str:
    """`value` with `digits` significant digits: 0.235, 3.1·10⁻⁹, −12, ∞."""
    if math.isnan(value):
        return "—"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    sign = "−" if value < 0 else ""
    mantissa, exponent = f"{abs(value):.{digits - 1}e}".split("e")
    power = int(exponent)
    if value == 0 or -4 <= power < 5:
        rounded = f"{abs(value):.{max(0, digits - 1 - power)}f}" if value else "0"
        return sign + (rounded.rstrip("0").rstrip(".") if "." in rounded else rounded)
    raised = str(power).translate(_RAISED)
    mantissa = mantissa.rstrip("0").rstrip(".")
    return f"{sign}10{raised}" if mantissa == "1" else f"{sign}{mantissa}·10{raised}"


def setting(value: float) -> str:
    """A hyperparameter's value: three digits, and of one just below 1 three of what it lacks, as 0.9999 is no 1."""
    lacks = 1 - value
    return short(value, 2 - math.floor(math.log10(lacks)) if 0 < lacks < 0.1 else 3)


@lru_cache(maxsize=1024)
def letters(symbol: str) -> str:
    """A LaTeX symbol in letters, "β₁" for "\\beta_1"; empty where letters cannot say it."""
    text = unicodeit.replace(symbol)
    return "" if set(text) & set("\\{}_^") else text
