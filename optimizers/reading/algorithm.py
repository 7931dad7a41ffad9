"""A rule as formulas, read off its own `step`: the options in use decided, the rest as checked trees.

`step` is the one place where an update is written down. What a page shows of it (LaTeX, the labels of the table,
a formula with numbers) comes from here and cannot disagree with what runs.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from formulas.tree import Call, Name, Node, Number, Operation, walk
from optimizers.base import Described, Optimizer
from optimizers.reading.options import decides, is_zero, once_per_options

_OPERATORS: Mapping[type, Any] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "^"}
_COMPARISONS: Mapping[type, Any] = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
_FUNCTIONS = {"maximum": "max", "minimum": "min", "fmax": "max"}
_ZERO = Number(0.0, "0")


@dataclass(frozen=True)
class Line:
    """One assignment of an update.

    target      the name that is set: a local name, "x" for the iterate, "g" for the gradient
    expression  what it is set to. Names are those of hyperparameters and of earlier lines, "t" is the step, and
                "old.m" is the value of m (or of the iterate, "old.x") before the step
    """

    target: str
    expression: Node


@once_per_options
def algorithm(rule: Optimizer, exact: bool = False) -> tuple[Line, ...]:
    """The lines of `rule.step` for the options in use, in order; hyperparameters that are switched off are gone.

    `exact` keeps what makes no difference on paper but in rounding, or where a divisor is 0: products stay as they are
    grouped, a dot product of equals stays one, `ratio` is a function, and a state may be another name's value.
    """
    if rule.lines:
        return rule.lines
    body = statements(type(rule), "step")
    reader = Reader(rule, exact)
    reader.read(body)
    returned = {n.id for n in ast.walk(body[-1]) if isinstance(n, ast.Name)}
    return _needed(reader.lines, returned)


@once_per_options
def beginnings(rule: Optimizer) -> Mapping[str, Node]:
    """State → its value before the first step, read off `rule.init`."""
    *body, last = statements(type(rule), "init")
    reader = Reader(rule, exact=True)
    reader.read(body)
    assert isinstance(last, ast.Return)
    assert isinstance(last.value, ast.Call)
    given = {keyword.arg: keyword.value for keyword in last.value.keywords}
    found = {str(name): node for name, value in given.items() if (node := reader.optional(value)) is not None}
    return MappingProxyType(found)


@lru_cache(maxsize=256)
def statements(cls: type[Described], method: str) -> list[ast.stmt]:
    """The statements of a method; finding and parsing them costs more than all that is done with them."""
    function = ast.parse(textwrap.dedent(inspect.getsource(getattr(cls, method)))).body[0]
    assert isinstance(function, ast.FunctionDef)
    return function.body


def _needed(lines: list[Line], returned: set[str]) -> tuple[Line, ...]:
    """The lines whose value is used; an option may leave a first version of a value without a reader."""
    needed, used = [], set(returned)
    for line in reversed(lines):
        if line.target in used:
            needed.append(line)
            used.discard(line.target)
            used |= {node.id for node in walk(line.expression) if isinstance(node, Name)}
    return tuple(reversed(needed))


class Reader:
    """Walks the statements of one `step` with one rule's options."""

    def __init__(self, rule: Any, exact: bool) -> None:
        self.rule, self.exact = rule, exact
        self.lines: list[Line] = []
        self.known: dict[str, Node] = {"x": Name("old.x"), "t": Name("t")}
        self.off = {
            name
            for name, known in rule.hyperparameters().items()
            if known.kind == "number" and known.default == 0 and is_zero(getattr(rule, name))
        }

    def read(self, statements: list[ast.stmt]) -> None:
        for statement in statements:
            if isinstance(statement, ast.If):
                self.read(statement.body if self.option(statement.test) else statement.orelse)
            elif isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Tuple):
                self.assign_both(statement.targets[0].elts, statement.value)
            elif isinstance(statement, ast.Assign):
                self.assign(statement.targets[0], statement.value)
            elif not isinstance(statement, ast.Return):
                raise TypeError(f"{self.rule.title}: no formula for {ast.unparse(statement)!r}")

    def assign(self, target: ast.expr, value: ast.expr) -> None:
        assert isinstance(target, ast.Name)
        if isinstance(value, ast.Constant) and value.value is None:
            return
        self.line(target.id, self.expression(value))

    def assign_both(self, targets: list[ast.expr], value: ast.expr) -> None:
        """`height, g = f.evaluate(x)`, the one question with two answers."""
        if not isinstance(value, ast.Call) or ast.unparse(value.func) != "f.evaluate":
            raise TypeError(f"{self.rule.title}: no formula for {ast.unparse(value)!r}")
        point = (self.expression(value.args[0]),)
        for target, expression in zip(targets, (Call("value", point), self.gradient(point)), strict=True):
            assert isinstance(target, ast.Name)
            self.line(target.id, expression)

    def line(self, target: str, expression: Node) -> None:
        if isinstance(expression, Name | Number):  # another name for the same thing needs no line, but a state may
            if self.exact:
                self.lines.append(Line(target, expression))
            self.known[target] = expression
            return
        self.lines.append(Line(target, expression))
        self.known[target] = Name(target)

    def option(self, test: ast.expr) -> bool:
        """The truth of a test on options, as Python itself sees it: `self.form == "torch" and not self.centered`."""
        return bool(eval_option(test, self.rule))

    def expression(self, node: ast.expr) -> Node:
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            return Number(float(node.value), f"{node.value:g}")
        if isinstance(node, ast.Name):
            return self.known[node.id]
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            return self.attribute(node.value.id, node.attr)
        if isinstance(node, ast.UnaryOp):
            operand = self.expression(node.operand)
            return operand if _is(operand, 0) else Operation("neg", (operand,))
        if isinstance(node, ast.BinOp):
            left, right = self.expression(node.left), self.expression(node.right)
            return _operation(_OPERATORS[type(node.op)], left, right, squares=not self.exact)
        if isinstance(node, ast.Compare):
            pair = (self.expression(node.left), self.expression(node.comparators[0]))
            return Call("indicator", (Operation(_COMPARISONS[type(node.ops[0])], pair),))
        if isinstance(node, ast.IfExp):
            return self.expression(node.body if self.option(node.test) else node.orelse)
        if isinstance(node, ast.Call):
            return self.call(node)
        raise TypeError(f"{self.rule.title}: no formula for {ast.unparse(node)!r}")

    def optional(self, node: ast.expr) -> Node | None:
        """The expression, or None where an option does without it."""
        while isinstance(node, ast.IfExp):
            node = node.body if self.option(node.test) else node.orelse
        return None if isinstance(node, ast.Constant) and node.value is None else self.expression(node)

    def attribute(self, owner: str, name: str) -> Node:
        if owner == "self":
            return _ZERO if name in self.off else Name(name)
        return Name(f"old.{name}")

    def call(self, node: ast.Call) -> Node:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
        if name == "asked_where":  # whoever is not due does not use the answer
            question, point = node.args[1:]
            assert isinstance(question, ast.Attribute)
            return Call(question.attr, (self.expression(point),))
        arguments = tuple(self.expression(a) for a in node.args)
        match name:
            case "power":
                return _operation("^", arguments[0], arguments[1])
            case "ratio" if not self.exact:
                return _operation("/", arguments[0], arguments[1])
            case "column":
                return arguments[0]
            case "zeros_like":
                return _ZERO
            case "per_lane":
                return arguments[1] if len(arguments) > 1 else _ZERO
            case "copy" if isinstance(node.func, ast.Attribute):
                return self.expression(node.func.value)
            case "dot" if arguments[0] == arguments[1] and not self.exact:
                return _operation("^", Call("norm", arguments[:1]), Number(2.0, "2"))
            case "where":
                return _choice(*arguments)
            case "gradient":
                return self.gradient(arguments)
        return Call(_FUNCTIONS.get(name, name), arguments)

    def gradient(self, point: tuple[Node, ...]) -> Node:
        """What f.gradient gives: the gradient, with the coupled weight decay that the run adds to it."""
        coupled = [n for n, known in self.rule.hyperparameters().items() if known.coupled]
        gradient: Node = Call("gradient", point)
        if is_zero(self.rule.coupled_weight_decay):
            return gradient
        for name in coupled:
            gradient = Operation("+", (gradient, Operation("*", (Name(name), *point))))
        return gradient


def eval_option(test: ast.expr, rule: Optimizer) -> Any:
    """The value of a test on a rule's options. Only comparisons, `and`, `or`, `not`, options and constants."""
    if isinstance(test, ast.Constant):
        return test.value
    if isinstance(test, ast.Attribute) and decides(rule.hyperparameters().get(test.attr)):
        return getattr(rule, test.attr)
    if isinstance(test, ast.UnaryOp):
        return not eval_option(test.operand, rule)
    if isinstance(test, ast.BoolOp):
        values = [eval_option(v, rule) for v in test.values]
        return all(values) if isinstance(test.op, ast.And) else any(values)
    if isinstance(test, ast.Compare):
        return eval_option(test.left, rule) == eval_option(test.comparators[0], rule)
    raise TypeError(f"{rule.title}: {ast.unparse(test)!r} is no test on options")


def _operation(op: Any, left: Node, right: Node, squares: bool = True) -> Node:
    """`left op right`, without what is switched off (0·a, a + 0, 1·a), and with a·a as a² if `squares`."""
    if op == "*":
        return _product(left, right, squares)
    if op in "+-" and _is(right, 0):
        return left
    if op == "+" and _is(left, 0):
        return right
    if op == "^" and _is(right, 0):
        return Number(1.0, "1")
    if op == "/" and _is(left, 0) and squares:
        return left
    return left if op in "/^" and _is(right, 1) else Operation(op, (left, right))


def _choice(condition: Node, yes: Node, no: Node) -> Node:
    """np.where: its condition is a comparison, not the number 0 or 1 that a comparison is inside arithmetic."""
    test = condition.args[0] if isinstance(condition, Call) and condition.function == "indicator" else condition
    return Call("where", (test, yes, no))


def _product(left: Node, right: Node, squares: bool) -> Node:
    if _is(left, 0) or _is(right, 0):
        return _ZERO
    if _is(left, 1) or _is(right, 1):
        return right if _is(left, 1) else left
    if not squares:
        return Operation("*", (left, right))
    if left == right:
        return Operation("^", (left, Number(2.0, "2")))
    if isinstance(left, Operation) and left.op == "*" and left.args[1] == right:
        return Operation("*", (left.args[0], Operation("^", (right, Number(2.0, "2")))))
    return Operation("*", (left, right))


def _is(node: Node, value: float) -> bool:
    return isinstance(node, Number) and node.value == value
