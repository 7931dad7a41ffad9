"""The demos of networks, trained: each is held to what its text says. Where a text is silent no number is asked for."""

import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from gallery import NETWORKS
from networks.experiment import NetworkExperiment
from networks.training.train import train
from networks.training.training import DIVERGED, FINISHED, STOPPED_EARLY

SENTENCE_END = re.compile(r"[.?](?= [A-Z]|$)")


@cache
def trained(key):
    demo = NETWORKS[key]
    return [train(demo.experiment, run) for run in range(len(demo.experiment.runs))]


def ends(key, name="loss"):
    return [float(getattr(one, name)[one.best]) for one in trained(key)]


def shaking(one):
    """How far the loss is spread in the last quarter."""
    return float(np.std(one.loss[-len(one.loss) // 4 :]))


def test_every_demo_has_its_test():
    tests = set(re.findall(r"^def (test_\w+)\(\):", Path(__file__).read_text("utf-8"), re.M))
    assert {f"test_{key.replace('-', '_')}" for key in NETWORKS} <= tests
    assert len(NETWORKS) >= 14


@pytest.mark.parametrize("key", NETWORKS)
def test_two_sentences_a_link_and_a_curve_a_run(key):
    demo = NETWORKS[key]
    assert len(SENTENCE_END.findall(demo.look)) == 2
    assert NetworkExperiment.from_query(demo.experiment.to_query()) == demo.experiment
    assert len(demo.drawn) == len(demo.experiment.runs)
    assert all(len(curve.epochs) == len(curve.values) for curve in demo.drawn)


@pytest.mark.parametrize("key", NETWORKS)
def test_what_is_drawn_begins_where_a_training_begins(key):
    """Later, rounding of another processor may lead elsewhere; the first weights are the same."""
    demo = NETWORKS[key]
    name = "loss" if demo.curve == "value" else demo.curve
    for curve, one in zip(demo.drawn, trained(key), strict=True):
        assert curve.values[0] == pytest.approx(float(getattr(one, name)[0]), rel=6e-3, abs=1e-3)


def test_three_rules():
    rmsprop, adagrad, adadelta = ends("three-rules")
    assert rmsprop < adagrad < adadelta
    _, slow, _ = trained("three-rules")
    assert slow.epoch[-1] == 50


def test_batch_size():
    one, some, whole = trained("batch-size")
    assert one.updates[-1] == 120 * whole.updates[-1]
    assert one.loss[-1] < some.loss[-1] < whole.loss[-1]
    at = int(whole.updates[-1])
    losses = [float(np.interp(at, each.updates, each.loss)) for each in (one, some, whole)]
    assert max(losses) < 1.25 * min(losses)
    noise = [float(np.std(each.batch_loss[:at])) for each in (one, some)]
    assert noise[0] > 2 * noise[1]


def test_momentum_learns():
    plain, momentum = ends("momentum-learns")
    assert momentum < plain / 8


def test_learning_rates():
    small, right, large = ends("learning-rates")
    assert right < 0.1 < min(small, large)


def test_all_zero():
    alike, apart = trained("all-zero")
    assert np.ptp(alike.known[-1]) < 1e-3
    assert float(alike.accuracy[-1]) == pytest.approx(0.5, abs=0.05)
    assert float(apart.accuracy[-1]) > 0.9


def test_large_first_weights():
    large, small = (list(one.spreads.values())[:3] for one in trained("large-first-weights"))
    assert min(float(layer[0]) for layer in large) > 0.9
    assert max(float(layer[0]) for layer in small) < 0.7
    normal, xavier = ends("large-first-weights", "valid_accuracy")
    assert normal < xavier - 0.05
    assert ends("large-first-weights", "accuracy")[1] > ends("large-first-weights", "accuracy")[0]


def test_first_loss_of_relu():
    normal, kaiming = (float(one.loss[0]) for one in trained("first-loss-of-relu"))
    assert normal > 1000
    assert kaiming < 10


def test_vanishing_gradients():
    deep, around = trained("vanishing-gradients")
    norms = list(deep.gradient_norms.values())
    assert norms[0][0] < 1e-4 * norms[-1][0]
    norms = list(around.gradient_norms.values())
    assert norms[0][0] > 1e-3 * norms[-1][0]
    early = float(np.interp(5, deep.epoch, deep.loss))
    assert early > 0.95 * float(deep.loss[0]) or early > 0.65


def test_skip_connections():
    without, around = ends("skip-connections")
    assert without > 0.5
    assert around < 0.75 * without


def test_norms():
    without, *with_norm, slower = trained("norms")
    assert without.status == DIVERGED
    assert all(one.status == FINISHED for one in (*with_norm, slower))
    _, *rest = ends("norms", "valid_accuracy")
    assert min(rest) > 0.9


def test_forgotten_eval():
    right, forgotten = trained("forgotten-eval")
    assert np.array_equal(right.weights, forgotten.weights)
    for name in ("accuracy", "valid_accuracy"):
        right, forgotten = ends("forgotten-eval", name)
        assert right > forgotten + 0.01


def test_no_hidden_layer():
    straight, closed = trained("no-hidden-layer")
    assert float(straight.accuracy[-1]) < 0.7
    assert float(closed.accuracy[-1]) > 0.9


def test_wide_enough():
    narrow, wide = ends("wide-enough")
    assert wide < 2 / 3 * narrow


def test_a_fit():
    narrow, wide = ends("a-fit")
    assert wide < 0.75 * narrow


def test_one_large_input():
    scaled, large = ends("one-large-input")
    assert large > 1000 * scaled


def test_clipped():
    free, cut = trained("clipped")
    assert free.status == DIVERGED
    assert free.updates[-1] < 50
    assert cut.status == FINISHED
    assert np.isfinite(cut.loss).all()


def test_l1_and_l2():
    none, l1, l2 = ends("l1-and-l2", "sparsity")
    assert l1 > 0.25
    assert max(none, l2) < 0.05
    without, *penalised = ends("l1-and-l2", "weight_norm")
    assert max(penalised) < without


def test_calmed_by_decay():
    constant, falling = trained("calmed-by-decay")
    assert shaking(falling) < 0.5 * shaking(constant)
    assert falling.loss[-1] > constant.loss[-1]


def test_averaged_weights():
    jumping, calm = trained("averaged-weights")
    assert shaking(calm) < 0.2 * shaking(jumping)


def test_early_stopping():
    whole, stopped = trained("early-stopping")
    assert stopped.status == STOPPED_EARLY
    assert stopped.updates[-1] < 0.5 * whole.updates[-1]
    assert stopped.valid_loss[stopped.best] == np.min(stopped.valid_loss)
    assert whole.loss[-1] < stopped.loss[stopped.best]


def test_smoothed_labels():
    sure, humble = ends("smoothed-labels")
    assert humble > 2.5 * sure
    first, second = ends("smoothed-labels", "accuracy")
    assert abs(first - second) < 0.02


def test_newton_on_a_network():
    plain, newton = ends("newton-on-a-network")
    assert newton < 0.3 * plain
    assert trained("newton-on-a-network")[1].weights.shape[1] == 15
    assert trained("newton-on-a-network")[1].updates[-1] == 15


def test_transfer():
    scratch, last, everything, frozen = ends("transfer", "valid_accuracy")
    assert last < min(scratch, everything, frozen) - 0.1
    assert abs(scratch - everything) < 0.08
