"""Parameters of a surface: other values, the same code, and points that stay right."""

import pickle

import numpy as np
import pytest

from formulas import compile as generated
from surfaces import SURFACES

P = np.array([[0.3, -0.7], [1.5, 2.0], [-2.0, 0.1]])


def test_other_values_give_another_surface():
    rosenbrock = SURFACES["rosenbrock"]
    other = rosenbrock.with_parameters(b=7)
    x, y = P.T
    np.testing.assert_allclose(other.value(P), (1 - x) ** 2 + 7 * (y - x**2) ** 2, rtol=1e-14)
    np.testing.assert_allclose(other.gradient(P)[:, 1], 14 * (y - x**2), rtol=1e-14)
    assert dict(other.values) == {"a": 1.0, "b": 7.0}
    assert dict(rosenbrock.values) == {"a": 1.0, "b": 100.0}
    assert dict(other.with_parameters(a=2).values) == {"a": 2.0, "b": 7.0}


def test_nothing_is_compiled_again(monkeypatch):
    ellipse = SURFACES["rotated_ellipse"]
    ellipse.value(P), ellipse.gradient(P), ellipse.hessian(P)
    monkeypatch.setattr(generated, "build", None)
    other = ellipse.with_parameters(kappa=3, theta=-1.0)
    other.value(P), other.gradient(P), other.hessian(P)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"c": 1}, r"^Rosenbrock has no 'c'; it has a, b\.$"),
        ({"b": -1}, r"^Rosenbrock: b must be a number of at least 0, not −1\.$"),
        ({"a": "much"}, r"^Rosenbrock: a must be a number, not 'much'\.$"),
        ({"a": float("nan")}, r"^Rosenbrock: a must be a number, not NaN\.$"),
        ({"a": True}, r"^Rosenbrock: a must be a number, not True\.$"),
    ],
)
def test_what_is_wrong_is_one_sentence(values, message):
    with pytest.raises(ValueError, match=message):
        SURFACES["rosenbrock"].with_parameters(**values)


def test_a_surface_without_parameters_says_so():
    with pytest.raises(ValueError, match=r"^Beale has no 'a'; it has no parameters\.$"):
        SURFACES["beale"].with_parameters(a=1)


@pytest.mark.parametrize("key", [key for key, surface in SURFACES.items() if surface.parameters])
def test_minima_are_minima_at_both_ends_of_every_slider(key):
    for name, known in SURFACES[key].parameters.items():
        for value in known.slider:
            surface = SURFACES[key].with_parameters(**{name: value})
            for point in surface.minima + surface.saddles:
                assert np.abs(surface.gradient(point)).max() < 1e-9 * max(1, np.abs(surface.hessian(point)).max())
            for point in surface.minima:
                ways = np.array([(1, 0), (0, 1), (-1, 0), (0, -1), (0.7, 0.7), (0.7, -0.7)])
                around = np.array(point) + 1e-4 * (ways if surface.dimensions == 2 else np.array([[1.0], [-1.0]]))
                assert (surface.value(around) > surface.value(point)).all()


def test_listed_points_follow_the_parameters():
    assert SURFACES["rosenbrock"].with_parameters(a=-0.5).minima == ((-0.5, 0.25),)
    assert SURFACES["log_barrier"].with_parameters(mu=0.1).minima == ((0.1, 0.05),)


def test_the_centre_of_a_bowl_may_become_a_saddle_or_a_trench():
    quadratic = SURFACES["quadratic"]
    assert quadratic.minima == ((0.0, 0.0),)
    saddle = quadratic.with_parameters(b=3)
    assert (saddle.minima, saddle.saddles) == ((), ((0.0, 0.0),))
    hill = quadratic.with_parameters(a=-1.0, c=-3.0)
    assert (hill.minima, hill.saddles, hill.maxima) == ((), (), ((0.0, 0.0),))
    trench = quadratic.with_parameters(a=1.0, b=1.0, c=1.0)  # without a lowest point
    assert not any(trench.points.values())


def test_points_that_have_moved_are_found_again():
    (minimum,) = SURFACES["plateau_cliff"].with_parameters(k=1).minima
    assert minimum[0] == pytest.approx(5.42, abs=0.01)


def test_a_surface_with_other_values_can_be_pickled():
    other = SURFACES["rosenbrock"].with_parameters(b=7)
    copy = pickle.loads(pickle.dumps(other))
    np.testing.assert_array_equal(copy.gradient(P), other.gradient(P))
