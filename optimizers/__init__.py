"""Update rules in NumPy, one per file, each readable as the algorithm of its paper."""

from optimizers.base import Objective, Optimizer, power
from optimizers.rules import RULES
from optimizers.schedules import SCHEDULES, Schedule
from optimizers.transforms import TRANSFORMS, Transform
from optimizers.wrappers import WRAPPERS
from parameters import Hyper, hyper

#: Every built-in rule by its key, in the order in which pages list them.
OPTIMIZERS: dict[str, type[Optimizer]] = {**RULES, **WRAPPERS}

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
