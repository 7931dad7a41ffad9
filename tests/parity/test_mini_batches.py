"""Mini-batches: which examples a step sees, the same path as torch's, and what is recorded of them."""

from itertools import islice

import numpy as np
import pytest
import torch

from optimizers import OPTIMIZERS
from optimizers.transforms import ClipNorm, GradientNoise, MiniBatch
from simulation import Experiment, ExperimentError, simulate
from simulation.running.objective import CountedObjective
from surfaces import SURFACES
from tests.helpers.literature import MALIGNANT, PETALS, RADIUS, VERSICOLOR

START = (1.0, -0.5)


def drawn(size, order, examples, steps, seed=0):
    batches = MiniBatch(size=size, order=order).batches(examples, np.random.default_rng(seed))
    return list(islice(batches, steps))


def seen_rows(size, order, examples, steps, seed):
    """The rows as a run with this seed draws them."""
    batches = MiniBatch(size=size, order=order).batches(examples, np.random.default_rng(seed).spawn(1)[0])
    return list(islice(batches, steps))


def test_an_epoch_is_once_through_the_data():
    rows = drawn(32, "shuffled", 150, 10)
    assert [len(batch) for batch in rows] == [32, 32, 32, 32, 22] * 2
    first, second = np.concatenate(rows[:5]), np.concatenate(rows[5:])
    assert sorted(first) == sorted(second) == list(range(150))
    assert not np.array_equal(first, second)


def test_batch_sizes_are_those_of_torchs_loader():
    loader = torch.utils.data.DataLoader(range(150), batch_size=24)
    assert [batch.tolist() for batch in loader] == [batch.tolist() for batch in drawn(24, "in_order", 150, 7)]


def test_with_replacement_all_batches_are_full():
    rows = drawn(120, "with_replacement", 150, 5)
    assert {len(batch) for batch in rows} == {120}
    assert len(np.unique(rows[0])) < 120


@pytest.mark.parametrize("order", ["shuffled", "in_order"])
def test_a_batch_of_all_is_the_full_gradient(order):
    rule, surface = OPTIMIZERS["adam"](lr=0.1), SURFACES["tanh_neuron"]
    full = simulate(rule, surface, START, 30)
    for size in (150, 10**6):
        path = simulate(rule, surface, START, 30, transforms=[MiniBatch(size=size, order=order)])
        np.testing.assert_array_equal(path.x, full.x)
        assert path.changed[0][-1] == 0


@pytest.mark.parametrize(
    ("size", "order", "steps", "epochs"),
    [
        (32, "shuffled", 5, 1.0), (32, "shuffled", 4, 128 / 150), (32, "in_order", 7, 1 + 64 / 150),
        (32, "with_replacement", 5, 160 / 150), (1, "shuffled", 75, 0.5), (500, "shuffled", 3, 3.0),
    ],
)  # fmt: skip
def test_epochs(size, order, steps, epochs):
    assert MiniBatch(size=size, order=order).epochs(steps, 150) == epochs


LOSSES = {
    "least_squares": lambda w, b, i: (w * PETALS[0][i] + b - PETALS[1][i]).square().mean(),
    "logistic": lambda w, b, i: torch.nn.functional.binary_cross_entropy_with_logits(
        w * (RADIUS[i] - 14) / 3.5 + b, MALIGNANT[i]
    ),
    "tanh_neuron": lambda w, b, i: (torch.tanh(w * (PETALS[1][i] - 1.2) + b) - VERSICOLOR[i]).square().mean(),
}


@pytest.mark.parametrize("order", ["shuffled", "in_order", "with_replacement"])
@pytest.mark.parametrize("size", [1, 24, 32, 120, 1000])
@pytest.mark.parametrize("key", LOSSES)
@pytest.mark.parametrize(
    ("rule", "make"),
    [
        (OPTIMIZERS["momentum"](lr=0.02, momentum=0.9), lambda p: torch.optim.SGD(p, lr=0.02, momentum=0.9)),
        (OPTIMIZERS["adam"](lr=0.05), lambda p: torch.optim.Adam(p, lr=0.05)),
    ],
    ids=["momentum", "adam"],
)
def test_torch_walks_the_same_path_on_the_same_batches(key, rule, make, size, order):
    steps, seed = 60, 5
    path = simulate(rule, SURFACES[key], START, steps, transforms=[MiniBatch(size=size, order=order)], seed=seed)
    w, b = (torch.tensor(c, dtype=torch.float64, requires_grad=True) for c in START)
    optimizer, points = make([w, b]), [START]
    for rows in seen_rows(size, order, SURFACES[key].examples, steps, seed):
        optimizer.zero_grad()
        LOSSES[key](w, b, torch.tensor(rows)).backward()
        optimizer.step()
        points.append((w.item(), b.item()))
    np.testing.assert_allclose(path.x, points, rtol=1e-12, atol=1e-12)


def test_every_rule_and_lane_sees_the_same_batches_whatever_else_is_done():
    surface, batch = SURFACES["logistic"], MiniBatch(size=3)
    paths = [
        simulate(OPTIMIZERS[key](lr=0.0), surface, START, 40, transforms=transforms, seed=3)
        for key in ("sgd", "adam")
        for transforms in ([batch], [batch, ClipNorm(1e9)])
    ]
    paths.append(
        simulate(OPTIMIZERS["sgd"](lr=np.zeros((4, 1))), surface, START, 40, transforms=[batch], seed=3).lane(2)
    )
    for path in paths[1:]:
        np.testing.assert_array_equal(path.seen, paths[0].seen)
    other = simulate(OPTIMIZERS["sgd"](lr=0.0), surface, START, 40, transforms=[batch], seed=4)
    assert not np.array_equal(other.seen[1:], paths[0].seen[1:])


def test_what_is_recorded_is_the_whole():
    surface = SURFACES["least_squares"]
    path = simulate(OPTIMIZERS["sgd"](lr=0.02), surface, START, 20, transforms=[MiniBatch(size=1)])
    np.testing.assert_array_equal(path.gradient, surface.gradient(path.x))
    np.testing.assert_array_equal(path.value, surface.value(path.x))
    np.testing.assert_allclose(path.x[1:], path.x[:-1] - 0.02 * path.seen[1:], rtol=1e-13)
    assert path.changed[0][-1] == 20


def test_all_questions_of_a_step_are_about_one_batch():
    surface = SURFACES["logistic"]
    f = CountedObjective(surface, [MiniBatch(size=5)], 0.0, 1, (2,))
    rows = seen_rows(5, "shuffled", surface.examples, 2, 1)
    for t in (1, 2):
        f.begin(t)
        batch = surface.batch(rows[t - 1])
        for point in (np.array(START), np.array([0.0, 2.0])):
            value, gradient = f.evaluate(point)
            assert f.value(point) == value == batch.value(point)
            np.testing.assert_array_equal(gradient, batch.gradient(point))
            np.testing.assert_array_equal(f.hessian(point), batch.hessian(point))
            np.testing.assert_array_equal(f.look(point)[1], surface.gradient(point))
    assert f.evaluations == 12


@pytest.mark.parametrize("key", ["bfgs", "conjugate_gradient", "lbfgs", "line_search", "nelder_mead", "newton"])
def test_rules_that_ask_for_more_equal_their_single_runs(key):
    starts = np.array([START, (0.0, 0.0), (2.0, 1.0)])
    arguments = {"steps": 12, "transforms": [MiniBatch(size=24), GradientNoise(0.01)], "seed": 2}
    together = simulate(OPTIMIZERS[key](), SURFACES["logistic"], starts, **arguments)
    for i, start in enumerate(starts):
        alone = simulate(OPTIMIZERS[key](), SURFACES["logistic"], start, **arguments)
        np.testing.assert_array_equal(together.lane(i).x, alone.x)


@pytest.mark.parametrize(
    ("surface", "transforms", "message"),
    [
        ("rosenbrock", [MiniBatch()], "need a loss on data"),
        ("logistic", [ClipNorm(), MiniBatch()], "list it first"),
        ("logistic", [MiniBatch(), MiniBatch()], "one mini-batch"),
        ("logistic", [MiniBatch(size=np.array([[1], [2]]))], "one size for all lanes"),
    ],
)
def test_what_is_wrong_is_one_sentence(surface, transforms, message):
    with pytest.raises(ValueError, match=message):
        simulate(OPTIMIZERS["sgd"](), SURFACES[surface], START, 5, transforms=transforms)


@pytest.mark.parametrize(
    ("surface", "transforms", "sentence"),
    [
        (
            "rosenbrock",
            ["mini_batch"],
            "Mini-batches need a loss on data, such as least_squares; this surface has none.",
        ),
        ("logistic", ["noise", "mini_batch"], "it comes before all that is done to its gradient: list it first."),
        ("logistic", ["mini_batch", "mini_batch"], "A run has one mini-batch"),
    ],
)
def test_a_mini_batch_needs_data_and_comes_first(surface, transforms, sentence):
    runs = [{"rule": "sgd", "transforms": [{"name": name} for name in transforms]}]
    with pytest.raises(ExperimentError) as caught:
        Experiment.from_data({"surface": surface, "runs": runs})
    assert sentence in str(caught.value)
