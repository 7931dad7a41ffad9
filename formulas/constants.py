"""Constant parts of a tree: their value, and errors for those that have none."""

from typing import Any, NoReturn

import numpy as np

from formulas.errors import FormulaError
from formulas.language import NUMPY, Language
from formulas.tree import Call, Name, Node, Number, Operation, children

_FOLD: dict[str, Any] = {
    **NUMPY, "+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "^": np.power, "neg": np.negative,
    "<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal, "where": np.where,
}  # fmt: skip


def fold(op: str, *values: float) -> float:
    """`op` (an operator or a function) of numbers; inf or NaN where it is undefined.

    Call it inside `np.errstate(all="ignore")`.
    """
    return float(_FOLD[op](*map(np.float64, values)))


def check_constants(tree: Node, text: str, language: Language) -> None:
    """Raise FormulaError if a constant part is undefined, complex or too large, or an exponent is."""
    with np.errstate(all="ignore"):
        _Constants(text, language).value(tree)


class _Constants:
    def __init__(self, text: str, language: Language) -> None:
        self.text, self.language = text, language

    def value(self, node: Node) -> float | None:
        """The value of a constant node, None if it depends on a variable or parameter."""
        if isinstance(node, Number):
            return node.value
        if isinstance(node, Name):
            return self.language.constants.get(node.id)
        values = [self.value(child) for child in children(node)]
        if isinstance(node, Operation) and node.op == "/":
            self.check_division(node, values[1])
        if isinstance(node, Operation) and node.op == "^":
            self.check_power(node, *values)
        known = [value for value in values if value is not None]
        if len(known) < len(values):
            return None
        assert isinstance(node, Operation | Call)
        act = node.op if isinstance(node, Operation) else node.function
        if act not in _FOLD:  # a function of whole points, or one that somebody else answers
            return None
        result = fold(act, *known)
        if not np.isfinite(result):
            self.fail_constant(node, result, known)
        return result

    def check_division(self, node: Operation, divisor: float | None) -> None:
        if divisor == 0:
            where = node.args[1]
            self.fail(f"Division by zero at column {where.column + 1}: use another divisor.", where)

    def check_power(self, node: Operation, base: float | None, exponent: float | None) -> None:
        below, above = node.args
        limit = self.language.max_exponent
        if exponent is not None and abs(exponent) > limit:
            self.fail(f"The exponent at column {above.column + 1} is too large: use {-limit:g} to {limit:g}.", above)
        if base is not None and base < 0 and (exponent is None or exponent != int(exponent)):
            self.fail(
                f"The negative base at column {below.column + 1} has no real power with this exponent: "
                "use a positive base or a whole number as exponent.",
                below,
            )

    def fail_constant(self, node: Operation | Call, result: float, known: list[float]) -> NoReturn:
        what = f"{node.function} of this constant" if isinstance(node, Call) else "The constant"
        divides_by_zero = isinstance(node, Operation) and node.op == "^" and abs(known[0]) < 1
        problem = "too large" if result == np.inf and not divides_by_zero else "undefined"
        self.fail(f"{what} at column {node.column + 1} is {problem}: use other numbers.", node)

    def fail(self, message: str, node: Node) -> NoReturn:
        raise FormulaError(message, node.column, self.text)
