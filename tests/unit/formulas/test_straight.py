"""Generated code as plain data: whoever reads it, without Python or text, comes to the same bits."""

import json

import numpy as np
import pytest

from formulas import Formula
from formulas.differentiate import Differentiator
from formulas.emit import Emitter
from formulas.language import NUMPY
from formulas.numpy_source import printed
from formulas.straight import Code, straight
from surfaces import SURFACES

POINTS = np.random.default_rng(3).uniform(-2, 2, (2, 50))
DO = {**NUMPY, "+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "neg": np.negative, "where": np.where}
DO |= {"<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal}


def code_of(formula: Formula) -> Code:
    """Value, gradient and Hessian together."""
    emitter = Emitter()
    jet = Differentiator(emitter, formula.variables).jet(formula.tree)
    results = (jet.value, *jet.first, *jet.second)
    return straight(emitter.live(results), results)


def worked_out(code: list, known: dict) -> list:
    def value(expression):
        if isinstance(expression, list):
            return DO[expression[0]](*map(value, expression[1:]))
        return known[expression] if isinstance(expression, str) else expression

    lines, results = code
    for target, expression in lines:
        known[target] = value(expression)
    return [value(result) for result in results]


@pytest.mark.parametrize("name", ["rosenbrock", "beale", "himmelblau", "rastrigin", "goldstein_price", "easom"])
def test_the_data_gives_what_the_source_gives(name):
    formula = SURFACES[name].function
    x, y = POINTS
    numbers = [SURFACES[name].values[parameter] for parameter in formula.parameters]
    code = json.loads(json.dumps(code_of(formula)))
    found = worked_out(code, {"x": x, "y": y, **dict(zip(formula.parameters, numbers, strict=True))})
    expected = [*formula.first(x, y, *numbers), *formula.second(x, y, *numbers)]
    np.testing.assert_array_equal([np.broadcast_to(part, x.shape) for part in found], expected)


def test_a_name_is_given_away_when_it_was_read_for_the_last_time():
    live = {"_5": ("sin", "x"), "_6": ("cos", "_5"), "_7": ("*", "_6", "_6"), "_8": ("+", "_7", "_7")}
    lines, results = printed(straight(live, ["_8", "_8"]))
    assert lines == ["_0 = _cos(_sin(x))", "_0 = _0 * _0", "_0 = _0 + _0"]
    assert results == ["_0", "_0"]


def test_a_name_that_is_still_to_be_read_is_kept():
    live = {"_5": ("sin", "x"), "_6": ("cos", "_5"), "_7": ("*", "_6", "_6")}
    lines, results = printed(straight(live, ["_7", "_5", "_7"]))
    assert lines == ["_0 = _sin(x)", "_1 = _cos(_0)", "_1 = _1 * _1"]
    assert results == ["_1", "_0", "_1"]


def test_what_stands_apart_is_a_line_although_nobody_reads_it():
    live = {"_1": ("gradient", "w"), "_2": ("sin", "w"), "_3": ("*", "_2", "_2")}
    lines, results = printed(straight(live, ["_3"], apart=["_1"]))
    assert lines == ["_0 = _gradient(w)", "_0 = _sin(w)"]
    assert results == ["_0 * _0"]


def test_brackets_are_those_that_python_needs():
    live = {"_1": ("-", "b", "c"), "_2": ("-", "a", "_1"), "_3": ("neg", "_2"), "_4": ("*", "_3", "_2")}
    lines, results = printed(straight(live, ["_4"]))
    assert (lines, results) == (["_0 = a - (b - c)"], ["-_0 * _0"])
    live = {"_1": ("-", "a", "b"), "_2": ("-", "_1", "c"), "_3": ("/", "_2", -2.0), "_4": ("sqrt", "_3")}
    assert printed(straight(live, ["_4"]))[1] == ["_sqrt((a - b - c) / -2.0)"]
