"""Closed forms on a quadratic against runs of the rules themselves."""

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


def rule(method, lr, momentum):
    return OPTIMIZERS[RULES[method]](lr=lr, **({} if method == GRADIENT_DESCENT else {"momentum": momentum}))


@pytest.mark.parametrize(
    ("method", "lr", "momentum", "rate"),
    [(GRADIENT_DESCENT, 0.952, 0, 0.905), (NESTEROV, 0.656, 0.592, 0.744), (HEAVY_BALL, 1.336, 0.4026, 0.6345)],
)
def test_the_best_settings_of_the_bowl_of_twenty(method, lr, momentum, rate):
    assert quadratic.optimum(method, (0.1, 2.0)) == pytest.approx((lr, momentum, rate), rel=1e-3)


@settings(max_examples=40, deadline=None)
@given(method=st.sampled_from(METHODS), kappa=st.floats(1, 300), share=st.floats(-1, 1), other=st.floats(-1, 1))
def test_nothing_near_is_better_than_the_best(method, kappa, share, other):
    best = quadratic.optimum(method, (1.0, kappa))
    lr = best.lr * (1 + 0.1 * share)
    momentum = min(max(best.momentum + 0.1 * other, 0.0), 0.999)
    assert quadratic.slowest_rate(method, lr, momentum, (1.0, kappa)) >= best.rate - 1e-7


@pytest.mark.parametrize(
    ("method", "options"),
    [*((method, {}) for method in METHODS), (HEAVY_BALL, {"form": "velocity"}), (NESTEROV, {"form": "sutskever"})],
)
def test_the_error_polynomial_is_the_path(method, options):
    made = rule(method, 0.3, 0.8)
    path = simulate(type(made).from_values({**made.values(), **options}), SURFACES["elongated_bowl"], (-7.0, 2.0), 40)
    ahead = options.get("form") != "sutskever"
    found = quadratic.error_polynomial(method, 0.3, 0.8, np.array([0.1, 2.0]), 40, ahead=ahead)
    assert path.x == pytest.approx(found * path.x[0], abs=1e-12)


@pytest.mark.parametrize(
    ("method", "lr", "momentum", "regime"),
    [
        (GRADIENT_DESCENT, 0.5, 0.0, quadratic.OVER_DAMPED),
        (GRADIENT_DESCENT, 1.0, 0.0, quadratic.CRITICALLY_DAMPED),
        (GRADIENT_DESCENT, 1.5, 0.0, quadratic.ALTERNATING),
        (GRADIENT_DESCENT, 2.0, 0.0, quadratic.AT_THE_BORDER),
        (GRADIENT_DESCENT, 2.1, 0.0, quadratic.DIVERGING),
        (HEAVY_BALL, 0.01, 0.5, quadratic.OVER_DAMPED),
        (HEAVY_BALL, 0.25, 0.25, quadratic.CRITICALLY_DAMPED),
        (HEAVY_BALL, 1.0, 0.9, quadratic.UNDER_DAMPED),
        (HEAVY_BALL, 2.4, 0.25, quadratic.ALTERNATING),
        (HEAVY_BALL, 0.0, 0.9, quadratic.AT_THE_BORDER),
        (HEAVY_BALL, 3.81, 0.9, quadratic.DIVERGING),
        (NESTEROV, 0.25, 1 / 3, quadratic.CRITICALLY_DAMPED),
        (NESTEROV, 1.2, 0.9, quadratic.ALTERNATING),
        (NESTEROV, 1.36, 0.9, quadratic.DIVERGING),
    ],
)
def test_regimes(method, lr, momentum, regime):
    assert quadratic.regime(method, lr, momentum, 1.0) == regime


@settings(max_examples=40, deadline=None)
@given(method=st.sampled_from([HEAVY_BALL, NESTEROV]), s=st.floats(0.001, 0.999), off=st.floats(0.001, 0.3))
def test_the_curve_of_critical_damping_parts_the_regimes(method, s, off):
    beta = float(quadratic.critical_momentum(method, s, 1.0))
    assert quadratic.critical_lr(method, beta, 2.0) == pytest.approx(s / 2)
    best = quadratic.rate(method, s, beta, 1.0)
    assert quadratic.rate(method, s, min(beta + off, 1.0), 1.0) > best - 1e-7
    assert quadratic.rate(method, s, max(beta - off, 0.0), 1.0) > best - 1e-7
    if beta + off < 0.999:
        assert quadratic.regime(method, s, beta + off, 1.0) == quadratic.UNDER_DAMPED
    if beta > off:
        assert quadratic.regime(method, s, beta - off, 1.0) == quadratic.OVER_DAMPED


def test_nesterovs_border_is_the_lower_one():
    assert quadratic.stability_border(HEAVY_BALL, 0.9, 1.0) == pytest.approx(3.8)
    assert quadratic.stability_border(NESTEROV, 0.9, 1.0) == pytest.approx(1.357, abs=1e-3)
    assert np.isnan(quadratic.stability_border(NESTEROV, [0.9, 1.0], [-1.0, 1.0])).all()


def test_what_has_no_theory_is_said():
    with pytest.raises(ValueError, match="The method must be one of gradient descent, heavy ball, nesterov"):
        quadratic.rate("adam", 0.1, 0.9, 1.0)
    with pytest.raises(ValueError, match="The method must be one of"):
        quadratic.stability_border("adam", 0.9, 1.0)
    with pytest.raises(ValueError, match="all eigenvalues are positive"):
        quadratic.optimum(HEAVY_BALL, (-1.0, 2.0))
    assert np.isnan(quadratic.measured_rate(np.zeros((9, 2)), ORIGIN))
    assert np.isnan(quadratic.critical_momentum(HEAVY_BALL, [0.0, 2.0], 1.0)).all()


def test_no_polynomial_is_smaller_than_the_best_one():
    between = np.linspace(0.1, 2.0, 400)
    best = quadratic.best_polynomial([0.1, 2.0], between, 10)
    assert quadratic.best_polynomial([0.1, 2.0], 0.0, 10) == pytest.approx(1.0)
    tuned = quadratic.optimum("heavy ball", [0.1, 2.0])
    others = [quadratic.error_polynomial("heavy ball", lr, tuned.momentum, between, 10)[-1] for lr in (0.5, tuned.lr)]
    assert all(np.abs(best).max() < np.abs(other).max() for other in others)
    k = np.arccosh(21 / 19) * 10  # 1 / T₁₀((κ + 1)/(κ − 1))
    assert np.abs(best).max() == pytest.approx(1 / np.cosh(k))
    with pytest.raises(ValueError, match="two different positive"):
        quadratic.best_polynomial([1.0, 1.0], 0.5, 3)
