"""L-BFGS against torch; line searches, BFGS, conjugate gradients, trust region and Nelder–Mead against SciPy where the
form is the same, else worked out by hand."""

from functools import partial

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from optimizers.transforms import ClipNorm, GradientNoise
from simulation import simulate
from surfaces import SURFACES
from tests.helpers import rounding
from tests.helpers.parity import STARTS, TOLERANCE, difference, double_precision
from tests.helpers.references import SECOND_ORDER
from tests.helpers.references_second_order import (
    scipys_dogleg,
    scipys_nelder_mead,
    scipys_with_our_steps,
    torchs_lbfgs,
)


def close(path, reference, again, least):
    """Compare row by row, as closely as the computation repeats itself when it rounds otherwise (`rounding.repeats`).

    A line search magnifies rounding for a few steps and then contracts it again, so that one tolerance for all rows
    would either say nothing or stop too early. Where rounding may be seen at more than 1e-10, the comparison ends.
    Paths within the tolerance all along are equal whatever rounding does, which then need not be measured.
    """
    rows = min(len(path), len(reference))
    if rows >= least and np.all(difference(path[:rows], reference[:rows]) <= TOLERANCE):
        return rows
    noise = rounding.repeats(again, reference, seen=1e-10)
    rows = min(len(path), len(noise))
    assert rows >= least, "nothing to compare"
    bound = np.maximum(TOLERANCE, rounding.TIMES * noise[:rows])
    assert np.all(difference(path[:rows], reference[:rows]) <= bound)
    return rows


def rounded(rule, surface):
    """(seed, steps) → our own path with that rounding, for references whose arithmetic cannot be reached."""

    def again(seed, steps):
        start = rounding.start(STARTS[surface], seed)
        return simulate(rule, rounding.RoundedLandscape(SURFACES[surface], seed), start, steps).x

    return again


@pytest.fixture
def _double_precision():
    with double_precision():
        yield


def cases(key):
    return pytest.mark.parametrize("rule", [OPTIMIZERS[key](**settings) for settings in SECOND_ORDER[key].cases])


@pytest.mark.usefixtures("_double_precision")
@pytest.mark.parametrize("surface", STARTS)
@cases("lbfgs")
def test_lbfgs_equals_torch(rule, surface):
    run = simulate(rule, SURFACES[surface], STARTS[surface], 60)
    path, evaluations = torchs_lbfgs(rule, surface, 60)
    rows = close(path, run.x, rounded(rule, surface), least=4)
    assert run.evaluations[:rows].tolist() == evaluations[:rows].tolist()


@pytest.mark.parametrize("surface", STARTS)
@cases("bfgs")
def test_bfgs_equals_scipys_with_the_same_step_lengths(rule, surface):
    run = simulate(rule, SURFACES[surface], STARTS[surface], 12)
    scipys = partial(scipys_with_our_steps, "BFGS", rule, surface)
    close(run.x, scipys(12), lambda seed, steps: scipys(steps, seed), least=7)


@pytest.mark.parametrize("surface", STARTS)
@cases("conjugate_gradient")
def test_polak_ribiere_equals_scipys_with_the_same_step_lengths(rule, surface):
    run = simulate(rule, SURFACES[surface], STARTS[surface], 10)
    scipys = partial(scipys_with_our_steps, "CG", rule, surface)
    close(run.x, scipys(10), lambda seed, steps: scipys(steps, seed), least=6)


def test_fletcher_reeves_by_hand():
    """On f = x²/20 + y² from (−7, 2): g = (x/10, 2y)."""
    run = simulate(OPTIMIZERS["conjugate_gradient"](form="fletcher_reeves"), SURFACES["elongated_bowl"], (-7.0, 2.0), 3)
    eta = run.states["eta"][:, 0]
    x, d, before = np.array([-7.0, 2.0]), np.zeros(2), None
    for k in (1, 2, 3):
        g = np.array([x[0] / 10, 2 * x[1]])
        beta = 0.0 if before is None else (g[0] ** 2 + g[1] ** 2) / (before[0] ** 2 + before[1] ** 2)
        d = -g + beta * d
        x, before = x + eta[k] * d, g
        assert run.states["beta"][k, 0] == pytest.approx(beta, rel=TOLERANCE)
        assert run.x[k] == pytest.approx(x, rel=TOLERANCE, abs=TOLERANCE)


@pytest.mark.parametrize("key", ["bfgs", "conjugate_gradient"])
@pytest.mark.parametrize("surface", STARTS)
def test_every_search_ends_at_the_strong_wolfe_conditions(key, surface):
    rule = OPTIMIZERS[key]()
    run = simulate(rule, SURFACES[surface], STARTS[surface], 8)
    for k in range(1, 8):
        d, a = run.states["d"][k], run.states["eta"][k, 0]
        if a * np.abs(d).max() < 1e-6:  # at the bottom rounding decides
            break
        slope, end = run.gradient[k - 1] @ d, run.gradient[k] @ d
        assert slope < 0
        assert run.value[k] <= run.value[k - 1] + rule.c1 * a * slope
        assert abs(end) <= rule.c2 * abs(slope)
    assert k >= 3


def test_conjugate_gradients_finish_a_quadratic_in_two_exact_steps():
    rule = OPTIMIZERS["conjugate_gradient"](c1=1e-10, c2=1e-8)
    run = simulate(rule, SURFACES["elongated_bowl"], (-7.0, 2.0), 2)
    assert np.abs(run.x[2]).max() < 1e-6


def test_armijo_by_hand():
    """f = x²/20 + y² at (−7, 2): g = (−0.7, 4), ‖g‖² = 16.49, f = 6.45; c = 0.5 asks for f − 8.245 η."""
    rule = OPTIMIZERS["line_search"](lr=1.0, c=0.5, shrink=0.5)
    run = simulate(rule, SURFACES["elongated_bowl"], (-7.0, 2.0), 1)
    # η = 1: (−6.3, −2), f = 5.9845 > −1.795.  η = 0.5: (−6.65, 0), f = 2.211125 > 2.3275? no: it is below, taken
    assert run.states["eta"][1, 0] == 0.5
    assert run.x[1] == pytest.approx([-6.65, 0.0])
    assert run.evaluations[1] == 3  # at the start, at η = 1, at η = 0.5


def test_exact_steps_on_a_quadratic_are_g_g_over_g_h_g():
    run = simulate(OPTIMIZERS["line_search"](search="exact", lr=0.3), SURFACES["elongated_bowl"], (-7.0, 2.0), 5)
    x = np.array([-7.0, 2.0])
    for k in range(1, 6):
        g = np.array([x[0] / 10, 2 * x[1]])
        eta = (g @ g) / (g[0] ** 2 / 10 + 2 * g[1] ** 2)
        x = x - eta * g
        assert run.states["eta"][k, 0] == pytest.approx(eta, rel=1e-9)
        assert run.x[k] == pytest.approx(x, rel=1e-9)
        assert abs(run.gradient[k] @ run.gradient[k - 1]) <= 1e-8 * (g @ g)


@pytest.mark.parametrize("surface", ["rosenbrock", "himmelblau", "ackley", "rastrigin"])
def test_an_exact_step_is_at_a_minimum_along_the_gradient(surface):
    run = simulate(
        OPTIMIZERS["line_search"](search="exact", lr=1e-3), SURFACES[surface], SURFACES[surface].starts[0], 3
    )
    for k in range(1, 4):
        slope = run.gradient[k - 1] @ run.gradient[k - 1]
        assert abs(run.gradient[k] @ run.gradient[k - 1]) <= 1e-6 * slope
        assert run.value[k] < run.value[k - 1]


def test_a_line_search_stays_where_no_step_goes_down():
    run = simulate(OPTIMIZERS["line_search"](), SURFACES["elongated_bowl"], (0.0, 0.0), 3)
    assert np.array_equal(run.x, np.zeros((4, 2)))


def test_a_function_without_an_end_is_walked_down_for_ever():
    run = simulate(OPTIMIZERS["line_search"](search="exact"), SURFACES["saddle"], (1e-3, 1.0), 1)
    assert abs(run.x[1, 1]) > 1e15


def test_newton_jumps_a_bowl_in_one_step():
    run = simulate(OPTIMIZERS["newton"](), SURFACES["elongated_bowl"], (-7.0, 2.0), 1)
    assert np.abs(run.x[1]).max() < rounding.solved(np.diag([0.1, 2.0]), run.x[0])
    assert run.states["eigenvalues"][1] == pytest.approx([0.1, 2.0])
    assert run.evaluations[1] == 2  # a gradient and a Hessian


def test_newton_by_hand_on_rosenbrock():
    """At (−1.2, 1): g = (−215.6, −88), H = [[1330, 480], [480, 200]], det = 35600, H⁻¹g = (−0.0247191, −0.3806742)."""
    run = simulate(OPTIMIZERS["newton"](), SURFACES["rosenbrock"], (-1.2, 1.0), 1)
    step = np.array([(200 * -215.6 - 480 * -88) / 35600, (1330 * -88 - 480 * -215.6) / 35600])
    assert run.x[1] == pytest.approx(np.array([-1.2, 1.0]) - step, rel=TOLERANCE)


def test_damping_and_lr_by_hand():
    """f = x² − y² at (1, 1): g = (2, −2), Λ = (−2, 2). μ = 3: step (2/5, −2/1); lr = 0.5 takes half of it."""
    run = simulate(OPTIMIZERS["newton"](damping=3.0, lr=0.5), SURFACES["saddle"], (1.0, 1.0), 1)
    assert run.x[1] == pytest.approx([1 - 0.5 * 2 / 5, 1 + 0.5 * 2 / 1])


def test_plain_newton_runs_into_the_saddle_and_the_saddle_free_form_away_from_it():
    plain = simulate(OPTIMIZERS["newton"](), SURFACES["saddle"], (1.0, 0.1), 1)
    assert np.abs(plain.x[1]).max() < rounding.solved(np.diag([2.0, -2.0]), plain.x[0])
    free = simulate(OPTIMIZERS["newton"](saddle_free=True), SURFACES["saddle"], (1.0, 0.1), 1)
    assert free.x[1] == pytest.approx([0.0, 0.2])
    assert np.all(np.diff(simulate(OPTIMIZERS["newton"](saddle_free=True), SURFACES["saddle"], (1, 0.1), 5).value) < 0)


def test_newton_rests_where_there_is_neither_slope_nor_curvature():
    """As at the origin of the monkey saddle."""
    run = simulate(OPTIMIZERS["newton"](), SURFACES["monkey_saddle"], (0.0, 0.0), 5)
    assert run.last == 5
    assert not run.x.any()


@pytest.mark.parametrize("surface", ["elongated_bowl", "rosenbrock"])
@cases("trust_region")
def test_trust_region_equals_scipys_dogleg(rule, surface):
    """Where the Hessian is positive definite all along the way; SciPy gives up where it is not."""
    run = simulate(rule, SURFACES[surface], STARTS[surface], 15)
    close(scipys_dogleg(rule, surface, 15), run.x, rounded(rule, surface), least=4)


def test_trust_region_under_negative_curvature_goes_to_the_edge_along_the_gradient():
    """f = x² − y² at (0.1, 1): g = (0.2, −2), gᵀHg = 0.08 − 8 < 0; Δ = 1, so p = −g/‖g‖."""
    run = simulate(OPTIMIZERS["trust_region"](), SURFACES["saddle"], (0.1, 1.0), 1)
    g = np.array([0.2, -2.0])
    assert run.x[1] == pytest.approx(np.array([0.1, 1.0]) - g / np.linalg.norm(g), rel=TOLERANCE)
    assert run.evaluations[1] == 3  # value and gradient, Hessian, value at the end of the step


def test_trust_region_rests_while_the_radius_shrinks():
    run = simulate(OPTIMIZERS["trust_region"](initial_trust_radius=500.0), SURFACES["ackley"], (2.0, 1.5), 10)
    refused = run.states["rho"][1:, 0] <= 0.15
    assert refused.any()
    assert np.array_equal(run.x[1:][refused], run.x[:-1][refused])
    assert np.all(run.states["radius"][1:][refused] == run.states["radius"][:-1][refused] / 4)


def test_at_a_saddle_itself_the_trust_region_rests():
    run = simulate(OPTIMIZERS["trust_region"](), SURFACES["saddle"], (0.0, 0.0), 3)
    assert run.status == "out of steps"
    assert np.array_equal(run.x, np.zeros((4, 2)))


@pytest.mark.parametrize("surface", STARTS)
@cases("nelder_mead")
def test_nelder_mead_equals_scipy(rule, surface):
    run = simulate(rule, SURFACES[surface], STARTS[surface], 60)
    path, evaluations = scipys_nelder_mead(rule, surface, 60)
    rows = close(path, run.x, rounded(rule, surface), least=30)
    assert run.evaluations[:rows].tolist() == evaluations[:rows].tolist()


def test_nelder_mead_with_other_coefficients_by_hand():
    """f = x²/20 + y² from (2, 1) with corners (2, 1), (3, 1), (2, 2); values 1.2, 1.45, 4.2.

    Reflection with ρ = 0.5 of (2, 2) at (2.5, 1): (2.75, 0.5), f = 0.628125, the best, so it is expanded with
    ρχ = 1.5: (3.25, −0.5), f = 0.778125, no better: the reflected corner is kept.
    """
    rule = OPTIMIZERS["nelder_mead"](size=1.0, rho=0.5, chi=3.0)
    run = simulate(rule, SURFACES["elongated_bowl"], (2.0, 1.0), 1)
    assert run.x[1] == pytest.approx([2.75, 0.5])
    assert run.states["simplex"][1].ravel() == pytest.approx([2.75, 0.5, 2.0, 1.0, 3.0, 1.0])
    assert run.evaluations[1] == 5
    assert np.all(np.isnan(run.asked))  # no gradient was asked for


KEYS = ["lbfgs", "line_search", "newton", "bfgs", "conjugate_gradient", "trust_region", "nelder_mead"]


@pytest.mark.parametrize("key", KEYS)
def test_what_is_not_finite_ends_as_diverged_and_never_as_an_error(key):
    for start in ((1e200, -1e200), (1e160, 1.0)):
        run = simulate(OPTIMIZERS[key](), SURFACES["rosenbrock"], start, 5)
        assert run.status in ("diverged", "out of steps")


@pytest.mark.parametrize("key", KEYS)
def test_they_find_the_bottom_of_the_bowl(key):
    run = simulate(OPTIMIZERS[key](), SURFACES["elongated_bowl"], (-7.0, 2.0), 100)
    assert run.value[-1] < 1e-8


VARIED = {
    "lbfgs": {"max_iter": np.array([[1], [3], [7]]), "line_search_fn": "strong_wolfe"},
    "line_search": {"c": np.array([[1e-4], [0.1], [0.4]])},
    "newton": {"damping": np.array([[0.0], [1.0], [500.0]]), "saddle_free": True},
    "bfgs": {"c2": np.array([[0.9], [0.5], [0.2]])},
    "conjugate_gradient": {"lr": np.array([[1.0], [0.1], [3.0]])},
    "trust_region": {"initial_trust_radius": np.array([[0.1], [1.0], [9.0]])},
    "nelder_mead": {"size": np.array([[0.1], [1.0], [3.0]])},
}


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("transforms", [[], [GradientNoise(0.1), ClipNorm(theta=np.array([[5.0], [50.0], [500.0]]))]])
def test_a_batch_equals_its_single_runs_bit_for_bit(key, transforms):
    rule = OPTIMIZERS[key](**VARIED[key])
    starts = np.array([[-1.2, 1.0], [0.5, 2.0], [3.0, -2.0]])
    batch = simulate(rule, SURFACES["rosenbrock"], starts, 25, transforms=transforms, seed=3)
    for i in range(3):
        own = [transform.lane((i,), (3,)) for transform in transforms]
        single = simulate(rule.lane((i,), (3,)), SURFACES["rosenbrock"], starts[i], 25, transforms=own, seed=3)
        lane = batch.lane(i)
        assert (lane.status, lane.last) == (single.status, single.last)
        for name in ("x", "value", "gradient", "asked", "seen", "evaluations", "lr"):
            assert np.array_equal(getattr(lane, name), getattr(single, name), equal_nan=True), name
        for name, states in single.states.items():
            assert np.array_equal(lane.states[name], states, equal_nan=True), name
        assert all(np.array_equal(a, b) for a, b in zip(lane.changed, single.changed, strict=True))
