"""One point is walked in Python's numbers, and a batch of one in arrays, by the rule itself: the same bits."""

from dataclasses import fields
from itertools import product
from unittest.mock import patch

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from optimizers.typed.text_to_rule import written
from simulation import simulate
from simulation.running import simulate as running
from simulation.running.by_numbers import first_of
from simulation.running.landscape import Negated
from simulation.running.simulate import walk
from surfaces import SURFACES
from tests.helpers.live_cases import TEN, options

BY_ARRAYS = {"lbfgs", "line_search", "newton", "bfgs", "conjugate_gradient", "trust_region", "nelder_mead"}
EVERY = [(key, settings) for key in OPTIMIZERS if key not in BY_ARRAYS for settings in options(OPTIMIZERS[key])]


def in_numbers(*args, **kwargs):
    """The path, and whether it was walked in numbers."""
    with patch.object(running._UnderWay, "_by_arrays", side_effect=AssertionError("in arrays")):
        return simulate(*args, **kwargs)


def same(one, other):
    for name in (field.name for field in fields(one)):
        a, b = getattr(one, name), getattr(other, name)
        if isinstance(a, np.ndarray):
            np.testing.assert_array_equal(a, b, name, strict=True)
        elif name == "states":
            assert list(a) == list(b)
            for state in a:
                np.testing.assert_array_equal(a[state], b[state], state, strict=True)
        elif name != "source":  # which says what was asked, as another object
            assert a == b, name


@pytest.mark.parametrize("at", range(len(EVERY)), ids=lambda at: f"{EVERY[at][0]}-{EVERY[at][1]}")
def test_every_rule_with_every_option_has_the_bits_of_arrays(at):
    key, settings = EVERY[at]
    rule = OPTIMIZERS[key].from_values(settings)
    for surface, climbs in (("rosenbrock", False), ("kinks", True), ("logistic", False)):
        path = in_numbers(rule, SURFACES[surface], TEN[surface], 70, maximize=climbs)
        same(path, simulate(rule, SURFACES[surface], [TEN[surface]], 70, maximize=climbs).lane(0))


def bits(numbers):
    """Of each; all that are no number are one."""
    return [float(number).hex() for number in numbers]


EDGES = (0.0, -0.0, 1.5, -3.0, 1e-160, -1e200, np.inf, np.nan)


@pytest.mark.parametrize("key", SURFACES)
def test_a_surface_has_the_bits_of_arrays(key):
    for landscape in (SURFACES[key], Negated(SURFACES[key])):
        first = first_of(landscape)
        with np.errstate(all="ignore"):
            for point in product(EDGES, repeat=SURFACES[key].dimensions):
                value, gradient = landscape.evaluate(np.array(point))
                assert bits(first(*point)) == bits((value, *gradient)), point


TYPED = {
    "functions": "m = 0.9*m + g\nx = x - 0.01*tanh(m)*exp(-abs(m)) + 0.001*sin(t)",
    "of the whole point": "x = x - 0.1*g/(norm(g) + 0.001) - 0.01*dot(g, x)*sign(x)",
    "chosen": "m = where(g*m > 0, 1.2*m, 0.5*m + g)\nx = x - 0.01*clip(m, -1, 1)",
    "powers": "v = 0.9*v + g**2\nx = x - 0.1*g/(v**0.51 + 1e-8) - 0.01/t**1.5",
    "roots of negative numbers": "x = x - 0.1*sqrt(x)",
    "nothing divided by nothing": "m = m + (x - x)/(g - g)\nx = x - 0.01*g",
    "a long sum": "x = x - 0.001*(" + " + ".join(["g"] * 60) + ")",
}


@pytest.mark.parametrize("text", TYPED.values(), ids=TYPED)
def test_typed_rules_do_too(text):
    for surface in TEN:
        path = in_numbers(written(text)(), SURFACES[surface], TEN[surface], 70)
        same(path, simulate(written(text)(), SURFACES[surface], [TEN[surface]], 70).lane(0))


def test_a_path_that_leaves_the_numbers_goes_on_as_in_arrays():
    for key, settings in (("sgd", {"lr": 0.5}), ("adagrad", {"eps": 0.0}), ("momentum", {"lr": 1e200})):
        rule = OPTIMIZERS[key](**settings)
        for start in ((-1.2, 1.0), (1.0, 1.0), (1e200, 3.0)):
            path = in_numbers(rule, SURFACES["rosenbrock"], start, 200)
            same(path, simulate(rule, SURFACES["rosenbrock"], [start], 200).lane(0))


def test_functions_of_one_coordinate_as_well():
    path = in_numbers(OPTIMIZERS["adam"](lr=0.1), SURFACES["two_wells"], 0.3, 130)
    same(path, simulate(OPTIMIZERS["adam"](lr=0.1), SURFACES["two_wells"], [[0.3]], 130).lane(0))


def test_slices_of_any_length_come_to_the_same():
    rule, surface = OPTIMIZERS["adam"](lr=0.1), SURFACES["rosenbrock"]
    taken = []

    def slices():
        path = yield from walk(rule, surface, (-1.2, 1.0), 100, slice_of=0.0)
        same(path, simulate(rule, surface, (-1.2, 1.0), 100))
        taken.append("all")

    for step in slices():
        taken.append(step)
    assert taken == [*range(1, 100), "all"], "a slice has one step at least"


def test_a_rule_of_somebody_else_is_asked_itself_in_every_step():
    """Its step may hang on more than it is given: what it leaves behind once says nothing of the next."""
    asked = []

    class Theirs(OPTIMIZERS["sgd"]):
        def step(self, x, state, t, f):
            asked.append(t)
            return super().step(x, state, t, f)

    simulate(Theirs(lr=0.001), SURFACES["rosenbrock"], (-1.2, 1.0), 30)
    assert asked == list(range(1, 31))
