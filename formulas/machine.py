"""Straight-line instructions as whole numbers, for a machine of registers elsewhere: nothing is evaluated from text.

A block's registers are its inputs, then its constants, then one for every instruction. An instruction is five numbers:
operation (its place in `OPERATIONS`), the register it sets, and up to three that it reads (unused ones are 0). The
machine of the player is `player/frontend/live/machine.js`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from formulas.compile import can_be_singular
from formulas.differentiate import Differentiator
from formulas.emit import CarefulEmitter, Emitter, Instruction, Operand
from formulas.language import NUMPY
from formulas.tree import Node

#: Every operation, in the order of its code. "first" and "second" ask a function: the point is in the registers from
#: the one that they read, and f, its gradient (or the upper triangle of its Hessian) come to those from the one they
#: set.
OPERATIONS = (
    *("move", "+", "-", "*", "/", "neg", "<", "<=", ">", ">=", "==", "!=", "where", "isfinite", "isnan"),
    *("logaddexp", "copysign", "first", "second"),
    *NUMPY,
)
ASKS = ("first", "second")
WIDTH = 5  # numbers in an instruction

_CODES = {name: code for code, name in enumerate(OPERATIONS)}
_ALIASES = {"number_power": "power", "quotient": "/"}


@dataclass(frozen=True)
class Block:
    """Instructions of one function, with the registers of its results.

    registers  how many there are
    constants  those that follow the inputs
    code       `WIDTH` numbers an instruction
    results    name → registers
    """

    inputs: tuple[str, ...]
    registers: int
    constants: tuple[float, ...]
    code: tuple[int, ...]
    results: Mapping[str, tuple[int, ...]]

    @property
    def operations(self) -> set[str]:
        """What it does, each once."""
        return {OPERATIONS[code] for code in self.code[::WIDTH]}

    @property
    def plain(self) -> dict[str, Any]:
        """As strict JSON has it: what is no finite number is a word that JavaScript reads as one."""
        constants = [number if math.isfinite(number) else _word(number) for number in self.constants]
        results = {name: list(registers) for name, registers in self.results.items()}
        return {"registers": self.registers, "constants": constants, "code": list(self.code), "results": results}


def _word(number: float) -> str:
    return "NaN" if math.isnan(number) else "Infinity" if number > 0 else "-Infinity"


def assembled(
    instructions: Mapping[str, Instruction], inputs: Sequence[str], results: Mapping[str, Sequence[Operand]]
) -> Block:
    """The block of instructions that can be worked out in their order.

    An instruction ("first" | "second", number of answers, *point) stands for as many registers, and ("part", name, i)
    for one of them.
    """
    writer = _Writer(inputs, instructions, results)
    for name, instruction in instructions.items():
        writer.write(name, instruction)
    found = {name: tuple(map(writer.register, operands)) for name, operands in results.items()}
    return Block(tuple(inputs), writer.count, tuple(writer.constants), tuple(writer.code), found)


class _Writer:
    def __init__(
        self, inputs: Sequence[str], instructions: Mapping[str, Instruction], results: Mapping[str, Sequence[Operand]]
    ) -> None:
        self.registers: dict[str, int] = {name: at for at, name in enumerate(inputs)}
        self.code: list[int] = []
        read = [arg for op, *args in instructions.values() for arg in _read(op, args)]
        numbers = [*read, *(operand for operands in results.values() for operand in operands)]
        self.constants = list({repr(n): n for n in numbers if isinstance(n, float)}.values())
        self.registers |= {repr(number): len(inputs) + at for at, number in enumerate(self.constants)}
        self.count = len(inputs) + len(self.constants)

    def register(self, operand: Operand) -> int:
        return self.registers[operand if isinstance(operand, str) else repr(operand)]

    def take(self, count: int = 1) -> int:
        self.count += count
        return self.count - count

    def write(self, name: str, instruction: Instruction) -> None:
        op, *args = instruction
        if op == "part":
            asked, place = args
            self.registers[name] = self.registers[str(asked)] + int(place)
            return
        if op in ASKS:
            answers, *point = args
            begin = self.take(len(point))
            for at, coordinate in enumerate(point):
                self.emit("move", begin + at, self.register(coordinate))
            self.registers[name] = self.take(int(answers))
            self.emit(op, self.registers[name], begin)
            return
        reads = [self.register(arg) for arg in args]
        self.registers[name] = self.take()
        self.emit(_ALIASES.get(op, op), self.registers[name], *reads)

    def emit(self, op: str, *registers: int) -> None:
        self.code += [_CODES[op], *registers, *[0] * (WIDTH - 1 - len(registers))]


def _read(op: str, args: Sequence[Operand]) -> Sequence[Operand]:
    """The operands that are values."""
    return () if op == "part" else args[1:] if op in ASKS else args


def blocks(tree: Node, variables: Sequence[str], parameters: Sequence[str]) -> dict[str, Block]:
    """What `compile.source` makes of a formula, as blocks of the variables and then the parameters.

    "value" has "value"; "first" and "second" have "value" and "parts", the derivatives; "first_careful" and
    "second_careful" are there where a derivative may be NaN although f is finite, and know the derivatives there.
    """
    found = {"value": _block(tree, variables, parameters, 0, careful=False)[0]}
    for name, order in (("first", 1), ("second", 2)):
        found[name], singular = _block(tree, variables, parameters, order, careful=False)
        if singular:
            found[f"{name}_careful"], _ = _block(tree, variables, parameters, order, careful=True)
    return found


def _block(
    tree: Node, variables: Sequence[str], parameters: Sequence[str], order: int, *, careful: bool
) -> tuple[Block, bool]:
    """One of them, and whether its derivatives can be NaN where f is finite."""
    emitter = CarefulEmitter() if careful else Emitter()
    jet = Differentiator(emitter, variables).jet(tree)
    parts: tuple[Operand, ...] = ((), jet.first, jet.second)[order]
    results = {"value": (jet.value,), "parts": parts} if order else {"value": (jet.value,)}
    live = emitter.live([operand for operands in results.values() for operand in operands])
    return assembled(live, (*variables, *parameters), results), any(map(can_be_singular, live.values()))
