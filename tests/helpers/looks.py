"""How a picture looks as the player's script has it: `python -m tests.helpers.looks` writes the file anew."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import player
from figures.scene import looks

FILE = Path(player.__file__).parent / "frontend" / "basics" / "looks.js"
_HEAD = """\
/** How everything in a picture looks. From figures/scene/looks.py, which says what names mean: `make format`. */
"""
#: Names of the module whose values the player draws with, as they are.
NAMES = (
    "CALM", "NAMED", "CONTOUR_LINES", "CONTOUR_WIDTH", "HALOS", "WIDTHS", "SECOND", "SECOND_DASH", "DOT", "HEAD",
    "EDGE", "RIM", "SMALL", "MANY", "FAINT", "FAINT_HEAD", "OLD", "NEW", "CURVE_WIDTH", "LOSS_WIDTH", "LOSS_DOT", "ONE",
    "DASH", "SHRUNK", "SHRUNK_MOST", "LEVELS", "CORE", "PLACES", "INK", "ARROWS", "ARROW_HEAD", "ARROW_HALO",
    "ARROW_PART", "ARROW_SMALLEST", "ARROW_MOST", "SHAPES",
)  # fmt: skip
#: What the player has no use for.
_PAPER = "publication"
#: Field → its name in the script, where `open` is no function.
_WORDS = {"is_open": "open"}


def written() -> str:
    """The whole file."""
    values = {name: getattr(looks, name) for name in NAMES}
    return "\n".join([_HEAD, *(_constant(name, value) for name, value in values.items())])


def _constant(name: str, value: Any) -> str:
    if isinstance(value, dict) and _PAPER in value:
        value = {theme: one for theme, one in value.items() if theme != _PAPER}
    head = f"export const {name} ="
    whole = f"{head} {_text(value)};"
    if len(whole) <= 120 or not isinstance(value, dict):
        return whole + "\n"
    return "\n".join([f"{head} {{", *(f"  {key}: {_text(one)}," for key, one in value.items()), "};", ""])


def _text(value: Any) -> str:
    """As JavaScript: what JSON says, with names in front of values as they are."""
    if is_dataclass(value):
        return _text({_WORDS.get(one.name, one.name): getattr(value, one.name) for one in fields(value)})
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name}: {_text(one)}" for name, one in value.items()) + " }"
    if isinstance(value, tuple | list):
        return "[" + ", ".join(map(_text, value)) + "]"
    if isinstance(value, float):
        return f"{round(value, 9):.10g}"
    return f"'{value}'" if isinstance(value, str) else json.dumps(value)


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
