"""Text → tokens, with one clear sentence for everything that is not well formed."""

import math
import re
from dataclasses import dataclass, field
from typing import Literal, NoReturn

from formulas.advice import about_character, about_name, not_a_comparison
from formulas.errors import FormulaError
from formulas.language import Language

_TOKEN = re.compile(
    r"(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<operator>\*\*|<=|>=|[-+*/^<>])"
    r"|(?P<open>\()|(?P<close>\))|(?P<comma>,)"
    r"|(?P<blank>[ \t\r\n]+)"
)
_DIGITS = 24  # characters, as the longest double has
#: What to write for two signs that other languages have.
_DOUBLED = {"//": ": write / for a division", "^^": ": write ^ for a power", "**": ": write ^ for a power"}

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
            raise FormulaError(about_character(text, position), position, text)
        if match.lastgroup != "blank":
            tokens.append(Token(match.lastgroup, match.group(), position))  # type: ignore[arg-type]
        position = match.end()
    return tokens


@dataclass
class _Checker:
    """Walks over the tokens, knowing only whether an operand or an operator must come next."""

    text: str
    language: Language
    brackets: list[_Bracket] = field(default_factory=list)
    previous: Token | None = None
    following: Token | None = None

    def check(self, tokens: list[Token]) -> None:
        if not tokens:
            self.fail("The formula is empty: write something like x^2 + y^2.", 0)
        operand_next = True
        for token, self.following in zip(tokens, [*tokens[1:], None], strict=True):
            if token.text in ("<", "<=", ">", ">=") and not self.language.comparisons:
                self.fail(not_a_comparison(token.column), token.column)
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

    @staticmethod
    def is_number(token: Token | None) -> bool:
        return token is not None and token.kind == "number"

    def is_function(self, token: Token | None) -> bool:
        return token is not None and token.kind == "name" and token.text in self.language.functions

    def bare_function(self, function: Token, after: Token | None = None) -> NoReturn:
        better = _example(function.text, self.language.functions[function.text])
        if after and after.text in ("^", "**"):
            better += "^n for a power"
        elif after and after.kind == "name" and not self.is_function(after):
            better = f"{function.text}({after.text[:20]})"
        self.fail(
            f"The function {function.text} at column {function.column + 1} needs brackets: write {better}.",
            function.column,
        )

    # An operand is expected; the answer says whether one still is.

    def operand(self, token: Token) -> bool:
        if self.is_function(self.previous) and token.kind != "open":
            self.bare_function(self.previous, token)  # type: ignore[arg-type]
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
            shown = token.text if len(token.text) <= _DIGITS else f"{token.text[:20]}…"
            self.fail(
                f"The number {shown} at column {token.column + 1} is out of range: "
                f"use 0 or 10^{round(math.log10(low))} to 10^{round(math.log10(high))}.",
                token.column,
            )

    def check_name(self, token: Token) -> None:
        called = self.following is not None and self.following.kind == "open"
        declares = not called or token.text in self.language.names  # a name may be free, a function may not
        if not self.is_function(token) and not (self.language.knows(token.text) and declares):
            self.fail(about_name(token.text, token.column, self.language, called), token.column)

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
        better = _DOUBLED.get(self.previous.text[-1] + token.text[0], "")
        self.fail(
            f"A number, a name or a bracket is missing between {self.previous.text!r} and {token.text!r} {at}{better}.",
            token.column,
        )

    # An operand has just ended; the answer says whether another one is expected.

    def after_operand(self, token: Token) -> bool:
        if token.kind == "operator":
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
                f"argument{'s' if wanted > 1 else ''}, not {given}{_better(name, wanted, given)}.",
                bracket.function.column,
            )

    def comma(self, token: Token) -> None:
        if self.brackets and self.brackets[-1].function is not None:
            self.brackets[-1].commas += 1
            return
        between_digits = self.previous and self.previous.text[-1:].isdigit() and self.is_number(self.following)
        better = "decimals with a point, as in 1.5" if between_digits else "one formula, not several"
        self.fail(
            f"The comma at column {token.column + 1} is outside a function's brackets: write {better}.", token.column
        )

    def missing_operator(self, token: Token) -> NoReturn:
        left = self.previous
        assert left is not None
        if left.kind == "number" and left.column + len(left.text) == token.column:
            self.check_spelling(left, token)
        if token.kind == "name":
            self.check_name(token)
        first, second = ("(...)" if part.kind in ("open", "close") else part.text.rstrip(".") for part in (left, token))
        better = f"{first}*{second} for a product"
        if self.is_function(token):
            better = f"{first}*{second}(...) for a product"
        elif left.kind == "name" and token.kind == "open":
            better += f", as {first} is not a function"
        elif left.kind == token.kind == "number":
            better = "one number or put an operator between the two"
        self.fail(f"An operator is missing at column {token.column + 1}: write {better}.", token.column)

    def check_spelling(self, number: Token, rest: Token) -> None:
        """Numbers in the spelling of other languages, which are read as a number and a name: 1_000, 0xff."""
        spelling, better = number.text + rest.text, ""
        if re.fullmatch("[0-9]+(?:_[0-9]+)+", spelling):
            better = spelling.replace("_", "")
        elif re.fullmatch("0(?:[xX][0-9a-fA-F]{1,12}|[bB][01]{1,40}|[oO][0-7]{1,15})", spelling):
            better = str(int(spelling, 0))
        if better:
            self.fail(
                f"The number {spelling[:40]} at column {number.column + 1} is not in plain digits: write {better}.",
                number.column,
            )


def _better(function: str, wanted: int, given: int) -> str:
    """What to write for a call with another number of arguments: the same function, or nothing."""
    if function in ("max", "min") and given > wanted:
        return f": write {function}(x, {function}(y, z))"
    if function == "log" and given > wanted:
        return ": write log(x)/log(y) for another base"
    return f": write {_example(function, wanted)}" if given < wanted else ""


def _example(function: str, wanted: int) -> str:
    """How a call with `wanted` arguments is written."""
    return f"{function}({', '.join('xyz'[:wanted])})"
