"""What stands in brackets behind a function or a method, also with names: clamp(x, min=0), u.add(v, alpha=2)."""

from __future__ import annotations

from abc import abstractmethod

from formulas.reading.calls.methods import in_order, method
from formulas.reading.choices import Choices
from formulas.reading.known.builders import Function, call, value
from formulas.reading.token import Token
from formulas.reading.vectors.marks import OF_POINTS
from formulas.tree import Node


class Calls(Choices):
    """The part of the grammar that calls."""

    vectors: bool
    bars: list[int]

    @property
    @abstractmethod
    def after(self) -> Token: ...
    @abstractmethod
    def bracket(self, least: int, most: int) -> list[Node]: ...

    def called(self, known: Function) -> list[Node]:
        """The arguments in the brackets that open here."""
        if self.has_names():
            return self.named(known, 0)
        args = self.bracket(1, known.most)
        if len(args) < known.least:
            self.lost()
        return args

    def has_names(self) -> bool:
        """Whether an argument in the brackets that open here has a name."""
        depth = 0
        for token in self.tokens[self.at :]:
            depth += (token.kind == "open") - (token.kind == "close")
            if depth == 0 or (depth == 1 and token.kind == "op" and token.text == "="):
                return depth == 1
        return False

    def named(self, known: Function, given: int) -> list[Node]:
        """The arguments, `given` of them apart; those with a name come last, in the order of the function's names."""
        plain, named = list[Node](), dict[str, Node]()
        self.bars.append(0)
        while self.token.kind == ("comma" if plain or named else "open"):
            self.take()
            fresh = self.token.text in known.keywords and self.token.text not in named
            if fresh and self.after.kind == "op" and self.after.text == "=":
                name = self.take().text
                self.take()
                named[name] = value(self.choice())
            else:
                plain.append(self.choice())
        first = known.most - len(known.keywords) - given
        if self.token.kind != "close" or len(plain) != first or not named:
            self.lost()
        self.take()
        self.bars.pop()
        return [*plain, *(named.get(name) for name in known.keywords)]  # type: ignore[list-item]

    def method(self, node: Node) -> Node:
        """x.pow(2)"""
        token = self.take()
        if token.text in ("T", "+"):
            return call("T", node) if token.text == "T" else call("relu", value(node))
        known = self.function_of(token.text)
        if known is None or self.token.kind != "open":
            self.at -= 1
            self.lost()
            raise AssertionError
        if self.has_names():
            args = self.named(known, 1)
        elif self.after.kind == "close":
            self.take()
            self.take()
            args = []
        else:
            args = in_order(token.text, self.bracket(1, known.most))
        if not known.least <= 1 + len(args) <= known.most and not known.keywords:
            self.lost()
        return known.build(node, *args)

    def function_of(self, name: str) -> Function | None:
        """The function that a method is; of points only where there are any."""
        return (OF_POINTS.get(name) if self.vectors else None) or method(name)
