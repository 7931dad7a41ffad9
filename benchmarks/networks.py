"""Networks: how long trainings and a loss landscape take, and a step of ours beside one of torch's."""

from __future__ import annotations

import time
from statistics import median

import torch

from benchmarks.claims import Claim
from networks.experiment import NetworkExperiment
from networks.landscape.model_loss import ModelLoss
from networks.landscape.planes import plane
from networks.training.loss import mean_loss
from networks.training.train import batches, first_model, train

IRIS = "network=iris~depth~0~epochs~200&run=adam~lr~0.01"
DIGITS = "network=digits~width~64~epochs~30~batch_size~32&run=adam~lr~0.002"
ROUNDS = 5


def claims() -> list[Claim]:
    iris, digits = NetworkExperiment.from_query(IRIS), NetworkExperiment.from_query(DIGITS)
    trained = train(digits)
    data, model = first_model(digits)
    part = torch.tensor(data.inputs[data.train], dtype=torch.float32), torch.tensor(data.targets[data.train])
    loss = ModelLoss(model, mean_loss(data), part)
    ours, theirs = _median(lambda: train(iris)), _median(lambda: _plain(iris))
    return [
        Claim("networks, Iris, 200 epochs, batch 24", ours, 0.5, "s"),
        Claim(
            "  a plain loop with torch's Adam and as many updates, in the same run",
            theirs / ours,
            0.5,
            "×",
            at_most=False,
        ),
        Claim("networks, digits 64-64-10, 30 epochs", _median(lambda: train(digits)), 1, "s"),
        Claim("loss landscape of digits, 41 × 41", _median(lambda: plane(loss, [trained.weights], fine=False)), 2, "s"),
    ]


def _median(act) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        act()
        times.append(time.perf_counter() - began)
    return median(times)


def _plain(experiment: NetworkExperiment) -> None:
    """As anybody writes it, with nothing written down."""
    data, model = first_model(experiment)
    inputs = torch.tensor(data.inputs[data.train], dtype=torch.float32)
    targets = torch.tensor(data.targets[data.train])
    settings, rule, mean = experiment.settings(0), torch.optim.Adam(model.parameters(), lr=0.01), mean_loss(data)
    drawn = batches(settings, len(inputs), experiment.seed)
    for _ in range(1000):
        rows = next(drawn)
        rule.zero_grad()
        mean(model(inputs[rows]), targets[rows]).backward()
        rule.step()
