"""Lines of arithmetic, `name = expression`, that move a point w: checked, and generated as one NumPy function.

    >>> momentum = Program.parse("v = mu*v + g\\nw = w - lr*v")
    >>> momentum.states, momentum.numbers
    (('v',), ('mu', 'lr'))

What a line reads before any line has set it is a state if some line sets it (it starts at zero and is kept from step
to step), and a named number if none does. Expressions go through the parser of formulas, with its limits for every
line; nothing is evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, NoReturn

from formulas.constants import check_constants
from formulas.errors import FormulaError
from formulas.language import CONSTANTS, FUNCTIONS, Language, is_identifier, uncalled
from formulas.parse import parse
from formulas.program_code import ASKS, build
from formulas.tree import Call, Name, Node, Operation, Operator, walk

MAX_LINES, MAX_CHARACTERS, MAX_NODES, MAX_NUMBERS, MAX_QUESTIONS = 20, 1_500, 300, 16, 4

#: What every line may read and none may set: the gradient at w, the step from 1, the step size.
GIVEN = ("g", "t", "lr")

#: norm, dot and rms are of a whole point; gradient, value and curvature (the Hessian's diagonal) ask the function.
PROGRAM_FUNCTIONS: Mapping[str, int] = MappingProxyType(
    {**FUNCTIONS, "clip": 3, "norm": 1, "norm1": 1, "dot": 2, "rms": 1} | dict.fromkeys(ASKS, 1)
)

_BREAK = re.compile(r"\r\n|\r|\n")
_SETS = re.compile(r"(?P<name>[^=<>]*?)\s*(?P<how>\*\*|[-+*/^])?=(?!=)")
_HOW: Mapping[str, Operator] = MappingProxyType({"+": "+", "-": "-", "*": "*", "/": "/", "^": "^", "**": "^"})


@dataclass(frozen=True)
class Assignment:
    """One line: the name it sets, and to what."""

    name: str
    tree: Node


@dataclass(frozen=True)
class Program:
    """Checked lines. Make one with `Program.parse`.

    assignments  the lines, in order; comments and blank lines are gone
    states       names that are kept from step to step, in the order in which they are first read
    numbers      names of the numbers that it takes, in the same order, lr among them if it is read
    """

    text: str
    assignments: tuple[Assignment, ...] = field(repr=False)
    states: tuple[str, ...]
    numbers: tuple[str, ...]

    @classmethod
    def parse(cls, text: str, reserved: Iterable[str] = (), not_numbers: Iterable[str] = ()) -> Program:
        """Check `text`; `reserved` are names that it may neither read nor set, `not_numbers` cannot be named numbers.

        Raises FormulaError, a ValueError whose text is one sentence for the user, with the line and the column.
        """
        return _Reader(text, frozenset(reserved)).program(frozenset(not_numbers))

    @cached_property
    def asks_gradient(self) -> bool:
        """Whether g, the gradient at w before the step, is read."""
        return any(node == Name("g") for assignment in self.assignments for node in walk(assignment.tree))

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """Which of gradient, value and curvature it calls."""
        called = {n.function for a in self.assignments for n in walk(a.tree) if isinstance(n, Call)}
        return tuple(name for name in ASKS if name in called)

    @cached_property
    def function(self) -> Callable[..., Any]:
        """`function(w, g, t, *states, *numbers, *questions) -> (w, *states)`, generated and compiled when first used.

        w, g and states are arrays `(..., n)`, t is a float, numbers are floats or arrays `(..., 1)`; questions are
        functions of `(..., n)`. g is not looked at unless `asks_gradient`. Call it inside `np.errstate(all="ignore")`.
        """
        steps = [(assignment.name, assignment.tree) for assignment in self.assignments]
        return build(steps, self.states, self.numbers, self.questions)

    def __reduce__(self) -> tuple[Any, ...]:
        # Generated functions cannot be pickled; the text can.
        return type(self).parse, (self.text,)


class _Reader:
    """Reads the lines of one text and keeps count."""

    def __init__(self, text: str, reserved: frozenset[str]) -> None:
        self.text = text
        self.lines = _BREAK.split(text) if len(text) <= MAX_CHARACTERS else [text]
        self.reserved = reserved
        self.language = Language(
            ("w", *GIVEN),
            functions=PROGRAM_FUNCTIONS,
            free_names=True,
            reserved=reserved,
        ).with_names(uncalled(text))
        self.nodes = self.questions = 0

    def program(self, not_numbers: frozenset[str]) -> Program:
        if len(self.text) > MAX_CHARACTERS:
            self.fail(f"The rule has {len(self.text)} characters: at most {MAX_CHARACTERS} are accepted.", 0, 0)
        used = [i for i, line in enumerate(self.lines) if self.code(line).strip()]
        if len(used) > MAX_LINES:
            self.fail(f"The rule has over {MAX_LINES} lines: write a shorter one.", used[MAX_LINES], 0)
        assignments = [self.assignment(i) for i in used]
        if "w" not in {assignment.name for assignment in assignments}:
            last = len(self.lines) - 1
            self.fail("No line sets w: end with a line such as w = w - lr*g.", last, len(self.lines[last]))
        states, numbers = _roles(assignments)
        if len(numbers) > MAX_NUMBERS:
            self.fail(f"The rule has {len(numbers)} named numbers: at most {MAX_NUMBERS} are accepted.", 0, 0)
        for i, assignment in zip(used, assignments, strict=True):
            for node in walk(assignment.tree):
                if isinstance(node, Name) and node.id in numbers and node.id in not_numbers:
                    self.fail(f"The name {node.id} is taken: choose another one.", i, node.column)
        return Program(self.text, tuple(assignments), states, numbers)

    @staticmethod
    def code(line: str) -> str:
        return line.partition("#")[0]

    def assignment(self, i: int) -> Assignment:
        line = self.code(self.lines[i]).rstrip()
        if len(line) > (most := self.language.max_characters):
            self.fail(f"This line has {len(line)} characters: at most {most} are accepted.", i, most)
        if ";" in line:
            self.fail("Several assignments need several lines: write a line break instead of ';'.", i, line.index(";"))
        found = _SETS.match(line)
        start = len(line) - len(line.lstrip())
        if not found:
            self.fail("This line sets nothing: write name = expression.", i, start)
        name = self.target(found["name"].strip(), i, start)
        tree = self.expression(line, found.end(), i)
        if how := found["how"]:
            tree = Operation(_HOW[how], (Name(name, column=start), tree), column=found.start("how"))
            self.check(lambda: check_constants(tree, line, self.language), i)
        self.count(tree, i, start)
        return Assignment(name, tree)

    def target(self, name: str, i: int, column: int) -> str:
        problem = ""
        if name in GIVEN or name in CONSTANTS:
            problem = f"{name} is given and cannot be set: choose another name."
        elif name in self.language.functions:
            problem = f"{name} is a function and cannot be set: choose another name."
        elif name in self.reserved:
            problem = f"The name {name} is taken: choose another one{', the point is w' if name == 'x' else ''}."
        elif not name:
            problem = "A name is missing before '=': write name = expression."
        elif not is_identifier(name):
            shown = name if len(name) <= 20 else name[:19] + "…"
            problem = f"{shown!r} cannot be set: use a letter, then at most 19 letters, digits or '_'."
        if problem:
            self.fail(problem, i, column)
        return name

    def expression(self, line: str, start: int, i: int) -> Node:
        if not line[start:].strip():
            self.fail("Nothing stands after '=': add an expression such as w - lr*g.", i, start)
        # What stands before is blanked out, so that columns are those of the line.
        return self.check(lambda: parse(" " * start + line[start:], self.language), i)

    def count(self, tree: Node, i: int, column: int) -> None:
        self.nodes += sum(1 for _ in walk(tree))
        self.questions += sum(isinstance(node, Call) and node.function in ASKS for node in walk(tree))
        if self.nodes > MAX_NODES:
            self.fail(f"The rule has over {MAX_NODES} parts up to here: write a shorter one.", i, column)
        if self.questions > MAX_QUESTIONS:
            self.fail(f"The rule asks {', '.join(ASKS)} over {MAX_QUESTIONS} times: ask less often.", i, column)

    def check(self, act: Callable[[], Any], i: int) -> Any:
        try:
            return act()
        except FormulaError as error:
            self.fail(error.message, i, error.column)

    def fail(self, message: str, i: int, column: int) -> NoReturn:
        raise FormulaError(f"Line {i + 1}: {message[0].lower()}{message[1:]}", column, self.lines[i], i)


def _roles(assignments: list[Assignment]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(states, numbers): the names that are read before they are set, and those of them that are never set."""
    ever = {assignment.name for assignment in assignments}
    free: dict[str, None] = {}
    known = {"w", "g", "t", *CONSTANTS}
    for assignment in assignments:
        reads = sorted((n for n in walk(assignment.tree) if isinstance(n, Name)), key=lambda name: name.column)
        free |= dict.fromkeys(name.id for name in reads if name.id not in known)
        known.add(assignment.name)
    return tuple(n for n in free if n in ever), tuple(n for n in free if n not in ever)
