"""Text → checked tree, by a strict whitelist over Python's `ast`. Text is never evaluated."""

import ast
from collections.abc import Callable
from dataclasses import dataclass

from formulas.constants import check_constants
from formulas.errors import FormulaError
from formulas.language import Language
from formulas.tokens import Token, tokenize
from formulas.tree import Call, Name, Node, Number, Operation, Operator

_BINARY: dict[type[ast.operator], Operator] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "^",
}  # fmt: skip
_COMPARE: dict[type[ast.cmpop], Operator] = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}


def parse(text: str, language: Language) -> Node:
    """The checked tree of `text`.

    Raises FormulaError if the text is not an expression of `language` or is beyond its limits, or if a
    constant part of it is undefined, complex or too large.
    """
    tokens = tokenize(text, language)
    source, columns = _python(tokens)
    try:
        body = ast.parse(source, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise FormulaError("The formula cannot be read: write something like x^2 + y^2.", 0, text) from None
    spelling = {token.column: token.text for token in tokens if token.kind == "number"}
    tree = _Whitelist(text, language, columns.__getitem__, spelling).convert(body, 0)
    check_constants(tree, text, language)
    return tree


def _python(tokens: list[Token]) -> tuple[str, list[int]]:
    """Python's spelling of the tokens, and for each of its characters the column in the user's text.

    Rebuilding the text maps '^' to '**' before parsing (Python's '^' binds looser than '+'), and leaves
    nothing for Python to interpret in line breaks, tabs, or spellings of numbers.
    """
    pieces, columns = [], []
    for token in tokens:
        piece = "**" if token.text == "^" else repr(float(token.text)) if token.kind == "number" else token.text
        pieces.append(piece + " ")
        columns += [token.column] * (len(piece) + 1)
    return "".join(pieces), columns


@dataclass
class _Whitelist:
    """Converts the few kinds of `ast` nodes that are allowed, and counts them."""

    text: str
    language: Language
    column: Callable[[int], int]
    spelling: dict[int, str]
    nodes: int = 0

    def convert(self, node: ast.expr, depth: int, condition: bool = False) -> Node:
        column = self.column(node.col_offset)
        self.nodes += 1
        if self.nodes > self.language.max_nodes:
            raise self.error(f"The formula has over {self.language.max_nodes} parts: write a shorter one.", column)
        if depth > self.language.max_nesting:
            raise self.error("Operations are nested too deeply here: write a flatter formula.", column)
        if isinstance(node, ast.Compare) != condition:
            raise self.error(f"A comparison at column {column + 1} belongs first in where(x < y, a, b).", column)
        match node:
            case ast.Constant(value=float(value)):
                return Number(value, self.spelling.get(column, ""), column=column)
            case ast.Name(id=name):
                return Name(name, column=column)
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self.convert(operand, depth + 1)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return Operation("neg", (self.convert(operand, depth + 1),), column=column)
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
                chained = not isinstance(op, ast.Pow) and isinstance(left, ast.BinOp)
                args = self.convert(left, depth + (not chained)), self.convert(right, depth + 1)
                return Operation(_BINARY[type(op)], args, column=column)
            case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARE:
                args = self.convert(left, depth + 1), self.convert(right, depth + 1)
                return Operation(_COMPARE[type(op)], args, column=column)
            case ast.Call(func=ast.Name(id=function), args=arguments, keywords=[]):
                choice = function == "where"
                converted = tuple(self.convert(arg, depth + 1, choice and not i) for i, arg in enumerate(arguments))
                return Call(function, converted, column=column)
        raise self.error(
            f"The part at column {column + 1} is not accepted: use arithmetic and listed functions.", column
        )

    def error(self, message: str, column: int) -> FormulaError:
        return FormulaError(message, column, self.text)
