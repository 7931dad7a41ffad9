"""What a map of trainings costs, known before any is begun."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Protocol

import numpy as np

from maps.axes import Axis, values
from maps.limits import limits
from networks.experiment import NetworkExperiment
from networks.price import seconds
from networks.settings import Network
from parameters import Hyper
from parameters.numbers import whole

BEGUN = 0.01  # seconds until a network is made and its data are there
_ASKED = 12  # values of an axis whose price is asked for; the others cost what is between


class Priced(Protocol):
    """What the price of a map of trainings depends on."""

    experiment: NetworkExperiment

    @property
    def both(self) -> tuple[Axis, Axis]: ...
    @property
    def known(self) -> tuple[dict[str, Hyper], ...]: ...


def why_too_much(experiment: Priced) -> str:
    """One sentence if a map takes longer than one may; else nothing."""
    needed, most = price(experiment), limits().seconds
    if needed <= most:
        return ""
    across, up = experiment.both
    trainings = across.count * up.count * experiment.experiment.seeds * len(experiment.experiment.runs)
    return (
        f"these {whole(trainings)} trainings would take about {whole(round(needed / 60))} minutes of work; a map may "
        f"take {whole(round(most / 60))}: fewer cells, seeds, runs or epochs, a smaller network or larger batches fit"
    )


def price(experiment: Priced) -> float:
    """What a whole map costs in seconds of one core."""
    across, up = experiment.both
    cells = across.count * up.count
    return sum(cells * seconds_of_cell(experiment, run) for run in range(len(experiment.experiment.runs)))


def seconds_of_cell(experiment: Priced, run: int) -> float:
    """What a cell of a run costs at the mean, with all of its seeds."""
    one, settings = experiment.experiment, experiment.experiment.settings(run)
    of_network = [
        [(axis.name, value) for value in _asked(axis, experiment.known[run][axis.name])]
        for axis in experiment.both
        if axis.name not in one.runs[run].described.settings(one.runs[run].hyperparameters)
        and axis.name in Network.hyperparameters()
    ]
    costs = [_seconds(one, settings, dict(changes)) for changes in product(*of_network)]
    return one.seeds * (BEGUN + float(np.mean(costs)))


def _asked(axis: Axis, known: Hyper) -> list[float]:
    """Values of an axis, evenly spread over it."""
    every = values(axis, known)
    places = np.unique(np.linspace(0, len(every) - 1, _ASKED).round().astype(int))
    return [round(value) if known.kind == "integer" else value for value in every[places].tolist()]


def _seconds(one: NetworkExperiment, settings: Network, changes: Mapping[str, float]) -> float:
    data = one.data()
    there = settings.with_values(**changes)
    examples = max(1, round(len(data.train) * there.examples / settings.examples))
    return seconds(there, examples, data.inputs.shape[1], data.outputs)
