"""Runs that are trained from several seeds: the same data for all, and what they know together is true."""

import numpy as np
import pytest
import torch

from networks.experiment import NetworkExperiment
from networks.training.ensemble import CURVES, ensemble_in_slices
from networks.training.train import first_model, train


def made(query: str):
    experiment = NetworkExperiment.from_query(query)
    paths = [train(experiment, 0, experiment.seed + k) for k in range(experiment.seeds)]
    slices = ensemble_in_slices(experiment, 0, paths[0])
    try:
        while True:
            next(slices)
    except StopIteration as end:
        return experiment, paths, end.value


def test_an_ensemble_averages_predictions_on_examples_that_none_has_seen():
    experiment, paths, found = made(
        "network=digits~width~16~epochs~6~precision~float64&run=adam~lr~0.003&seed=3&seeds=4"
    )
    data = experiment.data()
    said = []
    for k, path in enumerate(paths):
        dataset, model = first_model(experiment, 0, 3 + k)
        assert np.array_equal(dataset.train, data.train)
        assert np.array_equal(dataset.inputs, data.inputs)
        torch.nn.utils.vector_to_parameters(torch.tensor(path.weights[path.best]), model.parameters())
        model.eval()
        with torch.no_grad():
            said.append(torch.softmax(model(torch.tensor(data.inputs[data.test])), 1).numpy())
    assert not np.array_equal(paths[0].weights[0], paths[1].weights[0])
    right = [float(np.mean(one.argmax(1) == data.targets[data.test])) for one in said]
    assert [one.test_accuracy for one in found.each] == right
    together = np.mean(said, axis=0)
    assert found.together.test_accuracy == np.mean(together.argmax(1) == data.targets[data.test])
    loss = torch.nn.functional.nll_loss(torch.tensor(together).log(), torch.tensor(data.targets[data.test]))
    assert found.together.test_loss == pytest.approx(loss.item(), rel=1e-12)
    assert [one.valid_accuracy for one in found.each] == [path.valid_accuracy[-1] for path in paths]
    assert found.merged.valid_accuracy < min(one.valid_accuracy for one in found.each), "averaged weights are ruined"
    assert found.lost == 0


def test_curves_are_quartiles_at_the_moments_of_the_first_seed():
    _, paths, found = made("network=moons~epochs~8&run=adam~lr~0.01&seeds=3")
    for name in CURVES:
        values = np.array([getattr(path, name) for path in paths])
        assert found.curves[name] == pytest.approx(np.quantile(values, (0.25, 0.5, 0.75), axis=0))
    assert found.spread("valid_loss") == pytest.approx(
        (*np.quantile([path.valid_loss[-1] for path in paths], (0, 0.5, 1)),), rel=1e-5
    )


def test_trainings_that_stop_early_keep_their_last_number():
    _, paths, found = made("network=moons~noise~0.4~examples~60~width~64~epochs~60~patience~3&run=adam~lr~0.05&seeds=3")
    ends = [path.epoch[-1] for path in paths]
    assert len({*ends}) > 1
    late = [path.loss[path.epoch <= ends[0]][-1] for path in paths]
    assert found.curves["loss"][1, -1] == pytest.approx(np.median(late))


def test_what_diverged_is_counted_and_left_out():
    _, _, found = made("network=curve~depth~2~activation~relu~epochs~10&run=sgd~lr~1e6&seeds=2")
    assert (found.lost, found.each, found.together, found.merged) == (2, (), None, None)


def test_of_networks_with_a_batch_norm_there_are_no_averaged_weights():
    _, _, found = made("network=iris~norm~batch~epochs~3&run=adam&seeds=2")
    assert found.merged is None
    assert 0 <= found.together.valid_accuracy <= 1


def test_more_seeds_cost_more():
    one, five = (NetworkExperiment.from_query(f"network=iris&run=adam{more}") for more in ("", "&seeds=5"))
    assert five.seconds == pytest.approx(5 * one.seconds)
