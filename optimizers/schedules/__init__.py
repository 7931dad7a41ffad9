"""How hyperparameters change from step to step: `SCHEDULES` by key, `Schedule` for what each of them is."""

from optimizers.schedules.base import Schedule
from optimizers.schedules.plain import PLAIN
from optimizers.schedules.warmed import WARMED
from optimizers.schedules.warmup import Warmup

#: Every schedule by its key, in the order in which pages list them.
SCHEDULES: dict[str, type[Schedule]] = {**PLAIN, **WARMED, "warmup": Warmup}

__all__ = ["SCHEDULES", "Schedule"]
