"""The gallery's demos of rules are true: each experiment does what its two sentences say."""

import numpy as np
import pytest

from simulation.judging.outcome import outcome
from surfaces import SURFACES
from tests.helpers.demos import crossings, first, from_minimum, lengths, paths, rate, settled

# Step size


def test_step_size_on_the_bowl():
    ends = []
    for path, eta in zip(paths("step-size-on-the-bowl"), (0.05, 0.95, 0.99, 1.05), strict=True):
        np.testing.assert_allclose(path.x[1:, 1], (1 - 2 * eta) * path.x[:-1, 1], rtol=1e-9)
        ends.append(path.value[-1])
    assert ends.index(min(ends)) == 1
    assert [crossings(path.x[:, 1]) for path in paths("step-size-on-the-bowl")] == [0, 60, 60, 60]
    curvature = SURFACES["elongated_bowl"].hessian(np.zeros(2))[1, 1]
    assert 2 / curvature == 1
    assert outcome(paths("step-size-on-the-bowl")[3], SURFACES["elongated_bowl"]).kind == "left"


def test_divergence_is_sudden():
    *alive, gone = paths("divergence-is-sudden")
    ends = [path.value[-1] for path in alive]
    assert ends == sorted(ends, reverse=True)
    assert alive[2].value.max() > 10 * alive[2].value[0]
    assert (gone.status, gone.last) == ("diverged", 8)
    digits = np.log10(gone.value[3:8])
    np.testing.assert_allclose(digits[1:] / digits[:-1], 3, rtol=0.4)
    assert digits[-1] / digits[-2] == pytest.approx(3, rel=0.05)


def test_three_schedules():
    constant, step, plateau, exponential = paths("three-schedules")
    assert lengths(constant)[-20:] == pytest.approx(0.3 * np.sqrt(2))
    for path in (step, plateau, exponential):
        assert lengths(path)[-20:] == pytest.approx(path.lr[-20:] * np.sqrt(2))
        assert path.lr[-1] < 0.06 * 0.3 * 1.01
        assert from_minimum(path)[-1] < 0.1 * from_minimum(constant)[-1]
    assert first(exponential.lr < 0.3) == 2
    assert first(step.lr < 0.3) == 41
    best = np.minimum.accumulate(plateau.value)
    waits = [k - first(best == best[k]) for k in range(1, 150)]
    assert first(plateau.lr < 0.3) == first(np.array(waits) == 6) + 2


def test_warm_up():
    at_once, warmed, small = paths("warm-up")
    assert (at_once.status, at_once.last) == ("diverged", 3)
    assert warmed.status == "out of steps"
    assert warmed.lr[50] < 0.02 == warmed.lr[51]
    assert small.status == "out of steps"
    assert warmed.value[-1] < 0.02 * small.value[-1]


# Momentum


def test_beta_on_the_bowl():
    zero, half, best, much, most = paths("beta-on-the-bowl")
    assert settled(best) == 47
    assert min(settled(half), settled(much)) > 2 * 47
    assert from_minimum(zero)[-1] > 0.1
    assert np.abs(zero.x[10:, 1]).max() < 0.01
    assert crossings(most.x[:, 0]) >= 3
    assert from_minimum(most)[-1] > 0.1


def test_zig_zag():
    sgd, momentum = paths("zig-zag")
    assert crossings(sgd.x[:, 1]) == 30
    assert crossings(momentum.x[:, 1]) == 4


def test_nesterov_brakes_earlier():
    momentum, nesterov = paths("nesterov-brakes-earlier")
    assert nesterov.x[:, 1].argmin() == momentum.x[:, 1].argmin() - 1
    assert 0 > nesterov.x[:, 1].min() > momentum.x[:, 1].min()
    assert 0 < nesterov.x[:, 0].max() < momentum.x[:, 0].max()


def test_nesterov_has_a_smaller_limit():
    momentum, nesterov = paths("nesterov-has-a-smaller-limit")
    assert from_minimum(momentum)[-1] < 0.01
    assert np.abs(nesterov.x[-1, 1]) > 1e6
    beta, curvature = 0.9, 2.0
    assert 2 * (1 + beta) / curvature == pytest.approx(1.9)
    assert 2 * (1 + beta) / (1 + 2 * beta) / curvature == pytest.approx(0.68, abs=0.002)


def test_beyond_the_limit():
    momentum, nesterov, best_sgd, same_lr = paths("beyond-the-limit")
    assert rate(momentum, 20) == pytest.approx(0.6345, abs=0.03)
    assert rate(nesterov, 20) == pytest.approx(0.744, abs=0.03)
    assert rate(best_sgd, 20) == pytest.approx(0.905, abs=0.001)
    assert same_lr.value[-1] > 1e20


def test_three_notations():
    torch, velocity, average = paths("three-notations")
    np.testing.assert_allclose(velocity.x[:21], torch.x[:21], atol=1e-13)
    np.testing.assert_allclose(average.x, torch.x, atol=1e-13)
    assert torch.lr[21] == pytest.approx(torch.lr[20] / 10)
    assert np.hypot(*(velocity.x[21] - torch.x[21])) > 0.1


# Adaptive step sizes


def textbook(rule: str, lr: float) -> np.ndarray:
    """(31, 2): the path as common/optimizer.py of Deep Learning from Scratch takes it."""
    w, m, v, h = np.array([-7.0, 2.0]), np.zeros(2), np.zeros(2), np.zeros(2)
    points = [w]
    for t in range(1, 31):
        g = w * (0.1, 2.0)
        if rule == "sgd":
            w = w - lr * g
        elif rule == "momentum":
            v = 0.9 * v - lr * g
            w = w + v
        elif rule == "adagrad":
            h = h + g * g
            w = w - lr * g / (np.sqrt(h) + 1e-7)
        else:
            m = m + (1 - 0.9) * (g - m)
            v = v + (1 - 0.999) * (g**2 - v)
            w = w - lr * np.sqrt(1.0 - 0.999**t) / (1.0 - 0.9**t) * m / (np.sqrt(v) + 1e-7)
        points.append(w)
    return np.array(points)


def test_four_rules_of_the_textbook():
    runs = paths("four-rules-of-the-textbook")
    settings = (("sgd", 0.95), ("momentum", 0.1), ("adagrad", 1.5), ("adam", 0.3))
    for path, (rule, lr) in zip(runs, settings, strict=True):
        np.testing.assert_allclose(path.x, textbook(rule, lr), atol=1e-12)
    sgd, momentum, adagrad, adam = runs
    assert [crossings(path.x[:, 1]) for path in (sgd, momentum, adagrad)] == [30, 4, 0]
    assert adam.x[:, 1].min() < 0 < adam.x[:, 0].max() < 1
    assert min(runs, key=lambda path: path.value[-1]) is adagrad


def test_adagrad_dies():
    adagrad, rmsprop, adadelta = paths("adagrad-dies")
    assert lengths(adagrad)[0] / lengths(adagrad)[-1] == pytest.approx(48, abs=0.5)
    assert (np.diff(lengths(adagrad)) < 0).all()
    assert from_minimum(adagrad)[-1] > 1.5
    assert from_minimum(rmsprop)[200:].max() < 0.1
    assert lengths(rmsprop)[-50:].min() > 0.03
    assert lengths(adadelta)[0] < 0.005 < lengths(adadelta)[-1]


def test_adam_bias_correction():
    corrected, raw = (lengths(path) for path in paths("adam-bias-correction"))
    assert raw[0] / corrected[0] == pytest.approx(np.sqrt(10), rel=1e-6)
    assert corrected[0] == pytest.approx(0.3 * np.sqrt(2), rel=1e-6)
    assert raw[2] > raw[1] > raw[0]
    with_it, without = (path.x[:, 1].min() for path in paths("adam-bias-correction"))
    assert without < 2 * with_it < 0


def test_eps_inside_or_outside():
    inside, outside, tiny_inside, tiny_outside = paths("eps-inside-or-outside")
    assert from_minimum(inside)[-1] < 1e-6
    assert from_minimum(outside)[-50:].min() > 0.05
    assert crossings(outside.x[-50:, 1]) == 49
    assert np.abs(tiny_inside.x - tiny_outside.x).max() < 0.01
    assert np.sqrt(0.1) == pytest.approx(0.32, abs=0.005)


def test_amsgrad():
    adam, amsgrad = paths("amsgrad")
    assert from_minimum(adam)[-100:].max() > 0.2
    assert lengths(adam)[-100:].min() > 0.1
    assert from_minimum(amsgrad)[-1] < 1e-5


def test_signs_only():
    *hopping, rprop = paths("signs-only")
    for path in (*hopping, rprop):
        np.testing.assert_allclose(path.step_taken[1], (0.1, -0.1))
    for path in hopping:
        np.testing.assert_allclose(np.abs(path.step_taken[1:]), 0.1)
    turned = np.flatnonzero(np.diff(np.sign(rprop.step_taken[1:, 1])))
    assert turned.size
    assert from_minimum(rprop)[-1] < 1e-4
