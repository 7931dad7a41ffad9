"""A built-in rule as text that `optimizers.typed.text_to_rule` reads, with the same rounding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from formulas.language import is_identifier
from formulas.program import GIVEN, PROGRAM_FUNCTIONS
from formulas.tree import Call, Name, Node, Number, Operation, walk
from formulas.unparse import unparse
from optimizers.base import Optimizer
from optimizers.reading.algorithm import Line, algorithm, beginnings
from optimizers.toolbox.tool import tools
from optimizers.typed.text_to_rule import RESERVED, written

_LONGEST = 20
_FIRST_STEP = Operation(">", (Name("t"), Number(1.0, "1")))


@dataclass(frozen=True)
class Opened:
    """The text of a rule, and the values that its named numbers have in the rule it was opened from."""

    text: str
    values: dict[str, Any]


def as_text(rule: Optimizer) -> str:
    """The update of `rule` with the options in use, one line per assignment; hyperparameters become named numbers.

    Of a rule that was typed, its text. ValueError in one sentence if the rule is more than arithmetic.
    """
    return opened(rule).text


def opened(rule: Optimizer) -> Opened:
    """Text and values. ValueError in one sentence if the rule is more than arithmetic."""
    if rule.text:
        return Opened(rule.text, rule.values())
    if problem := why_not(rule):
        raise ValueError(problem)
    names = _Names(rule)
    lines = [*names.first_lines(), *(text for line in names.lines for text in names.line(line)), *names.last_lines()]
    text = "\n".join(lines)
    short = {names.numbers[name]: name for name in names.numbers}
    return Opened(text, {name: getattr(rule, short[name]) for name in written(text).hyperparameters()})


def why_not(rule: Optimizer) -> str:
    """One sentence on why a rule cannot be opened as text, "" if it can."""
    if rule.skips_questions:
        return f"{rule.title} asks for the Hessian in some steps only, and lines of arithmetic ask in every one."
    if not rule.latex_lines:
        return ""
    if any(isinstance(getattr(rule, name), Optimizer) for name in rule.hyperparameters()):
        return f"{rule.title} wraps another rule and cannot be written as lines of arithmetic; open the inner rule."
    return f"{rule.title} searches or works on matrices and cannot be written as lines of arithmetic."


class _Names:
    """What the values of one rule are called in its text."""

    def __init__(self, rule: Optimizer) -> None:
        self.rule = rule
        self.lines = list(_unrolled(rule, algorithm(rule, exact=True)))
        self.begins = beginnings(rule)
        self.numbers = {name: _short(name) for name in rule.hyperparameters()}
        self.targets = [line.target for line in self.lines]
        self.read = [{n.id for n in walk(line.expression) if isinstance(n, Name)} for line in self.lines]
        taken = {*GIVEN, *PROGRAM_FUNCTIONS, *RESERVED, "w", "e", "pi", *self.numbers.values()}
        self.known = {"x": "w", "old.x": "w", "t": "t", **self.numbers}
        for name in {*self.begins, *self.targets} - {"x", "g"}:
            self.known[name] = self.known[f"old.{name}"] = name if name not in taken else f"{name}_prev"
        self.known["g"] = "g" if Line("g", _GRADIENT) in self.lines else "grad"
        if "g" in self.begins:
            self.known["old.g"] = "g_prev"

    def first_lines(self) -> Iterator[str]:
        """Values before the first step, of the states that are read and do not start at zero; and kept old values."""
        for name, start in self.begins.items():
            if self.is_read(name) and start != Number(0.0):
                state = self.known[f"old.{name}"]
                yield f"{state} = {self.text(Call('where', (_FIRST_STEP, Name(f'old.{name}'), start)))}"
        for name in self.begins:
            if self.is_read_late(name):
                yield f"{name}_prev = {self.known[f'old.{name}']}"
                self.known[f"old.{name}"] = f"{name}_prev"

    def last_lines(self) -> Iterator[str]:
        if self.is_read("g"):
            yield f"g_prev = {self.known['g']}"

    def is_read(self, state: str) -> bool:
        return any(f"old.{state}" in read for read in self.read)

    def is_read_late(self, state: str) -> bool:
        """Whether a line reads the old value when the new one has been set."""
        if state == "g" or state not in self.targets:
            return False
        return any(f"old.{state}" in read for read in self.read[self.targets.index(state) + 1 :])

    def line(self, line: Line) -> Iterator[str]:
        if line.target == "g" and self.known["g"] == "g":
            return
        yield f"{self.known[line.target]} = {self.text(line.expression)}"

    def text(self, node: Node) -> str:
        return unparse(_squares(self.renamed(node)))

    def renamed(self, node: Node) -> Node:
        match node:
            case Call(function="gradient", args=(Name("old.x"),)):
                return Name("g")
            case Call(function="diagonal", args=(Call(args=args),)):
                return Call("curvature", tuple(map(self.renamed, args)))
            case Call(function="indicator", args=(test,)):
                return Call("where", (self.renamed(test), Number(1.0, "1"), Number(0.0, "0")))
            case Call(function="ratio", args=(a, b)):
                a, b = self.renamed(a), self.renamed(b)
                return Call("where", (Operation("<=", (b, Number(0.0, "0"))), Number(0.0, "0"), Operation("/", (a, b))))
            case Call(function="norm", args=(vector, Number(value=1.0))):
                return Call("norm1", (self.renamed(vector),))
            case Call(function="dimension"):
                return Call("dot", (Number(1.0, "1"), Number(1.0, "1")))
            case Call(function=function, args=args):
                return Call(function, tuple(map(self.renamed, args)))
            case Operation(op=op, args=args):
                return Operation(op, tuple(map(self.renamed, args)))
            case Name(id=name):
                return Name(self.known[name])
        return node


_GRADIENT = Call("gradient", (Name("old.x"),))


def _unrolled(rule: Optimizer, lines: tuple[Line, ...]) -> Iterator[Line]:
    """The lines, with calls of the toolbox as the lines of arithmetic that they stand for."""
    known = tools(type(rule))
    for line in lines:
        match line.expression:
            case Call(function=function, args=args) if function in known:
                parts = known[function].lines(line.target, *(_chosen(rule, arg) for arg in args))
                yield from (Line(name, tree) for name, tree in parts)
            case _:
                yield line


def _chosen(rule: Optimizer, node: Node) -> Any:
    """The value of an option, on which the lines may depend; anything else as it is."""
    name = node.id if isinstance(node, Name) else ""
    known = rule.hyperparameters().get(name)
    return getattr(rule, name) if known and known.choices else node


def _times(a: Node, b: Node) -> Node:
    return Operation("*", (a, b))


def _squares(node: Node) -> Node:
    """a·a as a², where reading it back rounds as before: a·b·b is read from left to right, a·(b·b) is not."""
    match node:
        case Operation(op="*", args=(Operation(op="*", args=(a, Name() as b)), Name() as c)) if b == c:
            return _times(_squares(a), Operation("^", (b, Number(2.0, "2"))))
        case Operation(op="*", args=(Name() as a, Name() as b)) if a == b:
            return Operation("^", (a, Number(2.0, "2")))
        case Operation(op="*", args=(a, Operation(op="*", args=(Name() as b, Name() as c)) as inner)) if b == c:
            return _times(_squares(a), inner)
        case Operation(op=op, args=args):
            return Operation(op, tuple(map(_squares, args)))
        case Call(function=function, args=args):
            return Call(function, tuple(map(_squares, args)))
    return node


def _short(name: str) -> str:
    """The name, without its last words if it is too long for a name in a text."""
    while len(name) > _LONGEST:
        name = name.rpartition("_")[0]
    assert is_identifier(name)
    return name
