"""What the names of a formula mean: coordinates, constants, functions, numbers with a slider."""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NoReturn

from formulas.advice import about_name
from formulas.errors import FormulaError
from formulas.language import CONSTANTS, ELEMENTARY, Language, is_identifier
from formulas.reading.calls.modules import BEHIND_MODULES, OF_HEADERS
from formulas.reading.characters import WORDS
from formulas.reading.doubts import Doubts
from formulas.reading.indexes import coordinates
from formulas.reading.known.functions import KNOWN, OF_MODULES
from formulas.reading.lexer import lex
from formulas.reading.split import argument, split, with_digits
from formulas.reading.token import Token
from formulas.reading.vectors.marks import COUNT
from formulas.reading.vectors.points import Points, is_function, points, unlooped

_AXES = ("x", "y")
_MOST = 1_500  # pieces, with values in place of names
_SIZES = re.compile(r"\||\babs\b|\bAbs\b|[lr]?[vV]ert\b|‖")  # of what may be a complex number
_MATHEMATICA = re.compile(r"\b[A-Z][a-z]+[a-zA-Z]*\[")
_NO_NAMES = ("inf", "infinity", "nan")
_ALSO_FUNCTIONS = ("gamma", "Gamma", "zeta")  # and letters
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
    values: Sequence[tuple[str, str]] = ()

    def resolve(self, tokens: Sequence[Token]) -> list[Token]:
        """The pieces with every name resolved. FormulaError if a name is none."""
        tokens, aliases = unlooped(self.expanded(tokens, self.known_values()), self.text)
        self.head = [t.text for argument in self.arguments for t in lex(argument) if t.kind == "name"]
        self.points = points(tokens, self.head, aliases)
        self.names = [token for token in tokens if token.kind == "name"]
        self.spelled = {token.text for token in self.names}
        self.axes = self.axes_of_head()
        self.lower = bool(self.axes) or any(self.is_axis(token) for token in self.names)
        if not self.axes:
            self.axes = coordinates(self.names, self.lower, self.declared, self.doubts, self.text)
        found: list[Token] = []
        for at, token in enumerate(tokens):
            called = at + 1 < len(tokens) and tokens[at + 1].kind == "open"
            if called:
                self.must_be_known(tokens[at : at + 4])
            found += self.one(token, called, tokens[at + 1] if at + 1 < len(tokens) else None)
        return found

    def must_be_known(self, tokens: Sequence[Token]) -> None:
        """FormulaError for u(x), H(y), gamma(x): a function that is not known, and no product with a bracket."""
        name, bracket, *inner = tokens
        word = name.text
        if word in _ALSO_FUNCTIONS and bracket.glued and word not in self.declared and "\\" not in self.text:
            said = f"What {word}(...) at column {name.column + 1} stands for is not known"
            raise FormulaError(f"{said}: write {word}*(...) for a product.", name.column, self.text)
        is_letter = name.kind == "name" and (len(word) == 1 or word in WORDS) and not name.whole
        if not is_letter or len(inner) < 2 or inner[0].text not in _AXES or inner[1].kind != "close":
            return
        if not bracket.glued or word in {*_AXES, *CONSTANTS, *self.declared, *self.axes} or word in KNOWN:
            return
        said = f"What {word}({inner[0].text}) at column {name.column + 1} stands for is not known: write its formula"
        raise FormulaError(f"{said}, or {word}*{inner[0].text} for a product.", name.column, self.text)

    def known_values(self) -> dict[str, list[Token]]:
        """The names that have a value, each with the pieces that stand for it."""
        known: dict[str, list[Token]] = {}
        for name, value in self.values:
            known[name] = self.expanded(lex(value), known)
        return known

    def expanded(self, tokens: Sequence[Token], known: Mapping[str, list[Token]]) -> list[Token]:
        """The pieces with values for the names that have one. FormulaError if they become too many."""
        found: list[Token] = []
        for token in tokens:
            inner = known.get(token.text) if token.kind == "name" and token.text not in self.declared else None
            moved = [replace(t, column=token.column, glued=False) for t in inner or ()]
            found += _in_brackets(moved, token.column) if inner else [token]
            if len(found) > _MOST:
                raise FormulaError("The function has too many parts: write a shorter one.", token.column, self.text)
        return found

    def axes_of_head(self) -> dict[str, str]:
        """Name → coordinate, as `f(u, v) =` says."""
        names = self.head
        if len(names) == 2 and self.is_point_beside_nothing(names):
            return {}
        if len(names) == 1 and any(token.stem == names[0] and token.index >= 0 for token in self.names):
            return {}  # a point, whose coordinates have an index
        if set(names) == set(_AXES):
            return {"x": "x", "y": "y"}
        return dict(zip(names, _AXES, strict=False))

    def is_point_beside_nothing(self, names: Sequence[str]) -> bool:
        """Whether one of the two arguments occurs with an index only, and the other not at all."""
        read = {token.stem if token.style == "bracket" else token.text for token in self.names}
        point = next((t.stem for t in self.names if t.style == "bracket" and t.stem in names), "")
        if point and {*names} & read != {point}:
            wrong = next(t for t in self.names if t.style == "bracket" and t.stem == point)
            said = f"{wrong.text} at column {wrong.column + 1} is a part of a point, and f has two numbers"
            raise FormulaError(f"{said}: write {point} alone, or f({point}) of one point.", wrong.column, self.text)
        return bool(point) and point not in self.spelled

    def is_axis(self, token: Token) -> bool:
        """Whether a name is x or y, alone or among others run together."""
        if token.index >= 0 or token.text in self.declared or (self.points and self.points.mark(token)):
            return False
        return token.text in _AXES or (not token.whole and bool({*split(token.text, True)} & {*_AXES}))

    def one(self, token: Token, called: bool, following: Token | None) -> list[Token]:
        """What one piece stands for."""
        if token.kind != "name":
            return [token]
        word = token.text
        if word in self.declared:
            return [token]
        if self.points and (found := self.of_points(self.points, token, called)):
            return [found]
        if word in self.axes:
            return [replace(token, text=self.axes[word])]
        if found := self.function(token, called, following):
            return [found]
        if word in CONSTANTS or word in _AXES:
            return [token]
        return self.unknown(token, called)

    @staticmethod
    def of_points(points: Points, token: Token, called: bool) -> Token | None:
        """The piece where it speaks of a point, None if it does not."""
        if mark := points.mark(token):
            return replace(token, text=mark)
        if is_function(token, called):
            return replace(token, kind="function", text=f"@{token.text}")
        if token.text in points.counts:
            return replace(token, text=COUNT)
        return token if token.text in points.counted or token.text == "inf" else None

    def function(self, token: Token, called: bool, following: Token | None) -> Token | None:
        """The piece as a function, None if it is none."""
        word = token.text
        if token.style == "under" and token.stem == "log" and token.index > 1:
            return replace(token, kind="function", text=f"log_{token.index}")
        if token.style == "module" and word in OF_MODULES:
            return replace(token, kind="function", text=f".{word}")
        if word not in KNOWN and word.lower() in KNOWN and called and word[1:].lower() == word[1:]:
            word = word.lower()
        if word not in KNOWN and token.style == "module" and word.lower() in KNOWN:
            word = word.lower()  # a layer, nn.LogSigmoid
        if word not in KNOWN and word.isupper() and word.lower() in KNOWN and called:
            word = word.lower()
        if called and word not in KNOWN and word.endswith("f") and word[:-1] in KNOWN:
            word = word[:-1]  # C's functions of single precision
        if word not in KNOWN:
            return None
        applied = called or (following is not None and self.may_be_argument(token, following))
        return replace(token, kind="function", text=word) if applied or word in ELEMENTARY else None

    @staticmethod
    def may_be_argument(function: Token, token: Token) -> bool:
        if token.kind == "op":
            return token.text == "^" and KNOWN[function.text].bare
        return token.kind in ("name", "number", "function", "tex", "bar", "method")

    def unknown(self, token: Token, called: bool) -> list[Token]:
        """A name that is neither a coordinate nor known: Greek, in another case, run together, or a number's."""
        word = token.text
        if constant := OF_HEADERS.get(word) or (BEHIND_MODULES.get(word) if token.style == "module" else None):
            return _in_brackets([replace(t, column=token.column, glued=False) for t in lex(constant)], token.column)
        if word.lower() == "pi":
            return [replace(token, text="pi")]
        if greek := _greek(token):
            return [replace(token, text=greek)]
        if (found := self.another_case(token)) != [token] or (found := self.run_together(token, called)):
            return found
        if word in ("i", "j") and (self.text[: token.column][-1:].isdigit() or _SIZES.search(self.text)):
            self.imaginary(token)
        unknown = token.style == "module" or word.lower() in _NO_NAMES or (called and (len(word) > 1 or word in "fgh"))
        if unknown or not is_identifier(word):
            self.fail(token, called)
        return [token]

    def run_together(self, token: Token, called: bool) -> list[Token]:
        """xy, sinx, cos2x, and x2y, in which a power has lost its place."""
        word = token.text
        if token.whole:
            return []
        if parts := split(word, called):
            pieces = _parts(token, parts)
            if "i" in parts:
                self.imaginary(token)
            return [one for piece in pieces for one in (self.another_case(piece) if piece.kind == "name" else [piece])]
        function, digits, rest = argument(word)
        if function and word not in KNOWN and not called and (digits or rest):
            at = token.column + len(function)
            number = [Token("number", digits, at, True)] if digits else []
            behind = Token("name", rest, at + len(digits), glued=True)
            factors = self.run_together(behind, False) if rest and rest not in _AXES else [behind] if rest else []
            if factors or not rest:
                return [replace(token, kind="function", text=function), *number, *factors]
        pairs = [] if called or token.style in ("under", "bracket") else with_digits(word)
        if len(pairs) > 1 or (pairs and int(pairs[0][1] or 0) > 1):
            return self.powers(token, pairs)
        return []

    def another_case(self, token: Token) -> list[Token]:
        """X as x where there is no x; where there is one, X is doubtful, as E is. Any other name as it is."""
        word = token.text
        if word == "E" and _MATHEMATICA.search(self.text):
            return [replace(token, text="e")]
        if word == "E":
            other = self.doubts.pick("case E", token.column)
            return [replace(token, text=self.free_letter() if other else "e")]
        if not word.isupper() or not {*word} <= {"X", "Y"}:
            return [token]
        if not self.lower:
            return _parts(token, tuple(word.lower()))
        if self.doubts.pick(f"case {word}", token.column) == 0:
            return _parts(token, tuple(word.lower()))
        return [replace(token, text=self.free_letter())]

    def free_letter(self) -> str:
        return next(letter for letter in _OTHERS if letter not in self.spelled)

    def powers(self, token: Token, pairs: Sequence[tuple[str, str]]) -> list[Token]:
        """x2 as x², as 2x or, beside x and y, as a number with a slider."""
        way = self.doubts.pick("digits", token.column, 3 if self.lower and len(pairs) == 1 else 2)
        if way > 1 and len(pairs) == 1:
            return [replace(token, text=f"{pairs[0][0]}_{pairs[0][1]}")]
        found: list[Token] = []
        at = token.column
        for letter, digits in pairs:
            axis = Token("name", letter, at, token.glued or bool(found))
            number = Token("number", digits, at + 1, glued=True)
            power = [axis, Token("op", "^", at + 1, True), number]
            times = [Token("op", "*", at)] if found else []
            found += [axis] if not digits else [*times, number, axis] if way == 1 else power
            at += 1 + len(digits)
        return found

    def imaginary(self, token: Token) -> NoReturn:
        said = f"{token.text[:20]!r} at column {token.column + 1} holds no imaginary unit, as all numbers are real here"
        raise FormulaError(f"{said}: write hypot(x, y) for |x + iy|.", token.column, self.text)

    def fail(self, token: Token, called: bool) -> NoReturn:
        if keyword.iskeyword(token.text):
            said = f"What stands from {token.text!r} at column {token.column + 1} on is no part of a formula"
            raise FormulaError(f"{said}: write the formula alone.", token.column, self.text)
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
