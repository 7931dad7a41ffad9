"""Functions of several pieces: a if c else b, c ? a : b, {c: a, b}, cases of LaTeX, Piecewise."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from formulas.reading.known.builders import call, number, value
from formulas.reading.token import Token
from formulas.tree import Name, Node

_PAIRS = 12
_ALWAYS = (number(1), Name("true"), Name("otherwise"))


class Choices(ABC):
    """The part of the grammar that chooses."""

    tokens: Sequence[Token]
    at: int
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
    def condition(self) -> Node: ...
    @abstractmethod
    def is_op(self, *signs: str) -> bool: ...
    @abstractmethod
    def is_word(self, *words: str) -> bool: ...

    def ternary(self, test: Node) -> Node:
        """condition ? yes : no"""
        self.take()
        yes = value(self.choice())
        if not self.is_op(":"):
            self.lost("A choice with '?' needs ':' and what holds otherwise: write condition ? a : b.")
        self.take()
        return call("where", test, yes, value(self.choice()))

    def chosen(self) -> Node:
        """if condition then yes else no, also in lines of Python that return"""
        self.take()
        test = self.condition()
        self.skip("then", "return")
        yes = value(self.condition())
        if not self.is_word("else", "elif", "return"):
            self.lost("A choice with 'if' needs 'else': write a if condition else b.")
        if self.is_word("elif"):
            return call("where", test, yes, value(self.chosen()))
        self.take()
        self.skip("return")
        return call("where", test, yes, value(self.choice()))

    def skip(self, *words: str) -> None:
        """What only separates the parts of a choice."""
        while self.is_op(":") or self.is_word(*words):
            self.take()

    def pieces(self, test: Node) -> Node:
        """{condition: a, condition: b, otherwise c}, behind the first condition."""
        self.take()
        yes = value(self.choice())
        if self.token.kind != "comma":
            self.lost("Braces with conditions end with what holds otherwise: write {x > 0: a, b}.")
        self.take()
        self.climb()
        other = self.choice()
        other = self.pieces(other) if self.is_op(":") else value(other)
        self.tower -= 1
        return call("where", test, yes, other)

    def is_function_if(self) -> bool:
        """Whether if is called as a function of three: if(x > 0, a, b)."""
        depth = commas = 0
        for token in self.tokens[self.at + 1 :]:
            depth += (token.kind == "open") - (token.kind == "close")
            commas += token.kind == "comma" and depth == 1
            if depth == 0:
                break
        return commas == 2

    def piecewise(self) -> Node:
        """Piecewise((a, c), (b, True)) and Piecewise[{{a, c}, {b, d}}, otherwise], behind the name."""
        depth = 0
        while self.token.kind == "open" and depth < 3:
            self.take()
            depth += 1
        if depth < 2:
            self.lost("Piecewise takes pairs: write Piecewise((a, x > 0), (b, True)).")
        pairs = [self.pair()]
        while self.token.kind == "comma" and len(pairs) < _PAIRS:
            self.take()
            if self.token.kind != "open":
                break
            self.take()
            pairs.append(self.pair())
        tree, last = pairs.pop()
        mathematica = depth == 3
        if self.token.kind == "close" and depth == 3:
            self.take()
            depth = 2
            if self.token.kind == "comma":
                self.take()
                tree, pairs = value(self.choice()), [*pairs, (tree, last)]
        if self.token.kind != "close":
            self.lost()
        self.take()
        if depth == 2 and mathematica and not pairs:
            tree, pairs, last = number(0), [(tree, last)], _ALWAYS[0]  # as Mathematica has it
        if not pairs and last not in _ALWAYS:
            self.lost("Piecewise says nothing of what holds otherwise: write Piecewise((a, x > 0), (b, True)).")
        for yes, test in reversed(pairs):
            tree = call("where", test, yes, tree)
        return tree

    def pair(self) -> tuple[Node, Node]:
        """a, condition), behind the bracket."""
        yes = value(self.choice())
        if self.token.kind != "comma":
            self.lost()
        self.take()
        test = self.choice()
        if self.token.kind != "close":
            self.lost()
        self.take()
        return yes, test

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
            while self.token.kind == "comma":
                self.take()
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
