"""What the parts of an update mean on a map, read off its lines: which states point somewhere, and how far one goes.

Only elementwise rules can be read; of the others nothing is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from types import MappingProxyType

import numpy as np

from formulas.tree import Call, Name, Node, Number, Operation
from optimizers.base import Optimizer
from optimizers.reading.algorithm import algorithm
from optimizers.reading.options import once_per_options

_OF_A_LANE = {"norm", "rms", "dot", "dimension", "value"}
_SIZES = {"sqrt", "cbrt", "max", "abs"}


@once_per_options
def directions(rule: Optimizer) -> Mapping[str, int]:
    """State → sign: the states that are sums of gradients, and with which sign they point along the way down."""
    reader = _Reader(rule)
    states = [name for name in reader.vectors if name in reader.lines and name not in reader.answers]
    signs = {name: reader.sign(name, reader.lines[name]) for name in states if name not in reader.points}
    return MappingProxyType({name: -sign for name, sign in signs.items() if sign})


@once_per_options
def scale(rule: Optimizer) -> Node | None:
    """How far one unit of direction goes along each coordinate, where the rule has its own answer for each of them.

    That is lr / (√v̂ + ε) for Adam: what a direction (a gradient, a mean of gradients, a sign) is multiplied by on its
    way into x. None for a rule that treats all coordinates alike.
    """
    reader = _Reader(rule)
    return reader.scale(reader.lines["x"]) if "x" in reader.lines else None


class _Reader:
    def __init__(self, rule: Optimizer) -> None:
        self.lines: Mapping[str, Node] = {} if rule.latex_lines else {n.target: n.expression for n in algorithm(rule)}
        start = np.array([1.0, 2.0])
        state = rule.init(start)._asdict() if self.lines else {}
        self.vectors = [name for name, value in state.items() if np.shape(value) == start.shape]
        self.points = [name for name in self.vectors if np.array_equal(state[name], start)]
        self.answers = [name for name, line in self.lines.items() if line == Call("gradient", (Name("old.x"),))]

    def sign(self, state: str, node: Node) -> int:
        """1 or -1 if `node` is linear in gradients and in `state` before the step, else 0."""
        match node:
            case Name(id=name) if name in self.lines:
                return self.sign(state, self.lines[name])
            case Call(function="gradient"):
                return 1
            case Operation(op="neg", args=(arg,)):
                return -self.sign(state, arg)
            case Operation(op="+" | "-" as op, args=(left, right)):
                return self.sum(state, left, right, 1 if op == "+" else -1)
            case Operation(op="*", args=args) if any(map(self.of_a_lane, args)):
                return self.sign(state, args[1] if self.of_a_lane(args[0]) else args[0])
            case Operation(op="/", args=(left, right)) if self.of_a_lane(right):
                return self.sign(state, left)
        return 0

    def sum(self, state: str, left: Node, right: Node, sign: int) -> int:
        """Of a sum in which the state itself, or what is left of it, may be one part."""
        if self.remains(state, left):
            return sign * self.sign(state, right)
        first, second = self.sign(state, left), sign * self.sign(state, right)
        return first if first == second else 0

    def remains(self, state: str, node: Node) -> bool:
        factors = _factors(node)
        old = [f for f in factors if f == Name(f"old.{state}")]
        return len(old) == 1 and all(self.of_a_lane(f) for f in factors if f not in old)

    def of_a_lane(self, node: Node) -> bool:
        """Whether this is one number for all coordinates."""
        match node:
            case Number():
                return True
            case Name(id=name) if name in self.lines:
                return name != "x" and self.of_a_lane(self.lines[name])
            case Name(id=name):
                return name.removeprefix("old.") not in {*self.vectors, "x"}
            case Call(function="gradient" | "hessian" | "diagonal"):
                return False
            case Call(function=function) if function in _OF_A_LANE:
                return True
            case Operation(args=args) | Call(args=args):
                return all(map(self.of_a_lane, args))
        return False

    def scale(self, node: Node) -> Node | None:
        match node:
            case Name(id=name) if name in self.lines:
                return self.scale(self.lines[name])
            case Operation(op="+" | "-", args=(left, right)):
                return self.scale(left) or self.scale(right)
            case Operation(op="neg", args=(arg,)):
                return self.scale(arg)
            case Operation(op="*"):
                return self.product(_factors(node))
            case Operation(op="/", args=(left, right)) if self.of_a_lane(right):
                inner = self.scale(left)
                return Operation("/", (inner, right)) if inner else None
            case Operation(op="/", args=(left, right)):
                kept = [f for f in _factors(left) if self.of_a_lane(f) or self.is_size(f)]
                return Operation("/", (_product(kept), right))
            case Call(function="where", args=(_, yes, no)):
                return self.scale(yes) or self.scale(no)
        return None

    def product(self, factors: list[Node]) -> Node | None:
        outer = [f for f in factors if self.of_a_lane(f)]
        inner = [f for f in factors if not self.of_a_lane(f)]
        signs = [f for f in inner if isinstance(f, Call) and f.function == "sign"]
        if signs and len(inner) > 1:
            return _product([*outer, *(f for f in inner if f not in signs)])
        found = next(filter(None, map(self.scale, inner)), None)
        return _product([*outer, found]) if found else None

    def is_size(self, node: Node) -> bool:
        return isinstance(node, Call) and node.function in _SIZES


def _factors(node: Node) -> list[Node]:
    if isinstance(node, Operation) and node.op == "*":
        return [f for arg in node.args for f in _factors(arg)]
    return _factors(node.args[0]) if isinstance(node, Operation) and node.op == "neg" else [node]


def _product(factors: list[Node]) -> Node:
    return reduce(lambda a, b: Operation("*", (a, b)), factors) if factors else Number(1.0, "1")
