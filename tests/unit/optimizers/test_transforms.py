import numpy as np
import pytest
import torch

from optimizers import OPTIMIZERS
from optimizers.transforms import L1, L2, ClipNorm, ClipValue, GradientNoise, Normalize
from simulation import simulate
from surfaces import SURFACES
from tests.helpers.rounding import LAST_BIT

G = np.array([[3.0, -4.0], [0.1, 0.2], [0.0, 0.0]])
X = np.array([[1.0, -2.0], [0.5, 0.0], [0.0, 3.0]])


@pytest.mark.parametrize("p", [1, 2, float("inf")])
@pytest.mark.parametrize("theta", [0.1, 1.0, 100.0])
def test_clip_norm_is_torchs(p, theta):
    for row in G:
        parameter = torch.zeros(2, dtype=torch.float64, requires_grad=True)
        parameter.grad = torch.tensor(row)
        torch.nn.utils.clip_grad_norm_([parameter], theta, norm_type=p)
        ours = ClipNorm(theta, p=p).apply(row, row, 1, None)
        # two squares, a sum, a root, a sum, a quotient, a product: half a last bit each, on either side
        np.testing.assert_allclose(ours, parameter.grad.numpy(), rtol=7 * LAST_BIT)


def test_clip_value_is_torchs():
    parameter = torch.zeros(3, 2, dtype=torch.float64, requires_grad=True)
    parameter.grad = torch.tensor(G)
    torch.nn.utils.clip_grad_value_([parameter], 0.15)
    np.testing.assert_array_equal(ClipValue(0.15).apply(G, X, 1, None), parameter.grad.numpy())


def test_normalize_keeps_the_direction_and_leaves_zero_alone():
    np.testing.assert_allclose(Normalize().apply(G, X, 1, None)[0], [0.6, -0.8])
    np.testing.assert_array_equal(Normalize().apply(G, X, 1, None)[2], [0.0, 0.0])


def test_penalties():
    np.testing.assert_array_equal(L2(0.5).apply(G, X, 1, None), G + 0.5 * X)
    np.testing.assert_array_equal(L1(0.5).apply(G, X, 1, None), G + 0.5 * np.sign(X))


def test_noise_decays_as_written():
    noise = np.array([1.0, -1.0])
    np.testing.assert_allclose(GradientNoise(2.0, decay=1.0).apply(np.zeros(2), np.zeros(2), 3, noise), [1.0, -1.0])


def test_every_rule_and_lane_meets_the_same_noise():
    surface = SURFACES["sphere"]
    noisy = [GradientNoise(1.0)]
    paths = [
        simulate(OPTIMIZERS[k](lr=0.0), surface, (1.0, 1.0), 20, transforms=noisy, seed=7) for k in ("sgd", "adam")
    ]
    np.testing.assert_array_equal(paths[0].seen, paths[1].seen)
    other = simulate(OPTIMIZERS["sgd"](lr=0.0), surface, (1.0, 1.0), 20, transforms=noisy, seed=8)
    assert not np.array_equal(paths[0].seen[1:], other.seen[1:])


def test_order_matters_and_is_kept():
    surface = SURFACES["elongated_bowl"]
    clip, decay = ClipValue(0.1), L2(1.0)
    first = simulate(OPTIMIZERS["sgd"](), surface, (-7.0, 2.0), 1, transforms=[clip, decay]).seen[1]
    second = simulate(OPTIMIZERS["sgd"](), surface, (-7.0, 2.0), 1, transforms=[decay, clip]).seen[1]
    np.testing.assert_allclose(first, [-7.1, 2.1])
    np.testing.assert_allclose(second, [-0.1, 0.1])


def test_coupled_weight_decay_comes_after_clipping():
    rule = OPTIMIZERS["sgd"](weight_decay=1.0)
    path = simulate(rule, SURFACES["elongated_bowl"], (-7.0, 2.0), 1, transforms=[ClipValue(0.1)])
    np.testing.assert_allclose(path.seen[1], [-7.1, 2.1])
