"""Numbers as the player writes them, written anew from float64, and which of them a filled formula shows."""

from __future__ import annotations

import math
from typing import Any

from tests.helpers.programs import spelled, work_out

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_LARGEST = 3.4028235677973366e38  # halfway between the largest float32 and what would follow
_SMALLEST = 2.0**-126
_HALF_UNIT = 2.0**-24  # what float32 may be off, as a part of the number
_ARITHMETIC = {"+", "-", "*", "/", "^", "neg", "sqrt", "cbrt", "abs", "max", "min", "clip", "sign"}


def in_table(value: float) -> str:
    """Five digits, or four and a power of ten."""
    return _written(value, plain=5, raised=4)


def in_formula(value: float) -> str:
    """Four digits (five of what is ten thousand and more), without zeros at the end."""
    text = _written(value, plain=5 if abs(value) >= 1e4 else 4, raised=4)
    mantissa, times, power = text.partition("·")
    return (mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa) + times + power


def readings(write: Any, value: float) -> set[str]:
    """What may stand for a number of a path, which travels as float32: its digits, or those next to a tie."""
    value = float(value)
    if math.isnan(value):
        return {"—"}
    if abs(value) >= _LARGEST:
        return {"> 3.4·10³⁸"} if value > 0 else {"< −3.4·10³⁸"}
    if 0 < abs(value) < _SMALLEST:
        return {"< 1.2·10⁻³⁸"} if value > 0 else {"> −1.2·10⁻³⁸"}
    slack = abs(value) * 1.01 * _HALF_UNIT
    return {write(value - slack), write(value), write(value + slack)}


def _written(value: float, plain: int, raised: int) -> str:
    if value == 0:
        return "0"
    sign, size = "−" if value < 0 else "", abs(value)
    digits, exponent = _rounded(size, plain)
    if size >= 1e-3 and exponent < plain:
        whole = exponent + 1
        digits = digits if whole > 0 else "0" * (1 - whole) + digits
        return sign + digits[: max(1, whole)] + ("." + digits[max(1, whole) :] if len(digits) > whole else "")
    digits, exponent = _rounded(size, raised)
    return f"{sign}{digits[0]}.{digits[1:]}·10{str(exponent).translate(_RAISED)}"


def _rounded(size: float, count: int) -> tuple[str, int]:
    """The first `count` digits of a positive number, and the power of ten of the first of them."""
    mantissa, _, exponent = f"{size:.{count - 1}e}".partition("e")
    return mantissa.replace(".", ""), int(exponent)


def numbers_of(program: Any, known: dict[str, Any], constants: set[str]) -> list[Any]:
    """The numbers in a filled line, from left to right. One number stands for what follows from `constants` alone,
    and for what is no arithmetic (a norm, a choice, an answer of f)."""
    program = spelled(program)
    if is_one_number(program, constants):
        return [work_out(program, known)]
    inside = [number for part in program[1:] for number in numbers_of(part, known, constants)]
    return [*inside, 3.0] if program[0] == "cbrt" else inside


def is_one_number(program: Any, constants: set[str]) -> bool:
    """Whether a line stands as one number, which says no more than its result."""
    program = spelled(program)
    return not isinstance(program, list) or program[0] not in _ARITHMETIC or _fixed(program, constants)


def _fixed(program: Any, constants: set[str]) -> bool:
    if isinstance(program, list):
        return all(_fixed(part, constants) for part in program[1:])
    return not isinstance(program, str) or program in constants
