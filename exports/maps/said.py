"""What is said of a map of any ground, wherever it is drawn: names of its panels, and what is coloured."""

from __future__ import annotations

from maps import MapResult, TrainingMap, TrainingResult
from maps.any_map import AnyMap
from maps.trained.experiment import SHARES
from networks.shown.names import names as names_of_trainings
from simulation.judging.results import least_value
from words.labels import labels
from words.results import no_quantity, no_quantity_of_training, quantity_of, quantity_of_training

AnyResult = MapResult | TrainingResult


def names(experiment: AnyMap) -> list[str]:
    """A name for every panel."""
    if isinstance(experiment, TrainingMap):
        return names_of_trainings(experiment.experiment)
    return labels(experiment.runs)


def quantity(result: AnyResult) -> str:
    """What is coloured."""
    name = result.experiment.quantity
    if isinstance(result, TrainingResult):
        return quantity_of_training(name)
    one = result.experiment.experiment
    surface = one.landscape().negated if one.maximize else one.landscape()
    return quantity_of(name, known=least_value(surface) is not None)


def nothing(result: AnyResult) -> str:
    """What it means that a cell has no number."""
    name = result.experiment.quantity
    return no_quantity_of_training(name) if isinstance(result, TrainingResult) else no_quantity(name)


def more_is_better(result: AnyResult) -> bool:
    """Whether the highest numbers are the best ones."""
    return isinstance(result, TrainingResult) and result.experiment.quantity in SHARES
