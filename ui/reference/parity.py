"""What `parity.json` says of a rule: how far its path is from that of another library."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from words.language import _
from words.numbers import short, whole

_MEASURED = Path(__file__).with_name("parity.json")


def parity(key: str) -> str:
    """A sentence or two on what a rule has been compared with, and how it came out."""
    table = _table()
    if row := table["measured"].get(key):
        distance = _("At most {error} away, relatively,") if row["error"] else _("No difference at all")
        words = _("{distance} from {reference}: {cases} settings on {surfaces} surfaces for {steps} steps. {compared}")
        fixed = {"surfaces": len(table["surfaces"]), "steps": table["steps"], "compared": _compared(**row)}
        return words.format(**row, **fixed, distance=distance.format(error=short(row["error"], 2)))
    for test, keys in table["worked_out"].items():
        if key in keys:
            return _("Compared with steps of its paper, worked out by hand in `{test}`.").format(test=test)
    return _("It has not been compared with another library yet.")


def _compared(rows: int, walked: int, **_others: Any) -> str:
    """How many points of the paths were held against the other library's, and why not all."""
    if rows == walked:
        return _("All {rows} points of the paths were compared.").format(rows=whole(rows))
    return _(
        "{rows} of {walked} points of the paths were compared; the others can be changed by rounding alone."
    ).format(rows=whole(rows), walked=whole(walked))


def authors_code(key: str) -> str:
    """One sentence on the code that the authors of the paper published; "" if there is none, or none is known."""
    words = _table()["authors"].get(key, "")
    return _("Authors' code: {words}.").format(words=words) if words else ""


@cache
def _table() -> dict[str, Any]:
    return json.loads(_MEASURED.read_text(encoding="utf-8"))
