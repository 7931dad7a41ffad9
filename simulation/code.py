"""An experiment as the Python that reproduces it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from optimizers import TRANSFORMS

if TYPE_CHECKING:
    from simulation.experiment import Experiment, RunSpec


def python_of(experiment: Experiment) -> str:
    """A script that runs the experiment and prints where every run ended. It needs nothing but Slalom."""
    transforms = sorted({TRANSFORMS[t.name].__name__ for spec in experiment.runs for t in spec.transforms})
    lines = ["from optimizers import OPTIMIZERS"]
    if transforms:
        lines.append(f"from optimizers.gradients import {', '.join(transforms)}")
    lines += ["from simulation import Stop, simulate", "from surfaces import SURFACES", ""]
    lines += [f"surface = SURFACES[{experiment.surface!r}]", "paths = ["]
    for spec in experiment.runs:
        lines += [f"    {line}" for line in _run(experiment, spec)]
    lines += ["]", "for path in paths:", '    print(path.status, "at step", path.last, path.x[-1], path.value[-1])']
    return "\n".join(lines) + "\n"


def _run(experiment: Experiment, spec: RunSpec) -> list[str]:
    lines = [
        "simulate(",
        f"    OPTIMIZERS[{spec.rule!r}]({_arguments(spec.hyperparameters)}),",
        "    surface,",
        f"    start={experiment.start!r},",
        f"    steps={experiment.steps},",
    ]
    if spec.transforms:
        made = ", ".join(f"{TRANSFORMS[t.name].__name__}({_arguments(t.settings)})" for t in spec.transforms)
        lines += [f"    transforms=[{made}],", f"    seed={experiment.seed},"]
    if experiment.stop:
        lines.append(f"    stop=Stop({_arguments(experiment.stop)}),")
    return [*lines, "),"]


def _arguments(settings: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={_literal(value)}" for name, value in settings.items())


def _literal(value: Any) -> str:
    return 'float("inf")' if value == float("inf") else repr(value)
