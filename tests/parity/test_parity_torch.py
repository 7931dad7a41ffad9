"""Every path equals torch's: rule × options × hyperparameters, usual and absurd, on three surfaces."""

import numpy as np
import pytest
import torch
from torch import optim

from optimizers import OPTIMIZERS
from simulation import simulate
from surfaces import SURFACES
from tests.helpers.parity import (
    STARTS,
    TOLERANCE,
    TORCH_SURFACES,
    double_precision,
    ours,
    repetition,
    torchs,
    trusted_rows,
)
from tests.helpers.references import STEPS, TORCH, judge

CASES = [(key, settings) for key, reference in TORCH.items() for settings in reference.cases]


@pytest.fixture(autouse=True)
def _double_precision():
    with double_precision():
        yield


@pytest.mark.parametrize("surface", STARTS)
@pytest.mark.parametrize(("key", "settings"), CASES)
def test_path_equals_torch(key, settings, surface):
    comparison = judge(key, TORCH[key], settings, surface)
    assert comparison.rows > 1, "nothing to compare"
    assert comparison.equal, comparison


@pytest.mark.parametrize("key", TORCH)
def test_the_usual_case_is_compared_over_all_steps(key):
    """The bowl is not chaotic: there the comparison must reach the last step."""
    assert len(TORCH[key].cases) >= 3
    rule = OPTIMIZERS[key](**TORCH[key].cases[0])
    path = ours(rule, "elongated_bowl", STEPS)
    assert trusted_rows(repetition(rule, "elongated_bowl", path)) == STEPS + 1


def test_divergence_is_torchs_too():
    """The step that we call the first that is not finite is the first at which torch's loss is not."""
    path = ours(OPTIMIZERS["sgd"](lr=1.0), "rosenbrock", 50)
    reference = torchs(lambda parameters: optim.SGD(parameters, lr=1.0), "rosenbrock", 50)
    loss = TORCH_SURFACES["rosenbrock"](*torch.tensor(reference).T)
    assert len(path) - 1 == int(torch.isfinite(loss).int().argmin())


def test_the_average_of_asgd_is_torchs():
    settings = {"lr": 0.01, "t0": 20.0, "lambd": 0.1}
    ax = simulate(OPTIMIZERS["asgd"](**settings), SURFACES["elongated_bowl"], STARTS["elongated_bowl"], 60).states["ax"]
    x, y = (torch.tensor(c, requires_grad=True) for c in STARTS["elongated_bowl"])
    optimizer = optim.ASGD([x, y], **settings)
    for row in range(1, 61):
        optimizer.zero_grad()
        TORCH_SURFACES["elongated_bowl"](x, y).backward()
        optimizer.step()
        theirs = [optimizer.state[p]["ax"].item() for p in (x, y)]
        assert np.allclose(ax[row], theirs, rtol=TOLERANCE, atol=0)
