"""What a factor can be: a number, a name, a bracket, a function with or without brackets, a root, bars."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from formulas.language import CONSTANTS
from formulas.reading.doubts import Doubts
from formulas.reading.functions import INVERSE, KNOWN, OF_MODULES, Function, call, log_to, number, op, value
from formulas.reading.token import Token
from formulas.tree import Name, Node, Number, Operation

MAX_TOWER = 95  # powers, roots and functions without brackets in one another


class Operands(ABC):
    """The tighter half of the grammar."""

    tokens: Sequence[Token]
    doubts: Doubts
    latex: bool
    at: int
    bars: list[int]
    tower: int

    @property
    @abstractmethod
    def token(self) -> Token: ...
    @abstractmethod
    def take(self) -> Token: ...
    @abstractmethod
    def lost(self, message: str = "") -> None: ...
    @abstractmethod
    def climb(self) -> None: ...
    @abstractmethod
    def choice(self) -> Node: ...
    @abstractmethod
    def signed(self) -> Node: ...
    @abstractmethod
    def power(self) -> Node: ...
    @abstractmethod
    def is_op(self, *signs: str) -> bool: ...
    @abstractmethod
    def is_word(self, *words: str) -> bool: ...
    @abstractmethod
    def starts_operand(self) -> bool: ...

    @property
    @abstractmethod
    def after(self) -> Token: ...

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
        if token.kind == "open":
            (node,) = self.bracket(1, 1)
            return node
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
        self.take()
        self.bars.append(0)
        parts = [self.choice()]
        while self.token.kind == "comma" and len(parts) < most:
            self.take()
            parts.append(self.choice())
        if self.token.kind != "close" or len(parts) < least:
            self.lost()
        self.take()
        self.bars.pop()
        return parts

    def between_bars(self) -> Node:
        self.take()
        self.bars[-1] += 1
        inner = self.choice()
        if self.token.kind != "bar":
            self.lost()
        self.take()
        self.bars[-1] -= 1
        return call("abs", value(inner))

    # Functions.

    def function(self, token: Token) -> Function:
        if token.text.startswith("log_"):
            return Function(1, 1, log_to(int(token.text[4:])), bare=True)
        return OF_MODULES[token.text[1:]] if token.text.startswith(".") else KNOWN[token.text]

    def applied(self) -> Node:
        """sin(x), sin x, sin²x, max(x, y, 1)."""
        token = self.take()
        known, exponent = self.function(token), None
        if self.is_op("^") and known.least == 1:
            self.take()
            exponent = self.exponent_of_function()
        if self.token.kind == "open":
            args = self.bracket(1, known.most)
            if len(args) < known.least:
                self.lost()
        elif known.bare and not (self.is_op("+", "-") and (self.token.glued or not self.after.glued)):
            args = [self.argument()]
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

    def argument(self) -> Node:
        """The argument of a function without brackets: sin 2x and sin xy are clear, sin x y and sin x/2 are not."""
        tight = self.token.glued  # √2 x and sqrt2 x, of which the 2 alone may be the argument
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

    def method(self, node: Node) -> Node:
        """x.pow(2)"""
        token = self.take()
        known = KNOWN.get(token.text)
        if known is None or self.token.kind != "open":
            self.at -= 1
            self.lost()
            raise AssertionError
        if self.after.kind == "close":
            self.take()
            self.take()
            args: list[Node] = []
        else:
            args = self.bracket(1, known.most)
        if not known.least <= 1 + len(args) <= known.most:
            self.lost()
        return known.build(node, *args)

    # LaTeX, and roots.

    def tex(self) -> Node:
        token = self.take()
        if token.text == "frac":
            above = self.group()
            return op("/", value(above), value(self.group()))
        if token.text == "begin cases":
            return self.cases()
        if token.text == "end cases":
            self.at -= 1
            self.lost()
        return self.root(token)

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

    def cases(self) -> Node:
        r"""\begin{cases} a & x < 0 \\ b & otherwise \end{cases}"""
        rows: list[tuple[Node, Node | None]] = []
        while True:
            result, test = value(self.choice()), None
            while self.token.kind in ("cell", "comma") or self.is_word("if", "for"):
                self.take()
            if self.is_word("otherwise", "else"):
                self.take()
            elif self.token.kind != "row" and not self.is_end():
                test = self.choice()
            rows.append((result, test))
            if self.token.kind == "row" and self.token.text and len(rows) < 20:
                self.take()
            if self.is_end():
                break
        self.take()
        (tree, last), *others = reversed(rows)
        if last is not None and not others:
            self.lost()
        for result, test in others:
            if test is None:
                self.lost()
                raise AssertionError
            tree = call("where", test, result, tree)
        return tree

    def is_end(self) -> bool:
        return self.token.kind == "tex" and self.token.text == "end cases"


def _is_number(node: Node) -> bool:
    """Whether a factor is a number or a constant, as the 2 and the pi of sin 2 pi x."""
    if isinstance(node, Operation) and node.op in ("*", "/", "neg"):
        return all(map(_is_number, node.args))
    return isinstance(node, Number) or (isinstance(node, Name) and node.id in CONSTANTS)
