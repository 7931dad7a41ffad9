"""Nodes of a checked expression. The tree keeps the form in which it was written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Operator = Literal["+", "-", "*", "/", "^", "neg", "<", "<=", ">", ">="]


@dataclass(frozen=True)
class Node:
    """Base of all nodes. `column` is where the node was written; equality ignores it."""

    column: int = field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True)
class Number(Node):
    """A literal: its value, and its spelling (`text`), which only printing needs."""

    value: float
    text: str = field(default="", compare=False)


@dataclass(frozen=True)
class Name(Node):
    """A variable, a parameter or a constant."""

    id: str


@dataclass(frozen=True)
class Operation(Node):
    """`args[0] op args[1]`, or `-args[0]` for "neg"."""

    op: Operator
    args: tuple[Node, ...]


@dataclass(frozen=True)
class Call(Node):
    """`function(args)`."""

    function: str
    args: tuple[Node, ...]


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below `node`."""
    return node.args if isinstance(node, Operation | Call) else ()


def walk(node: Node) -> Iterator[Node]:
    """`node` and every node below it."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(children(current))
