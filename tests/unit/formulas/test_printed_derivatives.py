"""Gradient and Hessian as they are printed: the same numbers as those that are computed, in a form one knows."""

import numpy as np
import pytest

from formulas import Formula, latex
from formulas.compile import build
from formulas.derivative import MAX_PARTS, TooLongError, derivatives
from formulas.tree import walk
from surfaces import SURFACES

TEXTS = [
    *(surface.formula for surface in SURFACES.values() if isinstance(surface.formula, str)),
    *("x^x", "x/y", "1/(1 + x^2)", "max(x, y)^2", "-(x - 1)^3", "3", "tanh(x*y)", "x^0.5", "x - x", "2*x/(3*y)*x"),
    *("exp(x)/exp(y)", "(x + x)*(y - 2*y)", "abs(x*y)^1.5", "sin(x)^2*cos(x)^2", "1/(x*y)", "a*x^2 + b*y^2"),
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("order", [1, 2])
def test_what_is_printed_is_what_is_computed(text, order):
    formula = Formula.parse(text, parameters=None)
    try:
        trees = derivatives(formula.tree, formula.variables, order)
    except TooLongError:
        assert len(list(walk(formula.tree))) > 12  # a short text is always printed
        return
    random = np.random.default_rng(3)
    x, y = random.uniform(0.2, 2.0, (2, 50))
    numbers = [np.float64(1.5)] * len(formula.parameters)
    with np.errstate(all="ignore"):
        computed = (formula.first(x, y, *numbers)[1:], formula.second(x, y, *numbers))[order - 1]
        for tree, values in zip(trees, computed, strict=True):
            printed = build(tree, formula.variables, formula.parameters, 0)(x, y, *numbers)
            np.testing.assert_allclose(printed, values, rtol=1e-9, atol=1e-9 * np.abs(values).max())


@pytest.mark.parametrize(
    ("text", "gradient", "hessian"),
    [
        ("x^2/20 + y^2", ["0.1 x", "2 y"], ["0.1", "0", "2"]),
        ("x^3 - 3*x*y^2", ["3 x^{2} - 3 y^{2}", "-6 x y"], ["6 x", "-6 y", "-6 x"]),
        ("x/y", [r"\frac{1}{y}", r"-\frac{x}{y^{2}}"], ["0", r"-\frac{1}{y^{2}}", r"\frac{2 x}{y^{3}}"]),
        ("exp(-x^2)", ["-2 x e^{-x^{2}}", "0"], ["4 x^{2} e^{-x^{2}} - 2 e^{-x^{2}}", "0", "0"]),
        (
            "(a - x)^2 + b*(y - x^2)^2",
            [
                r"-2 \left(a - x\right) - 4 b x \left(y - x^{2}\right)",
                r"2 b \left(y - x^{2}\right)",
            ],
            [r"2 + b \left(8 x^{2} - 4 \left(y - x^{2}\right)\right)", "-4 b x", "2 b"],
        ),
    ],
)
def test_the_printed_form_is_that_of_the_textbook(text, gradient, hessian):
    formula = Formula.parse(text, parameters=None)
    assert [latex(tree) for tree in derivatives(formula.tree, ("x", "y"), 1)] == gradient
    assert [latex(tree) for tree in derivatives(formula.tree, ("x", "y"), 2)] == hessian


def test_what_nobody_would_read_is_not_printed():
    text = "*".join(f"sin({i}*x + y)" for i in range(1, 25))
    with pytest.raises(TooLongError):
        derivatives(Formula.parse(text).tree, ("x", "y"), 1)
    assert MAX_PARTS < 200
