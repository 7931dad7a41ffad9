"""What the source of a loop over lanes calls, for the compiler: Numba's own functions in the place of NumPy's."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from formulas.lane_source import PLAIN
from formulas.numbers import greatest, least, sign


@cache
def functions() -> dict[str, Any]:
    """By the names that the source has for them."""
    njit = import_module("numba").njit(inline="always")
    own = {"min": least, "max": greatest, "sign": sign, "power": _power, "isfinite": _isfinite, "isnan": _isnan}
    reciprocal, divided = _by_reciprocal(njit) if _has_fused() else (_no_reciprocal, _divided)
    own |= {"reciprocal": reciprocal, "divided": divided}
    found = {name: getattr(math, name) for name in sorted(PLAIN) if hasattr(math, name)} | {"abs": math.fabs}
    found |= {name: njit(function) for name, function in own.items()}
    return {f"_lane_{name}": function for name, function in found.items()}


def _by_reciprocal(njit: Callable[..., Any]) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """Quotients of many a and one b: 1 / b in two numbers, times a, is nearer to a / b than 2⁻¹⁰³ of it, and is rounded
    once (after Brisebarre, Muller and Raina, Accelerating correctly rounded floating-point division when the divisor is
    known in advance, IEEE Transactions on Computers 53, 2004). Both numbers have one sign, so that what is infinite
    stays so. These are the bits of a division, but for a last digit where a / b is as near as that to the middle
    between two numbers, as 1 / (1 − 2⁻⁵³) is, or below 1e-290.
    """
    fused = njit(_fused())

    def reciprocal(b):
        high = 1.0 / b
        if not fused(-b, high, 1.0) > 0.0:
            high *= 1.0 - 2.0**-53  # the next number towards 0
        left = fused(-b, high, 1.0)
        return high, left * high if abs(left) < 1.0 else high  # of b = 0 and of infinity the first number says all

    def divided(a, _b, high, low):
        return fused(a, high, a * low)

    return reciprocal, divided


def _fused() -> Callable[..., Any]:
    """a · b + c rounded once, one instruction of the processor."""
    extending, double = import_module("numba.extending"), import_module("numba.types").float64

    @extending.intrinsic
    def fused(_typing, _a, _b, _c):
        return double(double, double, double), lambda _context, builder, _signature, args: builder.fma(*args)

    return lambda a, b, c: fused(a, b, c)


def _has_fused() -> bool:
    """Whether the processor that is compiled for has that instruction: what stands in for it is slow."""
    codegen = import_module("numba.core.registry").cpu_target.target_context.codegen()
    return "+fma" in codegen.magic_tuple()[2].split(",")


def _no_reciprocal(_b):
    return 0.0, 0.0


def _divided(a, b, _high, _low):
    return a / b


def _power(a, b):
    return a**b


def _isfinite(a):
    return 1.0 if a - a == 0.0 else 0.0


def _isnan(a):
    return 1.0 if a != a else 0.0
