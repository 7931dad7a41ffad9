"""Three steps from the paper, written out in Python's numbers, for rules whose form no library here shares.

All on f = x²/20 + y², whose gradient is (x/10, 2y) and whose Hessian is diag(1/10, 2).
"""

import math

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from simulation import simulate
from surfaces import SURFACES
from tests.helpers.parity import TOLERANCE
from tests.helpers.references import BY_HAND


def gradient(x, y):
    return x / 10, 2 * y


def length(x, y):
    return math.sqrt(x * x + y * y)


def sophia_optax(x, y):
    """lr = 1/2, both betas 1/2, γ = ρ = 1. h is (0, 0) in the first step, and one step late in the others."""
    assert (x, y) == (10, 1)
    # g = (1, 2), m = (0.5, 1), m̂ = (1, 2); m̂ / 1e-8 is clipped to 1 twice
    yield 9.5, 0.5
    # h = (0.05, 1); g = (0.95, 1), m = (0.725, 1), m̂ = m / 0.75; (0.725/0.75/0.05, 1/0.75/1) is clipped to 1 twice
    yield 9.0, 0.0
    # h = (0.075, 1.5); g = (0.9, 0), m = (0.8125, 0.5), m̂ = m / 0.875; only the first coordinate is clipped
    yield 8.5, 0 - 0.5 * (0.5 / 0.875 / 1.5)


def sophia_paper(x, y):
    """The same numbers with h first and m uncorrected."""
    assert (x, y) == (10, 1)
    # m = (0.5, 1), h = (0.05, 1): u = (clip 10, 1)
    yield 9.5, 0.5
    # m = (0.725, 1), h = (0.075, 1.5): u = (clip 9.7, 1/1.5)
    yield 9.0, 0.5 - 0.5 / 1.5
    # y = 1/6, g = (0.9, 1/3), m = (0.8125, 2/3), h = (0.0875, 1.75)
    yield 8.5, 1 / 6 - 0.5 * (2 / 3) / 1.75


def prodigy(x, y):
    """lr = 1, β₁ = β₂ = 3/4, d₀ = 0.1, ε = 0, no weight decay, with bias correction (Algorithm 4 and optax)."""
    x0, y0 = x, y
    mx = my = vx = vy = r = sx = sy = 0.0
    d = 0.1
    for t in (1, 2, 3):
        gx, gy = gradient(x, y)
        eta = d * math.sqrt(1 - 0.75**t) / (1 - 0.75**t)
        mx, my = 0.75 * mx + 0.25 * d * gx, 0.75 * my + 0.25 * d * gy
        vx, vy = 0.75 * vx + 0.25 * (d * gx) ** 2, 0.75 * vy + 0.25 * (d * gy) ** 2
        r = math.sqrt(0.75) * r + d / 0.1 * eta * (gx * (x0 - x) + gy * (y0 - y))
        sx = math.sqrt(0.75) * sx + d / 0.1 * eta * gx
        sy = math.sqrt(0.75) * sy + d / 0.1 * eta * gy
        x, y = x - eta * mx / math.sqrt(vx), y - eta * my / math.sqrt(vy)
        d = max(d, r / (abs(sx) + abs(sy)))
        yield x, y


def lamb(x, y):
    """lr = 0.1, both betas 1/2, ε = 0, λ = 1/2; the first step is m̂/√v̂ + λw = (1, 1) + (1.5, 2)."""
    assert (x, y) == (3, 4)
    x, y = 3 - 0.1 * 5 / math.sqrt(2.5**2 + 3**2) * 2.5, 4 - 0.1 * 5 / math.sqrt(2.5**2 + 3**2) * 3
    yield x, y
    mx, my, vx, vy = 0.15, 4.0, 0.045, 32.0
    for correction in (1 - 0.5**2, 1 - 0.5**3):
        gx, gy = gradient(x, y)
        mx, my = 0.5 * mx + 0.5 * gx, 0.5 * my + 0.5 * gy
        vx, vy = 0.5 * vx + 0.5 * gx * gx, 0.5 * vy + 0.5 * gy * gy
        ux = mx / correction / math.sqrt(vx / correction) + 0.5 * x
        uy = my / correction / math.sqrt(vy / correction) + 0.5 * y
        step = 0.1 * length(x, y) / length(ux, uy)
        x, y = x - step * ux, y - step * uy
        yield x, y


def polyak(x, y):
    """η = 1, f* = 0; at (10, 1): f = 5 + 1 = 6, g = (1, 2), ‖g‖² = 5."""
    assert (x, y) == (10, 1)
    yield 10 - 6 / 5, 1 - 6 / 5 * 2
    # at (8.8, −1.4): f = 3.872 + 1.96 = 5.832, g = (0.88, −2.8), ‖g‖² = 0.7744 + 7.84 = 8.6144
    x, y = 8.8 - 5.832 / 8.6144 * 0.88, -1.4 + 5.832 / 8.6144 * 2.8
    yield x, y
    gx, gy = gradient(x, y)
    size = (x * x / 20 + y * y) / (gx * gx + gy * gy)
    yield x - size * gx, y - size * gy


def sam(x, y):
    """lr = 0.1, ρ = 1/2, momentum 1/2; at (30, −2): g = (3, −4), ‖g‖ = 5, so the climb is (0.3, −0.4)."""
    assert (x, y) == (30, -2)
    # at (30.3, −2.4) the gradient is v = (3.03, −4.8)
    x, y, vx, vy = 30 - 0.303, -2 + 0.48, 3.03, -4.8
    yield x, y
    for _ in (2, 3):
        gx, gy = gradient(x, y)
        gx, gy = gradient(x + 0.5 * gx / length(gx, gy), y + 0.5 * gy / length(gx, gy))
        vx, vy = 0.5 * vx + gx, 0.5 * vy + gy
        x, y = x - 0.1 * vx, y - 0.1 * vy
        yield x, y


def normalized(x, y):
    """lr = 1/2; at (30, −2): g = (3, −4), ‖g‖ = 5."""
    assert (x, y) == (30, -2)
    yield 29.7, -1.6
    # g = (2.97, −3.2)
    size = math.sqrt(2.97**2 + 3.2**2)
    x, y = 29.7 - 0.5 * 2.97 / size, -1.6 + 0.5 * 3.2 / size
    yield x, y
    gx, gy = gradient(x, y)
    yield x - 0.5 * gx / length(gx, gy), y - 0.5 * gy / length(gx, gy)


HALVES = {"beta1": 0.5, "beta2": 0.5}
SOPHIA = {"lr": 0.5, "gamma": 1.0, **HALVES}
CASES = [
    ("sophia", SOPHIA, (10.0, 1.0), sophia_optax),
    ("sophia", {**SOPHIA, "form": "paper"}, (10.0, 1.0), sophia_paper),
    ("prodigy", {"beta1": 0.75, "beta2": 0.75, "d0": 0.1, "eps": 0.0}, (-7.0, 2.0), prodigy),
    ("lamb", {"lr": 0.1, "eps": 0.0, "weight_decay": 0.5, **HALVES}, (3.0, 4.0), lamb),
    ("polyak", {}, (10.0, 1.0), polyak),
    ("sam", {"lr": 0.1, "rho": 0.5, "momentum": 0.5}, (30.0, -2.0), sam),
    ("normalized", {"lr": 0.5}, (30.0, -2.0), normalized),
]


@pytest.mark.parametrize(("key", "settings", "start", "steps"), CASES, ids=[case[3].__name__ for case in CASES])
def test_three_steps(key, settings, start, steps):
    path = simulate(OPTIMIZERS[key](**settings), SURFACES["elongated_bowl"], start, 3).x
    assert np.allclose(path[1:], list(steps(*start)), rtol=TOLERANCE, atol=TOLERANCE)


def test_every_rule_without_a_library_is_here():
    assert {key for key, *_ in CASES} == set(BY_HAND)


@pytest.mark.parametrize("key", ["polyak", "normalized", "prodigy", "lamb", "sam", "schedule_free_sgd"])
def test_a_point_without_gradient_rests(key):
    """Each of these divides by something that is zero there."""
    path = simulate(OPTIMIZERS[key](), SURFACES["elongated_bowl"], (0.0, 0.0), 3)
    assert np.array_equal(path.x, np.zeros((4, 2)))


def test_polyak_with_a_level_above_the_minimum_goes_to_that_level():
    path = simulate(OPTIMIZERS["polyak"](f_star=1.0), SURFACES["elongated_bowl"], (0.5, 0.1), 200)
    assert path.value[0] < 1
    assert abs(path.value[-1] - 1) < 1e-6


def test_sophia_leaves_a_saddle():
    """At a negative curvature the step follows the sign of m, downhill."""
    path = simulate(OPTIMIZERS["sophia"](lr=0.01), SURFACES["saddle"], (1.0, 1e-3), 300)
    assert path.value[-1] < -1


@pytest.mark.parametrize(("key", "evaluations"), [("sam", 20), ("sophia", 20), ("polyak", 10), ("prodigy", 10)])
def test_questions_in_ten_steps(key, evaluations):
    path = simulate(OPTIMIZERS[key](), SURFACES["elongated_bowl"], (1.0, 1.0), 10)
    assert path.evaluations[-1] == evaluations
