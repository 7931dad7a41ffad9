"""Python that trains the networks of an experiment."""

from __future__ import annotations

from networks.experiment import NetworkExperiment
from networks.shown.names import names


def as_python(experiment: NetworkExperiment) -> str:
    """A script that trains every run, and prints how it ended."""
    return (
        "from networks.experiment import NetworkExperiment\n"
        "from networks.shown.told import sentence\n"
        "from networks.training.train import train\n\n"
        f'experiment = NetworkExperiment.from_json(r"""{experiment.to_json()}""")\n'
        f"names = {names(experiment)!r}\n"
        "for run, name in enumerate(names):\n"
        f"{_SEVERAL if experiment.seeds > 1 else _ONE}"
    )


_ONE = "    training = train(experiment, run)\n    print(name, sentence(training)[1])\n"
_SEVERAL = (
    "    for seed in range(experiment.seed, experiment.seed + experiment.seeds):\n"
    "        training = train(experiment, run, seed)\n"
    "        print(name, seed, sentence(training)[1])\n"
)
