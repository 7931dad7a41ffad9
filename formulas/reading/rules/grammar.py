"""Pieces → tree, in the lines of rules: functions of whole points, and bars that may be a length."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from formulas.reading.grammar import Grammar
from formulas.reading.known.builders import Function, call, number, op
from formulas.reading.known.functions import KNOWN
from formulas.reading.operands import Operands
from formulas.reading.token import Token
from formulas.tree import Call, Name, Node, walk


@dataclass
class RuleGrammar(Grammar):
    """Lines of rules have functions of whole points besides."""

    def function(self, token: Token) -> Function:
        return _OF_POINTS.get(token.text) or Operands.function(self, token)

    def function_of(self, name: str) -> Function | None:
        return _OF_POINTS.get(name) or Operands.function_of(self, name)

    def between_bars(self) -> Node:
        """|g|, of each coordinate; below a bar, as in g/|g|, its length may be meant."""
        column, divides = self.token.column, self.is_below()
        node = super().between_bars()
        if not (divides and isinstance(node, Call) and node.function == "abs" and _is_vector(node.args[0])):
            return node
        return call("norm", node.args[0]) if self.doubts.pick("bars below", column) else node

    def is_below(self) -> bool:
        """Whether the next piece is, or begins, what is divided by."""
        before = self.tokens[max(0, self.at - 2) : self.at]
        if before and before[-1].kind == "open":
            return len(before) > 1 and ((before[0].kind == "op" and before[0].text == "/") or before[0].kind == "close")
        return bool(before) and before[-1].kind == "op" and before[-1].text == "/"


def _is_vector(node: Node) -> bool:
    """Whether a point, a gradient or a common state occurs."""
    names = {n.id for n in walk(node) if isinstance(n, Name)}
    return bool(names & _VECTORS) or any(isinstance(n, Call) and n.function == "gradient" for n in walk(node))


def _dimension() -> Node:
    return call("dot", number(1), number(1))


def _same(name: str) -> Callable[..., Node]:
    return lambda *args: call(name, *args)


def _norm(u: Node, *orders: Node | None) -> Node:
    given = [order for order in orders if order is not None]
    if given in ([], [number(2)]):
        return call("norm", u)
    return call("norm1", u) if given == [number(1)] else call("norm", u, *given)


def _clipped(u: Node, low: Node | None, high: Node | None) -> Node:
    return KNOWN["clip"].build(u, low, high) if low is None or high is None else call("clip", u, low, high)


#: Names that are points, where others may be numbers.
_VECTORS = frozenset(("w", "g", "g_new", "v", "m", "d", "s", "u"))
_OF_POINTS: Mapping[str, Function] = {
    **{name: Function(1, 1, _same(name)) for name in ("norm1", "rms", "value", "curvature")},
    "norm": Function(1, 3, _norm, keywords=("ord", "p")),
    "gradient": Function(1, 3, lambda *args: call("gradient", args[-1])),  # of a loss, on data, at a point
    "dot": Function(2, 2, _same("dot")),
    **{name: Function(3, 3, _clipped, keywords=("min", "max")) for name in ("clip", "clamp")},
    "sum": Function(1, 1, lambda u: call("dot", u, number(1))),
    "mean": Function(1, 1, lambda u: op("/", call("dot", u, number(1)), _dimension())),
}
