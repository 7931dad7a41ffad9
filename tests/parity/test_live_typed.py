"""Rules of the user's own in a page, beside `simulate`; and built-in rules with every combination of their options."""

from __future__ import annotations

import pytest

from formulas.program import PROGRAM_FUNCTIONS
from optimizers import OPTIMIZERS
from optimizers.typed.rule_to_text import opened, why_not
from optimizers.typed.text_to_rule import written
from tests.helpers import live_cases as cases
from tests.helpers.live import Node
from tests.helpers.programs import forms

ARGUMENTS = {1: "g", 2: "g, w", 3: "g, w, t"}
TEXTS = (
    "w -= lr*g",
    "m = b*m + (1 - b)*g\nw = w - lr*m/(1 - b^t)",
    "v = max(v, g^2)\nw = w - lr*g/(sqrt(v) + 1e-8)",
    "w = w - lr*where(t < 10, g, sign(g))",
    "w = w - lr*gradient(w - 0.01*g)",
    "w = w - lr*g/(abs(curvature(w)) + 1)",
    "w = w - lr*(value(w) + 1)*g/(1 + dot(g, g))",
    "k = k + 1\nw = w - lr/k^0.5*g",
    "w = w - lr*g*mod(t, 3)",
    "n = norm(g)\nw = w - lr*g/(n + norm1(w) + rms(g))",
    "s = s + 1/t\nw = w - lr*s^-1*g",
)


@pytest.fixture(scope="module")
def node():
    with Node() as process:
        yield process


def problem(node, rule, surface="rosenbrock"):
    return cases.compare(node, cases.case(surface, rule)).problem


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("surface", ["rosenbrock", "ackley", "logistic"])
def test_lines_of_arithmetic(node, text, surface):
    rule = written(text)
    assert not problem(node, rule(lr=0.01), surface)


@pytest.mark.parametrize("function", PROGRAM_FUNCTIONS)
def test_every_function(node, function):
    arguments = "g < w, g, w" if function == "where" else ARGUMENTS[PROGRAM_FUNCTIONS[function]]
    rule = written(f"w = w - lr*{function}({arguments})")
    assert not problem(node, rule(lr=0.01), "himmelblau")


@pytest.mark.parametrize("key", [key for key, rule in OPTIMIZERS.items() if not why_not(rule())])
def test_opened_rules(node, key):
    text = opened(OPTIMIZERS[key]())
    assert not problem(node, written(text.text)(**text.values))


@pytest.mark.parametrize("key", list(dict.fromkeys(key for key, _ in forms())))
def test_every_combination_of_options(node, key):
    for own, settings in forms():
        if own == key:
            rule = OPTIMIZERS[key](**settings)
            assert not problem(node, rule), settings
