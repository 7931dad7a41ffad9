"""Surfaces typed by users."""

import pickle

import numpy as np
import pytest

from formulas import FormulaError
from optimizers import OPTIMIZERS
from simulation import simulate
from simulation.judging.outcome import outcome
from surfaces import SURFACES, Surface


def test_a_typed_formula_is_a_surface():
    known = SURFACES["himmelblau"]
    typed = Surface.from_formula("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", domain=(-5, 5, -5, 5))
    p = np.random.default_rng(0).normal(size=(50, 2))
    np.testing.assert_array_equal(typed.value(p), known.value(p))
    np.testing.assert_array_equal(typed.hessian(p), known.hessian(p))
    assert typed.latex == known.latex
    np.testing.assert_allclose(typed.starts, [(-3.0, 3.0)])


def test_the_points_of_a_typed_formula_are_searched_for():
    known = SURFACES["himmelblau"]
    typed = Surface.from_formula("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", domain=(-5, 5, -5, 5))
    np.testing.assert_allclose(sorted(typed.minima), sorted(known.minima), rtol=1e-12)
    np.testing.assert_allclose(sorted(typed.saddles), sorted(known.saddles), rtol=1e-12)
    assert typed.local_minima == ()


def test_parameters():
    bowl = Surface.from_formula("a*x^2 + b*y^2", parameters={"a": 2, "b": 3})
    assert bowl.value((1.0, 2.0)) == 14
    np.testing.assert_array_equal(bowl.gradient((1.0, 2.0)), (4, 12))
    np.testing.assert_array_equal(bowl.hessian((1.0, 2.0)), [[4, 0], [0, 6]])
    assert bowl.latex == "a x^{2} + b y^{2}"


@pytest.mark.parametrize("text", ["2", "x", "-y", "0*x"])
def test_flat_directions_have_full_shapes(text):
    surface = Surface.from_formula(text)
    for shape in ((), (3,), (2, 3)):
        p = np.ones((*shape, 2))
        assert np.shape(surface.value(p)) == shape
        assert surface.gradient(p).shape == (*shape, 2)
        assert surface.hessian(p).shape == (*shape, 2, 2)


def test_wrong_text():
    with pytest.raises(FormulaError, match="Unknown name 'z' at column 5") as caught:
        Surface.from_formula("x + z")
    assert isinstance(caught.value, ValueError)
    assert caught.value.column == 4


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"domain": (1, 1, 0, 1)}, "xmin < xmax"),
        ({"domain": (0, 1, 1, 0)}, "ymin < ymax"),
        ({"domain": (0, float("inf"), 0, 1)}, "both finite"),
        ({"domain": (0, float("nan"), 0, 1)}, "both finite"),
        ({"domain": (0, 1, 2)}, "four numbers"),
        ({"domain": "none"}, "four numbers"),
        ({"domain": None}, "four numbers"),
        ({"parameters": {"a": "much"}}, "a needs a number"),
        ({"parameters": {"a": None}}, "a needs a number"),
        ({"parameters": {"a": float("nan")}}, "a needs a finite number"),
        ({"parameters": {"x": 1}}, "already taken"),
        ({"parameters": {"a b": 1}}, "cannot be a name"),
    ],
)
def test_wrong_arguments(arguments, message):
    with pytest.raises(ValueError, match=message):
        Surface.from_formula("x + y", **arguments)


@pytest.mark.parametrize("points", [1.0, [1.0], [1.0, 2.0, 3.0], [[1.0, 2.0, 3.0]], []])
def test_wrong_points(points):
    for method in ("value", "gradient", "hessian", "value_and_gradient"):
        with pytest.raises(ValueError, match="last axis of length 2"):
            getattr(SURFACES["saddle"], method)(points)


def test_empty_batches():
    value, gradient = SURFACES["ackley"].value_and_gradient(np.empty((0, 2)))
    assert (value.shape, gradient.shape) == ((0,), (0, 2))


def test_whole_numbers_are_points_too():
    assert SURFACES["elongated_bowl"].value([[-7, 2]]).tolist() == [6.45]


def test_surfaces_are_frozen_and_can_be_pickled():
    surface = SURFACES["beale"]
    surface.gradient((1.0, 1.0))
    with pytest.raises(AttributeError):
        surface.name = "other"
    copy = pickle.loads(pickle.dumps(surface))
    assert copy.value((1.0, 1.5)) == surface.value((1.0, 1.5))


def test_a_run_on_level_ground_is_said_to_rest_there():
    level = Surface.from_formula("3")
    found = outcome(simulate(OPTIMIZERS["adam"](), level, (1.0, 1.0), 20), level)
    assert (found.kind, found.value) == ("plateau", 3.0)


def test_a_run_that_steps_off_the_ground_is_said_to_end_where_f_has_no_value():
    hill = Surface.from_formula("log(x) + y^2")
    path = simulate(OPTIMIZERS["sgd"](lr=0.1), hill, (0.5, 1.0), 200)
    assert path.status == "diverged"
    assert outcome(path, hill).kind == "no value"
    bowl = Surface.from_formula("x^2 + y^2")
    assert outcome(simulate(OPTIMIZERS["sgd"](lr=9.0), bowl, (0.5, 1.0), 999), bowl).kind == "diverged"


def test_a_run_that_rests_on_a_cusp_has_an_outcome():
    cusp = Surface.from_formula("abs(x)^1.5 + y^2")
    found = outcome(simulate(OPTIMIZERS["sgd"](lr=0.1), cusp, (0.0, 0.0), 3), cusp)
    assert found.kind == "minimum"
