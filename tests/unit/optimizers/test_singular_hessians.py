"""Second-order rules where the Hessian is singular: functions of one variable, level ground, straight slopes."""

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from simulation import simulate
from surfaces import SURFACES, Surface
from words.sentence import sentence

#: f → a start, and where Newton comes to rest: along a direction in which f does not change it is not moved.
ONE_VARIABLE = {
    "cosh(0.5*x)": ((10.0, 0.0), (0.0, 0.0)),
    "cosh(0.5*y)": ((0.3, -7.0), (0.3, 0.0)),
    "(x + y)^2": ((3.0, 0.5), (1.25, -1.25)),
    "cosh(0.5*(x - y))": ((2.0, -1.0), (0.5, 0.5)),
    "(0.6*x + 0.8*y - 1)^2": ((3.0, 0.5), (2.28, -0.46)),
    "log(1 + exp(x)) - x/2": ((1.0, 4.0), (0.0, 4.0)),
    "3 + 0*x": ((3.0, 0.5), (3.0, 0.5)),
}


@pytest.mark.parametrize("text", ONE_VARIABLE)
@pytest.mark.parametrize("settings", [{}, {"saddle_free": True}, {"lr": 0.5}])
def test_newton_rests_along_a_direction_in_which_f_does_not_change(text, settings):
    start, end = ONE_VARIABLE[text]
    run = simulate(OPTIMIZERS["newton"](**settings), Surface.from_formula(text), start, 80)
    assert run.last == 80
    np.testing.assert_allclose(run.x[-1], end, atol=1e-6)


@pytest.mark.parametrize("text", ["x", "x + y^2", "x + y", "(x + y)^2 + x - y", "abs(x) + y^2"])
def test_newton_ends_where_f_slopes_along_a_direction_without_curvature(text):
    surface = Surface.from_formula(text)
    run = simulate(OPTIMIZERS["newton"](), surface, (3.0, 0.5), 5)
    assert (run.status, run.last) == ("diverged", 1)
    assert "the Hessian is singular" in sentence(run, surface)[1]


def test_a_run_that_diverges_with_a_hessian_of_full_rank_is_not_said_to_have_a_singular_one():
    surface = SURFACES["rosenbrock"]
    run = simulate(OPTIMIZERS["newton"](lr=1e200), surface, (-1.2, 1.0), 5)
    assert "singular" not in sentence(run, surface)[1]


@pytest.mark.parametrize("text", ONE_VARIABLE)
@pytest.mark.parametrize("key", ["lbfgs", "bfgs", "trust_region", "sophia"])
def test_every_second_order_rule_stays_finite_where_the_hessian_is_singular(key, text):
    start, _ = ONE_VARIABLE[text]
    run = simulate(OPTIMIZERS[key](), Surface.from_formula(text), start, 80)
    assert run.last == 80
    assert np.isfinite(run.x).all()
    assert run.value[-1] <= run.value[0]
