"""What a link and a shell say of a map, as plain data; whatever is in the link of its experiment is left to that.

map=hyperparameters&axis=lr~0.001~1.0~40~log&axis=momentum~0.0~0.99~40&tolerance=1e-6&of=worst&…
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from maps.axes import Axis
from parameters.numbers import shown
from simulation.experiments import link
from simulation.experiments.pasted import pairs_in, query_in

KEYS = ("map", "axis", "cells", "box", "tolerance", "of", "quantity", "cell")
MAX_QUERY = 2 * link.MAX_QUERY


def parted(query: str, keys: Sequence[str] = KEYS) -> tuple[dict[str, Any], str]:
    """What a link says of the map, of which it may say `keys`, and the link of its experiment. ValueError in one
    sentence if it is no such link."""
    query = query_in(query)
    if len(query) > MAX_QUERY:
        raise ValueError(f"The link is longer than {MAX_QUERY} characters.")
    pairs = list(pairs_in(query))
    own = [pair for pair in pairs if pair[0] in keys]
    return _decoded(own), urlencode([pair for pair in pairs if pair[0] not in keys], safe=",")


def kind_of(query: str) -> str:
    """Which kind of map a link is of; "" if it does not say."""
    return dict(pairs_in(query_in(query)[:MAX_QUERY])).get("map", "")


def axis_text(axis: Axis) -> str:
    return "~".join([axis.name, *map(str, (axis.low, axis.high, axis.count)), *(["log"] if axis.log else [])])


def read_axis(text: str) -> dict[str, Any]:
    """An axis as a link and a shell spell it, "lr~0.001~1~40~log", as plain data. ValueError in one sentence."""
    name, *rest = text.split("~")
    try:
        low, high, *more = rest
        count = [int(part) for part in more if part != "log"]
        found = {"name": name, "low": float(low), "high": float(high), "log": "log" in more}
        return found | ({"count": count[0]} if count else {})
    except ValueError:
        raise ValueError(
            f"The axis {shown(text)} is none; write name~low~high~count, and ~log for equal ratios."
        ) from None


def _decoded(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    for key in KEYS:
        if key != "axis" and len(found.get(key, [])) > 1:
            raise ValueError(f"The link says {key!r} more than once.")
    data: dict[str, Any] = {"axes": [read_axis(text) for text in found.get("axis", [])]}
    data |= {"kind": found["map"][0]} if "map" in found else {}
    data |= {key: found[key][0] for key in ("of", "quantity") if key in found}
    for key, kind in (("cells", int), ("cell", int), ("box", float), ("tolerance", float)):
        if key in found:
            try:
                read = tuple(kind(part) for part in found[key][0].split("~"))
            except ValueError:
                raise ValueError(f"The link has no numbers for {key}: {shown(found[key][0])}.") from None
            data[key] = read if key != "tolerance" else read[0]
    return data
