"""The lines of a rule as plain data, so that a script elsewhere can fill in the numbers of a step and work them out.

A program is a number, a name, or a list whose first element says what is done with the others: "+", "-", "*", "/",
"^", "neg", "<", "<=", ">", ">=", or a function of `algorithm` or of formulas ("sqrt", "max", "where", "norm", …; their
arguments are numbers of a lane or of its coordinates). Names are hyperparameters, "t" (the step), targets of earlier
lines, and

old.m       the value of m before the step: a state, or "x", the iterate
seen        the last gradient that the rule was given in this step, after noise, clipping and coupled decay
old.value, old.gradient, old.diagonal
            f, its exact gradient and the diagonal of its Hessian at the iterate before the step

exact       the exact gradient where that last one was asked for, and
transform.0.noise, transform.0.c, …
            what the first transform of the gradient has drawn in this step (a mini-batch: its gradient there), and its
            settings; "transform.g" is a line, a gradient on its way

["given", …] marks what f has answered: a number of its own, whatever it is read from. ["as", value, shown] is a value
that the path knows, with how it comes about. All but "seen" is of f itself, also where the rule is given −f.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from formulas.language import CONSTANTS
from formulas.tree import Call, Name, Node, Number, Operation, walk
from optimizers.base import Optimizer
from optimizers.reading.algorithm import algorithm
from optimizers.reading.given import ASKED, OF_TRANSFORMS, Given, lines_of_run, name_of
from optimizers.reading.notation import PLAIN, equations, spells_out
from optimizers.reading.options import once_per_options
from optimizers.toolbox.tool import Tool, tools
from optimizers.wrappers.inner import inner_rule

Program = Any  # float | str | list[Program]

_OF_THE_RUN = frozenset(["t", "infinity", "seen", "exact", ASKED, "old.x", "old.value", "old.gradient", "old.diagonal"])
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
def program(rule: Optimizer, between: Given = PLAIN) -> tuple[Formula, ...]:
    """All lines of an elementwise rule for the options in use, in order, with what the run puts between f and the rule.
    Of a rule around another one: those of the inner rule, and its own as they are written. Nothing for other rules that
    are written as text."""
    return _around(rule, between) if rule.latex_lines else _lines(rule, rule, between, turned=False)


def _lines(rule: Optimizer, outer: Optimizer, between: Given, *, turned: bool) -> tuple[Formula, ...]:
    """The lines of `rule`, which is asked about by `outer`, the rule around it or itself. `turned` says that f stands
    for −f in them."""
    asked = [
        n for own in algorithm(rule) for n in walk(own.expression) if isinstance(n, Call) and n.function == "gradient"
    ]
    decays = [name for name, known in rule.hyperparameters().items() if known.coupled]
    coupled = decays[0] if decays and outer.coupled_weight_decay != 0 else None
    last = asked[-1] if asked else None
    writer = _Writer(last, coupled, tools(type(rule)), outer.moves_questions, between, turned)
    return tuple(
        Formula(line.target, text, writer.line(line.expression))
        for line, text in zip(lines_of_run(rule, between), equations(rule, "=", between), strict=True)
    )


def _around(rule: Optimizer, between: Given) -> tuple[Formula, ...]:
    inner = inner_rule(rule)
    if inner is None or inner.latex_lines:
        return ()
    written = r"\begin{aligned}" + r" \\ ".join(rule.written_lines()) + r"\end{aligned}"
    turned = between.climbs and not spells_out(rule)
    own = between.inside(rule, climbs=between.climbs and not turned)
    return (
        *(Formula(inside(f.target), f.latex, inside(f.program)) for f in _lines(inner, rule, own, turned=turned)),
        Formula(rule.points[0], written, None),
    )


def inside(tree: Program) -> Program:
    """A program of the inner rule with the names that they have in the rule around it."""
    if isinstance(tree, list):
        return [tree[0], *map(inside, tree[1:])]
    if not isinstance(tree, str) or tree in _OF_THE_RUN or tree.startswith(OF_TRANSFORMS):
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
    between: Given = PLAIN
    turned: bool = False

    def line(self, node: Node) -> Program:
        try:
            return self.tree(node)
        except _NotKeptError:
            return None

    def tree(self, node: Node) -> Program:
        match node:
            case Number(value=value):
                return "infinity" if value == math.inf else value
            case Name(id=name):
                return CONSTANTS.get(name, name)
            case Operation(op=op, args=args):
                return [op, *map(self.tree, args)]
            case Call(function="given", args=(change, Call(args=(point,)) as question)) if question == self.last:
                return ["as", self.answer(question, point), self.tree(change)]
            case Call(function="given", args=(change, _)):
                return self.tree(change)
            case Call(function="gradient", args=(point,)) if self.between.transforms:
                return ["given", self.true("exact" if self.is_last(node) else self.earlier(point))]
            case Call(function="gradient", args=(point,)):
                answer = self.answer(node, point)
                return ["given", ["neg", answer] if self.between.climbs and node == self.last else answer]
            case Call(function="batch_gradient", args=args) if self.is_last(Call("gradient", args)):
                return ["given", self.true(name_of(0, "noise"))]
            case Call(function="value", args=args) if args == _ITERATE and not self.moved:
                return ["given", "old.value"]
            case Call(function="diagonal", args=(Call(function="hessian", args=args),)) if (
                args == _ITERATE and not self.moved
            ):
                return ["given", "old.diagonal"]
            case Call(function="value" | "diagonal" | "hessian" | "batch_gradient" | "batch_value" | "batch_hessian"):
                raise _NotKeptError
            case Call(function=function, args=args):
                constants = self.tools[function].constants if function in self.tools else ()
                return [function, *map(self.tree, args), *constants]
        raise TypeError(f"not a node of an expression: {node!r}")

    def answer(self, question: Node, point: Node) -> Program:
        """What the path knows of a gradient: the last one as it was given (with the decay, which the line adds)."""
        if question != self.last:
            return self.true(self.earlier(point))
        return ["-", "seen", ["*", self.decay, self.tree(point)]] if self.decay else "seen"

    def is_last(self, question: Node) -> bool:
        """Whether it is the question whose answer the path keeps; of a rule that is asked elsewhere, that one is."""
        return question == (Call("gradient", (Name(ASKED),)) if self.between.moved else self.last)

    def earlier(self, point: Node) -> Program:
        """The exact gradient at the iterate; of other gradients than the last the path knows no more."""
        if point != _ITERATE[0] or self.moved:
            raise _NotKeptError
        return "old.gradient"

    def true(self, of_f: Program) -> Program:
        """What a path holds of f, as the lines mean it."""
        return ["neg", of_f] if self.turned else of_f
