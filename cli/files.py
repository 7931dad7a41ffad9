"""Heights and data from files, as an experiment has them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from surfaces.heightmaps.files import readings
from surfaces.losses.table import NO_NAMES, read_data
from words.columns import distinct


def heights(given: Any, content: bytes) -> tuple[dict[str, Any], str]:
    """The parts of an experiment on the heights in a file, and how it was read."""
    found = readings(Path(given.heights).name, content)
    words = [file.reading for file in found]
    at = 0 if given.reading is None else chosen("--reading", given.reading, words)
    others = "; ".join(f"{number} {word}" for number, word in enumerate(words, start=1) if number != at + 1)
    note = f"{found[at].note} It can be read otherwise (--reading): {others}." if others else found[at].note
    return {
        "heights": tuple(map(tuple, found[at].heights.tolist())),
        "domain": found[at].domain,
        "columns": found[at].axes,
    }, note


def data(given: Any, content: bytes) -> tuple[dict[str, Any], str]:
    """The same of a loss on the rows in a file."""
    found = read_data(content)
    wanted = {"--input": given.input, "--target": given.target}
    u, v = (
        usual if want is None else chosen(option, want, found.names)
        for (option, want), usual in zip(wanted.items(), found.likely, strict=True)
    )
    table = found.table((u, v))
    read = "Input is {}, target is {}.".format(*distinct(table.names, NO_NAMES))
    note = found.note((u, v))
    said = f"{read} {note}".strip() if table.given_names else note
    return {"data": table.rows, "columns": table.given_names}, said


def chosen(option: str, text: str, words: Sequence[str]) -> int:
    """Which of `words` is meant by one of them, a part that only one has, or its number from 1. ValueError if none."""
    plain = [word.replace("−", "-") for word in words]  # as a keyboard has it
    typed = text.replace("−", "-")
    same = [at for at, word in enumerate(plain) if word == typed]
    part = [at for at, word in enumerate(plain) if typed.lower() in word.lower()]
    if len(same) == 1 or (not same and len(part) == 1):
        return (same or part)[0]
    if text.isdecimal() and len(text) < 4 and 1 <= int(text) <= len(words):
        return int(text) - 1
    listed = "; ".join(f"{number} {word}" for number, word in enumerate(words, start=1))
    raise ValueError(f"{option} {text!r} is none or several of: {listed}.")
