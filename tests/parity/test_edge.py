"""The largest curvature along a training beside that of the whole Hessian, and what is said of it."""

import numpy as np
import pytest
import torch

from networks.experiment import NetworkExperiment
from networks.shown.edge import MOMENTS, MOST_WEIGHTS, edge, said
from networks.training.train import first_model, train
from tests.helpers.imports import ROOT


def trained(query):
    experiment = NetworkExperiment.from_query(query)
    return experiment, train(experiment)


def dense(experiment, weights):
    """The eigenvalues of torch's own Hessian of the loss, written down here once more, as a function of one vector."""
    data, model = first_model(experiment)
    model.double().eval()
    inputs, targets = torch.tensor(data.inputs[data.train]), torch.tensor(data.targets[data.train])
    shapes = {name: part.shape for name, part in model.named_parameters()}

    def loss(x):
        parts = x.split([shape.numel() for shape in shapes.values()])
        named = {name: part.view(shape) for (name, shape), part in zip(shapes.items(), parts, strict=True)}
        outputs = torch.func.functional_call(model, named, (inputs,))
        if data.classes:
            return torch.nn.functional.cross_entropy(outputs, targets)
        return ((outputs[:, 0] - targets) ** 2).mean() / 2

    hessian = torch.autograd.functional.hessian(loss, torch.tensor(weights, dtype=torch.float64))
    return np.linalg.eigvalsh(hessian.numpy())


@pytest.mark.parametrize(
    "query",
    [
        "network=moons~width~4~epochs~9&run=sgd~lr~0.1",
        "network=iris~depth~0~epochs~5&run=adam~lr~0.02~~lr.step~step_size~2",
        "network=curve~width~5~epochs~4~activation~relu&run=momentum~lr~0.01",
    ],
)
def test_it_is_the_largest_eigenvalue_and_two_by_the_step_size(query):
    experiment, path = trained(query)
    found = edge(experiment, 0, path)
    assert len(found.epoch) == len(found.largest) == len(found.border) <= MOMENTS
    for at in (0, len(found.epoch) // 2, -1):
        row = int(np.flatnonzero(path.epoch == found.epoch[at])[0])
        assert found.largest[at] == pytest.approx(dense(experiment, path.weights[row])[-1], rel=1e-4)
    assert np.isnan(found.border[0])
    rows = [int(np.flatnonzero(path.epoch == epoch)[0]) for epoch in found.epoch[1:]]
    assert found.border[1:] == pytest.approx(2 / path.lr[rows])
    above = int((found.largest[1:] > found.border[1:]).sum())
    assert f"above 2/η at {above} of {len(found.epoch) - 1} moments" in said(found)


def test_a_step_size_that_is_too_large_for_a_linear_network_is_beyond_the_edge():
    """Least squares is a quadratic: above 2/η full-batch descent runs away, below it comes to rest."""
    base = "network=curve~depth~0~epochs~40~batch_size~5000~precision~float64"
    experiment, path = trained(f"{base}&run=sgd~lr~0.01")
    largest = float(edge(experiment, 0, path).largest[0])
    for factor, runs_away in ((0.9, False), (1.1, True)):
        experiment, path = trained(f"{base}&run=sgd~lr~{factor * 2 / largest!r}")
        assert (path.loss[-1] > path.loss[0]) == runs_away
        assert ("above 2/η at 0 of" in said(edge(experiment, 0, path))) != runs_away


def test_a_large_network_is_refused_and_a_run_that_ends_at_no_number_is_told():
    experiment = NetworkExperiment.from_query("network=digits~width~100~epochs~1&run=sgd~lr~0.01")
    with pytest.raises(ValueError, match="at most 5,000 weights; this one has 7,510"):
        edge(experiment, 0, train(experiment))
    experiment, path = trained("network=curve~epochs~3&run=sgd~lr~1e300")
    found = edge(experiment, 0, path)
    assert said(found) == "There is no moment with a step size η and a finite curvature to compare 2/η with."
    assert np.isfinite(found.largest[0])


def test_the_document_has_the_limits():
    page = (ROOT / "docs" / "networks.md").read_text(encoding="utf-8")
    assert f"at up to {MOMENTS} moments" in page
    assert f"at most {MOST_WEIGHTS:,} weights" in page
