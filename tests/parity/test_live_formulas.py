"""Formulas as a page works them out, beside NumPy: the whole corpus, at ordinary points and where derivatives fail."""

from __future__ import annotations

import math

import numpy as np
import pytest

from formulas import Formula
from formulas.machine import blocks
from tests.helpers.formula_texts import TEXTS
from tests.helpers.live import Node

POINTS = (
    *((0.3, 0.7), (1.0, -1.0), (2.5, -1.5), (-0.5, 0.5), (1e3, -2e3)),
    *((0.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (1e-200, 0.0)),
)


@pytest.fixture(scope="module")
def node():
    with Node() as process:
        yield process


def found(node, text, order, points=POINTS):
    formula = Formula.parse(text)
    sent = {name: block.plain for name, block in blocks(formula.tree, formula.variables, ()).items()}
    ground = {"dimensions": 2, "blocks": sent, "parameters": {}}
    return formula, node.ask({"do": "ask", "ground": ground, "points": points, "order": order})[1]


@pytest.mark.parametrize("group", TEXTS["accepted"])
def test_value_and_gradient(node, group):
    for text in TEXTS["accepted"][group]:
        formula, answers = found(node, text, 1)
        for (x, y), answer in zip(POINTS, answers, strict=True):
            with np.errstate(all="ignore"):
                own = np.array(formula.first(np.float64(x), np.float64(y)), float)
            np.testing.assert_allclose(answer[:3], own, rtol=1e-13, err_msg=f"{text} at {x, y}")


@pytest.mark.parametrize("group", TEXTS["accepted"])
def test_hessian(node, group):
    """What is zero on paper, such as the slope of asin(sin x) less 1, is a rounding here and another one there."""
    for text in TEXTS["accepted"][group]:
        formula, answers = found(node, text, 2)
        for (x, y), answer in zip(POINTS, answers, strict=True):
            with np.errstate(all="ignore"):
                own = np.array(formula.second(np.float64(x), np.float64(y)), float)
            np.testing.assert_allclose(answer[1:4], own, rtol=1e-13, atol=1e-14, err_msg=f"{text} at {x, y}")


def test_the_error_function_has_its_digits_wherever_it_is_small(node):
    points = [(float(x), float(y)) for x, y in zip(np.linspace(-6, 6, 241), np.linspace(-3, 26, 241), strict=True)]
    _, answers = found(node, "erf(x) + 0*y", 1, points)
    _, others = found(node, "erfc(y) + 0*x", 1, points)
    np.testing.assert_allclose([a[0] for a in answers], [math.erf(x) for x, _ in points], rtol=1e-13)
    np.testing.assert_allclose([a[0] for a in others], [math.erfc(y) for _, y in points], rtol=1e-13)
