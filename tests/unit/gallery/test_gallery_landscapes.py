"""The gallery's demos of noise, saddles, minima and curvature are true: each does what its two sentences say."""

import numpy as np
import pytest

from benchmarks.by_hand import tuning
from gallery import DEMOS
from simulation import Trajectory, simulate
from surfaces import SURFACES
from surfaces.losses.loss import loss_of
from tests.helpers import rounding
from tests.helpers.demos import first, from_minimum, lengths, paths, rate, settled

# Noise, clipping and decay


def test_noise_and_decay():
    *constant, inverse, cosine = paths("noise-and-decay")
    hovering = [np.sqrt(np.mean(from_minimum(path)[-150:] ** 2)) for path in constant]
    for distance, eta in zip(hovering, (0.4, 0.1), strict=True):
        stationary = 2.0 * np.sqrt(2 * eta / (2 * (2 - 2 * eta)))  # σ √(2 η / (λ (2 − η λ))) in two directions, λ = 2
        assert distance == pytest.approx(stationary, rel=0.2)
    assert max(from_minimum(inverse)[-50:].max(), from_minimum(cosine)[-50:].max()) < hovering[1]
    for path in (inverse, cosine):
        np.testing.assert_array_equal(path.x[1], constant[0].x[1])


def test_averaging_instead_of_decay():
    sgd, cosine, free, averaged = paths("averaging-instead-of-decay")
    average = np.hypot(*averaged.states["average"].T)
    np.testing.assert_array_equal(averaged.x, sgd.x)
    np.testing.assert_array_equal(free.lr[1:], 0.4)
    ends = [d[-100:].mean() for d in (average, from_minimum(free), from_minimum(cosine), from_minimum(sgd))]
    assert max(ends[:2]) <= ends[2] < ends[3] / 3


def test_batches_of_one():
    one, some, whole = paths("batches-of-one")
    best = np.polyfit(loss_of(SURFACES["least_squares"]).u - 3.76, loss_of(SURFACES["least_squares"]).v, 1)
    hovering = [np.hypot(*(path.x[-150:] - best).T).mean() for path in (one, some)]
    assert hovering[0] > 5 * hovering[1] > 0.05
    np.testing.assert_allclose(whole.x[-1], best, atol=1e-7)


def test_the_bad_valley_of_a_neuron():
    neuron = SURFACES["tanh_neuron"]
    constant, floor = neuron.value((0.0, -30.0)), neuron.value(neuron.local_minima[0])
    assert (round(constant, 3), round(floor, 3), round(neuron.value(neuron.minima[0]), 3)) == (1.333, 1.464, 0.880)
    for path in paths("the-bad-valley-of-a-neuron"):
        assert floor <= path.value[path.last] < floor + 0.01
        assert np.hypot(*(path.x[path.last] - neuron.local_minima[0])) < 2


def test_clipping_on_a_cliff():
    thrown, *clipped = paths("clipping-on-a-cliff")
    xmax = SURFACES["plateau_cliff"].domain[1]
    assert lengths(thrown)[:9].max() < 1
    assert np.hypot(*thrown.gradient[9]) == pytest.approx(16, abs=0.5)
    assert thrown.x[10, 0] > xmax
    for path in clipped:
        assert path.x[9, 0] < 2 < path.x[10, 0] < xmax
        np.testing.assert_array_equal(np.flatnonzero(np.diff(path.changed[0])), [9])


def test_l2_or_decoupled():
    plain, adam, sgd, adamw = (path.x[-1] for path in paths("l2-or-decoupled"))
    surface = SURFACES["beale"]
    np.testing.assert_allclose(adam, sgd, atol=1e-5)
    np.testing.assert_allclose(surface.gradient(adam) + 0.3 * adam, 0, atol=1e-4)
    assert np.abs(surface.gradient(adamw) + 0.3 * adamw).max() > 0.3
    minimum = np.array(surface.minima[0])
    assert np.hypot(*(plain - minimum)) < 0.05
    assert np.hypot(*(adamw - minimum)) > 1.2 * np.hypot(*(adam - minimum))


# Saddles and many minima


def escapes(path: Trajectory) -> int | None:
    return first(np.abs(path.x[:, 1]) > 1)


def test_who_escapes_the_saddle():
    rules = [run.rule for run in DEMOS["who-escapes-the-saddle"].experiment.runs]
    when = dict(zip(rules, map(escapes, paths("who-escapes-the-saddle")), strict=True))
    assert when == {
        "rmsprop": 2,
        "adam": 20,
        "nesterov": 24,
        "momentum": 27,
        "adadelta": 31,
        "adagrad": 57,
        "sgd": 73,
        "newton": None,
    }


def test_noise_finds_the_way_out():
    none, *noisy = map(escapes, paths("noise-finds-the-way-out"))
    assert none is None
    assert noisy == [175, 102, 54]


def test_which_of_four_minima():
    runs = paths("which-of-four-minima")
    right, upper_left, _, lower_right = SURFACES["himmelblau"].minima
    for path, minimum in zip(runs, (upper_left, lower_right, right, upper_left), strict=True):
        np.testing.assert_allclose(path.x[-1], minimum, atol=1e-2)


def test_rolling_through_dimples():
    ends = [path.x[-1] for path in paths("rolling-through-dimples")]
    np.testing.assert_allclose(ends[:2], [(3.97, 1.99)] * 2, atol=0.02)
    np.testing.assert_allclose(ends[2], (3.97, 0.99), atol=0.02)
    assert np.hypot(*ends[3]) < 0.3


def test_sharp_or_flat():
    surface = SURFACES["sharp_and_flat"]
    (sharp,), (flat,) = surface.minima, surface.local_minima
    curvature = np.linalg.eigvalsh(surface.hessian(np.array(sharp)))
    np.testing.assert_allclose(2 / curvature, 0.17, atol=0.005)
    *settled, bouncing, thrown = paths("sharp-or-flat")
    np.testing.assert_allclose([path.x[-1] for path in settled], [sharp, sharp], atol=1e-3)
    assert lengths(bouncing)[-50:].min() > 0.2
    assert np.hypot(*(bouncing.x - sharp).T)[-50:].max() < 0.5
    np.testing.assert_allclose(thrown.x[-1], flat, atol=1e-3)


def test_the_nearest_minimum():
    surface = SURFACES["rastrigin"]
    for path in paths("the-nearest-minimum"):
        end = path.x[int(path.last)]
        assert np.hypot(*(end - path.x[0])) < 1
        assert np.hypot(*surface.gradient(end)) < 0.5
        assert np.linalg.eigvalsh(surface.hessian(end))[0] > 0
        assert surface.value(end) > 10
    beside = simulate(DEMOS["the-nearest-minimum"].experiment.runs[0].build(), surface, (0.3, -0.3), 300)
    np.testing.assert_allclose(beside.x[-1], surface.minima[0], atol=1e-6)
    assert surface.value(surface.minima[0]) == 0


def test_rosenbrock_tuned():
    runs = DEMOS["rosenbrock-tuned"].experiment.runs
    assert tuple(spec.rule for spec in runs) == tuning.RULES
    found = {rule: tuning.best(rule) for rule in tuning.RULES}
    assert {spec.rule: spec.hyperparameters.get("lr", spec.build().lr) for spec in runs} == {
        rule: lr for rule, (lr, _) in found.items()
    }
    order = sorted(found, key=lambda rule: found[rule][1])
    assert order[0] == "adam"
    assert set(order[-2:]) == {"rmsprop", "sgd"}
    assert found["adam"][0] == 1000 * type(runs[-1].build())().lr
    for path, rule in zip(paths("rosenbrock-tuned"), tuning.RULES, strict=True):
        assert path.value[-50:].max() == found[rule][1]


# Second order


def test_newton_jumps():
    newton, sgd = paths("newton-jumps")
    bowl = SURFACES["elongated_bowl"].hessian(newton.x[0])
    np.testing.assert_allclose(newton.x[1:], 0, atol=rounding.solved(bowl, newton.x[0]))
    assert rate(sgd, 0) == pytest.approx(0.905, abs=0.005)


def test_newton_is_lost_at_a_saddle():
    newton, free, damped, sgd = paths("newton-is-lost-at-a-saddle")
    saddle = SURFACES["saddle"].hessian(newton.x[0])
    np.testing.assert_allclose(newton.x[1:], 0, atol=rounding.solved(saddle, newton.x[0]))
    assert [escapes(path) is not None for path in (free, damped, sgd)] == [True, True, True]
    assert DEMOS["newton-is-lost-at-a-saddle"].experiment.runs[2].build().damping > 2


def test_newton_climbs():
    newton, free = paths("newton-climbs")
    surface = SURFACES["himmelblau"]
    assert (np.linalg.eigvalsh(surface.hessian(newton.x[-1])) < 0).all()
    np.testing.assert_allclose(newton.gradient[-1], 0, atol=1e-10)
    assert newton.value[-1] == pytest.approx(181.6, abs=0.05)
    assert newton.value[0] == 170
    assert min(np.hypot(*(free.x[-1] - minimum)) for minimum in np.array(surface.minima)) < 1e-6


def test_right_angles():
    steepest, conjugate = paths("right-angles")
    steps = steepest.step_taken[1:]
    cosines = np.sum(steps[1:] * steps[:-1], axis=1) / (lengths(steepest)[1:] * lengths(steepest)[:-1])
    np.testing.assert_allclose(cosines, 0, atol=1e-9)
    np.testing.assert_allclose(steepest.value[1:] / steepest.value[:-1], 0.82, atol=0.002)
    np.testing.assert_allclose(conjugate.x[1], steepest.x[1], rtol=1e-6)
    assert conjugate.value[2] < 1e-20


def test_second_order_in_the_valley():
    *runs, adam = paths("second-order-in-the-valley")
    assert [path.status for path in runs] == ["converged"] * 5
    assert [int(path.evaluations[path.last]) for path in runs] == [10, 40, 63, 63, 162]
    assert adam.value.min() > 1e-10
    assert adam.evaluations[-1] == 300
    assert DEMOS["second-order-in-the-valley"].experiment.runs[-1].build().lr == tuning.best("adam")[0]


def test_half_way_each_time():
    newton, sgd = paths("half-way-each-time")
    np.testing.assert_allclose(newton.x[1:20], newton.x[:19] / 2, rtol=1e-9)
    assert (np.diff(sgd.value[: sgd.last]) < 0).all()
    assert np.hypot(*sgd.x[: sgd.last].T).min() > 0.5
    assert sgd.value[sgd.last - 1] < -1e6


# Your own formula, data and rule


def test_two_wells():
    surface = DEMOS["two-wells"].experiment.landscape()
    ((deep, _),), ((shallow, _),), ((between, _),) = surface.minima, surface.local_minima, surface.saddles
    assert deep < between < shallow
    ends = [path.x[-1, 0] for path in paths("two-wells")]
    np.testing.assert_allclose(ends, [shallow, shallow, deep, deep, shallow], atol=1e-3)
    crossed = [bool((path.x[:, 0] < between).any()) for path in paths("two-wells")]
    assert crossed == [False, False, True, True, True]


def test_a_rule_in_two_lines():
    typed, momentum, ahead = paths("a-rule-in-two-lines")
    np.testing.assert_array_equal(typed.x, momentum.x)
    assert ahead.x[:, 0].max() < typed.x[:, 0].max()
    assert ahead.x[:, 1].min() > typed.x[:, 1].min()
    assert settled(ahead, 0.1) < settled(typed, 0.1)


def test_a_hill_from_a_file():
    surface = DEMOS["a-hill-from-a-file"].experiment.landscape()
    start = np.array(DEMOS["a-hill-from-a-file"].experiment.start)
    (lake,), (_, pass_y) = surface.minima, min(surface.saddles, key=lambda p: np.hypot(*(start - p)))
    assert start[1] < pass_y
    assert len(surface.maxima) == 2
    *slow, fast = paths("a-hill-from-a-file")
    for path in slow:
        assert path.status == "converged"
        np.testing.assert_allclose(path.x[-1], lake, atol=1e-2)
    assert fast.x[-2, 1] < lake[1]
    assert fast.x[-1, 1] < surface.domain[2]
    assert np.isnan(fast.value[-1])
