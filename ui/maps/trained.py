"""From choices to the trainings of a map, and back: what the Networks page chooses, and of the map its colour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from maps import TrainingMap
from maps.trained.experiment import LOSS, QUANTITIES, TRAININGS, numbers
from networks.experiment import NetworkExperiment
from parameters import Hyper
from ui.networks import reading as networks
from ui.state import choices, keys

KIND = "map kind"
TOLERANCE = Hyper(
    default=0.1, slider=(1e-4, 10.0), log=True, within=(1e-300, 1e300), doc="tolerance of the training loss"
)
CELLS = 12  # on an axis, until something else is chosen: a training takes a tenth of a second, or several

FIRST = TrainingMap.from_query(
    "map=trainings&axis=lr~0.001~10.0~12~log&axis=momentum~0.0~0.99~12&network=moons~width~8~epochs~10&run=momentum"
)


def chosen() -> bool:
    """Whether cells are trainings."""
    return choices.get(KIND, "") == TRAININGS


def load(experiment: TrainingMap) -> None:
    """Choose what the map says of trainings and colour, and nothing else."""
    networks.load(experiment.experiment)
    choices.put(KIND, TRAININGS)
    choices.update({colour(name): getattr(experiment, name) for name in ("quantity", "tolerance")})


def experiment() -> NetworkExperiment:
    """What is trained. Where nothing has been chosen of it yet, a network that is small enough for hundreds."""
    if choices.get(keys.of(networks.NETWORK, "data"), None) is None:
        small = FIRST.experiment.settings().values()
        choices.update({keys.of(networks.NETWORK, name): value for name, value in small.items()})
    return networks.read()


def known() -> Mapping[str, Hyper]:
    """Every number that an axis may be: of the first run and its network."""
    return numbers(experiment(), 0)


def read(shape: Mapping[str, Any], of: str) -> TrainingMap:
    """The map with these axes. ExperimentError if the parts do not fit together."""
    parts = {"quantity": choices.get(colour("quantity"), LOSS)}
    parts["tolerance"] = choices.get(colour("tolerance"), TOLERANCE.default)
    if parts["quantity"] not in QUANTITIES:
        parts["quantity"] = LOSS
    return TrainingMap.from_data({**parts, **shape, "of": of, "experiment": experiment().to_data()})


def colour(name: str) -> str:
    """The key of what is coloured, or of its tolerance."""
    return keys.of("trainings", name)
