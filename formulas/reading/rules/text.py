"""An update rule as people write it → lines that `formulas.program` accepts."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from functools import lru_cache

from formulas.errors import FormulaError
from formulas.reading.characters import WORDS
from formulas.reading.doubts import Doubts
from formulas.reading.explain import explained
from formulas.reading.grammar import LostError, is_larger
from formulas.reading.known.builders import op
from formulas.reading.lexer import lex
from formulas.reading.rules.grammar import RuleGrammar
from formulas.reading.rules.lines import Line, lines
from formulas.reading.rules.names import GRADIENTS, LANGUAGE, POINTS, STEP_SIZES, RuleNames, canonical, the_moved
from formulas.reading.rules.notation import counting, prepared, timed
from formulas.reading.token import Token
from formulas.tree import Call, Name, Node
from formulas.unparse import unparse

MAX_TYPED = 4_000
_MOST_NODES = 600
_SETS = re.compile(r"(?P<name>[^=<>]*?)\s*(?P<how>\*\*|[-+*/^])?(?::=|=|←|≔|<-|\\leftarrow|\\gets)(?!=)")
_DOUBTFUL_TIME = re.compile(r"\b([A-Za-z]+_t)\s?([-+]) ?1\b")


@dataclass(frozen=True)
class RuleReading:
    """What was read.

    text     the lines in our own language; what was typed, if it is written in it
    numbers  for each of those lines the line of the typed text that it comes from
    """

    text: str
    numbers: tuple[int, ...] = ()


@lru_cache(maxsize=256)
def read_rule(text: str, kept: frozenset[str] = frozenset()) -> RuleReading:
    """The reading of a rule's text; `kept` are names that are numbers of rules and are never taken apart.

    FormulaError with the line and the column if a line is none; where several readings are sensible, its `readings` are
    whole texts.
    """
    if len(text) > MAX_TYPED:
        said = f"Line 1: the rule has {len(text)} characters: at most {MAX_TYPED} are accepted."
        raise FormulaError(said, 0, text.splitlines()[0] if text.strip() else "")
    doubts = Doubts()
    read = _Rule(text, kept, doubts).reading()
    if not doubts.met:
        return read
    found: dict[str, RuleReading] = {}
    for other in doubts.others():
        try:
            one = _Rule(text, kept, other).reading()
        except FormulaError:
            continue
        found.setdefault(one.text, one)
    if len(found) < 2:
        return next(iter(found.values()), read)
    why = "by a product without its sign"
    if "bars below" in doubts.met:
        why = "with |g| as the length of g, norm(g), or of each coordinate, abs(g)"
    said = f"Line 1: this can be read in {len(found)} ways, {why}: choose one of them."
    raise FormulaError(said, 0, text.splitlines()[0], readings=tuple(found))


@dataclass
class _Assignment:
    """One line: what it sets, at which time, how, and the pieces of its expression."""

    line: Line
    target: Token
    how: str
    tokens: list[Token]
    latex: bool
    source: str


@dataclass
class _Rule:
    text: str
    kept: Collection[str]
    doubts: Doubts
    out: list[tuple[str, int]] = field(default_factory=list)

    def reading(self) -> RuleReading:
        text = timed(self.text)
        self.typed, found, counters = lines(text)
        counters |= counting(self.text)
        assignments = _with_averages([self.assignment(line) for line in found])
        pieces = [token for a in assignments for token in (a.target, *a.tokens) if token.kind == "name"]
        self.untimed = {canonical(token) for token in pieces if token.time is None}
        names = [self.named(a.target) for a in assignments]
        point = next((name for name in POINTS if name in names), "") or the_moved(names, self.text) or "w"
        self.times = {self.named(a.target): a.target.time for a in assignments if a.target.time is not None}
        several = len({canonical(token) for token in pieces} & (GRADIENTS | {"g"})) > 1
        set_here = {name for name in names if name not in GRADIENTS or several}  # dx beside grad is a state of its own
        set_here |= {"G"} if several else set()  # beside g, a capital is something else, such as a sum of squares
        sizes = self.untimed & STEP_SIZES if "lr" not in self.untimed else set()
        step_size = next(iter(sizes)) if len(sizes) == 1 and not sizes & set_here else ""
        self.names = RuleNames(point, frozenset(set_here), frozenset(counters), self.kept, step_size)
        self.done: set[str] = set()
        self.before: list[str] = []
        for assignment in assignments:
            self.one(assignment)
        first = [(f"{name}_prev = {name}", self.out[0][1] if self.out else 0) for name in dict.fromkeys(self.before)]
        out = [*first, *self.out]
        return RuleReading("\n".join(text for text, _ in out), tuple(number for _, number in out))

    def fail(self, message: str, line: Line, column: int = 0) -> FormulaError:
        typed = self.typed[line.number]
        return FormulaError(
            f"Line {line.number + 1}: {message[0].lower()}{message[1:]}", line.column + column, typed, line.number
        )

    def assignment(self, line: Line) -> _Assignment:
        if doubtful := _DOUBTFUL_TIME.search(line.text):
            raise self.doubtful(line, doubtful)
        try:
            text = prepared(line.text)
        except FormulaError as error:
            raise self.fail(error.message, line, min(error.column, len(line.text))) from None
        found = _SETS.match(text)
        if not found or not found["name"].strip(" &$"):
            raise self.fail("This line sets nothing: write name = expression.", line)
        try:
            left = lex(text[: found.end("name")].replace("&", " "), times=True)
            right = lex(text, found.end(), len(text.rstrip(" ,.$&")), times=True)
        except FormulaError as error:
            raise self.fail(error.message, line, min(error.column, len(line.text))) from None
        if len(left) != 1 or left[0].kind != "name":
            raise self.fail(f"{found['name'].strip()[:20]!r} cannot be set: write name = expression.", line)
        if not right:
            raise self.fail("Nothing stands after '=': add an expression such as w - lr*g.", line, len(line.text))
        how = (found["how"] or "").replace("**", "^")
        return _Assignment(line, left[0], how, right, "\\" in line.text, text)

    def doubtful(self, line: Line, found: re.Match[str]) -> FormulaError:
        """m_t-1, which is m of the step before or one less than m_t."""
        whole, name, sign = found[0], found[1], found[2]
        readings = tuple(
            self.text.replace(whole, other) for other in (f"{name[:-2]}_{{t{sign}1}}", f"({name[:-2]} {sign} 1)")
        )
        error = self.fail(f"{whole} can be read in two ways: as the {name[:-2]} of another step or as a sum.", line)
        return FormulaError(error.message, error.column, error.text, error.line, readings)

    def one(self, a: _Assignment) -> None:
        """One line in our language."""
        target = self.named(a.target)
        tree = self.tree(a)
        if is_larger(tree, _MOST_NODES):
            raise self.fail("This line has too many parts: write a shorter one.", a.line)
        tree = self.asked(tree)
        if self.names.is_gradient(target) and not a.how and tree in (Name("g"), _GRADIENT):
            return
        name = self.set_name(target)
        if a.how:
            tree = op(a.how, Name(self.names.one_name(target)), tree)  # type: ignore[arg-type]
        if self.names.is_gradient(target):
            self.names.renamed.update(dict.fromkeys(GRADIENTS | {"g"} if target == "g" else {target}, name))
        self.done.add(target)
        self.names.moved |= name == "w"
        self.out.append((f"{name} = {unparse(tree)}", a.line.number))

    def tree(self, a: _Assignment) -> Node:
        """The expression of a line."""
        try:
            resolved = self.names.resolve([self.timed(token) for token in a.tokens], a.source)
            try:
                return RuleGrammar(resolved, self.doubts, a.latex).whole()
            except LostError as lost:
                raise explained(resolved, lost, a.source, LANGUAGE) from None
        except FormulaError as error:
            column = min(error.column, len(a.line.text))
            raise self.fail(error.message, a.line, column) from None

    def named(self, token: Token) -> str:
        """The name of a piece. eta_t beside eta has one of its own; m_t and m are the same."""
        name = canonical(token)
        is_number = name == "lr" or name in self.kept or name in WORDS.values()
        apart = is_number and token.time is not None and name in self.untimed and name not in POINTS
        return f"{name}_t" if apart or (name == "lr" and token.time is not None) else name

    def set_name(self, target: str) -> str:
        """The name of ours that a line sets."""
        if self.names.is_gradient(target):
            return "g_new"
        return "w" if target == self.names.point else target

    def timed(self, token: Token) -> Token:
        """A name with a time: the value before the step of one that an earlier line has set has a name of its own."""
        if token.kind != "name" or token.time is None:
            return token
        name = self.named(token)
        if name.endswith("_t"):
            return replace_name(token, name)
        if name in self.done and token.time < (self.times.get(name) or 0):
            shown = "w" if name == self.names.point else name
            self.before.append(shown)
            return replace_name(token, f"{shown}_prev")
        return token

    def asked(self, tree: Node) -> Node:
        """The gradient at the point, before it has moved, is g."""
        if self.names.moved:
            return tree
        return _replaced(tree)


_GRADIENT = Call("gradient", (Name("w"),))


def _replaced(node: Node) -> Node:
    if node == _GRADIENT:
        return Name("g")
    if isinstance(node, Call):
        return Call(node.function, tuple(map(_replaced, node.args)))
    args = getattr(node, "args", ())
    return op(node.op, *map(_replaced, args)) if args else node  # type: ignore[attr-defined]


def _with_averages(assignments: list[_Assignment]) -> list[_Assignment]:
    """The lines with a name of its own for g where that is a mean of gradients: g_{t+1} = b g_t + (1 - b) ∇L(w_t)."""

    def is_average(a: _Assignment) -> bool:
        names = {(t.text, t.time) for t in a.tokens if t.kind == "name"}
        earlier = any(name == "g" and time is not None and time < (a.target.time or 0) for name, time in names)
        return a.target.text == "g" and earlier and any(name in GRADIENTS for name, _time in names)

    if not any(map(is_average, assignments)):
        return assignments
    for a in assignments:
        a.tokens = [replace(t, text="g_avg") if t.kind == "name" and t.text == "g" else t for t in a.tokens]
        a.target = replace(a.target, text="g_avg") if a.target.text == "g" else a.target
    return assignments


def replace_name(token: Token, name: str) -> Token:
    return Token("name", name, token.column, token.glued)
