"""Tree → text that parses to the same tree."""

from __future__ import annotations

from formulas.tree import Call, Name, Node, Number, Operation

_COMPARISON, _SUM, _PRODUCT, _POWER, _ATOM = range(5)


def unparse(tree: Node) -> str:
    """The text of a tree, as one would type it: `w - lr*m/(sqrt(v) + eps)`. Brackets are minimal."""
    return _piece(tree)[0]


def _piece(node: Node) -> tuple[str, int]:
    """(text, how tightly it binds)"""
    match node:
        case Number(value=value, text=text):
            return text if text and float(text) == value else repr(value), _ATOM
        case Name(id=name):
            return name, _ATOM
        case Operation(op="neg", args=(arg,)):
            return f"-{_within(arg, _POWER)}", _PRODUCT
        case Operation(op="+" | "-" as op, args=(left, right)):
            return f"{_piece(left)[0]} {op} {_within(right, _PRODUCT)}", _SUM
        case Operation(op="*" | "/" as op, args=(left, right)):
            first = _piece(left)[0] if _is_product(left) else _within(left, _POWER)
            return f"{first}{op}{_within(right, _POWER)}", _PRODUCT
        case Operation(op="^", args=(base, exponent)):
            return f"{_within(base, _ATOM)}^{_within(exponent, _ATOM)}", _POWER
        case Operation(op=op, args=(left, right)):
            return f"{_within(left, _SUM)} {op} {_within(right, _SUM)}", _COMPARISON
        case Call(function=function, args=args):
            return f"{function}({', '.join(map(unparse, args))})", _ATOM
    raise TypeError(f"not a node of an expression: {node!r}")


def _within(node: Node, binding: int) -> str:
    """The text of an operand, in brackets where it binds less tightly or would put a minus after an operator."""
    text, own = _piece(node)
    return text if own >= binding and not text.startswith("-") else f"({text})"


def _is_product(node: Node) -> bool:
    """Whether the node may stand first in a product without brackets: a product, or a minus."""
    return isinstance(node, Operation) and node.op in ("*", "/", "neg")
