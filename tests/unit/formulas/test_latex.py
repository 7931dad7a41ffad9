"""LaTeX prints what was written, with few brackets, in the part of LaTeX that every renderer knows."""

import pytest
from latex2mathml.converter import convert

from formulas import Call, Formula, Language, Name, Number, Operation, latex, parse, symbol

CASES = {
    "(1 - x)^2 + 100*(y - x^2)^2": r"\left(1 - x\right)^{2} + 100 \left(y - x^{2}\right)^{2}",
    "x^2/20 + y^2": r"\frac{x^{2}}{20} + y^{2}",
    "y + x": "y + x",
    "x - (y - 1)": r"x - \left(y - 1\right)",
    "(x - y) - 1": "x - y - 1",
    "x - (-y)": r"x - \left(-y\right)",
    "-(x + y)": r"-\left(x + y\right)",
    "-x*y": "-x y",
    "x*-y": r"x \left(-y\right)",
    "x + -2*y": r"x + \left(-2 y\right)",
    "-x/y": r"-\frac{x}{y}",
    "2 - -x/y": r"2 - \left(-\frac{x}{y}\right)",
    "(-x)^2": r"\left(-x\right)^{2}",
    "-x^2": "-x^{2}",
    "2*3": r"2 \cdot 3",
    "x*2": r"x \cdot 2",
    "2*(1/2)*x": r"2 \cdot \frac{1}{2} x",
    "x*(y*2)": r"x \left(y \cdot 2\right)",
    "(x + y)*(x - y)": r"\left(x + y\right) \left(x - y\right)",
    "x/y/2": r"\frac{\frac{x}{y}}{2}",
    "(x/y)^2": r"\left(\frac{x}{y}\right)^{2}",
    "x^2^3": "x^{2^{3}}",
    "(x^2)^3": r"\left(x^{2}\right)^{3}",
    "x^(1/3)": r"x^{\frac{1}{3}}",
    "x^-y": "x^{-y}",
    "sin(x)": r"\sin\left(x\right)",
    "sin(x)^2": r"\sin^{2}\left(x\right)",
    "sin(x)^-1": r"\sin\left(x\right)^{-1}",
    "asin(x)^2": r"\arcsin\left(x\right)^{2}",
    "2*pi*x": r"2 \pi x",
    "exp(-x^2)": "e^{-x^{2}}",
    "exp(x/y)": r"\exp\left(\frac{x}{y}\right)",
    "exp(exp(x))": r"\exp\left(e^{x}\right)",
    "exp(x)^2": r"\left(e^{x}\right)^{2}",
    "e^x": "e^{x}",
    "sqrt(x + 1)^2": r"\left(\sqrt{x + 1}\right)^{2}",
    "abs(x)^3": r"\left|x\right|^{3}",
    "log(x)": r"\ln\left(x\right)",
    "sign(x)": r"\operatorname{sign}\left(x\right)",
    "max(x, y - 1)": r"\max\left(x, y - 1\right)",
    "1e-3*x": "10^{-3} x",
    "x*1e3": r"x \cdot 10^{3}",
    "2.5e3^2": r"\left(2.5 \cdot 10^{3}\right)^{2}",
    "1.50*x": "1.50 x",
    "alpha*beta1 - rate*x": r"\alpha \beta_{1} - \mathrm{rate} \cdot x",
}


@pytest.mark.parametrize("text", CASES)
def test_prints(text):
    tree = Formula.parse(text, parameters=("alpha", "beta1", "rate")).tree
    assert latex(tree) == CASES[text]
    assert "\\" not in convert(latex(tree))


def test_names():
    assert [symbol(name) for name in ("x", "b1", "beta_2", "Gamma", "lambda_", "lr", "v_hat")] == [
        "x",
        "b_{1}",
        r"\beta_{2}",
        r"\Gamma",
        r"\mathrm{lambda\_}",
        r"\mathrm{lr}",
        r"\mathrm{v\_hat}",
    ]


def test_symbols_replace_names():
    tree = Formula.parse("b1*x + (1 - b1)*y", parameters=("b1",)).tree
    assert latex(tree, {"b1": r"\beta_1", "y": "g"}) == r"\beta_1 x + \left(1 - \beta_1\right) g"


def test_choices():
    language = Language(("x", "y"), functions={"where": 3, "clip": 2}, comparisons=True)
    assert latex(parse("where(x <= y, 0, x)", language)) == (
        r"\begin{cases} 0 & x \le y \\ x & \text{otherwise} \end{cases}"
    )
    assert latex(parse("clip(x, y)", language)) == r"\operatorname{clip}\left(x, y\right)"
    assert latex(parse("where(x > 0, 1, where(x < 0, 2, 3))", language)) == (
        r"\begin{cases} 1 & x > 0 \\ 2 & x < 0 \\ 3 & \text{otherwise} \end{cases}"
    )


def test_norms_products_and_roots():
    language = Language(("x", "y"), functions={"norm": 1, "dot": 2, "cbrt": 1})
    assert latex(parse("norm(x)^2", language)) == r"\left\|x\right\|^{2}"
    assert latex(Call("norm", (Name("x"), Number(1.0)))) == r"\left\|x\right\|_{1}"
    assert latex(parse("dot(x, y - x)", language)) == r"\left\langle x, y - x\right\rangle"
    assert latex(parse("cbrt(x)^2", language)) == r"\left(\sqrt[3]{x}\right)^{2}"


def test_numbers_made_by_programs():
    assert latex(Number(0.25)) == "0.25"
    assert latex(Number(1e-8)) == "10^{-8}"
    assert latex(Operation("*", (Number(2.0), Number(-0.5)))) == r"2 \left(-0.5\right)"


def test_numbers_too_large_for_a_number_are_infinite():
    assert latex(Operation("*", (Number(float("inf")), Name("x")))) == r"\infty x"
