"""Numbers and ranges as people read them, in every sentence of ours."""

from __future__ import annotations

import math
from numbers import Integral, Real
from typing import Any

import numpy as np

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_LONGEST = 40  # characters of a value in a sentence
_TYPED = 10  # digits of what somebody typed: it should be known again


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
    mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    return f"{sign}10{raised}" if mantissa == "1" else f"{sign}{mantissa}·10{raised}"


def setting(value: float) -> str:
    """A hyperparameter's value: three digits, and of one just below 1 three of what it lacks, as 0.9999 is no 1."""
    lacks = 1 - value
    return short(value, 2 - math.floor(math.log10(lacks)) if 0 < lacks < 0.1 else 3)


def counted(count: int, one: str, several: str) -> str:
    """A number of things, "1 gradient" or "2,709 gradients": of `one` and `several`, both with {count} in them."""
    return (one if count == 1 else several).format(count=whole(count))


def whole(count: int) -> str:
    """A whole number, its thousands apart: 270, 2,709, −50,000; as a power of ten where nobody would count digits."""
    return f"{count:,}".replace("-", "−") if abs(count) < 10**12 else short(_float(count), _TYPED)


def shown(value: Any) -> str:
    """What somebody gave, in a sentence: numbers as people write them, everything else as Python does, one line of at
    most 40 characters; of a list that is longer, the first whole parts."""
    text = _written(value)
    if len(text) <= _LONGEST:
        return text
    kept = text[: _LONGEST - 3]
    return kept.rpartition(", ")[0] + ", …" if _is_list(value) and ", " in kept else kept + "…"


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple) or (isinstance(value, np.ndarray) and value.ndim > 0)


def _written(value: Any) -> str:
    if _is_list(value):
        parts = ", ".join(_written(part) for part in value[:_LONGEST])  # as many as can be shown
        return f"[{parts}]" if isinstance(value, list) else f"({parts})"
    if isinstance(value, Real) and not isinstance(value, bool):
        if isinstance(value, Integral):
            return whole(int(value))
        return "NaN" if value != value else short(float(value), _TYPED)
    return " ".join(repr(value).split())


def typed(value: float) -> str:
    """A number as people type it, which reads back as the same: 0.00001, 1e-8, 100000."""
    if math.isfinite(value) and (1e-6 <= abs(value) < 1e9 or not value):
        return np.format_float_positional(value, trim="-")
    return np.format_float_scientific(value, trim="-", exp_digits=1).replace("e+", "e")


def bound(value: float) -> str:
    """The end of a range."""
    return whole(int(value)) if abs(value) < 10**9 and value == int(value) else short(value, _TYPED)


def span(low: float, high: float, *, counts: bool = False) -> str:
    """The range low <= value < high in words: "at least 0", "at least 0 and below 1", for whole numbers (`counts`)
    "from 1 to 16"; "" where every number is in it. A range without a lower end is "below 1"."""
    if math.isinf(low):
        return "" if math.isinf(high) else f"below {bound(high)}"
    if math.isinf(high):
        return f"at least {bound(low)}"
    return f"from {bound(low)} to {bound(high - 1)}" if counts else f"at least {bound(low)} and below {bound(high)}"


def ends(low: float, high: float, digits: int = 6) -> str:
    """A picture's side, a column's extent: "−2 to 3", with so many digits that its ends differ."""
    wide = max(abs(low), abs(high))
    more = (
        max(0, math.ceil(math.log10(wide / (high - low)))) if high > low and math.isfinite(wide / (high - low)) else 0
    )
    return f"{_plain(low, min(digits + more, 17))} to {_plain(high, min(digits + more, 17))}"


def _plain(value: float, digits: int) -> str:
    """Digits without a power of ten, where a map may have such coordinates."""
    if not 1e5 <= abs(value) < 1e9:
        return short(value, digits)
    text = f"{value:.{max(0, digits - len(str(int(abs(value)))))}f}".replace("-", "−")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _float(count: int) -> float:
    try:
        return float(count)
    except OverflowError:
        return math.inf if count > 0 else -math.inf
