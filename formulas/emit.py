"""Straight-line code under construction: every operation once, constants folded."""

import math
from collections.abc import Iterable

import numpy as np

from formulas.constants import fold

#: A value in generated code: a folded constant, or the name of an argument or temporary.
Operand = float | str
#: An instruction: the operation and its operands.
Instruction = tuple[str, *tuple[Operand, ...]]


class Emitter:
    """Collects instructions. Equal instructions share one temporary (value numbering).

    `add`, `sub`, `mul`, `div`, `call` keep the operations of the text, up to exact ones (0 + u, 1·u, moving
    a minus). `times` is for derivatives, where no order was written: it gathers constants.
    """

    def __init__(self) -> None:
        self.names: dict[Instruction, str] = {}
        self.instructions: dict[str, Instruction] = {}

    def emit(self, op: str, *args: Operand) -> Operand:
        """The operand that holds `op(args)`."""
        if all(isinstance(arg, float) for arg in args):
            with np.errstate(all="ignore"):
                return fold(op, *args)  # type: ignore[arg-type]
        key = (op, *(sorted(args, key=str) if op in "+*" else args))
        if key not in self.names:
            self.names[key] = f"_{len(self.names)}"
            self.instructions[self.names[key]] = (op, *args)
        return self.names[key]

    call = emit

    def opposite(self, a: Operand) -> Operand | None:
        """−a if it is simpler than `a` (which has a minus at its front), else None."""
        return self.neg(a) if isinstance(a, str) and self.scaled(a)[0] < 0 else None

    def neg(self, a: Operand) -> Operand:
        c, u = self.scaled(a)
        return self.emit("neg", a) if c == 1.0 else self.mul(-c, u)

    def add(self, a: Operand, b: Operand) -> Operand:
        if a == 0.0:
            return b
        if b == 0.0:
            return a
        if (opposite := self.opposite(b)) is not None:
            return self.emit("-", a, opposite)
        if (opposite := self.opposite(a)) is not None:
            return self.emit("-", b, opposite)
        return self.emit("+", a, b)

    def sub(self, a: Operand, b: Operand) -> Operand:
        if b == 0.0:
            return a
        if a == 0.0:
            return self.neg(b)
        if (opposite := self.opposite(b)) is not None:
            return self.emit("+", a, opposite)
        return self.emit("-", a, b)

    def mul(self, a: Operand, b: Operand) -> Operand:
        for factor, other in ((a, b), (b, a)):
            if factor == 1.0:
                return other
            if factor == -1.0:
                return self.neg(other)
        return self.emit("*", b, a) if isinstance(b, float) else self.emit("*", a, b)

    def div(self, a: Operand, b: Operand) -> Operand:
        return a if b == 1.0 else self.emit("/", a, b)

    def times(self, a: Operand, b: Operand) -> Operand:
        """a·b with constants gathered: (2·u)·(3·v) is 6·(u·v), and 0·u is 0."""
        if a == 0.0 or b == 0.0:
            return 0.0
        (c, u), (d, v) = self.scaled(a), self.scaled(b)
        if not math.isfinite(c * d) or c * d == 0.0:
            return self.mul(a, b)
        return self.mul(c * d, self.mul(u, v))

    def scaled(self, a: Operand) -> tuple[float, Operand]:
        """(c, u) such that `a` is c·u."""
        if isinstance(a, float):
            return a, 1.0
        match self.instructions.get(a):
            case ("neg", u):
                return -1.0, u
            case ("*", float(c), u):
                return c, u
        return 1.0, a

    def power(self, a: Operand, n: int) -> Operand:
        """a to the whole power n by repeated squaring, whose steps are shared with other powers."""
        if n < 0:
            return self.div(1.0, self.power(a, -n))
        if n < 2:
            return a if n else 1.0
        half = self.power(a, n // 2)
        square = self.mul(half, half)
        return self.mul(square, a) if n % 2 else square

    def live(self, results: Iterable[Operand]) -> dict[str, Instruction]:
        """The instructions that `results` need, in order."""
        needed = {result for result in results if isinstance(result, str)}
        kept = []
        for name, instruction in reversed(self.instructions.items()):
            if name in needed:
                kept.append((name, instruction))
                needed.update(arg for arg in instruction[1:] if isinstance(arg, str))
        return dict(reversed(kept))


class CarefulEmitter(Emitter):
    """For code in which a derivative of 0 makes a product 0, even times infinity.

    sqrt(max(x, 0)) is constant where x < 0: its slope is 0 there, although the root's own is infinite. Looking costs
    time, so such code runs only where the usual one fails.
    """

    def times(self, a: Operand, b: Operand) -> Operand:
        product = super().times(a, b)
        if isinstance(product, float) or any(isinstance(factor, float) and math.isfinite(factor) for factor in (a, b)):
            return product
        # Each is looked at by itself, as the smaller one of 0 and NaN is NaN.
        nothing = [self.emit("<=", self.emit("abs", factor), 0.0) for factor in (a, b)]
        return self.emit("where", self.emit("max", *nothing), 0.0, product)
