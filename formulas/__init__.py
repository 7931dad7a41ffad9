"""Formulas typed as text: checked tree, generated NumPy code of value, gradient and Hessian, LaTeX.

    >>> bowl = Formula.parse("a*x^2 + y^2", parameters=("a",))
    >>> float(bowl.value(np.float64(2.0), np.float64(1.0), 3.0))
    13.0

Text is parsed by a strict whitelist and never evaluated.
"""

from formulas.errors import FormulaError
from formulas.formula import Formula
from formulas.language import CONSTANTS, FUNCTIONS, Language
from formulas.latex import latex, symbol
from formulas.parse import parse
from formulas.program import Program
from formulas.tree import Call, Name, Node, Number, Operation, children, walk

__all__ = [
    "CONSTANTS", "FUNCTIONS", "Call", "Formula", "FormulaError", "Language", "Name", "Node", "Number",
    "Operation", "Program", "children", "latex", "parse", "symbol", "walk",
]  # fmt: skip
