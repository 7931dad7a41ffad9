"""Planes of the loss beside plain torch, the dense Hessian, and scikit-learn's principal components."""

import numpy as np
import pytest
import torch
from sklearn.decomposition import PCA

from networks.landscape.directions import filter_normalised, most_curved, principal, sharpness
from networks.landscape.line import line
from networks.landscape.model_loss import ModelLoss, flat
from networks.landscape.planes import plane, slices
from networks.plane_kinds import KINDS
from networks.shown.picture import LossGround, apart

nn = torch.nn


def model(norm: str = "", width: int = 6) -> nn.Module:
    torch.manual_seed(1)
    middle = {"": [], "batch": [nn.BatchNorm1d(width)], "dropout": [nn.Dropout(0.5)]}[norm]
    return nn.Sequential(nn.Linear(2, width), *middle, nn.Tanh(), nn.Linear(width, 3)).double()


def data() -> tuple[torch.Tensor, torch.Tensor]:
    random = np.random.default_rng(3)
    x = random.standard_normal((40, 2))
    return torch.tensor(x), torch.tensor(random.integers(3, size=40))


def trained(net: nn.Module, steps: int = 25) -> np.ndarray:
    """(steps + 1, n) flat weights."""
    rule, (x, y) = torch.optim.Adam(net.parameters(), lr=0.1), data()
    weights = [flat(list(net.parameters()))]
    for _ in range(steps):
        rule.zero_grad()
        nn.functional.cross_entropy(net(x), y).backward()
        rule.step()
        weights.append(flat(list(net.parameters())))
    return np.array(weights)


def plain_loss(net: nn.Module, weights: np.ndarray) -> float:
    """Written as anybody would."""
    nn.utils.vector_to_parameters(torch.tensor(weights), net.parameters())
    x, y = data()
    with torch.no_grad():
        return float(nn.functional.cross_entropy(net(x), y))


@pytest.fixture(scope="module")
def walked() -> tuple[ModelLoss, np.ndarray]:
    net = model()
    return ModelLoss(net, nn.functional.cross_entropy, data()), trained(net)


@pytest.mark.parametrize("kind", KINDS)
def test_every_cell_is_the_loss_there(walked, kind):
    loss, path = walked
    found, net = plane(loss, [path], kind), model()
    assert found.loss.shape == (81, 81)
    for row, column in np.random.default_rng(0).integers(81, size=(50, 2)):
        weights = found.origin + found.a[column] * found.directions[0] + found.b[row] * found.directions[1]
        assert found.loss[row, column] == pytest.approx(plain_loss(net, weights), rel=1e-6)


def test_what_is_explained_is_what_scikit_learn_says(walked):
    path = walked[1]
    directions, share = principal(path)
    theirs = PCA(2).fit(path)
    assert share == pytest.approx(theirs.explained_variance_ratio_, rel=1e-9)
    assert np.abs(np.sum(directions * theirs.components_, axis=1)) == pytest.approx([1, 1], rel=1e-9)
    assert directions @ directions.T == pytest.approx(np.eye(2), abs=1e-12)


def test_paths_lie_in_the_picture_and_begin_at_their_true_loss(walked):
    loss, path = walked
    found = plane(loss, [path, path[:5]], fine=False)
    for at, true, shown in zip(found.paths, found.true, found.projected, strict=True):
        low, high = at.min(axis=0), at.max(axis=0)
        assert (low > [found.a[0], found.b[0]]).all()
        assert (high < [found.a[-1], found.b[-1]]).all()
        assert at[0] == pytest.approx([0, 0], abs=1e-12)
        assert shown[0] == pytest.approx(true[0], rel=1e-12)
    assert found.true[0] == pytest.approx([plain_loss(model(), w) for w in path], rel=1e-12)
    assert 0 < apart(found)[0] < 1


def test_a_coarse_plane_comes_first_and_the_fine_one_has_its_numbers(walked):
    loss, path = walked
    found = [one for one in slices(loss, [path]) if not isinstance(one, float)]
    coarse, fine = found
    assert coarse.loss.shape == (41, 41)
    assert np.array_equal(fine.loss[::2, ::2], coarse.loss)
    assert np.array_equal(fine.a[::2], coarse.a)


def dense(loss: ModelLoss, weights: np.ndarray) -> np.ndarray:
    times = loss.curvature(weights)
    return np.array([times(row) for row in np.eye(loss.size)])


def test_curvature_is_that_of_the_dense_hessian(walked):
    loss, path = walked
    values, vectors = np.linalg.eigh(dense(loss, path[-1]))
    own, found = most_curved(loss, path[-1])
    assert found == pytest.approx(values[::-1][:2], rel=1e-6)
    assert np.abs(np.sum(own * vectors.T[::-1][:2], axis=1)) == pytest.approx([1, 1], rel=1e-5)
    assert sharpness(loss, path[[0, -1]])[-1] == pytest.approx(values[-1], rel=1e-6)


def test_products_with_the_hessian_are_differences_of_gradients(walked):
    loss, path = walked
    v = np.random.default_rng(2).standard_normal(loss.size)
    h = 1e-5
    ours = loss.curvature(path[3])(v)
    theirs = (loss.gradient(path[3] + h * v) - loss.gradient(path[3] - h * v)) / (2 * h)
    assert ours == pytest.approx(theirs, rel=1e-5, abs=1e-7)


def test_filters_of_a_random_direction_are_as_long_as_those_of_the_weights(walked):
    loss, path = walked
    directions = filter_normalised(loss, path[-1], seed=4)
    first = slice(0, 12)  # the first layer: six rows of two
    for direction in directions:
        lengths = np.linalg.norm(direction[first].reshape(6, 2), axis=1)
        assert lengths == pytest.approx(np.linalg.norm(path[-1][first].reshape(6, 2), axis=1), rel=1e-12)
        assert not direction[12:18].any(), "biases rest"
    assert np.array_equal(directions, filter_normalised(loss, path[-1], seed=4))


def test_a_barrier_is_what_lies_above_the_straight_line(walked):
    loss, path = walked
    found = line(loss, path[0], path[-1])
    inside = (found.t >= 0) & (found.t <= 1)
    chord = np.interp(found.t, [0, 1], [loss(path[0]), loss(path[-1])])
    assert found.barrier == pytest.approx(max(0, (found.loss - chord)[inside].max()), abs=1e-12)
    assert line(loss, path[-1], path[-1]).barrier == 0


@pytest.mark.parametrize("norm", ["batch", "dropout"])
def test_the_loss_depends_on_the_weights_alone(norm):
    net = model(norm)
    loss = ModelLoss(net, nn.functional.cross_entropy, data())
    before = loss(loss.start)
    trained(net, 3)  # a batch norm remembers other data now
    assert loss(loss.start) == before == loss(np.array([loss.start] * 3))[1]
    assert net.training


def test_frozen_weights_and_shared_ones_are_counted_once():
    net = model()
    net[0].requires_grad_(False)
    assert ModelLoss(net, nn.functional.cross_entropy, data()).size == 6 * 3 + 3
    net = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2), nn.Linear(2, 3)).double()
    net[1].weight = net[0].weight
    assert ModelLoss(net, nn.functional.cross_entropy, data()).size == 4 + 2 + 2 + 6 + 3


def test_batches_are_weighted_by_their_length():
    net, (x, y) = model(), data()
    whole = ModelLoss(net, nn.functional.cross_entropy, (x, y))
    parts = ModelLoss(net, nn.functional.cross_entropy, [(x[:7], y[:7]), (x[7:], y[7:])])
    assert parts(parts.start) == pytest.approx(whole(whole.start), rel=1e-12)


def test_what_cannot_be_shown_is_said_in_a_sentence(walked):
    loss, path = walked
    with pytest.raises(ValueError, match="39 weights"):
        plane(loss, [path[:, :5]])
    with pytest.raises(ValueError, match="diverged at once"):
        plane(loss, [np.full((2, loss.size), np.nan)])
    with pytest.raises(ValueError, match="one number"):
        ModelLoss(model(), lambda out, _: out.sum(1), data())
    with pytest.raises(ValueError, match="requires_grad"):
        ModelLoss(model().requires_grad_(False), nn.functional.cross_entropy, data())


def test_the_ground_of_a_picture_has_the_numbers_of_the_grid(walked):
    loss, path = walked
    found = plane(loss, [path, np.vstack([path[:3], np.full((1, loss.size), np.nan)])], fine=False)
    ground = LossGround(found)
    a, b = np.meshgrid(found.a, found.b)
    assert ground.surface.value(np.stack([a, b], -1)) == pytest.approx(found.loss, rel=1e-9)
    whole, broken = ground.paths()
    assert np.array_equal(whole.value, found.true[0])
    assert (str(broken.status), int(broken.last)) == ("diverged", 3)
    assert (ground, ground.filled) == (LossGround(found), 0)


def test_training_that_goes_along_a_line_has_a_picture(walked):
    loss, path = walked
    straight = path[0] + np.linspace(0, 1, 5)[:, None] * (path[-1] - path[0])
    found = plane(loss, [straight], fine=False)
    assert found.explained == pytest.approx([1, 0], abs=1e-12)
    assert found.b[0] < 0 < found.b[-1]
    assert np.isfinite(plane(loss, [straight[:1]], fine=False).loss).all()


def test_a_path_that_leaves_for_where_no_loss_can_be_seen_leaves_the_plane_where_it_was(walked):
    loss, path = walked
    away = np.concatenate([path, 1e20 * path[-2:-1], 1e30 * path[-1:]])
    found = plane(loss, [away], fine=False)
    usual = plane(loss, [path], fine=False)
    assert (found.a, found.b) == (pytest.approx(usual.a), pytest.approx(usual.b))
    assert np.isfinite(LossGround(found).surface.value(found.paths[0][0]))
    assert len(found.paths[0]) == len(away)
