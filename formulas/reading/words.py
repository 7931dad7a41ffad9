"""What the names of a formula mean: coordinates, constants, functions, numbers with a slider."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NoReturn

from formulas.advice import about_name
from formulas.errors import FormulaError
from formulas.language import CONSTANTS, ELEMENTARY, Language, is_identifier
from formulas.reading.characters import WORDS
from formulas.reading.doubts import Doubts
from formulas.reading.functions import KNOWN, OF_MODULES
from formulas.reading.indexes import coordinates
from formulas.reading.lexer import lex
from formulas.reading.split import split, trailing_digits
from formulas.reading.token import Token

_AXES = ("x", "y")
_OTHERS = "cabdhkmnpqrstuvwz"  # free letters for a slider


@dataclass
class Words:
    """Replaces the names among the pieces by those of ours.

    declared   names that stay as they are
    arguments  the names that the head of a function gives to the coordinates
    values     names that have a value there
    """

    text: str
    declared: frozenset[str]
    doubts: Doubts
    arguments: Sequence[str] = ()
    values: Mapping[str, str] = field(default_factory=dict)

    def resolve(self, tokens: Sequence[Token]) -> list[Token]:
        """The pieces with every name resolved. FormulaError if a name is none."""
        self.tokens = tokens
        self.names = [token for token in tokens if token.kind == "name"]
        self.spelled = {token.text for token in self.names}
        self.axes = self.axes_of_head()
        self.lower = bool(self.axes) or any(self.is_axis(token) for token in self.names)
        if not self.axes:
            self.axes = coordinates(self.names, self.lower, self.declared, self.doubts, self.text)
        found: list[Token] = []
        for at, token in enumerate(tokens):
            called = at + 1 < len(tokens) and tokens[at + 1].kind == "open"
            found += self.one(token, called, tokens[at + 1] if at + 1 < len(tokens) else None)
        return found

    def axes_of_head(self) -> dict[str, str]:
        """Name → coordinate, as `f(u, v) =` says."""
        names = [t.text for argument in self.arguments for t in lex(argument) if t.kind == "name"]
        if len(names) == 1 and any(token.stem == names[0] and token.index >= 0 for token in self.names):
            return {}  # a point, whose coordinates have an index
        if set(names) == set(_AXES):
            return {"x": "x", "y": "y"}
        return dict(zip(names, _AXES, strict=False))

    def is_axis(self, token: Token) -> bool:
        """Whether a name is x or y, alone or among others run together."""
        if token.index >= 0 or token.text in self.declared:
            return False
        return token.text in _AXES or (not token.whole and bool({*split(token.text, True)} & {*_AXES}))

    def one(self, token: Token, called: bool, following: Token | None) -> list[Token]:
        """What one piece stands for."""
        if token.kind != "name":
            return [token]
        word = token.text
        if word in self.declared:
            return [token]
        if word in self.values:
            inner = lex(self.values[word])
            return [replace(t, column=token.column, glued=False) for t in _in_brackets(inner, token.column)]
        if word in self.axes:
            return [replace(token, text=self.axes[word])]
        if found := self.function(token, called, following):
            return [found]
        if word in CONSTANTS or word in _AXES:
            return [token]
        return self.unknown(token, called)

    def function(self, token: Token, called: bool, following: Token | None) -> Token | None:
        """The piece as a function, None if it is none."""
        word = token.text
        if token.style == "under" and token.stem == "log" and token.index > 1:
            return replace(token, kind="function", text=f"log_{token.index}")
        if token.style == "module" and word in OF_MODULES:
            return replace(token, kind="function", text=f".{word}")
        if word not in KNOWN and word.lower() in KNOWN and called and word[1:].lower() == word[1:]:
            word = word.lower()
        if word not in KNOWN and word.isupper() and word.lower() in KNOWN and called:
            word = word.lower()
        if word not in KNOWN:
            return None
        applied = called or (KNOWN[word].bare and following is not None and self.may_be_argument(following))
        return replace(token, kind="function", text=word) if applied or word in ELEMENTARY else None

    @staticmethod
    def may_be_argument(token: Token) -> bool:
        return token.kind in ("name", "number", "function", "tex") or token.text == "^" or token.kind == "bar"

    def unknown(self, token: Token, called: bool) -> list[Token]:
        """A name that is neither a coordinate nor known: Greek, in another case, run together, or a number's."""
        word = token.text
        if greek := _greek(token):
            return [replace(token, text=greek)]
        if word.lower() == "pi":
            return [replace(token, text="pi")]
        if found := self.another_case(token):
            return found
        if not token.whole and (parts := split(word, called)):
            return _parts(token, parts)
        letters, digits = trailing_digits(word)
        if letters and not called and self.lost_power(token, letters):
            return self.with_digits(token, letters, digits)
        if not is_identifier(word) or token.style == "module" or (called and (len(word) > 1 or word in "fgh")):
            self.fail(token, called)
        return [token]

    def another_case(self, token: Token) -> list[Token]:
        """X as x where there is no x; where there is one, X is doubtful."""
        word = token.text
        if not word.isupper() or not {*word} <= {"X", "Y"}:
            return []
        if not self.lower:
            return _parts(token, tuple(word.lower()))
        if self.doubts.pick(f"case {word}", token.column) == 0:
            return _parts(token, tuple(word.lower()))
        return [replace(token, text=self.free_letter())]

    def free_letter(self) -> str:
        return next(letter for letter in _OTHERS if letter not in self.spelled)

    def lost_power(self, token: Token, letters: str) -> bool:
        """Whether x2 is x² or 2x: with x or y alone elsewhere, or all of them with x and y."""
        known = split(letters, False) or ((letters,) if letters in _AXES else ())
        return bool(known) and (len(known) > 1 or token.index != 0) and (len(known) > 1 or token.index > 1)

    def with_digits(self, token: Token, letters: str, digits: str) -> list[Token]:
        parts = _parts(token, split(letters, False) or (letters,))
        ways = 3 if self.lower and len(parts) == 1 else 2
        way = self.doubts.pick(f"digits {token.text}", token.column, ways)
        number = Token("number", digits, token.column, glued=True)
        if way == 2:
            return [replace(token, text=f"{letters}_{digits}")]
        if way == 1:
            return [number, *parts]
        return [*parts, Token("op", "^", token.column, True), number]

    def fail(self, token: Token, called: bool) -> NoReturn:
        language = Language(_AXES, tuple(sorted(self.declared - {*_AXES})))
        raise FormulaError(about_name(token.text, token.column, language, called), token.column, self.text)


def _greek(token: Token) -> str:
    """The name of a Greek letter, with its index."""
    if token.text in WORDS:
        return WORDS[token.text]
    if token.index >= 0 and token.style != "bracket" and token.stem in WORDS:
        return f"{WORDS[token.stem]}{token.index}"
    return ""


def _parts(token: Token, parts: Sequence[str]) -> list[Token]:
    """A word as the names it is made of, the later ones glued to the first."""
    found, at = [], token.column
    for i, part in enumerate(parts):
        kind = "function" if part in KNOWN else "name"
        name = WORDS.get(part, part)
        found.append(Token(kind, name, at, glued=token.glued if i == 0 else True, stem="split" if i else ""))  # type: ignore[arg-type]
        at += len(part)
    return found


def _in_brackets(tokens: list[Token], column: int) -> list[Token]:
    return [Token("open", "(", column), *tokens, Token("close", ")", column)]
