"""Formulas as people write and paste them: what is read, and where two readings are offered."""

import numpy as np
import pytest

from formulas import Formula, FormulaError
from formulas.reading.formula_text import read_formula
from surfaces import Surface

ROSENBROCK = "(1 - x)^2 + 100*(y - x^2)^2"
#: what is typed → what is read
READ = {
    "names that would become constants": {
        "x1^2+x2^2": "x^2 + y^2",
        "X^2+Y^2": "x^2 + y^2",
        "xy": "x*y",
        "sinx + cosy": "sin(x) + cos(y)",
        "ax^2+by^2": "a*x^2 + b*y^2",
        "x_1^2 + x_2^2": "x^2 + y^2",
        "w[0]**2 + w[1]**2": "x^2 + y^2",
        "XY": "x*y",
        "xe^x": "x*e^x",
        "alphax": "alpha*x",
        "mux + y": "mu*x + y",
        "sinxcosy": "sin(x)*cos(y)",
        "cos2x": "cos(2*x)",
        "sinax + y": "sin(a*x) + y",
        "expkx": "exp(k*x)",
        "sqrt2*x": "sqrt(2)*x",
        "axy": "a*x*y",
        "pix": "pi*x",
        "x1x2": "x*y",
        "Pi*x": "pi*x",
        "X1^2 + 3*X2": "x^2 + 3*y",
        "theta0^2 + theta1^2": "x^2 + y^2",
        "x(1)^2 + x(2)^2": "x^2 + y^2",
        "y1^2 + y2^2": "x^2 + y^2",
        "xsin(y)": "x*sin(y)",
    },
    "products without a sign": {
        "2x": "2*x",
        "3(x+1)": "3*(x + 1)",
        "2pi x": "2*pi*x",
        "x sin(y)": "x*sin(y)",
        "(x-1)(y+2)": "(x - 1)*(y + 2)",
        "x y": "x*y",
        "3x^2y + 4xy^2": "3*x^2*y + 4*x*y^2",
        "x(y+1)": "x*(y + 1)",
        "1e3x": "1e3*x",
        "(1 - x)^2 + 100(y - x^2)^2": ROSENBROCK,
        "-x y": "-x*y",
        "x/(2y)": "x/(2*y)",
        "2|x|": "2*abs(x)",
    },
    "signs and letters": {
        "x²": "x^2",
        "x·y": "x*y",
        "x×y": "x*y",
        "x − y": "x - y",
        "x ≤ y": "where(x <= y, 1, 0)",
        "π x": "pi*x",
        "½x² + ¼y": "1/2*x^2 + 1/4*y",
        "x⁻²": "x^(-2)",
        "αx² + βy²": "alpha*x^2 + beta*y^2",
        "λx": "lam*x",
        "θ₁² + θ₂²": "x^2 + y^2",
        "√x + ∛y": "sqrt(x) + cbrt(y)",
        "𝑥 + 𝑦": "x + y",
        "x\u2062y": "x*y",
        "³√x + ⌊y⌋": "cbrt(x) + floor(y)",
        "x^½": "x^(1/2)",
    },
    "bars and functions": {
        "|x|": "abs(x)",
        "|x-1| + |y|": "abs(x - 1) + abs(y)",
        "||x|-|y||": "abs(abs(x) - abs(y))",
        "|x||y|": "abs(x)*abs(y)",
        "sin x": "sin(x)",
        "sin²x": "sin(x)^2",
        "sin^2 x + cos^2 y": "sin(x)^2 + cos(y)^2",
        "e^x": "e^x",
        "sin 2x": "sin(2*x)",
        "sin 2πx": "sin(2*pi*x)",
        "sin x cos y": "sin(x)*cos(y)",
        "ln x": "log(x)",
        "exp -x^2": "exp(-x^2)",
        "log_2(x)": "log(x)/log(2)",
        "log(x, 2)": "log(x)/log(2)",
        "sin x^2": "sin(x^2)",
        "max(x, y, 1)": "max(max(x, y), 1)",
        "x%2": "mod(x, 2)",
        "x mod 2": "mod(x, 2)",
        "Sin[x] + Cos[y]": "sin(x) + cos(y)",
        "0.1x if x < 0 else x": "where(x < 0, 0.1*x, x)",
        "(x>0)x": "where(x > 0, 1, 0)*x",
    },
    "Python": {
        "np.exp(-x**2)": "exp(-x^2)",
        "torch.sin(x)": "sin(x)",
        "math.pi*x": "pi*x",
        "lambda x, y: x**2 + y": "x^2 + y",
        "def f(x, y): return x*y": "x*y",
        "f(x, y) = x^2": "x^2",
        "x[0]**2 + x[1]": "x^2 + y",
        "f = lambda p: p[0]**2 + p[1]": "x^2 + y",
        "lambda u, v: u - 2*v": "x - 2*y",
        "def rosen(x, y, a=1, b=100): return (a - x)**2 + b*(y - x**2)**2": ROSENBROCK,
        "def f(p):\n    x, y = p\n    return np.sin(x)*y": "sin(x)*y",
        "def f(x):\n    x1 = x[0]\n    x2 = x[1]\n    return x1**2 + 2*x2": "x^2 + 2*y",
        "def f(x, y):\n    r = np.hypot(x, y)\n    s = r + 1\n    return r*s": "hypot(x, y)*(hypot(x, y) + 1)",
        "np.sinc(x)": "sinc(pi*x)",
        "np.where(x > 0, x, 0.1*x)": "where(x > 0, x, 0.1*x)",
        "x.pow(2) + torch.abs(y)": "x^2 + abs(y)",
        "np.arctan2(y, x)": "atan2(y, x)",
        "F.softplus(x)": "softplus(x)",
        "return x**2": "x^2",
        "Z = np.sin(X)*Y": "sin(x)*y",
        "x // y": "floor(x/y)",
        "np.maximum(x, 0)": "max(x, 0)",
        "np.clip(x, -1, 1)": "min(max(x, -1), 1)",
        "math.log(x, 2)": "log(x)/log(2)",
    },
    "LaTeX": {
        r"\frac{1}{2}x^2": "1/2*x^2",
        r"\sin x": "sin(x)",
        r"\left( x + y \right)^2": "(x + y)^2",
        r"x \cdot y": "x*y",
        r"\sqrt[3]{x}": "cbrt(x)",
        "x^{2}": "x^2",
        r"\lvert x \rvert": "abs(x)",
        r"\frac12 xy": "1/2*x*y",
        r"f\left(x,y\right)=\left(1-x\right)^{2}+100\left(y-x^{2}\right)^{2}": ROSENBROCK,
        r"$$20 + x^2 - 10\cos(2\pi x)$$": "20 + x^2 - 10*cos(2*pi*x)",
        r"\sqrt{x^2+y^2}": "sqrt(x^2 + y^2)",
        r"x_{1}^{2} + x_{2}^{2}": "x^2 + y^2",
        r"\alpha x^2 + \lambda y^2": "alpha*x^2 + lam*y^2",
        r"e^{-\frac{x^2}{2}}": "e^(-(x^2/2))",
        r"\left|x\right|": "abs(x)",
        r"\max\{x, y\}": "max(x, y)",
        r"\begin{cases} x^2 & x > 0 \\ y & \text{otherwise} \end{cases}": "where(x > 0, x^2, y)",
        r"\operatorname{sinc}(x)": "sinc(x)",
        r"\lfloor x \rfloor": "floor(x)",
        r"\sqrt[4]{x}": "x^(1/4)",
        r"\log_{2} x": "log(x)/log(2)",
        r"\theta_1 + \theta_2^2": "x + y^2",
    },
}
#: what is typed → the readings that are offered
OFFERED = {
    "1/2x": ("1/2*x", "1/(2*x)"),
    "x/2y": ("x/2*y", "x/(2*y)"),
    "e^2x": ("e^2*x", "e^(2*x)"),
    "e^xy": ("e^x*y", "e^(x*y)"),
    "sin x y": ("sin(x)*y", "sin(x*y)"),
    "sin x/2": ("sin(x)/2", "sin(x/2)"),
    "sin^-1 x": ("asin(x)", "1/sin(x)"),
    "sqrt2 x": ("sqrt(2)*x", "sqrt(2*x)"),
    "√2x": ("sqrt(2)*x", "sqrt(2*x)"),
    "x2 + y2": ("x^2 + y^2", "2*x + 2*y"),
    "x*X": ("x*x", "x*c"),
    "E^x": ("e^x", "c^x"),
    "(x+1)2": ("(x + 1)^2", "(x + 1)*2"),
    "x[1]^2": ("y^2", "x^2"),
    "x^2 + x2": ("x^2 + x^2", "x^2 + 2*x", "x^2 + x_2"),
    "u^2 + 2v": ("x^2 + 2*y",),
    "cos(t)": ("cos(x)",),
    "xy2": ("x*y^2", "x*2*y"),
}
#: what is typed → what the sentence says
REFUSED = {
    "a^2+b^2+c^2": "Neither x nor y occurs",
    "dist": "Neither x nor y occurs",
    "lr*grad": "Neither x nor y occurs",
    "x1 + x2 + x3": "x3 at column 11 is a third coordinate",
    "f(x, y, z) = x": "two coordinates, not 3",
    "x +* y": "missing between '+' and '*' at column 4",
    "2x +": "The formula ends after '+'",
    "foo(2x)": "Unknown function 'foo'",
    "x² + (y": "The bracket opened at column 6 is never closed",
    "x[0] + y": "x[0] at column 1 stands beside x or y",
    r"\int_{0}^{2} x": r"The command \int at column 1 is not read",
    "x == y": "Unexpected '='",
    r"\frac{d}{dx} x^2": "The derivative at column 1 is not read",
    "sin + 1": "needs brackets",
    "ln.pow(2)y - y": "cannot be read from column 3",
    "sin(x, y)": "takes 1 argument",
    "np.random.rand()": "Unknown name",
    "x.__class__": "The point at column 2",
    "def f(x): import os": "Only assignments and a return",
    "inf*x": "Unknown name 'inf'",
    "lambda x, y: __import__('os')": "Unexpected character '_'",
    "x\ue000": "Unexpected character",
}


@pytest.mark.parametrize(("text", "read"), [pair for group in READ.values() for pair in group.items()])
def test_reads(text, read):
    assert read_formula(text).text == read
    assert read_formula(read).text == read


@pytest.mark.parametrize("text", OFFERED)
def test_offers_the_readings_where_several_are_sensible(text):
    with pytest.raises(FormulaError) as caught:
        read_formula(text)
    assert caught.value.readings == OFFERED[text]
    for reading in OFFERED[text]:
        assert read_formula(reading).text == reading


@pytest.mark.parametrize("text", REFUSED)
def test_refuses_in_one_sentence(text):
    with pytest.raises(FormulaError) as caught:
        Surface.from_formula(text)
    assert REFUSED[text] in caught.value.message
    assert caught.value.text == text
    assert 0 <= caught.value.column <= len(text)


@pytest.mark.parametrize(
    "text", ["x^2 + b*y^2", "(x - x0)^2 + (y - y0)^2", "scale*x + y", "-x^2", "relu(y-1)", "x**2/2"]
)
def test_what_is_written_in_our_own_language_stays_as_it_is(text):
    assert read_formula(text).text == text


def test_names_that_are_declared_stay_names():
    assert read_formula("xy*x + X", ("xy", "X")).text == "xy*x + X"
    assert Surface.from_formula("xy + y", parameters={"xy": 2}).value((0.0, 1.0)) == 3
    assert Formula.parse("mod*x + where", parameters=None).parameters == ("mod", "where")


def test_what_is_assumed_of_flat_and_of_level_functions_is_said():
    assert read_formula("floor(x) + round(y)").notes == (
        "Derivatives of floor, round take no notice of the jumps: a step is flat.",
    )
    assert read_formula("3 + pi").notes == ("Neither x nor y occurs: the ground is level.",)


def test_all_the_ways_to_say_the_same_have_one_gradient():
    at = np.array([0.3, -0.7])
    texts = [
        "x²+3y²",
        "x1^2 + 3*x2^2",
        "lambda x: x[0]**2 + 3*x[1]**2",
        r"x_1^{2} + 3\,x_2^2",
        "X^2 + 3Y^2",
        "f(u,v)=u²+3v²",
    ]
    for text in texts:
        np.testing.assert_array_equal(Surface.from_formula(text).gradient(at), (2 * 0.3, 6 * -0.7))
