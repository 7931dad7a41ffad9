"""Texts that would keep a reader busy or take it too deep: each is read, or refused in one sentence."""

import pytest

from formulas import FormulaError
from formulas.reading.formula_text import MAX_TYPED, read_formula
from optimizers.typed.text_to_rule import read_program

N = MAX_TYPED - 10
FORMULAS = [
    "lambda " + " " * N,
    "f(" + " " * N + ")",
    " " * N + "x",
    "def f(" + "a," * 700 + "):",
    "a=b\n" * 370,
    "|" * N,
    "√" * N,
    "sin " * 370,
    "x^" * 740,
    "-" * N,
    "(" * N,
    "x[" * 700,
    "\\frac" * 290,
    "\\frac{" * 240,
    "\\hat{" * 290,
    "²" * N,
    "xy" * 740,
    "sinx" * 370,
    "e" * N,
    "x1" * 700,
    "1e" * 700,
    "x if x>0 else " * 100 + "x",
    "0<" * 700 + "1",
    "1/2x" * 370,
    "E " * 700,
    "x2+" * 370 + "x2",
    "trunc(" * 29 + "x" + ")" * 29,
    "silu(" * 29 + "x" + ")" * 29,
    "x.pow(2)" * 180,
    "def f(x):\n a=x\n" + " a=a*a\n" * 150 + " return a",
    "\\begin{cases}" + "x&x\\\\" * 200,
    "1" * 5000,
    "²√" * 700,
]
M = 3_990
RULES = [
    " " * M,
    "w=" + " " * M + "g",
    "=" * M,
    "w = g;" * 660,
    "∇ " * 1990,
    "∇_{" * 1300,
    "_{t" * 1300,
    "||" * 1900,
    "self." * 790,
    "a[" * 1900,
    "class A:\n" * 440,
    "return " * 560,
    "w = " + "lr " * 250,
    "w = " + "g/2t " * 150,
    "w = " + "lrg" * 250,
    "\\nabla" * 660,
    "m̂" * 1900,
    "ₜ" * M,
    "w = " + "(" * 700,
    "if x:" * 790,
    "x['" * 1300,
    "w = " + "√" * 700,
    "w" * 9000,
]


@pytest.mark.parametrize("text", FORMULAS, ids=range(len(FORMULAS)))
def test_formulas(text):
    try:
        read, error = read_formula(text), None
    except FormulaError as refused:
        error = refused
    if error is None:
        assert len(read.text) <= 400
        return
    assert error.message.isprintable()
    assert error.message.endswith(".")
    assert 0 <= error.column <= len(text)


@pytest.mark.parametrize("text", RULES, ids=range(len(RULES)))
def test_rules(text):
    with pytest.raises(FormulaError) as caught:
        read_program(text)
    assert caught.value.message.startswith("Line ")
    assert "\n" not in caught.value.message
    assert 0 <= caught.value.column <= len(caught.value.text)
