"""Trees in few words, and what a function of another language is told by."""

from collections.abc import Callable
from dataclasses import dataclass

from formulas.tree import Call, Node, Number, Operation, Operator

Build = Callable[..., Node]


@dataclass(frozen=True)
class Function:
    """How many arguments a function takes, and the tree it stands for. `bare` functions need no brackets: sin x.

    keywords  what its last arguments may be called: clamp(x, min=0)
    """

    least: int
    most: int
    build: Build
    bare: bool = False
    keywords: tuple[str, ...] = ()


def number(value: float) -> Number:
    short = f"{value:g}"
    return Number(float(value), short if float(short) == value else repr(float(value)))


def op(sign: Operator, *args: Node) -> Operation:
    return Operation(sign, args)


def call(name: str, *args: Node) -> Call:
    return Call(name, args)


def value(node: Node) -> Node:
    """A comparison as a number, 1 where it holds and 0 elsewhere; anything else as it is."""
    return call("where", node, number(1), number(0)) if is_condition(node) else node


def is_condition(node: Node) -> bool:
    return isinstance(node, Operation) and node.op in ("<", "<=", ">", ">=")


def both(a: Node, b: Node) -> Node:
    """The condition that both hold."""
    return op(">", op("*", value(a), value(b)), number(0))


def either(a: Node, b: Node) -> Node:
    """The condition that one of them holds."""
    return op(">", op("+", value(a), value(b)), number(0))


def log_of_sum(u: Node, v: Node) -> Node:
    """log(exp(u) + exp(v)), by the larger of the two, so that nothing overflows."""
    return op("+", u, call("softplus", op("-", v, u)))
