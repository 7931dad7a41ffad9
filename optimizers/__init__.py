"""Update rules in NumPy, one per file, each readable as the algorithm of its paper."""

from optimizers.adadelta import Adadelta
from optimizers.adagrad import Adagrad
from optimizers.adam import Adam
from optimizers.base import Hyper, Objective, Optimizer, hyper, power
from optimizers.gradients import TRANSFORMS, Transform
from optimizers.momentum import Momentum
from optimizers.nesterov import Nesterov
from optimizers.rmsprop import RMSprop
from optimizers.schedule import Schedule
from optimizers.schedules import SCHEDULES
from optimizers.sgd import SGD

OPTIMIZERS: dict[str, type[Optimizer]] = {
    "sgd": SGD,
    "momentum": Momentum,
    "nesterov": Nesterov,
    "adagrad": Adagrad,
    "rmsprop": RMSprop,
    "adadelta": Adadelta,
    "adam": Adam,
}

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
