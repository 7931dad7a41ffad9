"""The curvature along a path, against curvatures that are known and edges of stability that are seen."""

import numpy as np
import pytest

from optimizers import OPTIMIZERS, SCHEDULES
from simulation import simulate
from simulation.judging.curvature import curvature
from surfaces import SURFACES, Surface


def test_on_a_quadratic_it_is_that_of_the_axes():
    path = simulate(OPTIMIZERS["sgd"](lr=0.5), SURFACES["elongated_bowl"], (-7.0, 0.0), 20)
    found = curvature(path, SURFACES["elongated_bowl"])
    assert found.largest == pytest.approx(2.0)
    assert found.least == pytest.approx(0.1)
    assert found.along[1:] == pytest.approx(0.1)
    assert found.border[1:] == pytest.approx(4.0)
    assert np.isnan([found.along[0], found.border[0]]).all()


def test_along_a_step_it_is_the_mean_between_its_ends():
    surface = SURFACES["rosenbrock"]
    path = simulate(OPTIMIZERS["adam"](lr=0.1), surface, (-1.2, 1.0), 30)
    share = np.linspace(0, 1, 2001)[:, None]
    for k in (1, 7, 30):
        step = path.x[k] - path.x[k - 1]
        bends = np.einsum("i,kij,j->k", step, surface.hessian(path.x[k - 1] + share * step), step) / (step @ step)
        assert curvature(path, surface).along[k] == pytest.approx(np.trapezoid(bends, share[:, 0]), rel=1e-5)


def test_gradient_descent_comes_to_rest_where_the_border_lets_it():
    """(1 − xy)² has minima along a curve, curved by 2(x² + y²): those that are too sharp for the step size are left."""
    surface = Surface.from_formula("(1 - x*y)^2", (-4, 4, -4, 4))
    for lr, sharp in ((0.05, False), (0.12, True)):
        found = curvature(simulate(OPTIMIZERS["sgd"](lr=lr), surface, (3.0, 0.4), 4_000), surface)
        assert (found.largest[0] > found.border[-1]) == sharp
        assert found.largest[-1] <= found.border[-1] * 1.001
        if sharp:
            assert found.largest[-1] > 0.7 * found.border[-1]


def test_batches_and_schedules_and_climbs():
    surface = SURFACES["himmelblau"]
    rule = OPTIMIZERS["sgd"](lr=np.array([0.001, 0.01])[:, None])
    batch = simulate(rule, surface, (1.0, 1.0), 12, schedule=SCHEDULES["exponential"](gamma=0.5))
    found = curvature(batch, surface)
    for i in range(2):
        lane = curvature(batch.lane(i), surface)
        for name in ("largest", "least", "along", "border"):
            assert np.array_equal(getattr(found, name)[:, i], getattr(lane, name), equal_nan=True)
    assert found.border[2] == pytest.approx(2 * found.border[1])
    climb = simulate(OPTIMIZERS["sgd"](lr=0.01), surface, (0.0, 0.0), 12, maximize=True)
    descent = simulate(OPTIMIZERS["sgd"](lr=0.01), surface.negated, (0.0, 0.0), 12)
    assert curvature(climb, surface).largest == pytest.approx(curvature(descent, surface.negated).largest)
    assert curvature(climb, surface).along[1:] == pytest.approx(curvature(descent, surface.negated).along[1:])


def test_what_diverges_rests_or_has_one_coordinate():
    away = simulate(OPTIMIZERS["sgd"](lr=1e3), SURFACES["rosenbrock"], (-1.2, 1.0), 30)
    assert np.isnan(curvature(away, SURFACES["rosenbrock"]).largest[-1])
    rests = simulate(OPTIMIZERS["sgd"](lr=0.1), SURFACES["sphere"], (0.0, 0.0), 3)
    assert np.isnan(curvature(rests, SURFACES["sphere"]).along).all()
    line = simulate(OPTIMIZERS["sgd"](lr=0.1), SURFACES["parabola"], (1.0,), 3)
    found = curvature(line, SURFACES["parabola"])
    assert np.array_equal(found.largest, found.least)
    assert found.along[1:] == pytest.approx(found.largest[1:])
