"""Blocks of a machine → Python source: lines on arrays of lanes for NumPy, or loops over lanes for a compiler.

The loops go through blocks of lanes that fit in the nearest cache, whose rows are arrays of their own: a compiler then
knows that they do not overlap, and works on several lanes with every instruction of the processor. What all lanes have
in common is worked out once a step, and where all lanes divide by the same they multiply by its reciprocal, mended to
the bits of the quotient: divisions are what such a loop waits for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from formulas.machine import ASKS, OPERATIONS, WIDTH, Block
from formulas.numpy_source import literal
from formulas.straight import BINDING

BLOCK = 256  # lanes
_TESTS = ("==", "!=", *(op for op in BINDING if op[0] in "<>"))
#: What a compiler makes plain code of; of others `compilable` says no.
PLAIN = frozenset(
    {*BINDING, *_TESTS, *ASKS, "move", "where", "isfinite", "isnan", "copysign", "power", "abs", "sign", "min", "max"}
    | {"sqrt", "exp", "log", "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "hypot"}
    | {"floor", "ceil"}
)


def compilable(blocks: Sequence[Block]) -> bool:
    """Whether there is nothing in the blocks but what `PLAIN` has."""
    return all(block.operations <= PLAIN for block in blocks)


@dataclass(frozen=True)
class Ground:
    """What is asked: blocks as `formulas.machine.blocks` gives them, and the names of their parameters' values."""

    blocks: Mapping[str, Block]
    parameters: tuple[str, ...]
    dimensions: int


@dataclass
class _Common:
    """What all lanes have in common at a step: names, and the lines that set some of them before the lanes' turn."""

    names: set[str] = field(default_factory=set)
    lines: list[str] = field(default_factory=list)
    _reciprocals: dict[str, tuple[str, str]] = field(default_factory=dict)

    def reciprocal(self, of: str) -> tuple[str, str]:
        """1 / of, and what it is short of that."""
        if of not in self._reciprocals:
            at = len(self._reciprocals)
            self._reciprocals[of] = f"h{at}", f"z{at}"
            self.lines.append(f"h{at}, z{at} = _lane_reciprocal({of})")
        return self._reciprocals[of]


@dataclass
class _Printer:
    """Lines of blocks, with their registers as variables.

    points  how many coordinates a point has
    known   registers whose values come from outside, and what they are called
    common  what all lanes of a loop have in common; nothing is, of arrays
    """

    scalar: bool
    points: int
    ground: Ground | None = None
    known: Mapping[int, str] = field(default_factory=dict)
    common: _Common = field(default_factory=lambda: _Common())
    asked: int = 0
    lines: list[str] = field(default_factory=list)

    def block(self, block: Block, inputs: Sequence[str], prefix: str) -> dict[int, str]:
        """Writes the lines; register → what it is called."""
        constants = [literal(c) for c in block.constants]
        names = dict(enumerate((*inputs, *constants)))
        if self.scalar:
            self.common.names.update(constants)
        for op, target, *reads in instructions(block):
            if op in ASKS:
                names |= self.ask(op, target, [names[reads[0] + i] for i in range(self.points)])
            elif op == "move":
                names[target] = names[reads[0]]
            elif prefix == _STEP and target in self.known:
                names[target] = self.known[target]
            else:
                names[target] = f"{prefix}{target}"
                self.line(names[target], op, [names[read] for read in reads[: _ARITY.get(op, 1)]])
        return names

    def line(self, target: str, op: str, args: Sequence[str]) -> None:
        if self.common.names.issuperset(args):
            self.common.names.add(target)
            self.common.lines.append(f"{target} = {self.spelled(op, args)}")
        elif op == "/" and args[1] in self.common.names:
            self.lines.append(f"{target} = _lane_divided({', '.join((*args, *self.common.reciprocal(args[1])))})")
        else:
            self.lines.append(f"{target} = {self.spelled(op, args)}")

    def spelled(self, op: str, args: Sequence[str]) -> str:
        a, b, c = (*args, "", "")[:3]
        if op in _TESTS:
            return f"1.0 if {a} {op} {b} else 0.0" if self.scalar else f"({a} {op} {b}) * 1.0"
        if op == "where":
            return f"{b} if {a} != 0.0 else {c}" if self.scalar else f"_where({a}, {b}, {c})"
        if op == "neg":
            return f"-({a})"
        if op in BINDING:
            return f"{a} {op} {b}"
        return f"_lane_{op}({', '.join(args)})"

    def ask(self, op: str, target: int, point: Sequence[str]) -> dict[int, str]:
        """The answers at a point, worked out where they are asked for, or by a function of arrays."""
        self.asked += 1
        if self.ground is None:
            answers = 1 + self.points if op == "first" else self.points * (self.points + 1) // 2
            found = [f"{op}{self.asked}_{i}" for i in range(answers)]
            self.lines.append(f"{', '.join(found)}, = {op}({', '.join(point)})")
        else:
            found = self.answers(op, point, f"{op}{self.asked}_")
        return {target + i: name for i, name in enumerate(found)}

    def answers(self, order: str, point: Sequence[str], prefix: str) -> list[str]:
        """f and its slopes, or the upper triangle of the Hessian, of a formula; where a derivative is NaN and f is not,
        those of the careful block."""
        assert self.ground is not None
        inputs = [*point, *self.ground.parameters]
        block = self.ground.blocks[order]
        names = self.block(block, inputs, f"{prefix}q")
        value, parts = names[block.results["value"][0]], [names[r] for r in block.results["parts"]]
        if careful := self.ground.blocks.get(f"{order}_careful"):
            kept = [f"{prefix}p{i}" for i in range(len(parts))]
            self.lines += [f"{name} = {part}" for name, part in zip(kept, parts, strict=True)]
            inner = _Printer(self.scalar, self.points, self.ground, common=self.common)
            known = inner.block(careful, inputs, f"{prefix}c")
            better = [known[r] for r in careful.results["parts"]]
            unknown = " or ".join(f"{name} != {name}" for name in kept)
            self.lines.append(f"if ({unknown}) and _lane_isfinite({value}) != 0.0:")
            self.lines += [f"    {line}" for line in inner.lines]
            for name, one in zip(kept, better, strict=True):
                self.lines.append(f"    if {name} != {name}:")
                self.lines.append(f"        {name} = {one} if _lane_isfinite({one}) != 0.0 else 0.0")
            parts = kept
        return [value, *parts] if order == "first" else parts


_ARITY = dict.fromkeys(("min", "max", "power", "atan2", "hypot", "mod", "copysign", "logaddexp"), 2)
_ARITY |= dict.fromkeys((*BINDING, *_TESTS), 2) | {"neg": 1, "where": 3}
_STEP = "r"  # begins the variables of a step
_OF_ALL = ("number", "step")  # kinds of what is told to all lanes together


def instructions(block: Block) -> Iterator[tuple[Any, ...]]:
    """(operation, the register it sets, and three that it may read) one after another."""
    for at in range(0, len(block.code), WIDTH):
        yield OPERATIONS[block.code[at]], *block.code[at + 1 : at + WIDTH]


def powers(step: Block) -> list[tuple[str, int]]:
    """(setting, register) of every power of a setting to the step's number: known before a run, and dear."""
    t = step.inputs.index("t")
    found = [(target, base) for op, target, base, exponent, _ in instructions(step) if (op, exponent) == ("power", t)]
    return [(step.inputs[base], target) for target, base in found if base < len(step.inputs) and base != t]


def array_source(block: Block, results: Sequence[str], points: int) -> str:
    """Source of `step(first, second, *inputs, *powers)` on arrays of lanes: a list of all elements of these results.

    `first` and `second` answer at a point of so many coordinates; `powers` are as the function of that name has them.
    """
    inputs = [f"a{i}" for i in range(len(block.inputs))]
    known = {register: f"w{register}" for _, register in powers(block)}
    printer = _Printer(scalar=False, points=points, known=known)
    names = printer.block(block, inputs, _STEP)
    answers = [names[register] for name in results for register in block.results[name]]
    body = "".join(f"    {line}\n" for line in printer.lines)
    return f"def step({', '.join((*ASKS, *inputs, *known.values()))}):\n{body}    return [{', '.join(answers)}]\n"


def elements(inputs: Sequence[str], name: str) -> list[str]:
    """The inputs that are the elements of an array, "m.0" and "m.1" of "m"."""
    return [one for one in inputs if one.rpartition(".")[0] == name and one.rpartition(".")[2].isdigit()]


def loop_source(step: Block, states: Sequence[str], kinds: Mapping[str, str], ground: Ground, *, history: bool) -> str:
    """Source of `walk(begin, end, steps, rows, *outside, *powers, *parameters, X, V, G)` for a compiler: it walks the
    lanes from `begin` to `end`.

    kinds     of every input from outside, and of every power by its register: a "number", one "step" (steps + 1,), one
              "lane" (lanes,), or "both" (steps + 1, lanes)
    rows      (k, lanes): in the order of `carried`, what the first step begins with, and in the end what the last left
    X, V, G   (steps + 1, n, lanes), (steps + 1, lanes) and (steps + 1, n, lanes): what every step left, with `history`
    """
    order = carried(step, states)
    at = {name: i for i, name in enumerate(order)}
    outside = [name for name in step.inputs if name not in at and name != "t"]
    named = {name: f"i{i}" for i, name in enumerate(outside)}
    local = {name: _at(named[name], kinds[name]) for name in outside} | {n: f"s{i}[l]" for n, i in at.items()}
    known = {register: _at(f"w{register}", kinds[str(register)]) for _, register in powers(step)}
    common = _Common({"now", *ground.parameters})
    common.names |= {local[name] for name in outside if kinds[name] in _OF_ALL}
    common.names |= {name for register, name in known.items() if kinds[str(register)] in _OF_ALL}
    printer = _Printer(scalar=True, points=ground.dimensions, ground=ground, known=known, common=common)
    names = printer.block(step, [local.get(name, "now") for name in step.inputs], _STEP)
    point, *kept = [[names[register] for register in step.results[name]] for name in ("x", *states)]
    after = [*point, *printer.answers("first", point, "g"), *(name for one in kept for name in one)]
    arguments = [*named.values(), *(f"w{register}" for register in known), *ground.parameters]
    return "".join(_walk(arguments, ground.dimensions, common.lines, printer.lines, after, history))


def carried(step: Block, states: Sequence[str]) -> list[str]:
    """The inputs that a step leaves to the next: the point, f and its slopes there, and the states."""
    return [one for name in ("x", "value", "gradient", *states) for one in elements(step.inputs, name)]


def _at(name: str, kind: str) -> str:
    return {"number": name, "step": f"{name}[t]", "lane": f"{name}[at + l]", "both": f"{name}[t, at + l]"}[kind]


def _walk(
    arguments: Sequence[str], n: int, common: Sequence[str], lines: Sequence[str], after: Sequence[str], history: bool
) -> Iterator[str]:
    rows, kept = range(len(after)), iter(range(len(after)))
    yield f"def walk({', '.join(['begin', 'end', 'steps', 'rows', *arguments, 'X', 'V', 'G'])}):\n"
    yield from (f"    s{i} = _empty({BLOCK})\n" for i in rows)
    yield f"    for at in _range(begin, end, {BLOCK}):\n"
    yield f"        many = {BLOCK} if {BLOCK} < end - at else end - at\n        for l in _range(many):\n"
    yield from (f"            s{i}[l] = rows[{i}, at + l]\n" for i in rows)
    yield "        for t in _range(1, steps + 1):\n            now = t * 1.0\n"
    yield from (f"            {line}\n" for line in common)
    yield "            for l in _range(many):\n"
    yield from (f"                {line}\n" for line in lines)
    yield from (f"                n{i} = {value}\n" for i, value in enumerate(after))
    yield from (f"                s{i}[l] = n{i}\n" for i in rows)
    for array in (*(f"X[t, {i}, at + l]" for i in range(n)), "V[t, at + l]", *(f"G[t, {i}, at + l]" for i in range(n))):
        if history:  # loops of their own: in that of the step, a compiler could not tell that nothing overlaps
            yield f"            for l in _range(many):\n                {array} = s{next(kept)}[l]\n"
    yield "        for l in _range(many):\n"
    yield from (f"            rows[{i}, at + l] = s{i}[l]\n" for i in rows)
