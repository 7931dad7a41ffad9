r"""Calls whose arguments are no numbers: polyval([1, 0, -2], x), einsum('i,i->', x, x), sum(abs, x), nthroot(x, 3).

Each becomes an equal expression in the notation that all others share, as does R's \(x) before a function.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from formulas.errors import FormulaError
from formulas.reading.around.selected import parted
from formulas.reading.known.functions import KNOWN

_MODULE = r"(?<![A-Za-z_.])(?:[A-Za-z]\w*\.)*+"
_INF = re.compile(
    r"((?:\b|_)[Nn]orm\s*[(\[][^()]*(?:\([^()]*\)[^()]*)*?,\s*(?:(?:ord|p)\s*=\s*)?)"
    r"(-?)\s*(?:[a-z]+\.)?(?:[Ii]nf|Infinity|∞|float\(\s*['\"]inf['\"]\s*\)|['\"][Ii]nf['\"])(?=\s*[,)\]])"
)
_FROBENIUS = re.compile(r"((?:\b|_)norm\s*\([^()]*,\s*(?:(?:ord|p)\s*=\s*)?)['\"]fro['\"]")
_R = re.compile(r"\A(\s*(?:[A-Za-z.]\w*\s*(?:<-|=)\s*)?)\\\(([A-Za-z]\w*(?:\s*,\s*[A-Za-z]\w*)?)\)(?!.*\\)", re.DOTALL)
_LAYER = re.compile(r"\b(nn\.[A-Z]\w+)\(([^()]*)\)\(([^()]*)\)")  # nn.ELU(0.5)(x)
_ARROW = re.compile(r"\A\s*\(?\s*(?:lambda\s+)?([A-Za-z_]\w*)\s*\)?\s*(?:->|=>|:)\s*(.+)\Z", re.DOTALL)
_MAP = re.compile(r"\A\s*(?:map|broadcast)\s*\(")
_QUOTED = re.compile(r"\A(['\"])([a-z, ]*)(?:->\s*)?\1\Z")
_SIGNS = {"+": "sum", "*": "prod", "max": "maximum", "min": "minimum"}
_MOST, _LONGEST, _DEGREES = 12, 4_000, 12

#: The arguments → the expression; "" where they are not read.
_Build = Callable[[str, Sequence[str]], str]


def called(text: str) -> str:
    """The text without them. FormulaError in a sentence where the arguments of one are not read."""
    text = _FROBENIUS.sub(r"\g<1>2", _INF.sub(r"\1\2inf", text))
    text = _LAYER.sub(lambda m: f"{m[1]}({m[3]}{', ' * bool(m[2].strip())}{m[2]})", text)
    text = _R.sub(lambda m: f"{m[1].replace('<-', '=')}@({m[2]})", text)
    at = 0
    for _ in range(_MOST):
        if not (found := _CALL.search(text, at)):
            break
        arguments, end = parted(text, found.end())
        build, better = _CALLS[found[1]]
        if not (put := build(found[0], arguments)):
            if better:
                said = f"The function {found[1]} at column {found.start() + 1} {better}."
                raise FormulaError(said, min(found.start(), len(text)), text)
            at = found.end()
            continue
        text = f"{text[: found.start()]}{put}{text[end:]}"
        if len(text) > _LONGEST:
            raise FormulaError("The function has too many parts: write a shorter one.", 0, text)
    return text


def _polynomial(name: str, arguments: Sequence[str]) -> str:
    """By Horner's scheme. The coefficients come first and begin with the highest power in `polyval` of MATLAB and
    NumPy; in numpy.polynomial and in Julia they come last, and begin with the constant.
    """
    rising = "polynomial." in name or "evalpoly" in name
    if len(arguments) != 2:
        return ""
    at, spelled = arguments if rising else reversed(arguments)
    numbers = re.split(r"\s*,\s*|\s+", spelled.strip()[1:-1].strip().rstrip(","))
    if spelled.strip()[:1] not in ("[", "(") or not all(numbers) or len(numbers) > _DEGREES:
        return ""
    first, *rest = reversed(numbers) if rising else numbers
    tree = f"({first})"
    for one in rest:
        tree = f"({at})" if tree == "(1)" else f"{tree}*({at})"
        tree = tree if one == "0" else f"({tree} - {one[1:]})" if one[0] == "-" else f"({tree} + {one})"
    return tree


def _einsum(_name: str, arguments: Sequence[str]) -> str:
    """Sums of products of vectors, and a vector, a matrix and a vector."""
    spelled = arguments[0] if arguments else ""
    # A comma within the quotation marks parted it, too.
    while len(arguments) > 1 and not _QUOTED.match(spelled):
        arguments = [f"{spelled},{arguments[1]}", *arguments[2:]]
        spelled = arguments[0]
    found, factors = _QUOTED.match(spelled), [f"({one})" for one in arguments[1:]]
    letters = [one.strip() for one in found[2].split(",")] if found else []
    if not factors or len(letters) != len(factors):
        return ""
    if all(len(one) == 1 for one in letters):
        same = [" * ".join(f for f, own in zip(factors, letters, strict=True) if own == one) for one in {*letters}]
        return f"({' * '.join(f'sum({one})' for one in sorted(same))})"
    pair = next((one for one in letters if len(one) == 2), "")
    if sorted(map(len, letters)) != [1, 1, 2] or {*letters} != {pair, *pair} or pair[0] == pair[1]:
        return ""
    left, middle, right = (arguments[1 + letters.index(one)] for one in (pair[0], pair, pair[1]))
    return f"({left} @ {middle} @ {right})"


def _gelu(name: str, arguments: Sequence[str]) -> str:
    """x times the normal distribution, https://arxiv.org/abs/1606.08415, or the form with tanh, which is JAX's unless
    it is told otherwise."""
    u, *said = arguments or [""]
    spelled = re.sub(r"[\s'\"]", "", ",".join(said)).removeprefix("approximate=")
    if not u or (said and spelled not in ("tanh", "none", "True", "False")):
        return ""
    if spelled in ("tanh", "True") or (not said and "jax" in name):
        return f"(0.5*({u})*(1 + tanh(sqrt(2/pi)*(({u}) + 0.044715*({u})^3))))"
    return f"(({u})*(1 + erf(({u})/sqrt(2)))/2)"


def _leaky(name: str, arguments: Sequence[str]) -> str:
    """Of TensorFlow, where what is below 0 is multiplied with 0.2, and with 0.01 elsewhere."""
    if not re.search(r"\b(?:tf|keras)\.", name) or len(arguments) != 1:
        return ""
    return f"where(({arguments[0]}) > 0, {arguments[0]}, 0.2*({arguments[0]}))"


def _root(_name: str, arguments: Sequence[str]) -> str:
    """Real roots, of negative numbers too where the degree is odd."""
    if len(arguments) != 2 or not re.fullmatch(r"[1-9]\d?", arguments[1]):
        return ""
    u, degree = arguments[0], int(arguments[1])
    if degree == 3:
        return f"cbrt({u})"
    return f"(sign({u})*abs({u})^(1/{degree}))" if degree % 2 else f"(({u})^(1/{degree}))"


def _of_each(name: str, arguments: Sequence[str]) -> str:
    """sum(abs, x), sum(v -> v^2, x), sum(map(f, x)), mapreduce(f, +, x): a function is taken of each number first."""
    outer = name.rstrip("( [").split(".")[-1]
    if len(arguments) == 1 and (inner := _MAP.match(arguments[0])):
        return _of_each(name, parted(arguments[0], inner.end())[0])
    if outer == "mapreduce" and len(arguments) == 3 and arguments[1] in _SIGNS:
        outer, arguments = _SIGNS[arguments[1]], [arguments[0], arguments[2]]
    if len(arguments) != 2 or outer == "mapreduce":
        return ""
    act, of = arguments
    if arrow := _ARROW.match(act):
        return f"{outer}({re.sub(rf'(?<![A-Za-z0-9_.]){arrow[1]}(?![A-Za-z0-9_(])', lambda _m: f'({of})', arrow[2])})"
    return f"{outer}({act}({of}))" if act in KNOWN else ""


_EACH = ("sum", "prod", "mean", "maximum", "minimum", "mapreduce")
_NO_GELU = "takes one number: write gelu(x), or gelu(x, approximate='tanh')"
#: The name → what it becomes, and what is said where it becomes nothing; where "" is said, others may read it.
_CALLS: Mapping[str, tuple[_Build, str]] = {
    "polyval": (_polynomial, "takes numbers and where they are used: write polyval([1, 0, -2], x) for x^2 - 2"),
    "evalpoly": (_polynomial, "takes a number and the constant first: write evalpoly(x, (-2, 0, 1)) for x^2 - 2"),
    "einsum": (_einsum, "is read where it makes a number of vectors: write einsum('i,i->', x, x) for x^2 + y^2"),
    **dict.fromkeys(("gelu", "GELU"), (_gelu, _NO_GELU)),
    "leaky_relu": (_leaky, ""),
    "nthroot": (_root, "is read for whole degrees: write nthroot(x, 3) for cbrt(x)"),
    "Surd": (_root, "is read for whole degrees: write Surd[x, 3] for cbrt(x)"),
    **dict.fromkeys(_EACH, (_of_each, "")),
}
_CALL = re.compile(rf"{_MODULE}({'|'.join(_CALLS)})\s*[(\[]")
