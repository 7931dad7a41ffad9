"""What torch does to a tensor, u.mul_(b).add_(g, alpha=1 - b), as arithmetic: in place or not, it is the same value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from formulas.reading.known.builders import Function, number, op, value
from formulas.reading.known.functions import KNOWN
from formulas.tree import Node, Operator

_Scaled = Callable[[Node, Node], Node]


def _scaled(scale: Node | None, node: Node) -> Node:
    return node if scale is None else op("*", scale, node)


def _plus(sign: Operator) -> Callable[..., Node]:
    return lambda u, v, alpha=None: op(sign, u, _scaled(alpha, v))


def _plus_of_two(sign: Operator) -> Callable[..., Node]:
    return lambda u, a, b, scale=None: op("+", u, op(sign, _scaled(scale, a), b))


def _lerp(u: Node, v: Node, weight: Node) -> Node:
    return op("+", u, op("*", weight, op("-", v, u)))


def _plain(sign: Operator) -> Function:
    return Function(2, 2, lambda u, v: op(sign, u, v))


_ALPHA, _VALUE = ("alpha",), ("value",)
_METHODS: Mapping[str, Function] = MappingProxyType(
    {
        "add": Function(2, 3, _plus("+"), keywords=_ALPHA),
        "sub": Function(2, 3, _plus("-"), keywords=_ALPHA),
        "subtract": Function(2, 3, _plus("-"), keywords=_ALPHA),
        **dict.fromkeys(("mul", "multiply", "times"), _plain("*")),
        **dict.fromkeys(("div", "divide"), _plain("/")),
        "addcmul": Function(3, 4, _plus_of_two("*"), keywords=_VALUE),
        "addcdiv": Function(3, 4, _plus_of_two("/"), keywords=_VALUE),
        "lerp": Function(3, 3, _lerp),
        "neg": Function(1, 1, lambda u: op("neg", u)),
        "rsqrt": Function(1, 1, lambda u: op("^", u, op("neg", number(0.5)))),
        **dict.fromkeys(("clamp_min", "clip_min"), Function(2, 2, lambda u, low: KNOWN["max"].build(u, value(low)))),
        **dict.fromkeys(("clamp_max", "clip_max"), Function(2, 2, lambda u, high: KNOWN["min"].build(u, value(high)))),
        **dict.fromkeys(("conj", "clone", "detach", "contiguous", "copy", "double"), Function(1, 1, lambda u: u)),
    }
)


def method(name: str) -> Function | None:
    """The function that a method is, None if it is not known. `mul_` is `mul`."""
    plain = name.removesuffix("_")
    return _METHODS.get(plain, KNOWN.get(plain))


def in_order(name: str, args: list[Node]) -> list[Node]:
    """The arguments of a method as torch takes them today: add_(alpha, u) and addcdiv_(value, a, b) were others."""
    today = {"add": 1, "sub": 1, "addcmul": 2, "addcdiv": 2}.get(name.removesuffix("_"))
    return args if today is None or len(args) != today + 1 else [*args[1:], args[0]]
