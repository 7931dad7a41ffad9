"""Starts, settings and steps that do not fit get one sentence."""

import math

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from simulation import simulate
from surfaces import SURFACES

NO_POINTS = [
    *(1.0, (math.nan, 0.0), (0.0, math.inf), ((0.0, 1.0), (math.nan, 0.0)), None, "here", ("1", "2"), []),
    *(np.empty((0, 2)), [[1.0, 2.0], [3.0]], {"x": 1.0}, (1j, 0.0), (True, False), [None, 1.0], [(1.0, 2.0), "x"]),
    (10**400, 0),
]


def adam(start=(-1.2, 1.0), steps=5, lr=0.05):
    return simulate(OPTIMIZERS["adam"](lr=lr), SURFACES["rosenbrock"], start, steps)


@pytest.mark.parametrize("start", NO_POINTS, ids=lambda start: repr(start)[:30])
def test_a_start_that_is_no_point_is_an_error(start):
    with pytest.raises(ValueError, match=r"^The start must be finite coordinates such as .*\.$"):
        adam(start=start)


@pytest.mark.parametrize("shape", [(1,), (3,), (2, 1), (2, 3), (1, 2, 5)])
def test_a_start_with_another_number_of_coordinates_is_an_error(shape):
    with pytest.raises(ValueError, match=r"The start needs 2 coordinates, or the shape \(…, 2\)") as error:
        adam(start=np.ones(shape))
    assert str(shape) in str(error.value)


def test_lanes_that_do_not_fit_are_an_error():
    with pytest.raises(ValueError, match=r"The start has the shape \(3, 2\) and the settings have \(4, 1\)"):
        adam(start=np.ones((3, 2)), lr=np.full((4, 1), 0.1))
    for wrong in ((2,), (5,), (4, 2)):
        with pytest.raises(ValueError, match=r"has one number per lane and the shape \(…, 1\)"):
            adam(lr=np.full(wrong, 0.1))


@pytest.mark.parametrize("steps", [0, -3, 2.5, "many", None, True])
def test_steps_that_are_no_number_of_steps_are_an_error(steps):
    with pytest.raises(ValueError, match="steps must be a whole number of at least 1, not"):
        adam(steps=steps)


def test_any_array_of_points_is_a_start():
    alone = adam().x
    for start in ([-1.2, 1], np.array([-1.2, 1.0], dtype=object), np.array([-1.2, 1.0])):
        assert np.array_equal(adam(start=start).x, alone)
    many = adam(start=np.full((3, 1, 2), (-1.2, 1.0)), lr=np.array([[0.05], [0.1]])).x
    assert many.shape == (6, 3, 2, 2)
    assert np.array_equal(many[:, 1, 0], alone)
