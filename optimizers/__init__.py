"""Update rules in NumPy, one per file, each readable as the algorithm of its paper."""

from importlib import import_module

from optimizers.base import Hyper, Objective, Optimizer, hyper, power
from optimizers.gradients import TRANSFORMS, Transform
from optimizers.schedule import Schedule
from optimizers.schedules import SCHEDULES

#: The files of rules, in the order in which a page lists them; a rule's key is the name of its file.
_FILES = (
    "sgd",
    "momentum",
    "nesterov",
    "adagrad",
    "adadelta",
    "rmsprop",
    "adam",
    "adamw",
    "adamax",
    "nadam",
    "radam",
    "rprop",
    "asgd",
    "adafactor",
    "lbfgs",
    "muon",
    "lion",
    "adabelief",
    "yogi",
    "adan",
    "sophia",
    "prodigy",
    "schedule_free_sgd",
    "schedule_free_adamw",
    "ademamix",
    "adopt",
    "lamb",
    "novograd",
    "madgrad",
    "qhm",
    "qhadam",
    "sign_sgd",
    "signum",
    "polyak",
    "sam",
    "lookahead",
    "averaged",
    "normalized",
    "line_search",
    "newton",
    "bfgs",
    "conjugate_gradient",
    "trust_region",
    "nelder_mead",
)


def _rule(file: str) -> type[Optimizer]:
    """The one rule that is defined in a file."""
    module = import_module(f"optimizers.{file}")
    (rule,) = (
        thing
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, Optimizer) and thing.__module__ == module.__name__
    )
    return rule


OPTIMIZERS: dict[str, type[Optimizer]] = {file: _rule(file) for file in _FILES}

__all__ = [
    "OPTIMIZERS",
    "SCHEDULES",
    "TRANSFORMS",
    "Hyper",
    "Objective",
    "Optimizer",
    "Schedule",
    "Transform",
    "hyper",
    "power",
]
