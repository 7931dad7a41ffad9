"""Pieces → tree: products without a sign, functions without brackets, bars, roots and fractions of LaTeX."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from formulas.language import CONSTANTS
from formulas.reading.doubts import Doubts
from formulas.reading.known.builders import both, call, either, is_condition, number, op, value
from formulas.reading.operands import MAX_TOWER, Operands
from formulas.reading.token import Token
from formulas.tree import Name, Node, Number, Operation, walk

_DEPTH = 30
_COMPARE = ("<", "<=", ">", ">=")
_PLAIN = ("number", "name", "function", "open")


class LostError(Exception):
    """The pieces are no formula; `place` is the number of the piece where it was noticed."""

    def __init__(self, place: int, message: str = "") -> None:
        super().__init__(message)
        self.place, self.message = place, message


@dataclass
class Grammar(Operands):
    """One walk over the pieces, with one reading of every doubt.

    `latex` says that exponents end with their braces or after one piece, `vectors` that there are points.
    """

    tokens: Sequence[Token]
    doubts: Doubts
    latex: bool = False
    vectors: bool = False
    at: int = 0
    depth: int = 0
    tower: int = 0
    bars: list[int] = field(default_factory=lambda: [0])

    def whole(self) -> Node:
        """The tree of all pieces. LostError if they are no formula."""
        tree = self.choice()
        if self.at < len(self.tokens):
            self.lost()
        return value(tree)

    def lost(self, message: str = "") -> None:
        raise LostError(min(self.at, len(self.tokens)), message)

    @property
    def token(self) -> Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else Token("row", "", -1)

    @property
    def after(self) -> Token:
        return self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else Token("row", "", -1)

    def take(self) -> Token:
        token = self.token
        self.at += 1
        return token

    def is_op(self, *signs: str) -> bool:
        return self.token.kind == "op" and self.token.text in signs

    def is_word(self, *words: str) -> bool:
        return self.token.kind == "word" and self.token.text in words

    def climb(self) -> None:
        """One level deeper in powers, roots and functions without brackets."""
        self.tower += 1
        if self.tower > MAX_TOWER:
            self.lost(f"Operations at column {self.token.column + 1} are nested too deeply: write a flatter formula.")

    # From the loosest to the tightest.

    def choice(self) -> Node:
        """yes if condition else no"""
        self.depth += 1
        if self.depth > _DEPTH + 1:
            column = self.tokens[self.at - 1].column
            self.lost(f"Brackets at column {column + 1} are nested deeper than {_DEPTH}: write a flatter formula.")
        node = self.chosen() if self.is_word("if") and not self.is_function_if() else self.condition()
        if self.token.kind == "tex" and self.token.text == "over":
            self.take()
            node = op("/", value(node), value(self.choice()))
        elif self.is_op("?"):
            node = self.ternary(node)
        elif self.is_word("if"):
            self.take()
            test = self.condition()
            if not self.is_word("else"):
                self.lost("A choice with 'if' needs 'else': write a if condition else b.")
            self.take()
            node = call("where", test, value(node), value(self.choice()))
        self.depth -= 1
        return node

    def condition(self) -> Node:
        node = self.comparison()
        while self.is_word("and", "or") or self.is_op("&"):
            join = either if self.take().text == "or" else both
            other = self.comparison()
            if not (is_condition(node) and is_condition(other)):
                self.lost()
            node = join(node, other)
        return node

    def comparison(self) -> Node:
        """One comparison, or a chain of them: 0 < x < 1."""
        node = self.sum()
        found: Node | None = None
        while self.is_op(*_COMPARE):
            sign = self.take().text
            other = self.sum()
            one = op(sign, value(node), value(other))  # type: ignore[arg-type]
            found, node = one if found is None else both(found, one), other
        return node if found is None else found

    def sum(self) -> Node:
        node = self.product()
        while self.is_op("+", "-"):
            sign = self.take().text
            node = op(sign, value(node), value(self.product()))  # type: ignore[arg-type]
        return node

    def product(self) -> Node:
        """Factors, with or without a sign. After a quotient 1/2x is doubtful."""
        node, above, below = self.signed(), None, None
        while True:
            if self.is_op("*", "/", "%", "//", "@"):
                sign = self.take().text
                node, above, below = self.with_sign(node, sign, value(self.signed()))
            elif self.is_digit_behind():
                node = self.digit_behind(value(node))
            elif not self.starts_operand():
                return node
            elif self.is_index():
                self.lost(f"The index at column {self.token.column + 1} is not read: write the formula without it.")
            elif above is not None and below is not None and self.doubts.pick("quotient", self.token.column):
                below = op("*", below, value(self.power()))
                node = op("/", above, below)
            else:
                node = op("*", value(node), value(self.power()))

    def with_sign(self, node: Node, sign: str, other: Node) -> tuple[Node, Node | None, Node | None]:
        """(node sign other, and what is above and below the bar if that is a quotient)"""
        node = value(node)
        if sign == "/":
            return op("/", node, other), node, other
        if sign == "@":
            return call("dot", node, other), None, None
        if sign == "//":
            return call("floor", op("/", node, other)), None, None
        return (op("*", node, other) if sign == "*" else call("mod", node, other)), None, None

    def signed(self) -> Node:
        """Signs before a power."""
        minus = 0
        while self.is_op("+", "-"):
            minus += self.take().text == "-"
        node = self.power()
        for _ in range(minus):
            node = op("neg", value(node))
        return node

    def power(self) -> Node:
        self.climb()
        node = self.operand()
        while self.token.kind == "method":
            node = self.method(value(node))
        if self.is_op("^"):
            self.take()
            node = op("^", value(node), value(self.exponent(node)))
        self.tower -= 1
        return node

    def exponent(self, base: Node) -> Node:
        """What stands after ^. e^2x is doubtful, x^2y is not."""
        bracket = self.token.kind == "open"
        if self.latex and not bracket and self.token.kind == "number" and len(self.token.text) > 1:
            return self.first_digit()
        node = self.signed()
        while not bracket and not self.latex and self.is_glued_on(base, node):
            if not self.doubts.pick("exponent", self.token.column):
                break
            node = op("*", value(node), value(self.power()))
        return node

    def is_glued_on(self, base: Node, exponent: Node) -> bool:
        """Whether what follows an exponent may belong to it."""
        if not self.token.glued or self.token.kind not in ("name", "function"):
            return False
        plain = isinstance(exponent, Number)
        known = isinstance(base, Number) or (isinstance(base, Name) and base.id in CONSTANTS)
        return known or not plain

    def first_digit(self) -> Node:
        """LaTeX raises one digit where there are no braces."""
        token = self.token
        self.tokens = [
            *self.tokens[: self.at],
            Token("number", token.text[0], token.column, token.glued),
            Token("number", token.text[1:], token.column + 1, True),
            *self.tokens[self.at + 1 :],
        ]
        return number(float(self.take().text))

    def is_index(self) -> bool:
        """Whether a whole number in square brackets follows a bracket, as in f(x)[0]."""
        some = self.tokens[self.at - 1 : self.at + 3]
        return (
            [token.kind for token in some] == ["close", "open", "number", "close"]
            and some[1].style == "list"
            and some[1].glued
            and some[2].text.isdigit()
        )

    # Digits that have lost their place.

    def is_digit_behind(self) -> bool:
        """(x + 1)2, of which the power was lost, or a product."""
        if self.token.kind != "number" or self.at == 0:
            return False
        before = self.tokens[self.at - 1]
        return before.kind in ("close", "number") and (before.kind == "close") and self.token.text.isdigit()

    def digit_behind(self, node: Node) -> Node:
        token = self.token
        other = number(float(self.take().text))
        if self.doubts.pick("digit behind", token.column) == 0:
            return self.raised(node, other)
        return op("*", node, other)

    @staticmethod
    def raised(node: Node, exponent: Node) -> Node:
        """The last factor of a product with an exponent."""
        if isinstance(node, Operation) and node.op == "*":
            return op("*", node.args[0], op("^", node.args[1], exponent))
        if isinstance(node, Operation) and node.op == "neg":
            return op("neg", Grammar.raised(node.args[0], exponent))
        return op("^", node, exponent)

    def starts_operand(self) -> bool:
        """Whether the next piece can be a factor without a sign before it."""
        token = self.token
        if token.kind == "bar":
            return token.style == "open" or (not self.bars[-1] and token.style != "close")
        if token.kind == "number":
            return self.at > 0 and self.tokens[self.at - 1].kind == "close" and self.latex
        return token.kind in ("name", "function", "open") or (
            token.kind == "tex" and token.text not in ("end cases", "over")
        )


def is_larger(tree: Node, most: int) -> bool:
    """Whether a tree has more nodes than that, counted for every place where one stands; no more of them are walked."""
    return sum(1 for _ in islice(walk(tree), most + 1)) > most
