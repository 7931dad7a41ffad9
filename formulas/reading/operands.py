"""What a factor can be: a number, a name, a bracket, a function with or without brackets, a root, bars."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from formulas.language import CONSTANTS
from formulas.reading.calls.arguments import Calls
from formulas.reading.doubts import Doubts
from formulas.reading.known.builders import Function, call, is_condition, number, op, value
from formulas.reading.known.functions import INVERSE, KNOWN, OF_MODULES, log_to
from formulas.reading.token import Token
from formulas.reading.vectors.marks import OF_POINTS
from formulas.tree import Call, Name, Node, Number, Operation

MAX_TOWER = 95  # powers, roots and functions without brackets in one another


class Operands(Calls):
    """The tighter half of the grammar."""

    doubts: Doubts
    latex: bool

    @abstractmethod
    def signed(self) -> Node: ...
    @abstractmethod
    def product(self) -> Node: ...
    @abstractmethod
    def power(self) -> Node: ...
    @abstractmethod
    def starts_operand(self) -> bool: ...

    def operand(self) -> Node:
        token = self.token
        if token.kind == "number":
            self.take()
            return Number(float(token.text), token.text.removesuffix("."), column=token.column)
        if token.kind == "name":
            self.take()
            return Name(token.text, column=token.column)
        if token.kind == "function":
            return self.applied()
        if token.kind == "open" and self.vectors and (token.style == "list" or (token.braces and not self.latex)):
            parts = self.bracket(1, 12)
            return parts[0] if len(parts) == 1 and not _is_list(parts[0]) else call("vector", *map(value, parts))
        if token.kind == "open":
            (node,) = self.bracket(1, 1)
            return node
        if self.is_word("if") and self.is_function_if():
            self.take()
            test, yes, no = self.bracket(3, 3)
            return call("where", test, value(yes), value(no))
        if token.kind == "bar":
            return self.between_bars()
        if token.kind == "tex":
            self.climb()
            node = self.tex()
            self.tower -= 1
            return node
        self.lost()
        raise AssertionError

    def bracket(self, least: int, most: int) -> list[Node]:
        """The expressions between brackets."""
        braces = self.take()
        self.bars.append(0)
        parts = [self.choice()]
        if braces.style == "braces" and self.is_op(":"):
            parts = [self.pieces(parts[0])]
        elif braces.style == "braces" and is_condition(parts[0]) and not self.latex_braces(braces):
            self.lost(
                f"The condition in braces at column {braces.column + 1} leaves the rest undefined: "
                "write where(condition, a, b)."
            )
        while self.token.kind == "comma" and len(parts) < most:
            self.take()
            parts.append(self.choice())
        if self.token.kind != "close" or len(parts) < least:
            self.lost()
        self.take()
        self.bars.pop()
        return parts

    def latex_braces(self, braces: Token) -> bool:
        """Whether a pair of braces only holds together what stands in it."""
        return self.latex and braces.braces

    def between_bars(self) -> Node:
        norm = self.take().text == "‖" and self.vectors
        self.bars[-1] += 1
        inner = self.choice()
        if self.token.kind != "bar":
            self.lost()
        order = self.take().stem
        self.bars[-1] -= 1
        if norm:
            return call(
                "norm",
                value(inner),
                *([Name("inf") if order == "inf" else number(int(order))] if order in ("1", "inf") else []),
            )
        return call("abs", value(inner))

    # Functions.

    def function(self, token: Token) -> Function:
        if token.text.startswith("@"):
            return OF_POINTS[token.text[1:]]
        if token.text.startswith("count "):
            return Function(1, 1, lambda body: call(token.text, value(body)))
        if token.text.startswith("log_"):
            return Function(1, 1, log_to(int(token.text[4:])), bare=True)
        return OF_MODULES[token.text[1:]] if token.text.startswith(".") else KNOWN[token.text]

    def applied(self) -> Node:
        """sin(x), sin x, sin²x, max(x, y, 1)."""
        token = self.take()
        if token.text == "Piecewise":
            return self.piecewise()
        known, exponent = self.function(token), None
        if self.is_op("^") and known.least == 1:
            self.take()
            exponent = self.exponent_of_function()
        if self.token.kind == "open":
            args = self.called(known)
        elif known.bare and not (self.is_op("+", "-") and (self.token.glued or not self.after.glued)):
            args = [self.argument(self.token.glued and exponent is None)]
        else:
            self.at -= 1
            self.lost(
                f"The function {token.text} at column {token.column + 1} needs brackets: write {token.text}(...)."
            )
        if exponent is None:
            return known.build(*args)
        return self.to_the_power(token, known, args, exponent)

    def exponent_of_function(self) -> Node:
        sign = self.take().text if self.is_op("-") else ""
        node = self.operand() if self.token.kind in ("number", "open", "name") else None
        if node is None:
            self.lost()
            raise AssertionError
        return op("neg", node) if sign else node

    def to_the_power(self, token: Token, known: Function, args: Sequence[Node], exponent: Node) -> Node:
        inverse = op("neg", number(1))
        if exponent != inverse or token.text not in INVERSE:
            return op("^", known.build(*args), exponent)
        if self.doubts.pick("inverse", token.column):
            return op("/", number(1), known.build(*args))
        return KNOWN[INVERSE[token.text]].build(*args)

    def argument(self, tight: bool) -> Node:
        """The argument of a function without brackets: sin 2x and sin xy are clear, sin x y and sin x/2 are not.

        `tight`: nothing stands before it, as in √2 x and sqrt2 x, of which the 2 alone may be the argument.
        """
        node = self.signed()
        clear = _is_number(node) and not tight
        while self.starts_operand() and self.token.kind not in ("function", "bar"):
            run_together = self.token.glued and self.token.kind == "name"
            if not (run_together or (clear and self.token.kind == "name")) and not self.doubts.pick(
                "argument", self.token.column
            ):
                return node
            factor = self.power()
            clear = clear and _is_number(factor)
            node = op("*", value(node), value(factor))
        while self.is_op("*", "/") and not (tight and isinstance(node, Number)) and self.after.kind != "function":
            if not self.doubts.pick("argument", self.token.column):
                return node
            sign = self.take().text
            node = op(sign, value(node), value(self.signed()))  # type: ignore[arg-type]
        return node

    # LaTeX, and roots.

    def tex(self) -> Node:
        token = self.take()
        if token.text == "frac":
            above = self.group()
            return op("/", value(above), value(self.group()))
        if token.text == "begin cases":
            return self.cases()
        if token.text == "count":
            return self.series(token)
        if token.text in ("end cases", "over"):
            self.at -= 1
            self.lost()
        return self.root(token)

    def series(self, token: Token) -> Node:
        """A sum over coordinates: of the product behind it, and of what follows as long as its letter occurs there."""
        body = value(self.product())
        letter = token.style.split(" ")[1]
        while self.is_op("+", "-") and self.is_counted_later(letter):
            sign = self.take().text
            body = op(sign, body, value(self.product()))  # type: ignore[arg-type]
        return call(f"count {' '.join(token.style.split(' ')[:5])}", body)

    def is_counted_later(self, letter: str) -> bool:
        """Whether the letter of a sum occurs before the end of what stands in these brackets."""
        depth, other = 0, 99  # and the depth of another sum over the same letter, to which it belongs there
        for token in self.tokens[self.at :]:
            depth += (token.kind == "open") - (token.kind == "close")
            other = 99 if depth < other else other
            if token.kind == "tex" and token.text == "count":
                other = min(other, depth)
            if depth < 0 or other == 0:
                return False
            if token.kind == "name" and token.text[:2] == f":{letter}" and other == 99:
                return True
        return False

    def group(self) -> Node:
        """The argument of a command: what stands in braces, or one piece."""
        if self.token.kind == "open":
            (node,) = self.bracket(1, 1)
            return node
        return self.operand()

    def root(self, token: Token) -> Node:
        degree: Node = number(3 if token.text == "cbrt" else 2)
        if token.text == "sqrt" and self.token.kind == "open" and not self.token.braces and self.is_latex_degree():
            (degree,) = self.bracket(1, 1)
        inner = value(self.group())
        run_together = self.token.glued and self.token.kind == "name" and not self.latex
        if run_together and isinstance(inner, Number) and self.doubts.pick("root", self.token.column):
            inner = op("*", inner, value(self.power()))
        if degree == number(2):
            return call("sqrt", inner)
        if degree == number(3):
            return call("cbrt", inner)
        return op("^", inner, op("/", number(1), value(degree)))

    def is_latex_degree(self) -> bool:
        r"""Whether the bracket is the [3] of \sqrt[3]{x}: braces follow it."""
        depth = 0
        for at in range(self.at, len(self.tokens)):
            kind = self.tokens[at].kind
            depth += (kind == "open") - (kind == "close")
            if depth == 0:
                return at + 1 < len(self.tokens) and self.tokens[at + 1].braces and self.latex
        return False


def _is_list(node: Node) -> bool:
    return isinstance(node, Call) and node.function == "vector"


def _is_number(node: Node) -> bool:
    """Whether a factor is a number or a constant, as the 2 and the pi of sin 2 pi x."""
    if isinstance(node, Operation) and node.op in ("*", "/", "neg"):
        return all(map(_is_number, node.args))
    return isinstance(node, Number) or (isinstance(node, Name) and node.id in CONSTANTS)
