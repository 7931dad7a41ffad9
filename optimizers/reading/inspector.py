"""The lines of a rule as plain data, so that a script elsewhere can fill in the numbers of a step and work them out.

A program is a number, a name, or a list whose first element says what is done with the others: "+", "-", "*", "/",
"^", "neg", "<", "<=", ">", ">=", or a function of `algorithm` or of formulas ("sqrt", "max", "where", "norm", …; their
arguments are numbers of a lane or of its coordinates). Names are hyperparameters, "t" (the step), targets of earlier
lines, and

old.m       the value of m before the step: a state, or "x", the iterate
seen        the last gradient that the rule was given in this step, after noise, clipping and coupled decay
old.value, old.gradient, old.diagonal
            f, its exact gradient and the diagonal of its Hessian at the iterate before the step

["given", …] marks what f has answered: a number of its own, whatever it is read from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from formulas.language import CONSTANTS
from formulas.tree import Call, Name, Node, Number, Operation, walk
from optimizers.base import Optimizer
from optimizers.reading.algorithm import algorithm
from optimizers.reading.notation import equations
from optimizers.reading.options import once_per_options
from optimizers.toolbox.tool import Tool, tools
from optimizers.wrappers.inner import inner_rule

Program = Any  # float | str | list[Program]

_OF_THE_RUN = frozenset(["t", "seen", "old.x", "old.value", "old.gradient", "old.diagonal"])
_ITERATE = (Name("old.x"),)

ARITHMETIC = frozenset(["+", "-", "*", "/", "^", "neg", "sqrt", "cbrt", "abs", "max", "min", "clip", "sign"])
"""Operations that act on every coordinate by itself and can be shown with numbers in the place of names."""


@dataclass(frozen=True)
class Formula:
    """One line: the name it sets, the line in LaTeX with times (`m_{t} = \\beta m_{t-1} + …`), and its program: None of
    what is only written, or was answered away from the path; what its number is, only the path can say."""

    target: str
    latex: str
    program: Program


@once_per_options
def program(rule: Optimizer) -> tuple[Formula, ...]:
    """All lines of an elementwise rule for the options in use, in order. Of a rule around another one: those of the
    inner rule, and its own as they are written. Nothing for other rules that are written as text."""
    return _around(rule) if rule.latex_lines else _lines(rule, rule)


def _lines(rule: Optimizer, outer: Optimizer) -> tuple[Formula, ...]:
    """The lines of `rule`, which is asked about by `outer`, the rule around it or itself."""
    lines = algorithm(rule)
    asked = [n for line in lines for n in walk(line.expression) if isinstance(n, Call) and n.function == "gradient"]
    decays = [name for name, known in rule.hyperparameters().items() if known.coupled]
    coupled = decays[0] if decays and outer.coupled_weight_decay != 0 else None
    writer = _Writer(asked[-1] if asked else None, coupled, tools(type(rule)), outer.moves_questions)
    return tuple(
        Formula(line.target, text, writer.line(line.expression))
        for line, text in zip(lines, equations(rule), strict=True)
    )


def _around(rule: Optimizer) -> tuple[Formula, ...]:
    inner = inner_rule(rule)
    if inner is None or inner.latex_lines:
        return ()
    written = r"\begin{aligned}" + r" \\ ".join(rule.written_lines()) + r"\end{aligned}"
    return (
        *(Formula(f"inner.{f.target}", f.latex, inside(f.program)) for f in _lines(inner, rule)),
        Formula(rule.points[0], written, None),
    )


def inside(tree: Program) -> Program:
    """A program of the inner rule with the names that they have in the rule around it."""
    if isinstance(tree, list):
        return [tree[0], *map(inside, tree[1:])]
    if not isinstance(tree, str) or tree in _OF_THE_RUN:
        return tree
    return f"old.inner.{tree.removeprefix('old.')}" if tree.startswith("old.") else f"inner.{tree}"


def as_program(node: Node) -> Program:
    """A tree in which f is not asked."""
    return _Writer(None, None, {}).tree(node)


class _NotKeptError(Exception):
    """An answer of f that no path keeps: of f away from the iterate, all but the last gradient."""


@dataclass(frozen=True)
class _Writer:
    """Trees as programs: `last` is the last question for a gradient, whose answer is kept in a path; `decay` is the
    name of the coupled weight decay, if there is one; `tools` are the functions that bring constants; `moved` says that
    the rule was asked elsewhere than at the iterate."""

    last: Node | None
    decay: str | None
    tools: Mapping[str, Tool]
    moved: bool = False

    def line(self, node: Node) -> Program:
        try:
            return self.tree(node)
        except _NotKeptError:
            return None

    def tree(self, node: Node) -> Program:
        match node:
            case Number(value=value):
                return value
            case Name(id=name):
                return CONSTANTS.get(name, name)
            case Operation(op=op, args=args):
                return [op, *map(self.tree, args)]
            case Call(function="gradient", args=(point,)):
                return ["given", self.answer(node, point)]
            case Call(function="value", args=args) if args == _ITERATE and not self.moved:
                return ["given", "old.value"]
            case Call(function="diagonal", args=(Call(function="hessian", args=args),)) if (
                args == _ITERATE and not self.moved
            ):
                return ["given", "old.diagonal"]
            case Call(function="value" | "diagonal"):
                raise _NotKeptError
            case Call(function=function, args=args):
                constants = self.tools[function].constants if function in self.tools else ()
                return [function, *map(self.tree, args), *constants]
        raise TypeError(f"not a node of an expression: {node!r}")

    def answer(self, question: Node, point: Node) -> Program:
        """What the path knows of a gradient: the last one as it was given (with the decay, which the line adds)."""
        if question != self.last:
            if point != _ITERATE[0] or self.moved:
                raise _NotKeptError
            return "old.gradient"
        return ["-", "seen", ["*", self.decay, self.tree(point)]] if self.decay else "seen"
