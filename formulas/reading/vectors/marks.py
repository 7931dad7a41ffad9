"""Names that stand for more than one number while a text is read; none of them can be typed as such.

":" is the point, ":1:" its coordinates from the second on, ":#" how many they are, ":i", ":i+1" and ":i-1" the
coordinate that a sum counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from formulas.reading.known.builders import Build, Function, call

POINT, COUNT = ":", ":#"
COORDINATES = 2
#: Names under which the point goes where no head names it, the likeliest first.
POINTS = ("x", "w", "theta", "z", "p", "u", "v", "q", "xs", "params", "weights", "point", "pos", "X", "W", "y")
#: What a text calls the number of coordinates.
COUNTS = ("n", "d", "D", "N", "m", "dim")

_SLICE = re.compile(r"\s*[\[(]\s*(-?\d?)\s*:\s*(-?\d|end\s*-\s*1|end)?\s*[\])]")
_LETTER = re.compile(r"\s*\[\s*([ijk])\s*([-+]\s*1)?\s*\]")
_COUNTED = re.compile(
    r"(?:len\(\w+\)|(?:np\.)?size\(\w+\)|length\(\w+\)|\w+\.size|\w+\.shape\[-?\d\]|\b[ndDNm]\b|\bdim\b)"
)


SERIES = re.compile(
    r"(?:\s*\\(?:no)?limits|ᵢ(?:₌₁[ⁿ²]?)?)?\s*(?:_\s*(?:\{\s*([ijk])\s*(?:=\s*([0-9]))?\s*\}|([ijk])))?"
    r"\s*(?:\^\s*(?:\{([^{}]*)\}|([0-9A-Za-z])))?"
)
#: The coordinates of which a largest or smallest is taken: \\max_i, \\max_{1 \\le i \\le n}, max_i.
EXTREMES = re.compile(
    r"(?:\s*\\(?:no)?limits)?\s*_\s*(?:\{\s*(?:1\s*(?:\\leq?(?:slant)?\b|≤|<=)\s*)?([ijk])\s*(?:(?:=|\\in\b|∈|\\leq?(?:slant)?\b|≤|<=)"
    r"(?:[^{}]|\\[{}])*)?\}|([ijk])(?![A-Za-z0-9]))"
)
ORDER = re.compile(r"\s*(?:_\s*\{?\s*|(?=[₁₂]))(1|2|₁|₂|\\infty|∞)\s*\}?")
TRANSPOSED = re.compile(
    r"\.(?:m?T\b|t\(\)|transpose\(\))|'(?!\w)|\^\s*\{?\s*(?:\\top|\\intercal|⊤|\\math(?:sf|rm)\s*\{?\s*T\s*\}?)\s*\}?|[ᵀ⊤]"
    r"|\^\s*(?:T|\{\s*T\s*\})(?=\s*[A-Za-z(\\θ])"
)


def _function(least: int, most: int, name: str) -> Function:
    return Function(least, most, _same(name))


def _same(name: str) -> Build:
    return lambda *args: call(name, *args)


#: Functions of points, only where a text has one.
OF_POINTS: Mapping[str, Function] = MappingProxyType(
    {
        **{name: _function(1, 12, "sum") for name in ("sum", "reduce_sum", "Total")},
        **{name: _function(1, 12, "mean") for name in ("mean", "reduce_mean", "average")},
        **{"SUM": _function(1, 12, "total"), "AVERAGE": _function(1, 12, "average")},
        **{name: _function(1, 1, "prod") for name in ("prod", "reduce_prod")},
        **{name: _function(2, 12, "dot") for name in ("Dot", "dot", "vdot", "inner", "matmul", "mm", "mv")},
        **{name: _function(1, 2, "norm") for name in ("norm", "Norm", "vector_norm")},
        "logsumexp": _function(1, 2, "logsumexp"),
        **{name: _function(1, 1, "len") for name in ("len", "length", "size", "numel")},
        **{name: _function(1, 12, name) for name in ("max", "min")},
        **{name: _function(1, 12, "max") for name in ("amax", "reduce_max", "maximum")},
        **{name: _function(1, 12, "min") for name in ("amin", "reduce_min", "minimum")},
        **{name: _function(1, 12, "same") for name in ("array", "tensor", "asarray", "Tensor", "matrix", "vec")},
        "c": _function(2, 12, "same"),
        **{name: _function(1, 1, "T") for name in ("transpose",)},
        **{name: _function(1, 1, "diag") for name in ("diag", "Diagonal")},
        **{name: _function(1, 1, "eye") for name in ("eye", "identity")},
        **{name: _function(1, 12, "sumsq") for name in ("sumsq", "SUMSQ")},
    }
)
#: Those of them that say by themselves that a point is meant; the others are names of much else.
TELLING = frozenset(OF_POINTS) - {"c", "max", "min", "maximum", "minimum", "size", "matrix", "vec"}


def index_behind(text: str, at: int, end: int) -> tuple[str, int]:
    """(the mark for what stands in brackets behind the name of a point, where they end), ("", at) if it is no mark."""
    if found := _SLICE.match(text, at, end):
        first, last = found[1], (found[2] or "").replace(" ", "")
        if last.startswith("end"):  # counted from 1, the end included
            return f":{int(first or 1) - 1}:{'-1' if last != 'end' else ''}", found.end()
        return f":{first}:{last}", found.end()
    if letter := _LETTER.match(text, at, end):
        return f":{letter[1]}{(letter[2] or '').replace(' ', '')}", letter.end()
    return "", at


def bounds(text: str) -> tuple[int, int] | None:
    """The first and the last number that Python's range counts; None if they are not known."""
    parts = [_number(part) for part in text.split(",")]
    if any(part is None for part in parts) or not 1 <= len(parts) <= 2:
        return None
    first, behind = (0, parts[0]) if len(parts) == 1 else parts
    return (first, behind - 1) if first is not None and behind is not None else None


def _number(text: str) -> int | None:
    plain = re.sub(r"\s", "", _COUNTED.sub(str(COORDINATES), text))
    found = re.fullmatch(r"(\d)(?:([-+])(\d))?", plain)
    if not found:
        return None
    return int(found[1]) + (int(found[3]) * (1 if found[2] == "+" else -1) if found[2] else 0)


def series_style(sign: str, found: re.Match[str]) -> str:
    """ "sum i 1 2 1 n" of what SERIES found: what is counted by which letter from where to where, the number of the
    first coordinate, and what the end is called; "" where the end is not known.
    """
    letter, first, ends = found[1] or found[3] or "i", int(found[2] or 1), found[4] or found[5] or ""
    begins = min(first, 1)
    last = _number(ends) if ends else begins + 1
    if last is None:
        return ""
    return f"{sign} {letter} {first} {last} {begins} {ends if re.fullmatch('[A-Za-z]', ends) else ''}"
