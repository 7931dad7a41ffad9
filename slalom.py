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

import sys
from typing import Any

from networks import by_torch
from networks.recorder import record
from optimizers import OPTIMIZERS, SCHEDULES, TRANSFORMS, Optimizer, Schedule, Transform
from optimizers.schedules.plain import Cosine
from optimizers.transforms import ClipNorm
from simulation import Experiment, Stop, Trajectory, run, simulate
from simulation.running.shows import MAKERS, maker
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
    "landscape",
    "record",
    "run",
    "simulate",
]

_SHOWS = "exports.notebook.shows"
MAKERS.update(
    {what: f"{_SHOWS}:{what}" for what in ("bundle", "plot", "figure", "dataframe", "edit")},
    **{"widget or page": f"{_SHOWS}:widget_or_page", "landscape": "exports.notebook.landscape:landscape"},
)


def landscape(model: Any, loss: Any, data: Any, recorder: Any, kind: str = "pca", **options: Any) -> Any:
    """The loss of a torch model over a plane, with the path that `record` has kept. It shows itself in a notebook, and
    `save` keeps it as a page that plays anywhere; `exports.notebook.landscape.landscape` says what may be given."""
    return maker("landscape")(model, loss, data, recorder, kind, **options)


def _paths(things: list[Any]) -> Any:
    """What a notebook shows of a list: of one of paths their picture, of others what it always does."""
    return maker("bundle")(things) if things and all(isinstance(one, Trajectory) for one in things) else None


if (_shell := "IPython" in sys.modules and sys.modules["IPython"].get_ipython()) and _shell.display_formatter:
    _shell.display_formatter.mimebundle_formatter.for_type(list, _paths)
