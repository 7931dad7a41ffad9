"""Text → pieces: every character, command of LaTeX and index under the name that it has here."""

import re
from dataclasses import dataclass, field, replace
from typing import NoReturn

from formulas.advice import about_character
from formulas.errors import FormulaError
from formulas.reading import tex
from formulas.reading.calls.modules import MODULES
from formulas.reading.characters import LETTERS, LOWERED, PARTS, RAISED, SIGNS, TIMES, WORDS, is_blank, plain
from formulas.reading.known.functions import KNOWN
from formulas.reading.token import Kind, Token
from formulas.reading.vectors.marks import EXTREMES, ORDER, SERIES, TRANSPOSED, index_behind, series_style

_NUMBER = re.compile(r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*")
_INDEX = re.compile(r"\s*\[\s*(?:(?::|\.\.\.)\s*,\s*)?(-?[0-9])\s*(?:,\s*(?::|\.\.\.)\s*)?\]")
_CALLED = re.compile(r"\(\s*([12])\s*\)")  # x(1), where x(2) is there too
_SEVERAL = re.compile(r"([A-Za-z])[0-9](?:\1[0-9])+")  # x1x2
_DERIVATIVE = re.compile(r"\\[dt]?frac\s*\{\s*d\s*\}\s*\{\s*d\s*[A-Za-z]")
_HATTED = re.compile(r"\s*\{?\s*\\?([A-Za-z]+)\s*\}?")  # m of \hat{m} and \hat m
_POSITIVE = re.compile(r"_(?:\+|\{\+\})")  # max(u, 0) of what stands in brackets
_BELOW = re.compile(r"_(?:\{\s*([A-Za-z0-9]+|[ijk]\s*[-+]\s*1)\s*\}|([0-9A-Za-z]))")
_OPERATORS = ("**", "<=", ">=", "//", "&&", "+", "-", "*", "/", "^", "<", ">", "%", "&", "=", "@", "?", ":")
_WORDS = ("if", "else", "and", "or")
_CHOOSING = ("then", "return", "elif")  # where there is an if
_OF_RULES = ("lr", "eps", "grad", "norm", "norm1", "dot")  # words that are no letters in LaTeX of a rule
_BRACKETS = {"(": "open", "[": "open", "{": "open", ")": "close", "]": "close", "}": "close"}


def lex(text: str, start: int = 0, end: int | None = None, times: bool = False) -> list[Token]:
    """The pieces of `text[start:end]`; with `times`, marks of a time may follow names.

    FormulaError for a character or a command that formulas do not have.
    """
    return _Lexer(text, start, len(text) if end is None else end, times=times).tokens()


@dataclass
class _Lexer:
    text: str
    at: int
    end: int
    found: list[Token] = field(default_factory=list)
    glued: bool = False
    digits: int = 0  # how many of the next digits are a number each, after \frac
    latex: bool = False
    called: frozenset[str] = frozenset()
    times: bool = False

    def tokens(self) -> list[Token]:
        self.called = frozenset(re.sub(r"\s", "", one) for one in re.findall(r"\b[A-Za-z]\w*\(\s*[12]\s*\)", self.text))
        if derivative := _DERIVATIVE.search(self.text, self.at, self.end):
            self.at = derivative.start()
            self.fail(f"The derivative at column {self.at + 1} is not read: write the function that it gives.")
        self.latex = "\\" in self.text[self.at : self.end] or "$" in self.text[self.at : self.end]
        while self.at < self.end:
            if is_blank(self.text[self.at]) or (self.text[self.at] in "~$" and self.latex):
                self.glued, self.at = False, self.at + 1
            else:
                self.one()
        return self.found

    def add(self, kind: Kind, text: str, until: int, **more: object) -> None:
        self.found.append(Token(kind, text, self.at, self.glued and bool(self.found), **more))  # type: ignore[arg-type]
        self.at, self.glued = until, True
        if kind == "name" and self.times and self.at < self.end and self.text[self.at] in TIMES:
            self.found[-1] = replace(self.found[-1], time=TIMES[self.text[self.at]])
            self.at += 1

    def fail(self, message: str) -> NoReturn:
        raise FormulaError(message, self.at, self.text)

    def one(self) -> None:
        """The next piece."""
        character = plain(self.text[self.at])
        if character == "\\":
            self.command()
        elif number := _NUMBER.match(self.text, self.at, self.end):
            self.number(number[0])
        elif character.isascii() and character.isalpha():
            self.word()
        elif character in LETTERS:
            digits = re.compile("[0-9]*").match(self.text, self.at + 1, self.end)
            self.letter(LETTERS[character] + (digits[0] if digits else ""), digits.end() if digits else self.at + 1)
        elif character in RAISED:
            self.raised()
        elif character in PARTS:
            self.part(*PARTS[character])
        elif character in "√∛":
            self.add("tex", "sqrt" if character == "√" else "cbrt", self.at + 1)
        else:
            self.sign(character)

    def number(self, spelled: str) -> None:
        if self.digits and spelled[0].isdigit():
            spelled, self.digits = spelled[0], self.digits - 1
        self.add("number", spelled, self.at + len(spelled))

    def word(self) -> None:
        module = MODULES.match(self.text, self.at, self.end)
        begin = module.end() if module else self.at
        if not (found := _WORD.match(self.text, begin, self.end)):
            if letter := plain(self.text[begin]):
                self.letter(letter, begin + 1)
            return
        word = found[0]
        if module:
            self.add("name", word, found.end(), whole=True, style="module")
        elif word in _WORDS or (word == "IF" and self.text.startswith("(", found.end())):
            self.add("word", word.lower(), found.end())
        elif re.fullmatch("(?:max|min)_[ijk]", word):
            self.letter(word[:3], begin + 3)
        elif word == "True":
            self.add("number", "1", found.end())
        elif word in _CHOOSING and any(token.text == "if" for token in self.found):
            self.add("word", word, found.end())
        elif word == "mod" and self.found and not self.glued and self.found[-1].kind in ("name", "number", "close"):
            self.add("op", "%", found.end())
        elif self.latex and not self.known(word) and not (self.times and word in _OF_RULES):
            self.letter(word[0], self.at + 1)
        elif _SEVERAL.fullmatch(word):
            self.letter(word[:2], self.at + 2)
        else:
            self.letter(word, found.end())

    @staticmethod
    def known(word: str) -> bool:
        return bool(tex.name(word)) and len(word) > 1

    def letter(self, name: str, until: int) -> None:
        """A name with the index that follows it, if one does."""
        if name in ("max", "min") and (over := EXTREMES.match(self.text, until, self.end)):
            self.add("tex", "count", over.end(), style=f"{name} {over[1] or over[2]} 1 2 1 ")
            return
        mark, behind = index_behind(self.text, until, self.end)
        if mark and name not in KNOWN and not self.times:
            self.add("name", f"{name}{mark}", behind, stem=name, style="point", whole=True)
            return
        index = _INDEX.match(self.text, until, self.end)
        if not index and (index := self.one_of_two(name, until)):
            self.add("name", f"{name}_{index[1]}", index.end(), stem=name, index=int(index[1]), style="under")
            return
        below = None if index else _BELOW.match(self.text, until, self.end)
        if index:
            place = int(index[1]) % 2 if index[1].startswith("-") else int(index[1])  # of two coordinates
            self.add("name", f"{name}[{place}]", index.end(), stem=name, index=place, style="bracket")
        elif below and below.end() <= self.end:
            self.indexed(name, below[1] or below[2], below.end(), "under")
        elif until < self.end and self.text[until] in LOWERED:
            low = self.text[until : self.end]
            low = low[: len(low) - len(low.lstrip("".join(LOWERED)))]
            self.indexed(name, "".join(LOWERED[c] for c in low), until + len(low), "under")
        elif name not in KNOWN and (digits := re.fullmatch(r"([A-Za-z_]*?[A-Za-z])(_?)([0-9]{1,3})", name)):
            style = "under" if digits[2] else "digit"
            self.add("name", name, until, stem=digits[1], index=int(digits[3]), style=style)
        else:
            self.add("name", name, until)

    def one_of_two(self, name: str, until: int) -> re.Match[str] | None:
        both = name not in KNOWN and {f"{name}(1)", f"{name}(2)"} <= self.called
        return _CALLED.match(self.text, until, self.end) if both else None

    def indexed(self, name: str, index: str, until: int, style: str) -> None:
        index = re.sub(r"\s", "", index)
        number = int(index) if index.isdigit() and len(index) < 4 else -1
        self.add("name", f"{name}_{index}", until, stem=name, index=number, style=style, whole=number < 0)

    def raised(self) -> None:
        run = re.compile(f"[{re.escape(''.join(RAISED))}]+").match(self.text, self.at, self.end)
        assert run
        if run.end() < self.end and self.text[run.end()] == "√" and run[0] in "²³":
            self.add("tex", "sqrt" if run[0] == "²" else "cbrt", run.end() + 1)
            return
        inner = lex("".join(RAISED[c] for c in run[0]))
        self.add("op", "^", self.at)
        self.add("open", "(", self.at)
        self.found += [replace(token, column=self.at) for token in inner]
        self.add("close", ")", run.end())

    def part(self, above: str, below: str) -> None:
        for kind, text in (("open", "("), ("number", above), ("op", "/"), ("number", below)):
            self.add(kind, text, self.at)  # type: ignore[arg-type]
        self.add("close", ")", self.at + 1)

    def sign(self, character: str) -> None:
        """An operator, a bracket, a comma or a bar."""
        sign = SIGNS.get(character, character)
        behind = bool(self.found) and self.found[-1].kind in ("name", "close", "method") and not self.times
        if behind and (positive := _POSITIVE.match(self.text, self.at, self.end)):
            self.add("method", "+", positive.end())
        elif behind and (transposed := TRANSPOSED.match(self.text, self.at, self.end)):
            self.add("method", "T", transposed.end())
        elif method := re.compile(r"\.([a-z_0-9]+)(?=\s*\()").match(self.text, self.at, self.end):
            self.add("method", method[1], method.end())
        elif sign in _BRACKETS:
            kind, style = _BRACKETS[sign], {"[": "list", "{": "braces"}.get(sign, "")
            self.add(kind, "(" if sign in "([{" else ")", self.at + 1, braces=sign in "{}", style=style)  # type: ignore[arg-type]
        elif sign == "|":
            self.add("bar", "|", self.at + 1)
        elif sign in "‖∥":
            self.norm_bar(self.at + 1)
        elif sign in "∑∏" or (character == "Σ"):
            self.series("prod" if sign == "∏" else "sum", self.at + 1)
        elif sign in "⌊⌈":
            self.add("function", "floor" if sign == "⌊" else "ceil", self.at)
            self.add("open", "(", self.at + 1)
        elif sign in "⌋⌉":
            self.add("close", ")", self.at + 1)
        elif sign == "," or (sign == ";" and self.is_inside()):
            self.add("comma", ",", self.at + 1)
        elif self.latex and character == "&":
            self.add("cell", "&", self.at + 1)
        elif found := next((o for o in _OPERATORS if self.text.startswith(o, self.at) or o == sign), None):
            length = len(found) if self.text.startswith(found, self.at) else 1
            self.add("op", {"**": "^", "&&": "&"}.get(found, found), self.at + length)
        else:
            self.fail(about_character(self.text, self.at))

    def is_inside(self) -> bool:
        """Whether a bracket is open."""
        return sum((token.kind == "open") - (token.kind == "close") for token in self.found) > 0

    def command(self) -> None:
        r"""What a backslash begins."""
        found = tex.COMMAND.match(self.text, self.at, self.end)
        if not found:
            self.fail(about_character(self.text, self.at))
        word, until = found[1] or found[2], found.end()
        if word == "\\":
            self.add("row", "\\", until)
        elif word in tex.SPACES:
            if word in ("left", "right") and self.text.startswith(".", until):
                until += 1
            self.glued, self.at = False, until
        elif word in tex.FRACTIONS:
            self.digits = 2 if re.compile(r"\s*[0-9]").match(self.text, until, self.end) else 0
            self.add("tex", "frac", until)
        elif word == "sqrt":
            self.add("tex", "sqrt", until)
        elif word in ("sum", "prod"):
            self.series(word, until)
        elif word == "over":
            self.add("tex", "over", until)
        elif word in tex.SIGNS:
            self.command_sign(tex.SIGNS[word], until)
        elif known := tex.name(word):
            self.letter(known, until)
        else:
            self.worded(word, until)

    def command_sign(self, sign: str, until: int) -> None:
        if sign.startswith("||"):
            self.norm_bar(until, {"(": "open", ")": "close"}.get(sign[-1], ""))
        elif sign.startswith("|"):
            self.add("bar", sign.rstrip("()"), until, style={"(": "open", ")": "close"}.get(sign[-1], ""))
        elif sign in ("(", ")"):
            style = "braces" if self.text[until - 1] == "{" else ""
            self.add("open" if sign == "(" else "close", sign, until, style=style)
        elif sign.endswith("("):
            self.add("function", sign[:-1], self.at)
            self.add("open", "(", until)
        else:
            self.add("op", sign, until)

    def norm_bar(self, until: int, style: str = "") -> None:
        """One side of a norm, with its order if that is said."""
        order = ORDER.match(self.text, until, self.end)
        stem = LOWERED.get(order[1], order[1]).replace("\\infty", "inf").replace("∞", "inf") if order else ""
        self.add("bar", "‖", order.end() if order else until, style=style, stem=stem)

    def series(self, sign: str, until: int) -> None:
        """A sum or a product over the coordinates, with what it counts."""
        found = SERIES.match(self.text, until, self.end)
        assert found
        if not (style := series_style(sign, found)):
            self.fail(f"The end of the sum at column {self.at + 1} is not read: write n or 2.")
        self.add("tex", "count", found.end(), style=style)

    def worded(self, word: str, until: int) -> None:
        r"""\operatorname{name}, \mathbf{x}, \begin{cases}, or what is not read."""
        inner = re.compile(r"\s*\{\s*\\?([A-Za-z][A-Za-z0-9]*)[.,]?\s*\}").match(self.text, until, self.end)
        if word in tex.WORDED and inner:
            word = inner[1]
            kind: Kind = "word" if word in ("if", "otherwise", "for", "else") else "name"
            if kind == "name":
                self.letter(word, inner.end())
            else:
                self.add("word", word, inner.end())
        elif word in tex.TYPES and inner:
            self.letter(inner[1], inner.end())
        elif word in tex.HATS and (under := _HATTED.match(self.text, until, self.end)):
            self.letter(f"{WORDS.get(under[1], under[1])}_{word.removeprefix('wide')}", under.end())
        elif word in ("begin", "end") and inner and inner[1] == "cases":
            self.add("tex", f"{word} cases", inner.end())
        elif not word.isalpha():
            self.fail(about_character(self.text, self.at))
        else:
            self.fail(f"The command \\{word[:20]} at column {self.at + 1} is not read: write the formula without it.")
