"""Text → tokens, with one clear sentence for everything that is not well formed."""

import re
from dataclasses import dataclass, field
from typing import Literal, NoReturn

from .errors import FormulaError
from .language import Language

_TOKEN = re.compile(
    r"(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<operator>\*\*|<=|>=|[-+*/^<>])"
    r"|(?P<open>\()|(?P<close>\))|(?P<comma>,)"
    r"|(?P<blank>[ \t\r\n]+)"
)
_ASCII = {
    "−": "-",
    "–": "-",
    "×": "*",
    "·": "*",
    "⋅": "*",
    "÷": "/",
    "π": "pi",
    "√": "sqrt",
    "²": "^2",
    "³": "^3",
    "≤": "<=",
    "≥": ">=",
    "[": "(",
    "]": ")",
    "{": "(",
    "}": ")",
    "|": "abs()",
}
_SYNONYMS = {
    "ln": "log",
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "sgn": "sign",
    "fabs": "abs",
    "minimum": "min",
    "maximum": "max",
    "tg": "tan",
    "pow": "^",
    "PI": "pi",
}

Kind = Literal["number", "name", "operator", "open", "close", "comma"]


@dataclass(frozen=True)
class Token:
    """A piece of the text: what it is, its spelling, and its 0-based column."""

    kind: Kind
    text: str
    column: int


@dataclass
class _Bracket:
    """An open bracket, the function it belongs to (if any), and the commas seen in it."""

    column: int
    function: Token | None
    commas: int = 0


def tokenize(text: str, language: Language) -> list[Token]:
    """The tokens of a well-formed expression of `language`.

    Raises FormulaError for a wrong character, an unknown name, a missing operator, operand or bracket, a
    misplaced comma, a wrong number of arguments, a literal out of range, and too long or too deep a text.
    """
    if len(text) > language.max_characters:
        raise FormulaError(
            f"The formula has {len(text)} characters: at most {language.max_characters} are accepted.",
            language.max_characters,
            text,
        )
    tokens = _scan(text)
    _Checker(text, language).check(tokens)
    return tokens


def _scan(text: str) -> list[Token]:
    tokens: list[Token] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise FormulaError(_unexpected(text[position], position), position, text)
        if match.lastgroup != "blank":
            tokens.append(Token(match.lastgroup, match.group(), position))  # type: ignore[arg-type]
        position = match.end()
    return tokens


def _unexpected(character: str, position: int) -> str:
    if character == "=":
        return f"Unexpected '=' at column {position + 1}: write an expression without '='."
    if character in _ASCII:
        return f"Unexpected {character!r} at column {position + 1}: write {_ASCII[character]} instead."
    return (
        f"Unexpected character {character!r} at column {position + 1}: "
        "use numbers, names, + - * / ^, brackets ( ) and commas."
    )


@dataclass
class _Checker:
    """Walks over the tokens, knowing only whether an operand or an operator must come next."""

    text: str
    language: Language
    brackets: list[_Bracket] = field(default_factory=list)
    previous: Token | None = None

    def check(self, tokens: list[Token]) -> None:
        if not tokens:
            self.fail("The formula is empty: write something like x^2 + y^2.", 0)
        operand_next = True
        for token in tokens:
            operand_next = self.operand(token) if operand_next else self.after_operand(token)
            self.previous = token
        if operand_next:
            self.nothing_after(tokens[-1])
        if self.brackets:
            column = self.brackets[-1].column
            self.fail(f"The bracket opened at column {column + 1} is never closed: add ')'.", column)

    def fail(self, message: str, column: int) -> NoReturn:
        raise FormulaError(message, column, self.text)

    def nothing_after(self, last: Token) -> NoReturn:
        column = len(self.text.rstrip())
        if self.is_function(last):
            self.bare_function(last)
        self.fail(f"The formula ends after {last.text!r}: add a number, a name or a bracket.", column)

    def is_function(self, token: Token | None) -> bool:
        return token is not None and token.kind == "name" and token.text in self.language.functions

    def bare_function(self, function: Token) -> NoReturn:
        name, count = function.text, self.language.functions[function.text]
        example = ", ".join("xyz"[:count])
        self.fail(
            f"The function {name} at column {function.column + 1} needs brackets: write {name}({example}).",
            function.column,
        )

    # An operand is expected; the answer says whether one still is.

    def operand(self, token: Token) -> bool:
        if self.is_function(self.previous) and token.kind != "open":
            self.bare_function(self.previous)  # type: ignore[arg-type]
        if token.kind == "number":
            self.check_literal(token)
            return False
        if token.kind == "name":
            self.check_name(token)
            return self.is_function(token)
        if token.kind == "open":
            self.open_bracket(token)
            return True
        if token.text in ("+", "-"):
            return True
        return self.no_operand(token)

    def check_literal(self, token: Token) -> None:
        low, high = self.language.min_literal, self.language.max_literal
        value = float(token.text)
        if not (value == 0 or low <= value <= high):
            self.fail(
                f"The number {token.text[:20]} at column {token.column + 1} is out of range: "
                f"use 0 or {low:g} to {high:g}.",
                token.column,
            )

    def check_name(self, token: Token) -> None:
        name, where = token.text, f"{token.text[:20]!r} at column {token.column + 1}"
        if self.is_function(token) or self.language.knows(name):
            return
        names, functions = self.language.names, self.language.functions
        better = _SYNONYMS.get(name, name.lower())
        if better == "^" or better in functions or better in names:
            self.fail(f"Unknown name {where}: write {better}.", token.column)
        if len(name) > 1 and all(letter in names for letter in name):
            self.fail(f"Unknown name {where}: write {'*'.join(name)} for a product.", token.column)
        self.fail(f"Unknown name {where}: use {', '.join(names)}.", token.column)

    def open_bracket(self, token: Token) -> None:
        self.brackets.append(_Bracket(token.column, self.previous if self.is_function(self.previous) else None))
        if len(self.brackets) > self.language.max_depth:
            self.fail(
                f"Brackets at column {token.column + 1} are nested deeper than {self.language.max_depth}: "
                "write a flatter formula.",
                token.column,
            )

    def no_operand(self, token: Token) -> NoReturn:
        at = f"at column {token.column + 1}"
        if token.kind == "close" and not self.brackets:
            self.fail(f"The bracket ')' {at} was never opened: remove it or add '('.", token.column)
        if self.previous is None:
            self.fail(f"Nothing stands before {token.text!r} {at}: add a number or a name.", token.column)
        self.fail(
            f"A number, a name or a bracket is missing between {self.previous.text!r} and {token.text!r} {at}.",
            token.column,
        )

    # An operand has just ended; the answer says whether another one is expected.

    def after_operand(self, token: Token) -> bool:
        if token.kind == "operator":
            if token.text in ("<", "<=", ">", ">=") and not self.language.comparisons:
                self.fail(
                    f"A comparison at column {token.column + 1} is not accepted: write an expression with a "
                    "number as its value.",
                    token.column,
                )
            return True
        if token.kind == "close":
            self.close_bracket(token)
            return False
        if token.kind == "comma":
            self.comma(token)
            return True
        return self.missing_operator(token)

    def close_bracket(self, token: Token) -> None:
        if not self.brackets:
            self.fail(
                f"The bracket ')' at column {token.column + 1} was never opened: remove it or add '('.",
                token.column,
            )
        bracket = self.brackets.pop()
        if bracket.function is None:
            return
        name, given = bracket.function.text, bracket.commas + 1
        wanted = self.language.functions[name]
        if given != wanted:
            self.fail(
                f"The function {name} at column {bracket.function.column + 1} takes {wanted} "
                f"argument{'s' if wanted > 1 else ''}, not {given}: write {name}({', '.join('xyz'[:wanted])}).",
                bracket.function.column,
            )

    def comma(self, token: Token) -> None:
        if self.brackets and self.brackets[-1].function is not None:
            self.brackets[-1].commas += 1
            return
        self.fail(
            f"The comma at column {token.column + 1} is outside a function's brackets: "
            "write decimals with a point, as in 1.5.",
            token.column,
        )

    def missing_operator(self, token: Token) -> NoReturn:
        if token.kind == "name":
            self.check_name(token)
        left = self.previous.text if self.previous else ""
        if self.previous and self.previous.kind == "name" and token.kind == "open":
            better = f"{left}*( for a product, as {left} is not a function"
        elif self.previous and self.previous.kind == "number" and token.kind == "number":
            better = "one number or put an operator between the two"
        else:
            better = f"{left}*{token.text} for a product"
        self.fail(f"An operator is missing at column {token.column + 1}: write {better}.", token.column)
