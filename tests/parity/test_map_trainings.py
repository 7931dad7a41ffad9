"""The numbers of a cell of a map of trainings are those of its own experiment, trained alone."""

import numpy as np
import pytest

from maps import TrainingMap, compute
from networks.experiment import NetworkExperiment
from networks.training.train import train
from simulation.running.simulate import finished
from tests.helpers.cells import some

NETWORK = "network=moons~examples~40~epochs~3~width~4~batch_size~8"
MAPS = {
    "lr and momentum, worst of two": f"axis=lr~0.01~10000~7~log&axis=momentum~0~0.99~6&{NETWORK}&seeds=2&of=worst"
    "&run=momentum",
    "batch size and width": f"axis=batch_size~2~28~5&axis=width~1~8~5&{NETWORK}&run=adam~lr~0.1&run=sgd~lr~0.5"
    "&quantity=epochs&tolerance=0.5",
    "early stopping": "axis=lr~0.01~3~5~log&axis=patience~1~3~3&network=iris~depth~0~epochs~6&seeds=3&run=rmsprop"
    "&quantity=valid_accuracy",
}


@pytest.mark.parametrize("name", MAPS)
def test_a_cell_is_what_its_experiment_is_alone(name):
    one = TrainingMap.from_query(f"map=trainings&{MAPS[name]}")
    of = finished(compute(one))
    assert of.known.all()
    for cell in some(one, 50):
        assert_equal(of, cell)


def assert_equal(of, cell):
    experiment = of.experiment_at(cell)
    path = train(experiment, 0, experiment.seed + int(of.lane[cell]))
    lost, row = path.status == "diverged", path.best
    assert of.FATES[of.fate[cell]] == path.status
    with np.errstate(divide="ignore"):
        assert of.loss[cell] == (np.inf if lost else max(np.log10(path.loss[row]), -16))
    for name in ("accuracy", "valid_accuracy"):
        np.testing.assert_array_equal(getattr(of, name)[cell], np.nan if lost else getattr(path, name)[row])
    near = np.flatnonzero(path.loss <= of.experiment.tolerance)
    np.testing.assert_array_equal(of.epochs[cell], path.epoch[near[0]] if len(near) else np.nan)


def test_a_cell_is_what_somebody_types():
    one = TrainingMap.from_query(f"map=trainings&axis=lr~0.1~0.3~3&axis=batch_size~4~8~5&{NETWORK}&seed=3&run=sgd")
    typed = "network=moons~examples~40~epochs~3~width~4~batch_size~6&seed=3&run=sgd~lr~0.2"
    path = train(NetworkExperiment.from_query(typed))
    assert finished(compute(one)).loss[0, 2, 1] == pytest.approx(np.log10(path.loss[-1]), rel=1e-12)


def test_the_median_of_seeds_is_one_of_them():
    one = TrainingMap.from_query(f"map=trainings&axis=lr~0.1~0.3~2&axis=width~2~4~2&{NETWORK}&seeds=3&run=sgd")
    of = finished(compute(one))
    losses = [np.log10(train(of.experiment_at((0, 1, 0)), 0, seed).loss[-1]) for seed in range(3)]
    assert of.loss[0, 1, 0] == pytest.approx(np.median(losses), rel=1e-12)
    np.testing.assert_allclose(of.every[0]["loss"][1, 0], losses, rtol=1e-12)
