"""What is wrong with outside data, in one sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from parameters.hyper import MANY, one_of
from parameters.numbers import bound, shown, whole

MAX_RUNS = 12
_UNKNOWN = "there is no"
_ONE = {"axes": "axis"}  # of several, where it is more than an s less

#: Kind of mistake → what is wrong.
_WORDS = {
    "extra_forbidden": "an experiment has no such part; remove it",
    "missing": "is missing",
    "tuple_type": "must be a list",
    "invalid_key": "must be a name, which is a text",
    "string_too_long": "must have at most {max_length} characters",
    "string_unicode": "must be a text; this one holds half a character",
    "json_type": "This is not JSON: it is no text",
    "recursion_loop": "holds itself, so there is no end to it",
    "recursion_depth_exceeded": "holds lists in lists beyond all need",
    "finite_number": "must be a finite number",
}
#: Kind of mistake → what would be right; what was given is said after it.
_MUST_BE = {
    "string_type": "must be a text",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "int_parsing_size": "must be a whole number of fewer digits",
    "float_type": "must be a number",
    "bool_type": "must be true or false",
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than": "must be less than {lt}",
    "less_than_equal": "must be at most {le}",
}


def sentence(error: ValidationError) -> str:
    """The first mistake as one sentence: where it is and what would be right."""
    mistake = error.errors(include_url=False)[0]
    location, message = mistake["loc"], _message(mistake)
    if message.startswith(_UNKNOWN):
        location = location[:-1]  # what it is stands in the message
    where = _place(location)
    first = message if message.startswith("f ") else f"{message[0].upper()}{message[1:]}"  # f is a name
    return f"{where}: {message}." if where else f"{first}."


def _message(mistake: Any) -> str:
    """What would be right, in our words: pydantic's name things that no reader of an experiment knows."""
    kind, given, limits = mistake["type"], mistake["input"], mistake.get("ctx", {})
    told = {name: bound(limit) if isinstance(limit, int | float) else limit for name, limit in limits.items()}
    if kind == "value_error":
        return str(limits["error"]).rstrip(".")
    if kind == "json_invalid":
        return _no_json(limits["error"])
    if kind in ("too_short", "too_long"):
        return _length(mistake["loc"], limits)
    if kind in ("model_type", "dict_type"):
        return "must be names with their values" if mistake["loc"] else "an experiment is names with their values"
    if kind == "literal_error":
        known = re.findall(r"'([^']+)'", limits["expected"])
        if len(known) > MANY and isinstance(given, str):
            return _unknown(str(mistake["loc"][-1]), known, given)
        return f"must be {one_of(known, given)}{_given(given)}"
    if kind in _WORDS:
        return _WORDS[kind].format(**told)
    return _MUST_BE.get(kind, "cannot be read").format(**told) + _given(given)


def _unknown(what: str, known: Sequence[str], given: str) -> str:
    """That there is no such surface, or rule; and those whose names are near, as they are written in a link."""
    names = {name.replace("_", ""): name for name in known}
    near = get_close_matches(re.sub(r"[\W_]", "", given[:80].lower()), list(names), n=3, cutoff=0.6)
    many = f"{what}s, such as {', '.join(known[:3])}"
    meant = " or ".join(names[name] for name in near)
    return f"{_UNKNOWN} {what} {shown(given)}; " + (f"near is {meant}" if near else f"known are {len(known)} {many}")


def _no_json(error: str) -> str:
    if error.startswith("EOF"):
        return "This is not JSON: it ends too early"
    place = re.search(r"line (\d+) column (\d+)", error)
    return "This is not JSON" + (f": line {place[1]} is none, at character {place[2]}" if place else "")


def _length(location: tuple[int | str, ...], limits: Mapping[str, Any]) -> str:
    """How long a list may be, by the last name that leads to it."""
    name = next((part for part in reversed(location) if isinstance(part, str)), "")
    if name == "runs" and limits.get("max_length"):
        return f"an experiment has at most {limits['max_length']} runs"
    if name == "runs":
        return "an experiment needs a run: a rule, such as adam, with its settings"
    if name == "transforms":
        return "a run has at most 8 transforms"
    if name in ("columns", "classes"):
        return f"must have at most {limits['max_length']} names" if limits.get("max_length") else "needs a name"
    what = "numbers" if isinstance(location[-1], int) or name in ("start", "domain") else "rows"
    most = limits.get("max_length")
    return (
        f"must have at most {whole(most)} {what}"
        if most is not None
        else f"must have at least {whole(limits['min_length'])} {what}"
    )


def _place(location: tuple[int | str, ...]) -> str:
    """Where in the experiment: ("runs", 0, "rule") is "run 1, rule"."""
    words: list[str] = []
    for part in location:
        if isinstance(part, int) and words:
            words[-1] = f"{_ONE.get(words[-1], words[-1].removesuffix('s'))} {part + 1}"
        else:
            words.append(shown(part).strip("'\"") if isinstance(part, str) else str(part))
    return ", ".join(words)


def _given(value: Any) -> str:
    if not isinstance(value, bool | int | float | str) or value != value:
        return ""
    return f", not {shown(value)}"
