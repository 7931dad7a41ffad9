"""Rates and borders in closed form, against runs of the rules on bowls."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizers import OPTIMIZERS
from simulation import simulate
from surfaces import SURFACES
from theory import quadratic
from theory.quadratic import GRADIENT_DESCENT, HEAVY_BALL, METHODS, NESTEROV

RULES = {GRADIENT_DESCENT: "sgd", HEAVY_BALL: "momentum", NESTEROV: "nesterov"}
ORIGIN = (0.0, 0.0)


def bowl(kappa):
    """Turned, so that no coordinate is an eigenvector, and its eigenvalues."""
    return SURFACES["rotated_ellipse"].with_parameters(kappa=kappa), np.array([2 / kappa, 2.0])


def rule(method, lr, momentum):
    return OPTIMIZERS[RULES[method]](lr=lr, **({} if method == GRADIENT_DESCENT else {"momentum": momentum}))


def walked(method, lr, momentum, kappa, steps=3_000):
    """Several settings at once: arrays of one length."""
    column = [np.broadcast_to(v, np.shape(lr) or (1,))[:, None] for v in (lr, momentum)]
    return simulate(rule(method, *column), bowl(kappa)[0], (-7.0, 2.0), steps)


@pytest.mark.parametrize("kappa", [2, 20, 200])
@pytest.mark.parametrize("method", METHODS)
def test_rates_are_what_runs_do(method, kappa):
    """At the best settings, and over a plane of others: to 10⁻³."""
    best = quadratic.optimum(method, bowl(kappa)[1])
    lr = np.array([best.lr, *np.geomspace(best.lr / 30, best.lr * 1.2, 6).repeat(4)])
    momentum = np.array([best.momentum, *np.tile([0.0, 0.3, 0.6, 0.9], 6)])
    predicted = quadratic.slowest_rate(method, lr, momentum, bowl(kappa)[1])
    measured = quadratic.measured_rate(walked(method, lr, momentum, kappa).x, ORIGIN)
    assert predicted[0] == pytest.approx(best.rate, abs=1e-7)  # a double root: the square root of rounding
    assert measured == pytest.approx(predicted, abs=1e-3)


@settings(max_examples=15, deadline=None)
@given(method=st.sampled_from(METHODS), momentum=st.floats(0, 0.95), kappa=st.sampled_from([2, 20, 200]))
def test_runs_on_both_sides_of_the_border(method, momentum, kappa):
    eigenvalues = bowl(kappa)[1]
    border = float(quadratic.stability_border(method, momentum, eigenvalues.max()))
    lr = border * np.array([0.98, 1.02])
    far = np.hypot.reduce(walked(method, lr, momentum, kappa, 400).x, axis=-1)
    predicted = quadratic.slowest_rate(method, lr, momentum, eigenvalues)
    assert predicted[0] < 1 < predicted[1]
    assert far[400, 0] < far[0, 0]
    assert far[400, 1] > far[0, 1]
