"""Formulas as they are pasted from papers, notebooks and other languages: each is the function that was meant."""

import json

import numpy as np
import pytest

from formulas import Formula, FormulaError
from formulas.reading.around.peel import peeled
from formulas.reading.formula_text import read_formula
from tests.helpers.imports import ROOT

#: what is meant, in our own language → the ways in which it is written elsewhere
MEANT = json.loads((ROOT / "tests/helpers/pasted_formulas.json").read_text("utf-8"))
X, Y = np.random.default_rng(7).uniform(-1.5, 1.5, (2, 12))
#: what is typed → what the sentence says; no other function is taken for it
REFUSED = {
    "0.5 * x.T @ A @ x": "The numbers of A are not known: write [[2, 0], [0, 1]] for a matrix",
    r"\frac12 x^T A x": "The numbers of A are not known",
    "x'*H*x": "The numbers of H are not known",
    "np.dot(b, x)": "The numbers of b are not known: write [1, 2] for a vector",
    "x @ M": "The numbers of M are not known",
    "lambda x: x @ Q @ x": "The numbers of Q are not known",
    "torch.mean((x - y)**2)": "one number here: write it without mean",
    "np.sum(x**2) + y": "one number here: write it without sum",
    "x[1:] + x": "This is a vector and no number",
    "np.sum(x, w)": "is taken of one vector",
    "f(w, b) = w[0]^2 + b": "w[0] at column 11 is a part of a point",
    "f(x, y) = x[0]^2 + y": "x[0] at column 11 is a part of a point",
    "x[i]^2": "Nothing counts i",
    r"\sum_{i=1}^{3} x_i^2": "goes to coordinate 3",
    r"\sum_{i=1}^{n} x_i x_{i+1}": "goes to coordinate 3",
    r"\sum_{i=1}^{k/2} x_i": "The end of the sum at column 1 is not read",
    "[1, 2, 3] @ x": "Vectors of 3 and 2 numbers do not fit",
    "x^2 {x>0}": "leaves the rest undefined",
    "{x>0: x^2}": "end with what holds otherwise",
    "{x<0: 1, x>0: x}": "end with what holds otherwise",
    "x > 0 ? x": "needs ':'",
    "x^2 if x > 0": "needs 'else'",
    "if x > 0 then x^2": "needs 'else'",
    "Piecewise((x, x > 0))": "says nothing of what holds otherwise",
    "=A1^2+B1^2+C1^2": "these are 3 cells: A1, B1, C1",
    "=SUM(A1:B1)": "The range A1:B1 at column 6",
    "=-A1^2": "raises the minus at column 2 too: write (-x)^2 or -(x^2)",
    "=EXP(-A1^2)": "raises the minus at column 6 too",
    "x_i^2": "x_i is neither x nor y, and nothing counts i",
    "Which[x < 0, -x]": "must end with what holds otherwise: write Which[x < 0, -x, True, x]",
    "|x, y|": "The formula is empty",
    "7.888609052210118e-31*x": "The number 7.888609052210118e-31 at",
    "gelu(x, y)": "takes one number: write gelu(x)",
    "gamma(x + 1)": "What gamma(...) at column 1 stands for is not known",
    "hard_sigmoid(x)": "Unknown function 'hard_sigmoid'",
    "nthroot(x, y)": "is read for whole degrees: write nthroot(x, 3) for cbrt(x)",
    "np.polyval(c, x)": "write polyval([1, 0, -2], x) for x^2 - 2",
    "np.einsum('ij->', A)": "write einsum('i,i->', x, x) for x^2 + y^2",
    "1,000*x": "write decimals with a point",
    "x^2 + (1,2)": "write decimals with a point",
    "1.5*x + 1,5*y": "write decimals with a point",
    "1,5*x, 2*y": "write decimals with a point",
    "norm(x, 0)": "Norms have an order from 1 on, or inf",
    "def f(x, y):\n    if x > 0:\n        return x": "Some way through these lines returns nothing",
    "def f(x, y):\n    if x > 0:\n        x, y = y, x\n    return x": "is no assignment, no choice and no return",
    "def f(x, y):\n    if x > 0:\n        return y\n    return x\nz = f(1, 2)": "belongs to no function",
    "def f(x, y):\n" + "".join(f"    if x>{i}: z=y\n" for i in range(60)) + "    return z": "has too many parts",
    "def f(x):\n    s = 0\n    for k in range(1000):\n        s += x[0]**2\n    return s": "write for i in range(2)",
    "def f(x):\n    s = 0\n    while s < 1:\n        s += x[0]\n    return s": "A loop is read where",
    "def loss(w):\n    return w[0]**2 + w[1]**2\n\nw = np.zeros(2)": "What stands from 'w' on belongs to no function",
    "x^2+y^2 for x in [-5,5]": "What stands from 'for' at column 9 on is no part of a formula",
}


@pytest.mark.parametrize(("means", "text"), [(m["means"], text) for m in MEANT for text in m["texts"]])
def test_is_the_function_that_was_meant(means, text):
    read = read_formula(text)
    with np.errstate(all="ignore"):
        found, expected = (Formula.parse(t).value(X, Y) for t in (read.text, means))
    np.testing.assert_allclose(found, expected, rtol=1e-10, atol=1e-12)
    assert read_formula(read.text).text == read.text


@pytest.mark.parametrize("text", REFUSED)
def test_says_what_is_missing(text):
    with pytest.raises(FormulaError) as caught:
        read_formula(text)
    assert REFUSED[text] in caught.value.message
    assert caught.value.text == text


@pytest.mark.parametrize(
    "text",
    ["x^T*x", "n*x + then", "min(x, y)", "IF*x + elif1", "norm*x + sum", "1.*x", "c*x + dot", "E0*x + x0", "len*x"],
)
def test_names_of_other_languages_stay_numbers_where_our_own_is_written(text):
    assert read_formula(text).text == text


def test_whatever_is_left_keeps_its_place():
    for text in [text for group in MEANT for text in group["texts"]]:
        assert len(peeled(text)) == len(text)


def test_norms_are_smooth_where_they_are_squared():
    assert read_formula("np.linalg.norm(x)**2").text == "x^2 + y^2"
    assert read_formula("np.linalg.norm(x - 1)").text == "hypot(x - 1, y - 1)"


def test_decimal_commas_are_said_and_never_taken_of_arguments():
    assert read_formula("0,5*x").notes == ("The commas are read as decimal points.",)
    for text in ("max(0,5)*x", "mod(7,5)*x", "min(x, 0,5)"):
        assert "." not in read_formula(text).text
    assert read_formula("log(2,5)*x").text == "log(2)/log(5)*x"


def test_a_name_that_is_declared_is_no_exponent_of_fortran():
    assert read_formula("1.5d0*x", ["d0"]).text == "1.5*d0*x"
    assert read_formula("2*d0*x").text == "2*d0*x"


def test_a_root_without_brackets_is_said():
    assert read_formula("x^1/2").notes == ("A power comes before a quotient: x^1/2 is x/2, and the root is x^(1/2).",)


@pytest.mark.parametrize(("text", "name"), [("Σ x^2", "Sigma"), ("sum_i*x^2", "sum_i")])
def test_a_name_that_a_link_gives_a_value_is_no_sum(text, name):
    assert read_formula(text, (name,)).text == f"{name}*x^2"
