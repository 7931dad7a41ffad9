"""Names of trainings that say how each differs from the others: "Adam", "units in a layer = 5"."""

from __future__ import annotations

from networks.experiment import NetworkExperiment
from networks.settings import Network
from words import labels


def names(experiment: NetworkExperiment) -> list[str]:
    """A label per run: its own, else its rule, its numbers and the settings of the network in which it differs."""
    values = [experiment.settings(run).values() for run in range(len(experiment.runs))]
    apart = [name for name in values[0] if len({str(one.get(name)) for one in values}) > 1]
    known = Network.hyperparameters()
    parts = [[labels.said(known[name].symbol, known[name].doc, one[name]) for name in apart] for one in values]
    return labels.labels(experiment.runs, parts)
