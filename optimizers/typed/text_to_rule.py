"""An update rule typed as text: lines of arithmetic on w (the point), g (the gradient at w), t (the step) and lr.

    >>> from optimizers.typed.text_to_rule import written
    >>> rule = written("v = mu*v + g\\nw = w - lr*v")(lr=0.01, mu=0.9)

States start at zero; every other name is a number with a slider. The text is checked by `formulas` and never
evaluated; the formula shown, the inspector and the run come from the same lines.
"""

from __future__ import annotations

import math
import re
from collections import namedtuple
from collections.abc import Callable, Mapping
from dataclasses import field, make_dataclass
from functools import cache, lru_cache
from typing import Any, ClassVar

import numpy as np

from formulas import FormulaError, Program
from formulas.lanes import column, diagonal
from formulas.reading.rules.names import are_doubtful
from formulas.reading.rules.text import RuleReading, read_rule
from formulas.tree import Call, Name, Node, Number, Operation
from optimizers import OPTIMIZERS
from optimizers.base import Array, Objective, Optimizer
from optimizers.reading.algorithm import Line
from optimizers.toolbox.tool import tools
from optimizers.typed.lr_unit import unit_of_lr
from parameters import Hyper

#: Names that lines already use for something else where a rule is shown.
RESERVED = frozenset({"x", "old", "seen", "diagonal", "hessian", "indicator", "dimension", "ratio"}).union(
    *(tools(rule) for rule in OPTIMIZERS.values())
)

_ALIASES: Mapping[str, str] = {
    **{"b1": "beta1", "b2": "beta2", "b3": "beta3", "beta": "momentum", "mu": "momentum", "epsilon": "eps"},
    **{"wd": "weight_decay", "decay": "weight_decay", "lam": "weight_decay"},
}


class Written(Optimizer):
    """What all rules made of text share. `program` is the checked text."""

    title = "Own rule"
    family = "own"
    program: ClassVar[Program]
    _state: ClassVar[Callable[..., Any]]

    def __post_init__(self) -> None:
        for name in self.hyperparameters():
            value = getattr(self, name)
            if isinstance(value, np.ndarray) or type(value) is int:  # Python's whole numbers grow without bounds
                object.__setattr__(self, name, np.asarray(value, float) if np.ndim(value) else float(value))
        super().__post_init__()

    def init(self, x):
        return type(self)._state(*(np.zeros_like(x) for _ in self.program.states))

    def step(self, x, state, t, f):
        program = self.program
        height, g = f.evaluate(x) if program.asks_gradient else (None, None)  # both for the price of one question
        numbers = [self.__dict__[name] for name in program.numbers]
        answers = self._answers(x, height, f) if program.questions else ()
        x, *parts = program.function(x, g, 1.0 * t, *state, *numbers, *answers)
        return x, type(self)._state(*parts)

    def _answers(self, x: Array, height: Array | None, f: Objective) -> list[Callable[[Array], Array]]:
        """What the program may ask, in the order in which it takes it; f(x) is `height` if that is known."""

        def value(p: Array) -> Array:
            return column(height if p is x and height is not None else f.value(p))

        def curvature(p: Array) -> Array:
            return diagonal(f.hessian(p))

        known: dict[str, Any] = {"gradient": f.gradient, "value": value, "curvature": curvature}
        return [known[name] for name in self.program.questions]

    def __reduce__(self) -> tuple[Any, ...]:
        # The class was made for its text, and is found again by it.
        return _again, (self.text, self.__dict__)


@lru_cache(maxsize=256)
def read_program(text: str) -> tuple[Program, str]:
    """The checked lines of a rule as people write it, and their text: the typed one, if it is written in our language.

    FormulaError with the line and the column of what was typed.
    """
    try:
        program = _parsed(text)
    except FormulaError:
        program = None
    if program is not None and not _has_doubtful_names(program):
        return program, text
    read = read_rule(text, _kept())
    if not read.text:
        return _parsed(text), text
    try:
        return _parsed(read.text), read.text
    except FormulaError as error:
        raise _in_the_typed(error, text, read) from None


def _parsed(text: str) -> Program:
    return Program.parse(text, RESERVED, not_numbers=_ATTRIBUTES)


def _has_doubtful_names(program: Program) -> bool:
    set_here = {assignment.name for assignment in program.assignments}
    states = () if program.asks_gradient or "gradient" in program.questions else program.states
    return are_doubtful(program.numbers, states, set_here, _kept())


@cache
def _kept() -> frozenset[str]:
    """The names of numbers that are never taken apart."""
    return frozenset({*_known_numbers(), *_ALIASES})


def _in_the_typed(error: FormulaError, text: str, read: RuleReading) -> FormulaError:
    """A mistake in what was read, at its line of what was typed."""
    typed = re.split(r"\r\n|\r|\n", text)
    number = read.numbers[error.line] if error.line < len(read.numbers) else len(typed) - 1
    same = typed[number].strip() == error.text.strip()
    column = error.column + typed[number].index(typed[number].strip()) if same else 0
    said = error.message if same else re.sub(r" at column [0-9]+", "", error.message)
    return FormulaError(re.sub(r"^Line [0-9]+", f"Line {number + 1}", said), column, typed[number], number)


@lru_cache(maxsize=256)
def written(text: str) -> type[Optimizer]:
    """The rule that `text` describes: a frozen dataclass of `lr` and the named numbers, in the order they are read.

    The same class for the same text. FormulaError, a ValueError whose text is one sentence for the user with line and
    column, if the text is no rule.
    """
    program = read_program(text)[0]
    names = sorted(program.numbers, key=lambda name: name != "lr")
    fields = [(name, float, field(default=h.default, metadata={"hyper": h})) for name in names if (h := _hyper(name))]
    contents = {
        "text": text,
        "program": program,
        "lines": _lines(program),
        "_state": namedtuple("OwnState", program.states),
    }
    cls: Any = make_dataclass("OwnRule", fields, bases=(Written,), namespace=contents, frozen=True, eq=False)
    cls.lr_unit = unit_of_lr(cls)
    return cls


_ATTRIBUTES = frozenset(name for name in dir(Written) if not name.startswith("_"))


def _again(text: str, values: dict[str, Any]) -> Optimizer:
    return written(text)(**values)


def _hyper(name: str) -> Hyper:
    """What is known about a number from its name, as the built-in rules use it; any finite number is valid."""
    known = _known_numbers().get(_ALIASES.get(name, name), Hyper(0.9))
    sign = known.symbol if name in _known_numbers() and known.symbol != name else ""  # else the name itself is one
    doc = known.doc if name == "lr" else name
    return Hyper(known.default, known.slider, known.log, within=(-math.inf, math.inf), symbol=sign, doc=doc)


@cache
def _known_numbers() -> Mapping[str, Hyper]:
    """Name → metadata in the first built-in rule that has such a number."""
    known = {"lr": Hyper(0.01, (1e-5, 2.0), log=True, symbol=r"\eta", doc="step size")}
    for rule in OPTIMIZERS.values():
        for name, number in rule.hyperparameters().items():
            if number.kind == "number":
                known.setdefault(name, number)
    return known


def _lines(program: Program) -> tuple[Line, ...]:
    """The assignments in the names of the reader; earlier values of a name that is set again get primes."""
    names: dict[str, Node] = {"w": Name("old.x"), **{state: Name(f"old.{state}") for state in program.states}}
    lines = [Line("g", Call("gradient", (Name("old.x"),)))] if program.asks_gradient else []
    order = [assignment.name for assignment in program.assignments]
    for i, assignment in enumerate(program.assignments):
        name = "x" if assignment.name == "w" else assignment.name
        target = name + "'" * (order[: i + 1].count(assignment.name) if assignment.name in order[i + 1 :] else 0)
        lines.append(Line(target, _renamed(assignment.tree, names)))
        names[assignment.name] = Name(target)
    return tuple(lines)


def _renamed(node: Node, names: Mapping[str, Node]) -> Node:
    match node:
        case Name(id=name):
            return names.get(name, node)
        case Call(function="norm1", args=args):
            return Call("norm", (*(_renamed(arg, names) for arg in args), Number(1.0, "1")))
        case Call(function="curvature", args=args):
            return Call("diagonal", (Call("hessian", tuple(_renamed(arg, names) for arg in args)),))
        case Call(function=function, args=args):
            return Call(function, tuple(_renamed(arg, names) for arg in args))
        case Operation(op=op, args=args):
            return Operation(op, tuple(_renamed(arg, names) for arg in args))
    return node
