"""From choices to an experiment on networks, and back.

Settings of all runs are chosen under "network.<name>". Those that a run has otherwise are listed under
"<run>otherwise", and chosen under "<run>network.<name>". Data of the user's own are "own examples".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from networks.experiment import NetworkExperiment, NetworkRun
from networks.settings import OWN, Network
from ui.sidebar import run_list
from ui.state import choices, keys, reading

NETWORK, EXAMPLES = "network", "own examples"
RULE = "adam"  # where none has been chosen
PLANE = "plane of the loss"  # of which kind

FIRST = NetworkExperiment.from_query(
    "network=moons~depth~2~width~8~epochs~60&run=sgd~lr~0.1&run=momentum~lr~0.1~momentum~0.9&run=adam~lr~0.01"
)


def load(experiment: NetworkExperiment) -> None:
    """Choose everything that the experiment says, and nothing else."""
    parts = {"seed": experiment.seed, "seeds": experiment.seeds, PLANE: experiment.plane}
    choices.replace_all({**parts, **_named(NETWORK, experiment.settings().values())})
    if experiment.own:
        choices.put(EXAMPLES, experiment.own)
    load_runs(experiment.runs)


def load_runs(runs: Sequence[NetworkRun]) -> None:
    """These runs and no others; all else stays as it is chosen."""
    run_list.load(runs)
    for prefix, run in zip(run_list.prefixes(), runs, strict=True):
        choices.put(otherwise(prefix), list(run.network))
        choices.update(_named(own(prefix), run.network))


def read() -> NetworkExperiment:
    """What is chosen. ExperimentError if the parts do not fit together."""
    if not run_list.runs():
        load(FIRST)
    run_list.share_transforms()
    shared = reading.all_values(NETWORK, Network)
    examples = choices.get(EXAMPLES, None) if shared["data"] == OWN else None
    return NetworkExperiment.from_data(
        {
            "network": shared,
            "own": examples,
            "seed": choices.get("seed", FIRST.seed),
            "seeds": choices.get("seeds", FIRST.seeds),
            "plane": choices.get(PLANE, FIRST.plane),
            "runs": [_run(prefix, shared) for prefix in run_list.prefixes()],
        }
    )


def _run(prefix: str, shared: dict[str, Any]) -> dict[str, Any]:
    values = reading.all_values(own(prefix), Network, shared)
    names = choices.get(otherwise(prefix), ())
    return {**reading.run_data(prefix, RULE, None), "network": {name: values[name] for name in names}}


def otherwise(run: str) -> str:
    """The names of settings that this run has otherwise."""
    return f"{run}otherwise"


def own(run: str) -> str:
    """The owner of those settings."""
    return f"{run}{NETWORK}"


def _named(owner: str, values: Any) -> dict[str, Any]:
    return {keys.of(owner, name): value for name, value in values.items()}
