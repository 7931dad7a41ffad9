"""Advice is an equal function, or none: every piece of it is worked out beside what was meant."""

import re

import numpy as np
import pytest
import scipy.special
import torch
from scipy.stats import norm

from formulas import Formula, FormulaError
from formulas.advice import _SYNONYMS
from formulas.language import FUNCTIONS
from formulas.reading.known.functions import INVERSE, KNOWN, OF_MODULES
from formulas.tree import Name
from formulas.unparse import unparse

X, Y = np.random.default_rng(4).uniform(0.05, 0.95, (2, 20))
#: what other languages mean by their names
MEANT = {
    **{name: getattr(np, f"arc{name[1:]}") for name in ("asin", "acos", "atan", "asinh", "acosh", "atanh")},
    **{name: getattr(np, name) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "log", "sqrt", "sign")},
    **{"abs": np.abs, "cbrt": np.cbrt, "atan2": np.arctan2, "hypot": np.hypot, "floor": np.floor, "ceil": np.ceil},
    **{"round": np.round, "mod": np.mod, "sigmoid": lambda u: 1 / (1 + np.exp(-u)), "relu": lambda u: np.maximum(u, 0)},
    **{"softplus": lambda u: np.log(1 + np.exp(u)), "gauss": lambda u: np.exp(-(u**2))},
    "sinc": lambda u: np.sin(u) / u,
    **{"ln": np.log, "arctg": np.arctan, "tg": np.tan, "sen": np.sin, "sgn": np.sign},
    **{"fabs": np.abs, "absolute": np.abs},
    **{"arsinh": np.arcsinh, "arcosh": np.arccosh, "artanh": np.arctanh, "rint": np.rint, "ceiling": np.ceil},
    **{"expit": lambda u: 1 / (1 + np.exp(-u)), "ReLU": lambda u: np.maximum(u, 0), "Abs": np.abs, "max": np.maximum},
    **{"min": np.minimum, "maximum": np.maximum, "minimum": np.minimum, "fmax": np.fmax, "fmin": np.fmin},
    **{"log2": np.log2, "lb": np.log2, "log10": np.log10, "lg": np.log10, "pow": np.power, "power": np.power},
    **{name: lambda u: 1 / np.tan(u) for name in ("cot", "ctg", "cotan")},
    **{"sec": lambda u: 1 / np.cos(u), "csc": lambda u: 1 / np.sin(u), "cosec": lambda u: 1 / np.sin(u)},
    **{"realsqrt": np.sqrt, "reallog": np.log, "realpow": np.power, "CubeRoot": np.cbrt},
    **{"coth": lambda u: 1 / np.tanh(u), "sech": lambda u: 1 / np.cosh(u), "csch": lambda u: 1 / np.sinh(u)},
    **{"trunc": np.trunc, "fix": np.fix, "fmod": np.fmod, "heaviside": lambda u: np.heaviside(u, 0.5)},
    **{"square": np.square, "reciprocal": np.reciprocal, "negative": np.negative, "exp2": np.exp2, "log1p": np.log1p},
    **{"expm1": np.expm1, "silu": lambda u: u / (1 + np.exp(-u)), "swish": lambda u: u / (1 + np.exp(-u))},
    **{"ArcSin": np.arcsin, "ArcCos": np.arccos, "ArcTan": np.arctan, "ArcSinh": np.arcsinh, "ArcCosh": np.arccosh},
    **{"ArcTanh": np.arctanh, "Log": np.log, "Power": np.power, "powi": np.power, "powf": np.power, "abs2": np.square},
    **{"sqr": np.square, "UnitStep": lambda u: np.heaviside(u, 1.0), "Boole": lambda u: u},
    **{"logistic": lambda u: 1 / (1 + np.exp(-u)), "Rational": np.divide},
    **dict.fromkeys(("Integer", "Float", "float", "double"), np.positive),
    **{"HeavisideTheta": lambda u: np.heaviside(u, 0.5), "Ramp": lambda u: np.maximum(u, 0), "Minus": np.negative},
    **{"times": np.multiply, "plus": np.add, "minus": np.subtract, "rdivide": np.divide, "rem": np.fmod},
    **{"sinpi": lambda u: np.sin(np.pi * u), "cospi": lambda u: np.cos(np.pi * u)},
    **{"leaky_relu": lambda u: np.where(u > 0, u, 0.01 * u), "elu": lambda u: np.where(u > 0, u, np.exp(u) - 1)},
    **{"Plus": lambda u: u, "Times": lambda u: u, "Subtract": np.subtract, "Divide": np.divide},
    **{"radians": np.radians, "deg2rad": np.deg2rad, "degrees": np.degrees, "int": np.trunc},
    **{name: getattr(scipy.special, name) for name in ("erf", "erfc", "ndtr")},
    **dict.fromkeys(("normcdf", "pnorm"), norm.cdf), **dict.fromkeys(("normpdf", "dnorm"), norm.pdf),
}  # fmt: skip
OTHERS = {"where", "clip", "clamp", "ifelse", "iif", "If", "Piecewise"} | {
    *("And", "Or", "logical_and", "logical_or", "muladd", "fma")
}  # of three arguments, and of conditions
LAYERS = {"SiLU": "silu", "LeakyReLU": "leaky_relu", "log_sigmoid": "logsigmoid", "soft_shrink": "softshrink"} | {
    **{"hard_shrink": "hardshrink", "hard_swish": "hardswish", "hard_silu": "hardswish", "hard_tanh": "hardtanh"},
    **{name: name.lower() for name in ("ELU", "CELU", "SELU", "GELU")},
}  # torch's name for a function of its own
DOMAIN = {"acosh": 1.0, "arccosh": 1.0, "arcosh": 1.0, "ArcCosh": 1.0}  # what is added to reach where they are defined


def value(text):
    return Formula.parse(text).value(X, Y)


def meant(name):
    return MEANT.get(name) or getattr(np, name, None) or of_torch(LAYERS.get(name, name))


def of_torch(name):
    return lambda u: getattr(torch.nn.functional, name)(torch.tensor(u)).numpy()


@pytest.mark.parametrize("name", sorted({*KNOWN} - OTHERS))
def test_every_name_of_a_function_is_read_as_that_function(name):
    known, by = KNOWN[name], DOMAIN.get(name, 0.0)
    x = X + by
    with np.errstate(all="ignore"):
        both = known.least == 1 and np.isfinite(meant(name)(-x)).all()
    for sign in (1, -1) if both else (1,):
        args = (sign * x, Y)[: known.least]
        text = unparse(known.build(*(Name("x"), Name("y"))[: known.least]))
        with np.errstate(all="ignore"):
            np.testing.assert_allclose(Formula.parse(text).value(sign * x, Y), meant(name)(*args), rtol=1e-12)


def test_names_of_three_arguments():
    for name, text in {"clip": "min(max(x, 0.2), 0.6)", "clamp": "min(max(x, 0.2), 0.6)"}.items():
        args = [Formula.parse(part).tree for part in ("x", "0.2", "0.6")]
        assert KNOWN[name].build(*args) == Formula.parse(text).tree
    np.testing.assert_array_equal(value("where(x < y, x, 2*y)"), np.where(X < Y, X, 2 * Y))


def test_names_whose_arguments_are_in_another_order():
    """Mathematica's: the base of a logarithm, and x of an angle, come first."""
    assert KNOWN["Log"].build(Name("x"), Name("y")) == Formula.parse("log(y)/log(x)").tree
    assert KNOWN["ArcTan"].build(Name("x"), Name("y")) == Formula.parse("atan2(y, x)").tree


def test_names_of_modules_mean_what_the_modules_mean():
    np.testing.assert_allclose(value(unparse(OF_MODULES["sinc"].build(Name("x")))), np.sinc(X), rtol=1e-12)
    np.testing.assert_allclose(value(unparse(OF_MODULES["remainder"].build(Name("x"), Name("y")))), np.remainder(X, Y))


@pytest.mark.parametrize("name", INVERSE)
def test_inverse_functions_are_inverse(name):
    text = unparse(KNOWN[name].build(KNOWN[INVERSE[name]].build(Name("x"))))
    at = X + DOMAIN.get(INVERSE[name], 0.0)
    np.testing.assert_allclose(Formula.parse(text).value(at, Y), at, rtol=1e-9)


@pytest.mark.parametrize("name", sorted(_SYNONYMS))
def test_advice_of_the_strict_language_is_an_equal_function_or_none(name):
    advice = _SYNONYMS[name]
    if "number" in advice:
        return
    if advice == "2*pi":
        np.testing.assert_allclose(value(advice), 2 * np.pi)
        return
    text = f"{advice}(x, y)" if FUNCTIONS.get(advice) == 2 else f"{advice}(x)" if advice in FUNCTIONS else advice
    args = (X + DOMAIN.get(name, 0.0), Y)
    expected = meant(name)(*args) if FUNCTIONS.get(advice) == 2 or "y" in text else meant(name)(args[0])
    np.testing.assert_allclose(Formula.parse(text).value(*args), expected, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize(
    "text", ["sinc2(x)", "acot(x)", "sind(x)", "erfinv(x)", "log3(x)", "expi(x)", "sine(x)", "cosd(x)"]
)
def test_no_advice_is_given_for_functions_that_are_not_ours(text):
    with pytest.raises(FormulaError) as caught:
        Formula.parse(text)
    assert re.match(r"Unknown function .* at column 1: use sin, cos, ", caught.value.message)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("log(x, 2)", "log(x)/log(y)"), ("x%2", "mod(x, y)"), ("λ*x", "lam"), ("max(x, y, 1)", "max(x, max(y, z))"),
        ("√x", "sqrt(x)"), ("|x|", "abs(x)"), ("∛x", "sign(x)*abs(x)^(1/3)"), ("x÷y", "/"), ("50°", "*pi/180"),
    ],
)  # fmt: skip
def test_advice_on_signs(text, advice):
    with pytest.raises(FormulaError) as caught:
        Formula.parse(text, parameters=None)
    assert advice in caught.value.message
