"""What is wrong with outside data, in one sentence."""

from __future__ import annotations

import re
from typing import Any

from pydantic import ValidationError

from parameters.hyper import one_of, shown

MAX_RUNS = 12


def sentence(error: ValidationError) -> str:
    """The first mistake as one sentence: where it is and what would be right."""
    mistake = error.errors(include_url=False)[0]
    where, kind = _place(mistake["loc"]), mistake["type"]
    if kind == "value_error":
        message = str(mistake["ctx"]["error"]).rstrip(".")
    elif kind == "extra_forbidden":
        message = "an experiment has no such part; remove it"
    elif kind == "missing":
        message = "is missing"
    elif kind == "json_invalid":
        message = f"This is not JSON: {mistake['msg'].removeprefix('Invalid JSON: ')}"
    elif kind in ("too_short", "too_long"):
        message = _length(mistake["loc"])
    elif kind in ("model_type", "dict_type"):
        message = "must be names with their values" if where else "an experiment is names with their values"
    elif kind == "tuple_type":
        message = "must be a list"
    elif kind == "literal_error":
        known = re.findall(r"'([^']+)'", mistake["ctx"]["expected"])
        message = f"must be {one_of(known, mistake['input'])}" + _given(mistake["input"])
    else:
        message = mistake["msg"].replace("Input should be", "must be") + _given(mistake["input"])
    return f"{where}: {message}." if where else f"{message[0].upper()}{message[1:]}."


def _length(location: tuple[int | str, ...]) -> str:
    return "a run has at most 8 transforms" if "transforms" in location else f"an experiment has 1 to {MAX_RUNS} runs"


def _place(location: tuple[int | str, ...]) -> str:
    """Where in the experiment: ("runs", 0, "rule") is "run 1, rule"."""
    words: list[str] = []
    for part in location:
        if isinstance(part, int) and words:
            words[-1] = f"{words[-1].removesuffix('s')} {part + 1}"
        else:
            words.append(shown(part).strip("'\"") if isinstance(part, str) else str(part))
    return ", ".join(words)


def _given(value: Any) -> str:
    if not isinstance(value, bool | int | float | str) or value != value:
        return ""
    return f", not {shown(value)}"
