"""if, elif and else of Python around assignments → assignments that choose, m = where(t > 1, b*m + g, g)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from formulas.errors import FormulaError

OPENS = re.compile(r"(if|elif)\b\s*(.*?)\s*:\s*([^:\]]*)$|(else)\s*:\s*(.*)$")
_SETS = re.compile(r"\s*([A-Za-z_][\w]*)\s*(\*\*|//|[-+*/])?=(?!=)\s*(.+?)\s*$", re.DOTALL)
_EQUAL = re.compile(r"(.+?)(==|!=)(.+)")
_JOINS = re.compile(r"\s+(and|or)\s+")
_WORD = re.compile(r"[A-Za-z_]\w*")
#: Numbers of which Python asks as if they were conditions: whether they are 0.
_NUMBERS = ("weight_decay", "momentum", "wd", "decay", "l2", "dampening")
_DEEPEST = 6


@dataclass(frozen=True)
class Assigned:
    """One assignment as it was written: its number in the text (from 0), where it begins there, and what it says."""

    number: int
    column: int
    text: str


@dataclass
class _Block:
    """An if that is open: its indentation, its condition, the lines where it holds and those where it does not."""

    indent: int
    number: int
    test: str
    then: list[Assigned] = field(default_factory=list)
    other: list[Assigned] = field(default_factory=list)
    in_other: bool = False
    chained: bool = False  # an elif, which ends where the if before it ends


@dataclass
class Branches:
    """Takes the lines of a text in order and gives those without conditions."""

    typed: Sequence[str]
    found: list[Assigned] = field(default_factory=list)
    blocks: list[_Block] = field(default_factory=list)
    tests: int = 0
    chosen: set[str] = field(default_factory=set)  # names that a condition decides on

    def open(self, word: str, test: str, indent: int, number: int) -> None:
        """A line that begins with if, elif or else."""
        if word == "if":
            self.close(indent)
        else:
            self.close(indent + 1)
            while self.blocks and self.blocks[-1].indent == indent and self.blocks[-1].in_other:
                self._end()
            if self.blocks and self.blocks[-1].indent == indent:
                self.blocks[-1].in_other = True
            elif word == "elif":
                raise self.fail("elif stands without an if: write where(t > 1, a, b)", number)
        if word == "else":
            return
        if len(self.blocks) >= _DEEPEST:
            raise self.fail("conditions are nested too deeply: write where(t > 1, a, b)", number)
        self.blocks.append(_Block(indent, number, self._condition(test, number), chained=word == "elif"))

    def add(self, line: Assigned, indent: int) -> None:
        """An assignment; it closes the blocks that are indented as it is, or further."""
        self.close(indent)
        self._into(line)

    def close(self, indent: int = -1) -> None:
        while self.blocks and self.blocks[-1].indent >= indent:
            self._end()

    def fail(self, said: str, number: int) -> FormulaError:
        return FormulaError(f"Line {number + 1}: {said}.", 0, self.typed[number], number)

    def _into(self, line: Assigned) -> None:
        block = self.blocks[-1] if self.blocks else None
        (self.found if block is None else block.other if block.in_other else block.then).append(line)

    def _condition(self, test: str, number: int) -> str:
        """The condition in our language, in which equal numbers have no sign of their own."""
        while test.startswith("(") and test.endswith(")") and ")" not in test[1:-1]:
            test = test[1:-1].strip()
        parts = _JOINS.split(test)
        for at in range(0, len(parts), 2):
            if equal := _EQUAL.fullmatch(parts[at]):
                size = f"abs(({equal[1].strip()}) - ({equal[3].strip()}))"
                parts[at] = f"{size} {'<=' if equal[2] == '==' else '>'} 0"
            elif parts[at] in _NUMBERS:
                parts[at] = f"abs({parts[at]}) > 0"
            elif not re.search("[<>≤≥]", parts[at]) or parts[at].startswith("not "):
                shown = parts[at][:20]
                raise self.fail(f"{shown} is no comparison: write if t > 1, or only the lines that hold", number)
        return " ".join(parts)

    def _end(self) -> None:
        block = self.blocks.pop()
        for line in self._chosen(block):
            self._into(line)
        if block.chained and self.blocks:
            self._end()

    def _chosen(self, block: _Block) -> list[Assigned]:
        """The lines of a block that has ended as lines that choose."""
        then, other = ([self._parts(line) for line in lines] for lines in (block.then, block.other))
        set_here = {name for name, _value in (*then, *other)}
        self.chosen |= set_here
        test, lines = block.test, list[Assigned]()
        if set_here & {*_WORD.findall(test)} and len(then) + len(other) > 1:
            self.tests += 1
            lines.append(Assigned(block.number, 0, f"test{self.tests} = where({test}, 1, 0)"))
            test = f"test{self.tests} > 0"
        if [name for name, _value in then] == [name for name, _value in other]:
            pairs = [(line, name, a, b) for line, (name, a), (_n, b) in zip(block.then, then, other, strict=True)]
        else:
            pairs = [(line, name, a, name) for line, (name, a) in zip(block.then, then, strict=True)]
            pairs += [(line, name, name, b) for line, (name, b) in zip(block.other, other, strict=True)]
        return lines + [
            Assigned(line.number, line.column, f"{name} = where({test}, {a}, {b})") for line, name, a, b in pairs
        ]

    def _parts(self, line: Assigned) -> tuple[str, str]:
        """(name, value) of an assignment: a, a + (b) of a += b."""
        found = _SETS.match(line.text)
        if not found:
            raise self.fail("below a condition only name = expression is read", line.number)
        return found[1], f"{found[1]} {found[2]} ({found[3]})" if found[2] else found[3]
