"""Checked lines → source of one function that takes a step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from formulas.compile import compiled
from formulas.emit import Emitter, Operand
from formulas.language import CONSTANTS
from formulas.numpy_source import printed
from formulas.straight import straight
from formulas.tree import Call, Name, Node, Number, Operation

#: Functions of a point that whoever runs the program answers.
ASKS = ("gradient", "value", "curvature")

_OF_A_LANE = {"norm", "norm1", "dot", "rms", "value"}
#: What an operand holds: a float (or, in a batch of settings, an array (..., 1)); an array (..., 1); one of w's shape.
_NUMBER, _LANE, _POINT = range(3)
_ARITHMETIC = {"+": "add", "-": "sub", "*": "mul", "/": "div"}


def build(
    steps: Sequence[tuple[str, Node]], states: Sequence[str], numbers: Sequence[str], questions: Sequence[str]
) -> Callable[..., Any]:
    """`step(w, g, t, *states, *numbers, *questions) -> (w, *states)` of these assignments (name, tree)."""
    return compiled(source(steps, states, numbers, questions))


def source(
    steps: Sequence[tuple[str, Node]], states: Sequence[str], numbers: Sequence[str], questions: Sequence[str]
) -> str:
    """Python source of that function."""
    writer = _Writer(["w", "g", *states])
    for name, tree in steps:
        writer.names[name] = writer.operand(tree)
    results = [writer.whole(writer.names[name]) for name in ("w", *states)]
    # Every question is asked, once and in the order written, whether or not a result needs the answer.
    asked = [name for name, (op, *_) in writer.emitter.instructions.items() if op in ASKS]
    lines, expressions = printed(straight(writer.emitter.live([*results, *asked]), results, apart=asked))
    arguments = ["w", "g", "t", *states, *numbers, *(f"_{question}" for question in questions)]
    body = [*lines, f"return ({', '.join(expressions)},)"]
    return f"def step({', '.join(arguments)}):\n" + "".join(f"    {line}\n" for line in body)


class _Writer:
    """Turns trees into operands of straight-line code.

    Arithmetic among numbers stays among Python's floats, which is several times faster than NumPy's scalars, with
    `_quotient` and `_number_power` where Python would raise.
    """

    def __init__(self, points: Sequence[str]) -> None:
        self.emitter = Emitter()
        self.names: dict[str, Operand] = {**CONSTANTS, "w": "w"}
        self.kinds: dict[Operand, int] = dict.fromkeys(points, _POINT)

    def operand(self, node: Node) -> Operand:
        match node:
            case Number(value=value):
                return value
            case Name(id=name):
                return self.names.get(name, name)
            case Operation(op="neg", args=(arg,)):
                return self.emitter.neg(self.operand(arg))
            case Operation(op="*", args=(left, Operation(op="^", args=(base, Number(value=2.0))))):
                # a·b² from left to right, as rules are written in code: (a·b)·b
                return self.arithmetic(
                    "*", self.arithmetic("*", self.operand(left), self.operand(base)), self.operand(base)
                )
            case Operation(op="^", args=(base, exponent)):
                return self.power(self.operand(base), self.operand(exponent))
            case Operation(op=op, args=(left, right)):
                return self.arithmetic(op, self.operand(left), self.operand(right))
            case Call(function=function, args=args):
                return self.call(function, [self.operand(arg) for arg in args])
        raise TypeError(f"not a node of an expression: {node!r}")

    def arithmetic(self, op: str, left: Operand, right: Operand) -> Operand:
        if op == "/" and self.numbers(left, right) and not isinstance(right, float):
            return self.emitter.emit("quotient", left, right)
        if op in _ARITHMETIC:
            return getattr(self.emitter, _ARITHMETIC[op])(left, right)
        return self.emitter.emit(op, left, right)

    def power(self, base: Operand, exponent: Operand) -> Operand:
        if isinstance(exponent, float) and exponent.is_integer():
            whole = self.emitter.power(base, abs(int(exponent)))
            return whole if exponent >= 0 else self.arithmetic("/", 1.0, whole)
        if exponent == 0.5:
            return self.emitter.call("sqrt", base)
        exact = self.numbers(base, exponent) and not (isinstance(base, float) and isinstance(exponent, float))
        return self.emitter.emit("number_power" if exact else "power", base, exponent)

    def call(self, function: str, args: list[Operand]) -> Operand:
        if function == "clip":
            value, low, high = args
            return self.emitter.call("min", self.emitter.call("max", value, low), high)
        if function in _OF_A_LANE or function in ASKS:
            args = [self.whole(arg) for arg in args]
        return self.emitter.call(function, *args)

    def whole(self, operand: Operand) -> Operand:
        """The operand in the shape of w."""
        return operand if self.kind(operand) == _POINT else self.emitter.emit("spread", operand, "w")

    def numbers(self, *operands: Operand) -> bool:
        return all(self.kind(operand) == _NUMBER for operand in operands)

    def kind(self, operand: Operand) -> int:
        if operand not in self.kinds:
            op, *args = self.emitter.instructions.get(str(operand), ("",))
            if op in ("gradient", "curvature", "spread"):
                kind = _POINT
            else:
                kind = _LANE if op in _OF_A_LANE else max(map(self.kind, args), default=_NUMBER)
            self.kinds[operand] = kind
        return self.kinds[operand]
