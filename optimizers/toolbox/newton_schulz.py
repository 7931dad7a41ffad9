"""The Newton–Schulz iteration, which moves all singular values of a matrix towards 1."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from formulas.lanes import dot, norm
from formulas.tree import Call, Name, Node, Operation
from formulas.tree import Number as Constant
from optimizers.base import Array, Number
from optimizers.toolbox.tool import Tool, shown_as

COEFFICIENTS = (3.4445, -4.7750, 2.0315)


def _lines(target: str, u: Node, steps: int, eps: Node) -> Iterator[tuple[str, Node]]:
    """The steps of the iteration one by one."""
    a, b, c = map(Constant, COEFFICIENTS)
    yield f"{target}0", Operation("/", (u, Call("max", (Call("norm", (u,)), eps))))
    for i in range(steps):
        o = Name(f"{target}{i}")
        s = Call("dot", (o, o))
        square = Operation("*", (Operation("*", (c, s)), s))
        total = Operation("+", (Operation("+", (a, Operation("*", (b, s)))), square))
        yield target if i == steps - 1 else f"{target}{i + 1}", Operation("*", (total, o))


@shown_as(Tool(r"\operatorname{NS}", COEFFICIENTS, _lines))
def newton_schulz(u: Array, steps: int, eps: Number) -> Array:
    """The orthogonalised `u (..., n)`, taken as a matrix of one row: XXᵀ is the number ⟨X, X⟩."""
    a, b, c = COEFFICIENTS
    o = u / np.maximum(norm(u), eps)
    for _ in range(steps):
        s = dot(o, o)
        o = (a + b * s + c * s * s) * o
    return o
