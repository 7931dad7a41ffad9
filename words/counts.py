"""How many of something, in words: "1 step", "2,709 steps". Whoever counts in a text of this project asks here."""

from __future__ import annotations

from words.language import _
from words.numbers import counted


def steps(count: int) -> str:
    return counted(count, _("{count} step"), _("{count} steps"))


def rows(count: int) -> str:
    return counted(count, _("{count} row"), _("{count} rows"))


def paths(count: int) -> str:
    return counted(count, _("{count} path"), _("{count} paths"))


def runs(count: int) -> str:
    return counted(count, _("{count} run"), _("{count} runs"))


def seeds(count: int) -> str:
    return counted(count, _("{count} seed"), _("{count} seeds"))


def starts(count: int) -> str:
    return counted(count, _("{count} start"), _("{count} starts"))


def gradients(count: int) -> str:
    return counted(count, _("{count} gradient"), _("{count} gradients"))


def epochs(count: float, shown: str) -> str:
    """Of a number that need not be whole, as it is `shown`."""
    return (_("{count} epoch") if count == 1 else _("{count} epochs")).format(count=shown)


def updates(count: int) -> str:
    return counted(count, _("{count} update"), _("{count} updates"))


def values_not_finite(count: int) -> str:
    return counted(count, _("{count} value is not finite"), _("{count} values are not finite"))


def weights(count: int) -> str:
    return counted(count, _("{count} weight"), _("{count} weights"))
