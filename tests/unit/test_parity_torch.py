"""Every path equals torch's: rule × options × hyperparameters, usual and absurd, on three surfaces."""

import pytest
import torch
from torch import optim

from optimizers import OPTIMIZERS
from tests.helpers.parity import STARTS, TOLERANCE, TORCH_SURFACES, difference, ours, torchs, trusted_rows

STEPS = 300

USUAL_AND_ABSURD = {
    "sgd": [{}, {"lr": 1e-4}, {"lr": 0.3}, {"lr": 1e-3, "weight_decay": 0.5}, {"lr": 0.0}],
    "momentum": [
        {},
        {"lr": 1e-4, "momentum": 0.5},
        {"lr": 1e-4, "momentum": 0.999, "dampening": 0.3},
        {"lr": 1e-3, "momentum": 0.9, "dampening": 1.0, "weight_decay": 0.1},
        {"lr": 1e-5, "momentum": 1.5},
    ],
    "nesterov": [{}, {"lr": 1e-4, "momentum": 0.5}, {"lr": 2e-4, "momentum": 0.99, "weight_decay": 0.3}],
    "adagrad": [
        {},
        {"lr": 1.0},
        {"lr": 0.5, "lr_decay": 0.1, "weight_decay": 0.2},
        {"lr": 0.1, "initial_accumulator_value": 3.0, "eps": 1.0},
        {"lr": 100.0},
    ],
    "rmsprop": [
        {},
        {"lr": 0.1, "alpha": 0.9},
        {"lr": 1e-3, "alpha": 0.5, "momentum": 0.9},
        {"lr": 1e-3, "centered": True},
        {"lr": 1e-2, "alpha": 0.0},
        {"lr": 1e-2, "alpha": 0.3, "eps": 1.0, "momentum": 0.3, "weight_decay": 0.1},
        {"lr": 1e-2, "alpha": 0.95, "eps": 1e-2, "momentum": 0.5, "centered": True},
    ],
    "adadelta": [{}, {"lr": 10.0, "rho": 0.95}, {"lr": 0.1, "rho": 0.0, "eps": 1e-2}, {"weight_decay": 0.3}],
    "adam": [
        {},
        {"lr": 0.1},
        {"lr": 1e-3, "beta1": 0.0, "beta2": 0.0, "eps": 1e-2},
        {"lr": 0.05, "beta1": 0.99, "beta2": 0.5, "weight_decay": 0.2},
        {"lr": 0.05, "amsgrad": True, "beta2": 0.9},
        {"lr": 5.0, "eps": 10.0},
    ],
}


def in_torch(key, settings):
    """The torch optimizer with the same name and arguments."""
    arguments = {"lr": OPTIMIZERS[key]().lr, **settings}
    if key in ("sgd", "momentum", "nesterov"):
        default = 0.0 if key == "sgd" else 0.9
        arguments = {"momentum": default, "nesterov": key == "nesterov", **arguments}
        return lambda parameters: optim.SGD(parameters, **arguments)
    if key == "adam":
        arguments["betas"] = (arguments.pop("beta1", 0.9), arguments.pop("beta2", 0.999))
    cls = {"adagrad": optim.Adagrad, "rmsprop": optim.RMSprop, "adadelta": optim.Adadelta, "adam": optim.Adam}[key]
    return lambda parameters: cls(parameters, **arguments)


@pytest.fixture(autouse=True)
def _double_precision():
    """torch keeps its step scalars in the default dtype."""
    torch.set_default_dtype(torch.float64)
    yield
    torch.set_default_dtype(torch.float32)


@pytest.mark.parametrize("surface", STARTS)
@pytest.mark.parametrize(
    ("key", "settings"), [(key, settings) for key, cases in USUAL_AND_ABSURD.items() for settings in cases]
)
def test_path_equals_torch(key, settings, surface):
    rule = OPTIMIZERS[key](**settings)
    path = ours(rule, surface, STEPS)
    reference = torchs(in_torch(key, settings), surface, STEPS)
    rows = trusted_rows(rule, surface, path)
    assert rows > 1, "nothing to compare"
    gap = difference(path[:rows], reference[:rows])
    for row in (1, 10, STEPS):
        if row < rows:
            assert gap[row] <= TOLERANCE
    assert gap.max() <= TOLERANCE


def test_most_pairs_are_compared_over_all_steps():
    """The bowl is not chaotic: there the comparison must reach the last step, or the runs must both diverge."""
    for key, cases in USUAL_AND_ABSURD.items():
        path = ours(OPTIMIZERS[key](), "elongated_bowl", STEPS)
        assert len(cases) >= 3
        assert trusted_rows(OPTIMIZERS[key](), "elongated_bowl", path) == STEPS + 1


def test_divergence_is_torchs_too():
    """The step that we call the first that is not finite is the first at which torch's loss is not."""
    path = ours(OPTIMIZERS["sgd"](lr=1.0), "rosenbrock", 50)
    reference = torchs(lambda parameters: optim.SGD(parameters, lr=1.0), "rosenbrock", 50)
    loss = TORCH_SURFACES["rosenbrock"](*torch.tensor(reference).T)
    assert len(path) - 1 == int(torch.isfinite(loss).int().argmin())
