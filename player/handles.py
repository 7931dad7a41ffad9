"""What can be moved in the player itself: numbers of a rule, and of its surface, as slim sliders ("handles")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from optimizers import Optimizer
from parameters import Hyper
from parameters.stops import beyond, evenly, stops_of
from words.language import _
from words.numbers import letters

FEW = 64  # places of a slider that are sent one by one; more are sent as equal steps
_MOMENTA = ("momentum", "beta1")
_NUMBERS = ("number", "integer")


def handles(rule: Optimizer) -> list[dict[str, Any]]:
    """The numbers that may be set of a rule, as `player.header.HandleHeader` has them.

    Those that are handles until a reader chooses others are `usual`: step size and momentum, where a rule has them.
    """
    values = rule.values()
    known = {name: h for name, h in rule.settings(values).items() if h.kind in _NUMBERS and h.counts(values)}
    usual = _usual(list(known))
    return [_handle(name, h) | ({"usual": True} if name in usual else {}) for name, h in known.items()]


def ground_handles(parameters: Mapping[str, Hyper]) -> list[dict[str, Any]]:
    """The numbers that may be set of a surface."""
    return [_handle(name, h) for name, h in parameters.items() if h.kind in _NUMBERS]


def _usual(names: Sequence[str]) -> set[str]:
    """The first step size, and the first momentum."""
    last = {name: name.rsplit(".", 1)[-1] for name in names}
    wanted = (("lr",), _MOMENTA)
    found = {next((name for name in names if last[name] in some), "") for some in wanted} - {""}
    return found or set(names[:1])


def _handle(name: str, known: Hyper) -> dict[str, Any]:
    symbol, words = letters(known.symbol), _(known.doc)
    return {
        "name": name,
        "words": f"{words} {symbol}".strip(),
        "symbol": symbol or words,
        **_places(known),
        **({"log": True} if known.log else {}),
    }


def _places(known: Hyper) -> dict[str, Any]:
    """Where the slider may stand: listed, or as equal steps with what is offered beside them."""
    places = stops_of(known)
    if len(places) <= FEW or known.log or known.kind == "integer":
        return {"stops": list(places)}
    first, difference, count = evenly(known.slider)
    if round(first + difference * (count - 1), 12) > known.slider[1]:
        count -= 1
    return {"even": [first, difference, count], "stops": beyond(known.slider)}
