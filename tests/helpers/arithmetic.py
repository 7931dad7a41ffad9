"""A second way to work out a formula: its tree walked node by node, sharing nothing with generated code.

`value` carries a bound of the rounding error with every number (running error analysis: Higham, "Accuracy and Stability
of Numerical Algorithms", 2nd ed., SIAM 2002, section 3.3), so that no tolerance is guessed. `gradient` takes complex
steps, which have no cancellation (Squire & Trapp, SIAM Review 40 (1998), 110-112).
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
import scipy.special

from formulas import CONSTANTS, Call, Formula, Name, Node, Number, Operation

EPS = float(np.finfo(float).eps)
STEP = 1e-20
NOTHING = complex("nan+nanj")
SHIFTS = (0.0, 1e-12, -1e-12, 1e-9, -1e-9)
OPERATORS: dict[str, Callable[..., Any]] = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b,
    "neg": lambda a: -a, "^": lambda a, b: power(a, b),
    "sin": np.sin, "cos": np.cos, "tan": np.tan, "asin": lambda a: of_reals(np.arcsin, a),
    "acos": lambda a: of_reals(np.arccos, a), "atan": np.arctan, "sinh": np.sinh, "cosh": np.cosh, "tanh": np.tanh,
    "exp": np.exp, "log": lambda a: of_reals(np.log, a), "sqrt": lambda a: of_reals(np.sqrt, a),
    "abs": lambda a: np.where(a.real < 0, -a, a), "sign": lambda a: np.sign(a.real),
    "min": lambda a, b: extreme(np.less_equal, a, b), "max": lambda a, b: extreme(np.greater_equal, a, b),
    "asinh": np.arcsinh, "acosh": lambda a: of_reals(np.arccosh, a), "atanh": lambda a: of_reals(np.arctanh, a),
    "cbrt": lambda a: cube_root(a),
    "floor": lambda a: np.floor(np.real(a)), "ceil": lambda a: np.ceil(np.real(a)),
    "round": lambda a: np.rint(np.real(a)), "mod": lambda a, b: remainder(a, b),
    "atan2": lambda a, b: angle(a, b), "hypot": lambda a, b: radius(a, b),
    "<": lambda a, b: 1.0 * (np.real(a) < np.real(b)), "<=": lambda a, b: 1.0 * (np.real(a) <= np.real(b)),
    ">": lambda a, b: 1.0 * (np.real(a) > np.real(b)), ">=": lambda a, b: 1.0 * (np.real(a) >= np.real(b)),
    "where": lambda test, a, b: np.where(np.real(test) > 0.5, a, b),
    "sigmoid": lambda a: 1 / (1 + np.exp(-a)), "relu": lambda a: np.where(np.real(a) <= 0, 0.0 * np.real(a), a),
    "softplus": lambda a: np.where(np.real(a) > 40, a, np.log1p(np.exp(a))),
    "erf": scipy.special.erf, "erfc": scipy.special.erfc,
    "gauss": lambda a: np.exp(-a * a), "sinc": lambda a: np.where(a == 0, 1.0, np.sin(a) / np.where(a == 0, 1.0, a)),
}  # fmt: skip


class Bounded(NamedTuple):
    """Numbers and bounds of their errors; a bound that is NaN or infinite says that nothing is known."""

    value: Any
    error: Any


def of_reals(function: Callable[[Any], Any], a: Any) -> Any:
    """The function where the real one has a value: log(-1) is none, and x < log(x) is false there."""
    return np.where(np.isnan(function(np.real(a))), NOTHING, function(a)) if np.iscomplexobj(a) else function(a)


def extreme(is_first: Callable[[Any, Any], Any], a: Any, b: Any) -> Any:
    chosen = np.where(is_first(a.real, b.real), a, b)
    return np.where(np.isnan(a.real) | np.isnan(b.real), NOTHING if np.iscomplexobj(chosen) else np.nan, chosen)


def power(a: Any, b: Any) -> Any:
    """a^b; complex ones only where the answer is that of real numbers nearby, NaN elsewhere."""
    if not np.iscomplexobj(a) and not np.iscomplexobj(b):
        return np.power(a, b)
    if np.ndim(b) == 0 and float(b.real).is_integer():
        return a ** int(b.real)
    nothing = np.where((a == 0) & (np.real(b) > 0), 0.0, NOTHING)
    return np.where(np.real(a) > 0, np.exp(b * np.log(a)), nothing)


def cube_root(a: Any) -> Any:
    return np.where(np.real(a) < 0, -power(-a, 1 / 3), power(a, 1 / 3)) if np.iscomplexobj(a) else np.cbrt(a)


def remainder(a: Any, b: Any) -> Any:
    whole = np.floor(np.real(a) / np.real(b))
    return a - b * whole if np.iscomplexobj(a) or np.iscomplexobj(b) else np.mod(a, b)


def radius(a: Any, b: Any) -> Any:
    return np.sqrt(a * a + b * b) if np.iscomplexobj(a) or np.iscomplexobj(b) else np.hypot(a, b)


def angle(a: Any, b: Any) -> Any:
    """atan2, from whichever quotient is small."""
    if not np.iscomplexobj(a) and not np.iscomplexobj(b):
        return np.arctan2(a, b)
    turn = np.where(np.real(b) < 0, np.where(np.real(a) < 0, -np.pi, np.pi), 0.0)
    steep = np.where(np.real(a) < 0, -np.pi / 2, np.pi / 2) - np.arctan(b / a)
    return np.where(np.abs(np.real(b)) >= np.abs(np.real(a)), np.arctan(a / b) + turn, steep)


def operation(node: Node) -> tuple[str, tuple[Node, ...]]:
    """What an inner node does, and to what."""
    if isinstance(node, Operation):
        return node.op, node.args
    assert isinstance(node, Call)
    return node.function, node.args


def walked(node: Node, names: Mapping[str, Any], flatter: float = 0.0) -> Any:
    """What `node` is where its names are these (complex) numbers; `flatter` is taken from the slope of every tanh."""
    if isinstance(node, Number):
        return np.float64(node.value)
    if isinstance(node, Name):
        return names[node.id]
    op, args = operation(node)
    inner = [walked(arg, names, flatter) for arg in args]
    result = OPERATORS[op](*inner)
    return result - 1j * flatter * np.imag(inner[0]) if op == "tanh" else result


def bounded(node: Node, names: Mapping[str, Bounded]) -> Bounded:
    """The same for real numbers, with the bounds."""
    if isinstance(node, Number):
        return Bounded(np.float64(node.value), 0.0)
    if isinstance(node, Name):
        return names[node.id]
    op, args = operation(node)
    inner = [bounded(arg, names) for arg in args]
    function, numbers = OPERATORS[op], [arg.value for arg in inner]
    value = function(*numbers)
    error = 4 * EPS * np.abs(value)
    for at, (number, own) in enumerate(inner):
        for side in (-own, own):  # what the error of this argument makes of the result
            error = error + np.abs(function(*numbers[:at], number + side, *numbers[at + 1 :]) - value)
    if op == "^" and not np.isnan(numbers[1]).any():
        error = error + 2 * EPS * np.abs(numbers[1] * value)  # powers by repeated products
    return Bounded(value, error)


def value(formula: Formula, x: Any, y: Any) -> Bounded:
    """f at arrays of points. Call it inside `np.errstate(all="ignore")`."""
    known = {name: Bounded(np.float64(number), 0.0) for name, number in CONSTANTS.items()}
    return bounded(formula.tree, {"x": Bounded(x, 0.0), "y": Bounded(y, 0.0), **known})


def gradient(formula: Formula, x: Any, y: Any) -> tuple[Bounded, Bounded]:
    """(fx, fy) at arrays of points; the error says how much it changes within a billionth of the way around them.

    Call it inside `np.errstate(all="ignore")`.
    """
    shifts = np.array([(h, k) for h in SHIFTS for k in SHIFTS])
    around = tuple(z + shift * np.maximum(np.abs(z), 1e-3) for z, shift in ((x, shifts[:, :1]), (y, shifts[:, 1:])))
    known = {name: np.float64(number) for name, number in CONSTANTS.items()}
    slopes = []
    for dx, dy in ((STEP, 0.0), (0.0, STEP)):
        names = {"x": around[0] + 1j * dx, "y": around[1] + 1j * dy, **known}
        # 1 − tanh² is known to a rounding error of 1, no better
        exact, rounded = (np.imag(walked(formula.tree, names, flatter)) / STEP for flatter in (0.0, 4 * EPS))
        slope, other = (np.broadcast_to(part, around[0].shape) for part in (exact, rounded))
        slopes.append(Bounded(slope[0], np.ptp(slope, axis=0) + np.abs(other - slope)[0]))
    return slopes[0], slopes[1]


class Comparison(NamedTuple):
    """Where generated code and this module differ by more than rounding, in words (empty if nowhere).

    `values` and `slopes` say at how many points they could be compared.
    """

    difference: str
    values: int
    slopes: int


def compare(formula: Formula, x: Any, y: Any) -> Comparison:
    """Value and gradient of `formula` at arrays of points, worked out both ways."""
    with np.errstate(all="ignore"):
        ours, *first = formula.first(x, y)
        again, theirs, slopes = formula.value(x, y), value(formula, x, y), gradient(formula, x, y)
        theirs = Bounded(*np.broadcast_arrays(*theirs, x)[:2])
        size = np.abs(theirs.value)
        sure = (size < 1e290) & (theirs.error <= 1e-3 * size)
        scale = np.hypot(slopes[0].value, slopes[1].value)
        smooth = (
            sure & (size < 1e100) & ((scale == 0) | (scale > 1e-100)) & (scale < 1e100) & (theirs.error <= 1e-9 * size)
        )
        difference = ""
        if not np.array_equal(again, ours, equal_nan=True):
            difference = f"two values: {again} and {ours}"
        if (sure & ~(np.abs(ours - theirs.value) <= theirs.error + 1e-290)).any():
            difference = f"value {ours}, not {theirs.value} ± {theirs.error}"
        for name, slope, their in zip("xy", first, slopes, strict=True):
            smooth = smooth & (their.error < 1e-2 * scale + 1e-200)
            wrong = ~(np.abs(slope - their.value) <= 1e-8 * scale + 20 * their.error + 1e-13 * size + 1e-200)
            if (smooth & wrong).any():
                difference = f"d/d{name} {slope}, not {their.value} ± {their.error}"
    return Comparison(difference, int(np.sum(sure)), int(np.sum(smooth)))
