"""The demos of maps, computed: each is held to what its text says."""

import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from benchmarks.by_hand.map_demos import drawn
from gallery import MAPS
from maps import MapExperiment, computed
from maps.by_theory import theory_of
from simulation.judging.many import FATES

SENTENCE_END = re.compile(r"[.?:](?= [A-Z]|$)")


@cache
def of(key):
    return computed(MAPS[key].experiment)


def theory(key, run=0):
    one = of(key).experiment.experiment
    return theory_of(one.runs[run], one.landscape())


def axes(key):
    (_, xs), (_, ys) = of(key).axes
    return xs[None, :], ys[:, None]


def first(key):
    """The loss at the start."""
    one = of(key).experiment.experiment
    return float(np.log10(one.landscape().value(np.array(one.start))))


def borders(key, run):
    """How many neighbours end at different places."""
    place = of(key).place[run]
    return int(np.sum(place[1:] != place[:-1]) + np.sum(place[:, 1:] != place[:, :-1]))


def arrived(key, run):
    """How many cells of every row reach the target."""
    return np.sum(np.isfinite(of(key).steps[run]), axis=1)


def test_every_demo_has_its_test():
    tests = set(re.findall(r"^def (test_\w+)\(\):", Path(__file__).read_text("utf-8"), re.M))
    assert {f"test_{key.replace('-', '_')}" for key in MAPS} <= tests
    assert len(MAPS) >= 8


@pytest.mark.parametrize("key", MAPS)
def test_a_link_two_sentences_and_the_cells_that_are_computed(key):
    demo = MAPS[key]
    assert len(SENTENCE_END.findall(demo.look)) == 2
    assert MapExperiment.from_query(demo.experiment.to_query()) == demo.experiment
    now = drawn(demo)
    same = [
        np.mean([a == b for a, b in zip("".join(then.rows), "".join(one["rows"]), strict=True)])
        for then, one in zip(demo.drawn, now["drawn"], strict=True)
    ]
    assert min(same) > 0.9  # cells at a frayed border hang on the last bits of a processor


def test_stability_border():
    rate = theory("stability-border").rate(*axes("stability-border"))
    loss = of("stability-border").loss[0]
    assert (loss[rate < 0.97] < first("stability-border")).all()
    assert (loss[rate > 1.03] > first("stability-border")).all()
    _, beta = axes("stability-border")
    np.testing.assert_allclose(theory("stability-border").border(beta) * 2.0, 2 * (1 + beta))


def test_nesterov_has_less_room():
    counts = [np.sum(theory("nesterov-has-less-room", run).rate(*axes("nesterov-has-less-room")) < 1) for run in (0, 1)]
    assert 1.7 < counts[0] / counts[1] < 2
    lower = [np.sum(of("nesterov-has-less-room").loss[run] < first("nesterov-has-less-room")) for run in (0, 1)]
    assert 1.7 < lower[0] / lower[1] < 2.1
    _, beta = axes("nesterov-has-less-room")
    np.testing.assert_allclose(theory("nesterov-has-less-room", 1).border(beta) * 2.0, 2 * (1 + beta) / (1 + 2 * beta))


def test_best_setting():
    result = of("best-setting")
    assert result.loss.size == 3000
    row, column = np.unravel_index(result.loss[0].argmin(), result.loss[0].shape)
    (xs,), ys = axes("best-setting")
    best = theory("best-setting").best
    assert (round(best.lr, 2), round(best.momentum, 2), round(best.rate, 2)) == (1.34, 0.4, 0.63)
    assert abs(xs[column] - best.lr) < 2 * (xs[1] - xs[0])
    assert abs(ys[row, 0] - best.momentum) < 2 * (ys[1, 0] - ys[0, 0])


def test_newton_basins():
    assert borders("newton-basins", 1) > 6 * borders("newton-basins", 0)
    ends = np.array(FATES)[of("newton-basins").fate]
    assert set(np.unique(ends[0])) == {"minimum"}
    assert len(np.unique(of("newton-basins").place[0])) == 4
    elsewhere = np.mean(np.isin(ends[1], ("saddle", "maximum", "local maximum")))
    assert 0.35 < elsewhere < 0.45


def test_momentum_basins():
    assert borders("momentum-basins", 1) > 9 * borders("momentum-basins", 0)


def test_narrow_valleys():
    plain, adam = (arrived("narrow-valleys", run)[[0, -1]].tolist() for run in (0, 1))
    assert plain == [39, 10]
    assert adam == [34, 25]


def test_noise_and_step_size():
    loss, (lr, _) = of("noise-and-step-size").loss[0], axes("noise-and-step-size")
    quiet, loud = loss[0], loss[-1]
    assert np.nanmin(quiet[-5:]) == np.nanmin(quiet)
    assert lr[0, int(np.nanargmin(loud))] < lr[0, -1] / 10


def test_wells_and_step_size():
    result = of("wells-and-step-size")
    (starts,), rates = axes("wells-and-step-size")
    top = next(point[0] for kind, point in result.places if kind == "maximum")
    low = result.place[0, 0]
    assert set(np.unique(low[starts < top])) <= {-1, 0}
    assert set(np.unique(low[(starts > top) & (starts < 1.9)])) <= {-1, 1}
    row = int(np.abs(rates[:, 0] - 0.18).argmin())
    large = result.place[0, row]
    assert (large[starts < top] == 1).any()
