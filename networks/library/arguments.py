"""Arguments as a person types them: `lr=0.1, betas=0.9,0.999, nesterov=true`. Read, never evaluated."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from parameters.numbers import typed, whole

MAX_TEXT = 400  # characters
LARGEST = 5_000  # of a whole number: some are how often a loop goes round, or the side of a matrix

_PAIR = re.compile(r"([A-Za-z_]\w*)\s*=")
_WORDS = {"true": True, "false": False, "none": None}


def read_arguments(text: str) -> dict[str, Any]:
    """Name → number, true, false, none, word, or a tuple of numbers. ValueError in one sentence."""
    if len(text) > MAX_TEXT:
        raise ValueError(f"The arguments are longer than {MAX_TEXT} characters.")
    before, *parts = _PAIR.split(text)
    if before.strip(" ,;\n\t"):
        raise ValueError(f"{_short(before)} has no name; write pairs such as lr=0.1, betas=0.9,0.999.")
    names = parts[::2]
    if repeated := next((name for name in names if names.count(name) > 1), None):
        raise ValueError(f"{repeated} is there more than once.")
    return {name: _value(name, part.strip(" ,;\n\t")) for name, part in zip(names, parts[1::2], strict=True)}


def write_arguments(arguments: Mapping[str, Any]) -> str:
    """The text that `read_arguments` reads back."""
    return ", ".join(f"{name}={_spelt(value)}" for name, value in arguments.items())


def _value(name: str, text: str) -> Any:
    text = text.strip("()[]").strip(" ,'\"")
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if re.fullmatch(r"[A-Za-z_][\w.]*", text) and text.lower() not in ("nan", "inf", "infinity"):
        return text
    numbers = tuple(_number(name, part) for part in text.split(","))
    return numbers if len(numbers) > 1 else numbers[0]


def _number(name: str, text: str) -> int | float:
    try:
        value = int(text) if re.fullmatch(r"\s*[+-]?\d+\s*", text) else float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ValueError(f"{name} must be a number, true, false, none or numbers with commas, not {_short(text)}.")
    if isinstance(value, int) and abs(value) > LARGEST:
        raise ValueError(f"{name} must be a whole number up to {whole(LARGEST)}, not {_short(text)}.")
    return value


def _spelt(value: Any) -> str:
    if isinstance(value, tuple | list):
        return ",".join(map(_spelt, value))
    return typed(value) if isinstance(value, float) else str(value).lower() if value in (True, False) else str(value)


def _short(text: str) -> str:
    text = text.strip()
    return repr(text if len(text) <= 40 else text[:37] + "…")
