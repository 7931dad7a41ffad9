"""One run per value: "what does the batch size do?" as the runs of an experiment on networks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from networks.experiment import NetworkExperiment
from networks.settings import Network
from parameters import Hyper
from parameters.numbers import shown
from simulation.experiments.checked import ExperimentError
from simulation.experiments.specs import RunSpec
from simulation.experiments.vary import read_values, with_value


def known(run: RunSpec) -> dict[str, Hyper]:
    """What of a run can be varied: numbers and choices of its rule, then settings of the network and its training."""
    rule = run.described.settings(run.hyperparameters)
    network = {name: hyper for name, hyper in Network.hyperparameters().items() if name != "data"}
    return {**network, **{name: hyper for name, hyper in rule.items() if not hyper.parts}}


def varied(experiment: NetworkExperiment, run: int, texts: Mapping[str, str]) -> NetworkExperiment:
    """The experiment with one copy of a run per value, or per pair of values of two, the second fastest.

    texts  of one name or two of `known` their values, as `simulation.experiments.vary.read_values` reads them;
           ExperimentError in one sentence where they cannot be
    """
    there = known(experiment.runs[run])
    if not 1 <= len(texts) <= 2:
        raise ExperimentError("One setting is varied, or two.")
    if missing := next((name for name in texts if name not in there), None):
        raise ExperimentError(f"There is no {shown(missing)} to vary; there is {', '.join(there)}.")
    data = experiment.to_data()
    runs: list[dict[str, Any]] = [{**data["runs"][run], "label": "", "color": ""}]
    rule = experiment.runs[run].described.settings(experiment.runs[run].hyperparameters)
    for name, text in texts.items():
        try:
            values: Sequence[Any] = read_values(text, there[name])
        except ValueError as error:
            raise ExperimentError(str(error)) from None
        part = "hyperparameters" if name in rule else "network"
        runs = [with_value(one, part, name, value) for one in runs for value in values]
    return NetworkExperiment.from_data({**data, "runs": runs})
