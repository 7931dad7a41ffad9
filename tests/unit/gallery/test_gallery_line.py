"""The gallery's demos in one dimension are true: each does what its two sentences say."""

import numpy as np
import pytest

from gallery import DEMOS
from simulation import bundle
from simulation.judging.outcome import outcome
from surfaces import SURFACES
from tests.helpers.demos import paths
from words.sentence import sentence


def ends(key: str) -> list[str]:
    """How the runs of a demo ended, in a word or two."""
    surface = DEMOS[key].experiment.landscape()
    return [outcome(path, surface).kind for path in paths(key)]


def test_four_step_sizes_on_a_parabola():
    small, right, large, off = paths("four-step-sizes-on-a-parabola")
    for path, eta in zip((small, right, large, off), (0.02, 0.3, 0.95, 1.05), strict=True):
        np.testing.assert_allclose(path.x[1:, 0], (1 - 2 * eta) * path.x[:-1, 0], rtol=1e-12)
    assert ends("four-step-sizes-on-a-parabola") == ["descending", "minimum", "descending", "left"]
    assert outcome(right, SURFACES["parabola"]).arrived == 9
    assert (np.diff(np.sign(large.x[:, 0])) != 0).all()
    assert (np.diff(np.abs(off.x[:, 0])) > 0).all()
    assert small.x[-1, 0] < -0.5


def test_two_starts_two_wells():
    experiment = DEMOS["two-starts-two-wells"].experiment
    ((right, left),) = bundle(experiment)
    surface = experiment.landscape()
    (hill,) = surface.maxima
    assert round(hill[0], 2) == 0.17
    assert left.x[0, 0] < hill[0] < right.x[0, 0]
    assert (outcome(left, surface).kind, outcome(right, surface).kind) == ("minimum", "local minimum")


def test_momentum_over_the_hill():
    assert ends("momentum-over-the-hill") == ["local minimum", "local minimum", "minimum"]
    *_, rolls = paths("momentum-over-the-hill")
    assert rolls.x[0, 0] == 2
    assert (rolls.states["v"][rolls.x[:, 0] > 0.17][1:8] > 0).all()  # it goes on to the left all the way up


def test_newton_in_one_step():
    newton, damped, sgd = paths("newton-in-one-step")
    assert newton.x[1, 0] == 0
    np.testing.assert_allclose(damped.x[1:, 0], damped.x[:-1, 0] / 2, rtol=1e-12)
    assert ends("newton-in-one-step")[:2] == ["minimum", "minimum"]
    assert 1e-3 < abs(sgd.x[-1, 0]) < 0.1


def test_newton_goes_in_circles():
    circles, *others = paths("newton-goes-in-circles")
    surface = DEMOS["newton-goes-in-circles"].experiment.landscape()
    np.testing.assert_array_equal(circles.x[:, 0], np.arange(31) % 2)
    assert surface.hessian([0.0])[0, 0] < 0 < surface.hessian([1.0])[0, 0]
    assert "repeats itself every 2 steps" in sentence(circles, surface)[1]
    assert [outcome(path, surface).kind for path in others] == ["minimum", "minimum"]


def test_the_kink_that_never_settles():
    for path, eta in zip(paths("the-kink-that-never-settles"), (0.4, 0.2, 0.1), strict=True):
        late = path.x[-6:, 0]
        assert (late[1:] * late[:-1] < 0).all()
        np.testing.assert_allclose(np.abs(np.diff(late)), eta, rtol=1e-9)
    assert ends("the-kink-that-never-settles") == ["orbit"] * 3
    arrivals = [np.flatnonzero(path.x[:, 0] > 0)[0] for path in paths("the-kink-that-never-settles")]
    assert arrivals == sorted(arrivals)


def test_a_kink_and_steps_that_shrink():
    constant, shrinking, inverse = paths("a-kink-and-steps-that-shrink")
    assert np.abs(shrinking.x[100:]).max() < 1.1e-5
    assert np.abs(constant.x[-2:]).max() > 0.04
    assert np.abs(inverse.x[-10:]).max() < np.abs(constant.x[-10:]).max()
    np.testing.assert_allclose(np.abs(np.diff(shrinking.x[:, 0])), shrinking.lr[1:], rtol=1e-6)


def test_newton_from_too_far():
    newton, sgd = paths("newton-from-too-far")
    finite = np.abs(newton.x[np.isfinite(newton.x)])
    assert (np.diff(finite) > 0).all()
    assert ends("newton-from-too-far") == ["diverged", "minimum"]
    assert sgd.x[0, 0] == pytest.approx(1.15)
