"""What a reader must know of a run beside how it ended."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from optimizers import Schedule
from optimizers.schedules.plateau import Plateau
from optimizers.schedules.warmup import Warmup
from simulation import RunSpec, Trajectory
from words.language import _


def remarks(spec: RunSpec, path: Trajectory) -> list[str]:
    """Sentences on a single run; none if there is nothing to know."""
    known = spec.described.settings(spec.build().values())
    f = "−f" if path.maximize else "f"
    words = _(
        "{what}: {f} is below zero from step {step} on. In relative mode {f} at rest then counts as an improvement, as "
        "in torch, and a plateau is not cut, only a loss of ground. In absolute mode it is."
    )
    loss = path.turned().value if path.maximize else path.value
    found = {name: _blind_from(schedule, loss) for name, schedule in spec.build_schedules().items()}
    return [words.format(what=_(known[name].doc), f=f, step=step) for name, step in found.items() if step is not None]


def _blind_from(schedule: Schedule, loss: np.ndarray) -> int | None:
    """The step from which a plateau is not cut: the best loss so far is below zero, and its improvement relative."""
    judge, waits = (schedule.after, int(schedule.total_iters)) if isinstance(schedule, Warmup) else (schedule, 0)
    if not isinstance(judge, Plateau) or judge.threshold_mode != "rel" or judge.threshold == 0:
        return None
    return next(_below_zero(loss, judge.mode, max(waits, 1)), None)


def _below_zero(value: np.ndarray, mode: str, begin: int) -> Iterator[int]:
    """The rows, from `begin` on, at which the best value so far is below zero."""
    best = (np.fmin if mode == "min" else np.fmax).accumulate(value[begin:])
    return (begin + int(row) for row in np.flatnonzero(best < 0))
