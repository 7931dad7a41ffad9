"""Functions whose lines choose, in Python, Julia, MATLAB and languages with braces → one `return` with nested choices.

    if x > 0:
        z = x            →    return where(x > 0, (x), (-x)) + y
    else:
        z = -x
    return z + y

Which `else` belongs to which `if`, and what follows either, is read off the indentation or off `end`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from formulas.errors import FormulaError
from formulas.reading.around.branches import unbraced

_DEF = re.compile(r"\A\s*def\s[^:]*\([^()]*\)[^:\n]*:[ \t]*\n(?=.*^\s*if\b)", re.DOTALL | re.MULTILINE)
_ANY_DEF = re.compile(r"\A(?:\s*\n)?def\s")
_BEHIND = re.compile(r"^([^\s)\]}#\"'].*)$", re.MULTILINE)  # not indented
_GIVES = re.compile(r"\A(\s*function\s+)\[?\s*(\w+)\s*\]?\s*=\s*(?=\w+\s*\()")
_FUNCTION = re.compile(r"\A\s*function\b[^(\n]*\([^()]*\)[ \t]*(?:\n|;)?")
_BEGIN = re.compile(r"(\A\s*|=\s*|->\s*)\b(?:begin|let)\b(.*?)\bend[\s;]*\Z", re.DOTALL)
_IF = re.compile(r"(if|elif|elseif|else\s+if)\b\s*(.*)\Z", re.DOTALL)
_ASSIGNED = re.compile(r"(?:local\s+)?([A-Za-z_]\w*)\s*([-+*/^]|\*\*)?=(?!=)\s*(.+)\Z", re.DOTALL)
_RETURN = re.compile(r"return\b\s*(.+)\Z", re.DOTALL)
_DOCUMENTED = re.compile(r"\A\s*(?:\"{3}.*?\"{3}|\'{3}.*?\'{3})[ \t]*\n", re.DOTALL)
_WORDY = re.compile(r"(?:pass|for|while|try|with|assert|print|raise|global|nonlocal|import|from|del)\b")
_SAYS_NOTHING = re.compile(r"(?:pass|assert|print|import|from)\b|[A-Za-z_]\w*\Z")
_CLOSES = ("end", "endif", "endfunction")
_LONGEST, _WAYS = 4_000, 64


@dataclass(frozen=True)
class _Choice:
    """An if with what is done where it holds and where it does not."""

    test: str
    yes: Sequence[_Statement]
    no: Sequence[_Statement]


_Statement = str | _Choice


def unblocked(text: str) -> str:
    """The text with one `return` for its lines. FormulaError in a sentence where some line gives no value."""
    if (plain_head := _ANY_DEF.match(text)) and (behind := _BEHIND.search(text, plain_head.end())):
        raise _not_alone(behind[1], behind.start(), text)
    if head := _DEF.match(text):
        lines = _indented(_DOCUMENTED.sub("", text[head.end() :]))
        plain = _plain(lines)
        statements, end = _by_indentation(lines, plain, lines[plain][0])
        gives = ""
    else:
        text, gives = _with_return(unbraced(text))
        head = _FUNCTION.match(text)
        if not head or not (gives or re.search(r"[\n;]\s*if\b|\A\s*if\b.*\n", text[head.end() :])):
            return text
        lines = [(0, line) for line in _ended(text[head.end() :])]
        plain = 0 if gives else _plain(lines)
        statements, end = _by_end(lines, plain)
    if end < len(lines):
        raise _not_alone(lines[end][1], 0, text)
    before = "".join(f"{line}\n" for _, line in lines[:plain] if not _SAYS_NOTHING.match(line))
    return f"{head[0]}{before}return {_Flow(text, gives).value(statements, {})}"


def _not_alone(line: str, column: int, text: str) -> FormulaError:
    said = f"What stands from {line.split()[0][:20]!r} on belongs to no function: write one function alone."
    return FormulaError(said, column, text)


def _with_return(text: str) -> tuple[str, str]:
    """The text without MATLAB's `z =` before the name of a function or Julia's begin … end, and that name."""
    if given := _GIVES.match(text):
        return f"{given[1]}{' ' * (given.end() - given.end(1))}{text[given.end() :]}", given[2]
    if begun := _BEGIN.search(text):
        return f"{text[: begun.start()]}{begun[1]}{begun[2]}", ""
    return text, ""


def _indented(body: str) -> list[tuple[int, str]]:
    """The lines with their indentations; what is open in brackets goes on in the next line."""
    lines: list[tuple[int, str]] = []
    depth = 0
    for line in body.expandtabs().splitlines():
        shown = line.strip().rstrip("\\").rstrip("; ")
        if not shown:
            continue
        if depth > 0:
            lines[-1] = (lines[-1][0], f"{lines[-1][1]} {shown}")
        else:
            lines.append((len(line) - len(line.lstrip()), shown))
        depth += sum(map(shown.count, "([{")) - sum(map(shown.count, ")]}"))
    return lines


def _ended(body: str) -> list[str]:
    """The statements of a language whose blocks close with `end`."""
    lines = [line.strip() for line in re.split(r"[\n;]", body)]
    opened = sum(bool(re.match(r"if\b", line)) for line in lines)
    found = [line for line in lines if line]
    if found and found[-1] in ("end", "endfunction") and sum(line in _CLOSES for line in found) > opened:
        found = found[:-1]
    return found


def _plain(lines: Sequence[tuple[int, str]]) -> int:
    """How many lines stand before the first choice."""
    return next((at for at, (_, line) in enumerate(lines) if _IF.match(line)), len(lines))


def _by_indentation(lines: Sequence[tuple[int, str]], at: int, depth: int) -> tuple[list[_Statement], int]:
    """The statements from there on that stand at least so deep, and where they end."""
    found: list[_Statement] = []
    while at < len(lines) and lines[at][0] >= depth:
        if _IF.match(lines[at][1]):
            choice, at = _python_choice(lines, at)
            found.append(choice)
        else:
            found.append(lines[at][1])
            at += 1
    return found, at


def _python_choice(lines: Sequence[tuple[int, str]], at: int) -> tuple[_Choice, int]:
    deep, line = lines[at]
    test, inline = _parted(line)
    yes, at = ([inline], at + 1) if inline else _by_indentation(lines, at + 1, deep + 1)
    if at < len(lines) and lines[at][0] == deep:
        following = lines[at][1]
        if re.match(r"elif\b", following):
            other, at = _python_choice(lines, at)
            return _Choice(test, yes, [other]), at
        if found := re.match(r"else\s*:\s*(.*)\Z", following):
            no, at = ([found[1]], at + 1) if found[1] else _by_indentation(lines, at + 1, deep + 1)
            return _Choice(test, yes, no), at
    return _Choice(test, yes, []), at


def _parted(line: str) -> tuple[str, str]:
    """What is tested and, if it stands in the same line, what is done: `if test: what`."""
    depth, words = 0, _IF.match(line)
    spelled = words[2] if words else line
    for i, character in enumerate(spelled):
        depth += (character in "([{") - (character in ")]}")
        if character == ":" and depth == 0:
            return spelled[:i].strip(), spelled[i + 1 :].strip()
    return spelled.strip(), ""


def _by_end(lines: Sequence[tuple[int, str]], at: int) -> tuple[list[_Statement], int]:
    """The statements from there to the line that closes them."""
    found: list[_Statement] = []
    while at < len(lines):
        line = lines[at][1]
        if line in _CLOSES or re.match(r"(?:else|elseif)\b", line):
            break
        if re.match(r"if\b", line):
            choice, at = _ended_choice(lines, at)
            found.append(choice)
        else:
            found.append(line)
            at += 1
    return found, at


def _ended_choice(lines: Sequence[tuple[int, str]], at: int) -> tuple[_Choice, int]:
    words = _IF.match(lines[at][1])
    test = words[2].rstrip(", ") if words else ""
    yes, at = _by_end(lines, at + 1)
    following = lines[at][1] if at < len(lines) else ""
    if re.match(r"(?:elseif|else\s+if)\b", following):
        other, at = _ended_choice(lines, at)
        return _Choice(test, yes, [other]), at
    no: list[_Statement] = []
    if following == "else":
        no, at = _by_end(lines, at + 1)
    return _Choice(test, yes, no), at + 1


@dataclass
class _Flow:
    """Walks every way through the statements; `gives` names the result if no `return` does."""

    text: str
    gives: str
    ways: int = 0

    def value(self, statements: Sequence[_Statement], names: Mapping[str, str]) -> str:
        """What these statements return, where the names have these values."""
        names = dict(names)
        for at, statement in enumerate(statements):
            rest = statements[at + 1 :]
            if isinstance(statement, _Choice):
                return self.choice(statement, rest, names)
            if found := _RETURN.match(statement):
                return self.short(_replaced(found[1], names))
            if found := _ASSIGNED.match(statement):
                value = f"({found[1]}) {found[2]} ({found[3]})" if found[2] else found[3]
                names[found[1]] = self.short(f"({_replaced(value, names)})")
            elif not rest and not self.gives and not _WORDY.match(statement):
                return self.short(_replaced(statement, names))  # Julia's last value
            elif not _SAYS_NOTHING.match(statement):
                said = (
                    f"The line {statement[:20]!r} is no assignment, no choice and no return: write the formula alone."
                )
                raise FormulaError(said, 0, self.text)
        if self.gives in names:
            return names[self.gives]
        said = "Some way through these lines returns nothing: end with a return of what holds otherwise."
        raise FormulaError(said, 0, self.text)

    def choice(self, choice: _Choice, rest: Sequence[_Statement], names: Mapping[str, str]) -> str:
        self.ways += 1
        if self.ways > _WAYS:
            self.short(" " * (_LONGEST + 1))
        yes, no = (self.value([*part, *rest], names) for part in (choice.yes, choice.no))
        return self.short(f"where({_replaced(choice.test, names)}, {yes}, {no})")

    def short(self, value: str) -> str:
        if len(value) > _LONGEST:
            raise FormulaError("The function has too many parts: write a shorter one.", 0, self.text)
        return value


def _replaced(value: str, names: Mapping[str, str]) -> str:
    return re.sub(r"(?<![\w.])[A-Za-z_]\w*", lambda word: names.get(word[0], word[0]), value)
