"""Functions under the names that other languages give them, each as an equal expression of ours."""

from collections.abc import Mapping
from functools import reduce
from types import MappingProxyType

from formulas.language import ELEMENTARY, FUNCTIONS
from formulas.reading.known.activations import ACTIVATIONS
from formulas.reading.known.builders import (
    Build,
    Function,
    both,
    call,
    either,
    is_condition,
    log_of_sum,
    number,
    op,
    value,
)
from formulas.tree import Name, Node, Number, Operator


def _holds(node: Node) -> Node:
    """A condition as it is; a number holds unless it is 0."""
    return node if is_condition(node) else op(">", call("abs", node), number(0))


def _plain(name: str) -> Build:
    return lambda *args: call(name, *map(value, args))


def _where(condition: Node, yes: Node, no: Node) -> Node:
    return call("where", condition, value(yes), value(no))


def _extreme(name: str) -> Build:
    return lambda *args: reduce(lambda a, b: call(name, a, b), map(value, args))


def _log(u: Node, base: Node | None = None) -> Node:
    return call("log", u) if base is None else op("/", call("log", u), call("log", base))


def log_to(base: int) -> Build:
    return lambda u: _log(u, number(base))


def over(name: str) -> Build:
    """1 over a function."""
    return lambda u: op("/", number(1), call(name, u))


def _truncated(u: Node) -> Node:
    return op("*", call("sign", u), call("floor", call("abs", u)))


def _heaviside(u: Node, at_zero: Node | None = None) -> Node:
    if at_zero is None:
        return op("/", op("+", number(1), call("sign", u)), number(2))
    less, more = op("<", u, number(0)), op(">", u, number(0))
    return call("where", more, number(1), call("where", less, number(0), at_zero))


def _clip(u: Node, low: Node | None = None, high: Node | None = None) -> Node:
    """Between two bounds, or on one side of one."""
    least = value(u) if low is None else call("max", value(u), value(low))
    return least if high is None else call("min", least, value(high))


def _rounded(u: Node, digits: Node | None = None) -> Node:
    """To so many digits behind the point."""
    if digits is None or digits == number(0):
        return call("round", u)
    size = number(10**digits.value) if isinstance(digits, Number) else op("^", number(10), digits)
    return op("/", call("round", op("*", u, size)), size)


def _fmod(a: Node, b: Node) -> Node:
    return op("-", a, op("*", b, _truncated(op("/", a, b))))


def _of_values(sign: Operator) -> Build:
    return lambda *args: op(sign, *map(value, args))


def _sinc_of_pi(u: Node) -> Node:
    return call("sinc", op("*", Name("pi"), u))


_ARITHMETIC: Mapping[Operator, tuple[str, ...]] = {
    **{"+": ("add",), "-": ("subtract", "sub"), "*": ("multiply", "mul", "scalar_mul")},
    "/": ("divide", "div", "true_divide", "truediv"),
}
_BARE = {name for name, count in ELEMENTARY.items() if count == 1} | {"cbrt", "asinh", "acosh", "atanh"}
_SAME = {
    **{"ln": "log", "arcsin": "asin", "arccos": "acos", "arctan": "atan", "arctg": "atan", "tg": "tan", "sen": "sin"},
    **{"arcsinh": "asinh", "arccosh": "acosh", "arctanh": "atanh", "arsinh": "asinh", "arcosh": "acosh"},
    **{"artanh": "atanh", "sgn": "sign", "fabs": "abs", "absolute": "abs", "rint": "round", "ceiling": "ceil"},
    **{"arctan2": "atan2", "expit": "sigmoid", "logistic": "sigmoid", "ReLU": "relu", "Abs": "abs"},
    **{"realsqrt": "sqrt", "reallog": "log", "CubeRoot": "cbrt"},
}
_MANY = 12  # arguments of max and min


def _one(build: Build, bare: bool = False) -> Function:
    return Function(1, 1, build, bare)


#: Mathematica's, of which some take their arguments in another order, MATLAB's and Julia's.
_OF_OTHERS: dict[str, Function] = {
    "ArcTan": Function(1, 2, lambda u, v=None: call("atan", u) if v is None else call("atan2", v, u)),
    "Log": Function(1, 2, lambda u, v=None: _log(u) if v is None else _log(v, u)),  # the base comes first
    "UnitStep": _one(lambda u: call("where", op(">=", u, number(0)), number(1), number(0))),
    "Boole": _one(value),
    **{name: Function(2, _MANY, lambda *args: reduce(both, map(_holds, args))) for name in ("And", "logical_and")},
    **{name: Function(2, _MANY, lambda *args: reduce(either, map(_holds, args))) for name in ("Or", "logical_or")},
    "HeavisideTheta": _one(_heaviside),
    "Ramp": _one(_plain("relu")),
    "Plus": Function(1, _MANY, lambda *args: reduce(lambda a, b: op("+", a, b), map(value, args))),
    "Times": Function(1, _MANY, lambda *args: reduce(lambda a, b: op("*", a, b), map(value, args))),
    "Subtract": Function(2, 2, _of_values("-")),
    "Divide": Function(2, 2, _of_values("/")),
    "Minus": _one(lambda u: op("neg", value(u))),
    "times": Function(2, 2, _of_values("*")),
    "plus": Function(2, 2, _of_values("+")),
    "minus": Function(2, 2, _of_values("-")),
    "rdivide": Function(2, 2, _of_values("/")),
    "rem": Function(2, 2, _fmod),
    "sinpi": _one(lambda u: call("sin", op("*", Name("pi"), u))),
    "cospi": _one(lambda u: call("cos", op("*", Name("pi"), u))),
    **{name: Function(3, 3, lambda a, b, c: op("+", op("*", a, b), c)) for name in ("muladd", "fma")},
}


def _named() -> dict[str, Function]:
    known = {n: Function(c, c, _plain(n), n in _BARE) for n, c in FUNCTIONS.items()}
    known |= {"where": Function(3, 3, _where), "log": Function(1, 2, _log, bare=True)}
    known |= {name: Function(2, _MANY, _extreme(name)) for name in ("max", "min")}
    known |= {name: known[ours] for name, ours in _SAME.items()}
    known |= dict.fromkeys(("maximum", "fmax"), known["max"]) | dict.fromkeys(("minimum", "fmin"), known["min"])
    known |= {"log2": _one(log_to(2), bare=True), "lb": _one(log_to(2), bare=True)}
    known |= {name: _one(log_to(10), bare=True) for name in ("log10", "lg")}
    known |= {name: _one(over("tan"), bare=True) for name in ("cot", "ctg", "cotan")}
    known |= {name: _one(over(ours), bare=True) for name, ours in _OVER.items()}
    known |= {name: Function(2, 2, lambda a, b: op("^", a, b)) for name in ("pow", "power")}
    known |= {"Rational": Function(2, 2, lambda a, b: op("/", a, b))}
    known |= {name: _one(lambda u: u) for name in ("Integer", "Float", "float", "double")}
    known |= {name: Function(3, 3, _clip, keywords=bounds) for name, bounds in _BOUNDS.items()}
    known |= {name: Function(3, 3, _where) for name in ("ifelse", "iif", "If")}
    known |= {name: _one(_truncated) for name in ("trunc", "fix", "int")}
    known |= dict.fromkeys(("round", "around"), Function(1, 2, _rounded))
    known |= dict.fromkeys(("powi", "powf", "Power", "realpow"), known["pow"])
    known |= {name: _one(lambda u: op("^", u, number(2))) for name in ("square", "abs2", "sqr")}
    known |= {f"Arc{name.capitalize()}": _one(_plain(f"a{name}")) for name in ("sin", "cos", "sinh", "cosh", "tanh")}
    return (
        known
        | _OF_OTHERS
        | ACTIVATIONS
        | {
            "zeros_like": _one(lambda _u: number(0)),
            "ones_like": _one(lambda _u: number(1)),
            "Piecewise": Function(1, _MANY, _where),  # which the grammar reads itself
            "fmod": Function(2, 2, _fmod),
            "heaviside": Function(1, 2, _heaviside),
            "reciprocal": _one(lambda u: op("/", number(1), u)),
            "negative": _one(lambda u: op("neg", u)),
            "exp2": _one(lambda u: op("^", number(2), u)),
            "log1p": _one(lambda u: call("log", op("+", number(1), u))),
            "expm1": _one(lambda u: op("-", call("exp", u), number(1))),
            "radians": _one(lambda u: op("/", op("*", u, Name("pi")), number(180))),
            "deg2rad": _one(lambda u: op("/", op("*", u, Name("pi")), number(180))),
            **dict.fromkeys(("degrees", "rad2deg"), _one(lambda u: op("/", op("*", u, number(180)), Name("pi")))),
        }
    )


_BOUNDS = {"clip": ("min", "max"), "clamp": ("min", "max")}
_OVER = {"sec": "cos", "csc": "sin", "cosec": "sin", "coth": "tanh", "sech": "cosh", "csch": "sinh"}

#: Name → what it stands for. Every one of them is an equal function.
KNOWN: Mapping[str, Function] = MappingProxyType(_named())

#: What stands behind the name of a module means something else in these cases: NumPy's and torch's sinc takes π·u.
OF_MODULES: Mapping[str, Function] = MappingProxyType(
    {"sinc": _one(_sinc_of_pi), "remainder": KNOWN["mod"], "logaddexp": Function(2, 2, log_of_sum)}
    | {name: Function(2, 2, _of_values(sign)) for sign, names in _ARITHMETIC.items() for name in names}
)

#: f^-1 of these is the inverse function as well as 1/f.
INVERSE: Mapping[str, str] = MappingProxyType(
    {
        **{"sin": "asin", "cos": "acos", "tan": "atan", "sinh": "asinh", "cosh": "acosh", "tanh": "atanh"},
        **{"tg": "atan", "sen": "asin"},
    }
)
