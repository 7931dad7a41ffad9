"""The names most people need, in one import.

    from slalom import OPTIMIZERS, SCHEDULES, SURFACES, TRANSFORMS, simulate

    path = simulate(
        OPTIMIZERS["sgd"](lr=0.002),
        SURFACES["rosenbrock"],
        start=(-1.2, 1.0),
        steps=300,
        schedule=SCHEDULES["cosine"](eta_min=1e-4),
        transforms=[TRANSFORMS["noise"](sigma=0.5), TRANSFORMS["clip_norm"](theta=1.0)],
        seed=3,
    )

`SCHEDULES["cosine"]` is the class `Cosine`, and `TRANSFORMS["clip_norm"]` the class `ClipNorm`: one of each is here by
its name, too.
"""

from networks import by_torch
from optimizers import OPTIMIZERS, SCHEDULES, TRANSFORMS, Optimizer, Schedule, Transform
from optimizers.schedules.plain import Cosine
from optimizers.transforms import ClipNorm
from simulation import Experiment, Stop, Trajectory, run, simulate
from surfaces import SURFACES, Surface

__all__ = [
    "OPTIMIZERS",
    "SCHEDULES",
    "SURFACES",
    "TRANSFORMS",
    "ClipNorm",
    "Cosine",
    "Experiment",
    "Optimizer",
    "Schedule",
    "Stop",
    "Surface",
    "Trajectory",
    "Transform",
    "by_torch",
    "run",
    "simulate",
]
