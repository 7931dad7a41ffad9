"""A library's path in slices: the same path, and torch is left to others between two slices."""

from unittest.mock import Mock

import pytest
import torch

from networks import library_run, library_walk
from optimizers import TRANSFORMS
from simulation.running.simulate import finished
from surfaces import SURFACES
from tests.helpers.parity import STARTS

BOWL, START = SURFACES["elongated_bowl"], STARTS["elongated_bowl"]
SLICED = {
    "torch.optim.Adam": {},
    "torch.optim.LBFGS": {"max_iter": 4},
    "torch.optim.Muon": {},
    "torch.optim.ASGD": {},
    "torch.optim.Rprop": {},
}


def sliced(name, settings, steps=40, **options):
    return library_walk(name, settings, BOWL, START, steps, **options, slice_of=0.0)


@pytest.mark.parametrize("name", SLICED)
def test_in_slices_it_is_the_same_walk(name):
    noise = [TRANSFORMS["noise"](sigma=0.5)]
    whole = library_run(name, SLICED[name], BOWL, START, 40, seed=3, transforms=noise)
    slices = sliced(name, SLICED[name], seed=3, transforms=noise)
    taken = []
    while (found := next(slices, None)) is not None:
        taken.append(found)
        assert torch.get_default_dtype() == torch.float32
    assert taken == list(range(1, 40))
    parts = finished(sliced(name, SLICED[name], seed=3, transforms=noise))
    assert parts.x.tobytes() == whole.x.tobytes()
    assert parts.lr.tobytes() == whole.lr.tobytes()


def test_two_walks_and_somebody_else_take_turns():
    whole = [library_run("pytorch_optimizer.Kron", {}, BOWL, START, 12, seed) for seed in (1, 2)]
    torch.manual_seed(5)
    alone = [torch.rand(1) for _ in range(11)]
    torch.manual_seed(5)
    walks = [sliced("pytorch_optimizer.Kron", {}, 12, seed=seed) for seed in (1, 2)]
    drawn = []
    for _ in range(11):
        for walk in walks:
            next(walk)
        drawn.append(torch.rand(1))
    assert drawn == alone
    for walk, path in zip(walks, whole, strict=True):
        assert finished(walk).x.tobytes() == path.x.tobytes()


def test_a_walk_that_is_left_leaves_torch_as_it_was():
    walk = sliced("torch.optim.Adam", {})
    next(walk)
    walk.close()
    assert torch.get_default_dtype() == torch.float32
    assert finished(sliced("torch.optim.Adam", {})).last == 40


def test_a_step_that_would_never_end_is_ended(monkeypatch):
    monkeypatch.setattr("networks.library.walk.STEP_SECONDS", 0.0)
    with pytest.raises(ValueError, match="failed in step 1: 0 seconds were not enough for this step"):
        library_run("torch.optim.LBFGS", {"max_iter": 5000}, BOWL, START, 5)


def test_waiting_for_others_is_no_work(monkeypatch):
    clock = Mock()
    monkeypatch.setattr("networks.library.walk.time", clock)
    walk = sliced("torch.optim.Adam", {}, 5)
    for hours in range(4):
        clock.monotonic.return_value = 3600.0 * hours
        next(walk)
    assert finished(walk).last == 5
