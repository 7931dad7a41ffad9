"""Norms of vectors of any order, as trees."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from formulas.reading.known.builders import call, number, op
from formulas.tree import Name, Node, Number


def norm(items: Sequence[Node], order: Node) -> Node | None:
    """The norm of these numbers, and for the order -inf the smallest of their sizes; None for orders that are none."""
    if order == number(2):
        return call("abs", items[0]) if len(items) == 1 else reduce(lambda a, b: call("hypot", a, b), items)
    sizes: list[Node] = [call("abs", item) for item in items]
    if order == Name("inf"):
        return reduce(lambda a, b: call("max", a, b), sizes)
    if order == op("neg", Name("inf")):
        return reduce(lambda a, b: call("min", a, b), sizes)
    if not isinstance(order, Number) or order.value < 1:
        return None
    if order == number(1):
        return reduce(lambda a, b: op("+", a, b), sizes)
    powers: Node = reduce(lambda a, b: op("+", a, b), [op("^", size, order) for size in sizes])
    return op("^", powers, op("/", number(1), order))
