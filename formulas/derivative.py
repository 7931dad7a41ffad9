"""Gradient and Hessian as trees to print, read back from the code that computes them.

Value numbering shares what is equal; here it is written out again, with equal factors and equal terms gathered
(u·u·v/u is u v, and u + u is 2 u), so that a person recognises the textbook's form. Nothing is differentiated twice:
the rules are those of `differentiate`.
"""

from collections.abc import Sequence

from formulas.differentiate import Differentiator
from formulas.emit import Emitter, Operand
from formulas.tree import Call, Name, Node, Number, Operation

MAX_PARTS = 150  # of all printed derivatives of one order together; more is no formula that is read

#: The factors of a product with their exponents.
_Powers = dict[Operand, int]


class TooLongError(ValueError):
    """A derivative that nobody would read."""


def derivatives(tree: Node, variables: Sequence[str], order: int) -> tuple[Node, ...]:
    """The gradient (`order` 1) or the upper triangle of the Hessian, row by row (`order` 2), as trees.

    TooLongError if they have more than `MAX_PARTS` parts together.
    """
    emitter = Emitter()
    jet = Differentiator(emitter, variables).jet(tree)
    writer = _Writer(emitter)
    return tuple(writer.node(part) for part in (jet.first if order == 1 else jet.second))


class _Writer:
    """Turns operands of generated code back into trees."""

    def __init__(self, emitter: Emitter) -> None:
        self.instructions = emitter.instructions
        self.parts = 0

    def count(self) -> None:
        self.parts += 1
        if self.parts > MAX_PARTS:
            raise TooLongError

    def node(self, operand: Operand) -> Node:
        self.count()
        if isinstance(operand, float):
            return _signed(operand, [])
        if operand not in self.instructions:
            return Name(operand)
        op, *args = self.instructions[operand]
        if op in ("+", "-", "*", "/", "neg"):
            return self.sum(operand)
        nodes = tuple(self.node(arg) for arg in args)
        if op in ("power", "<", "<=", ">", ">="):
            return Operation("^" if op == "power" else op, nodes)  # type: ignore[arg-type]
        return Call(op, nodes)

    def sum(self, operand: Operand) -> Node:
        """The terms, those that are alike as one."""
        terms = self.terms(operand)
        if not terms:
            return _signed(0.0, [])
        first, *rest = [(number, self.term(number, powers)) for number, powers in terms]
        total = Operation("neg", (first[1],)) if first[0] < 0 else first[1]
        for number, term in rest:
            total = Operation("-" if number < 0 else "+", (total, term))
        return total

    def terms(self, operand: Operand) -> list[tuple[float, _Powers]]:
        """The terms of a sum as numbers times powers; those that cancel are gone."""
        terms: dict[frozenset, tuple[float, _Powers]] = {}
        self.gather_terms(operand, 1.0, terms)
        return [(number, powers) for number, powers in terms.values() if number]

    def gather_terms(self, operand: Operand, sign: float, terms: dict[frozenset, tuple[float, _Powers]]) -> None:
        op, *args = self.instructions.get(operand, ("",)) if isinstance(operand, str) else ("",)
        if op in ("+", "-", "neg"):
            self.count()
            self.gather_terms(args[0], -sign if op == "neg" else sign, terms)
            if op != "neg":
                self.gather_terms(args[1], -sign if op == "-" else sign, terms)
            return
        powers: _Powers = {}
        number = sign * self.gather_factors(operand, 1, powers)
        powers = {factor: n for factor, n in powers.items() if n}
        key = frozenset(powers.items())
        before, powers = terms.get(key, (0.0, powers))
        terms[key] = before + number, powers

    def gather_factors(self, operand: Operand, exponent: int, powers: _Powers) -> float:
        """Collects the factors of `operand` to the power ±1 and returns the number among them."""
        if isinstance(operand, float):
            return operand**exponent if operand else 0.0
        op, *args = self.instructions.get(operand, ("",))
        if op == "neg":
            return -self.gather_factors(args[0], exponent, powers)
        if op in ("*", "/"):
            self.count()
            left = self.gather_factors(args[0], exponent, powers)
            return left * self.gather_factors(args[1], exponent if op == "*" else -exponent, powers)
        alone = self.terms(operand) if op in ("+", "-") else []
        if len(alone) != 1:
            powers[operand] = powers.get(operand, 0) + exponent
            return 1.0
        number, inner = alone[0]
        for factor, n in inner.items():
            powers[factor] = powers.get(factor, 0) + exponent * n
        return float(number**exponent)

    def term(self, number: float, powers: _Powers) -> Node:
        """The size of the number, then names, then longer factors; those with a negative exponent under a bar."""
        ordered = sorted(powers.items(), key=lambda item: item[0] in self.instructions)
        above = [self.power(factor, n) for factor, n in ordered if n > 0]
        below = [self.power(factor, -n) for factor, n in ordered if n < 0]
        product = _signed(abs(number), above)
        return Operation("/", (product, _signed(1.0, below))) if below else product

    def power(self, factor: Operand, n: int) -> Node:
        base = self.node(factor)
        return base if n == 1 else Operation("^", (base, Number(float(n), str(n))))


def _signed(number: float, factors: list[Node]) -> Node:
    """number · factors, the 1 left out, and a minus as an operation, as brackets need to know."""
    size = Number(abs(number), f"{abs(number):.6g}")
    product, *rest = factors if abs(number) == 1.0 and factors else [size, *factors]
    for factor in rest:
        product = Operation("*", (product, factor))
    return Operation("neg", (product,)) if number < 0 else product
