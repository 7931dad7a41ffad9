"""An experiment as the Python that reproduces it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from optimizers import OPTIMIZERS, SCHEDULES, TRANSFORMS
from optimizers.base import Described
from simulation.ground import Ground
from surfaces import SURFACES

if TYPE_CHECKING:
    from simulation.experiment import Experiment
    from simulation.specs import RunSpec


_BUNDLE = """from simulation import Experiment
from simulation.bundle import bundle

experiment = Experiment.{made}
for spec, paths in zip(experiment.runs, bundle(experiment)):
    for path in paths:
        print(spec.label or spec.rule, path.status, "at step", path.last, path.x[-1], path.value[-1])
"""


def python_of(experiment: Experiment) -> str:
    """A script that runs the experiment and prints where every run ended. It needs nothing but Slalom."""
    if experiment.fan > 1 or experiment.seeds > 1:
        links = experiment.ground.fits_a_link
        made = f'from_query("{experiment.to_query()}")' if links else f"from_json({experiment.to_json()!r})"
        return _BUNDLE.format(made=made)
    transforms = sorted({TRANSFORMS[t.name].__name__ for spec in experiment.runs for t in spec.transforms})
    scheduled = any(spec.schedules for spec in experiment.runs)
    lines = [f"from optimizers import OPTIMIZERS{', SCHEDULES' if scheduled else ''}"]
    if transforms:
        lines.append(f"from optimizers.gradients import {', '.join(transforms)}")
    lines += [f"from simulation import {'Stop, ' if experiment.stop else ''}simulate"]
    lines += [*_surface(experiment.ground), "paths = ["]
    for spec in experiment.runs:
        lines += [f"    {line}" for line in _run(experiment, spec)]
    lines += ["]", "for path in paths:", '    print(path.status, "at step", path.last, path.x[-1], path.value[-1])']
    return "\n".join(lines) + "\n"


def _surface(ground: Ground) -> list[str]:
    if ground.kind in SURFACES:
        own = f".with_data({list(ground.data)!r})" if ground.data else ""
        other = f".with_parameters({_arguments(dict(ground.parameters))})" if ground.parameters else ""
        return ["from surfaces import SURFACES", "", f"surface = SURFACES[{ground.kind!r}]{own}{other}"]
    values = ground.surface.values
    given = f", parameters={dict(values)!r}" if values else ""
    made = f"Surface.from_formula({ground.formula!r}, domain={ground.domain!r}{given})"
    return ["from surfaces import Surface", "", f"surface = {made}"]


def _run(experiment: Experiment, spec: RunSpec) -> list[str]:
    rule = _made("OPTIMIZERS", spec.rule, OPTIMIZERS[spec.rule], spec.hyperparameters)
    lines = ["simulate(", f"    {rule},", "    surface,"]
    lines += [f"    start={experiment.start!r},", f"    steps={experiment.steps},"]
    schedules = {name: _made("SCHEDULES", s.name, SCHEDULES[s.name], s.settings) for name, s in spec.schedules.items()}
    if list(schedules) == ["lr"]:
        lines.append(f"    schedule={schedules['lr']},")
    elif schedules:
        lines += ["    schedule={", *(f"        {name!r}: {made}," for name, made in schedules.items()), "    },"]
    if spec.transforms:
        made = ", ".join(f"{TRANSFORMS[t.name].__name__}({_arguments(t.settings)})" for t in spec.transforms)
        lines += [f"    transforms=[{made}],", f"    seed={experiment.seed},"]
    if experiment.stop:
        lines.append(f"    stop=Stop({_arguments(experiment.stop)}),")
    return [*lines, "),"]


def _made(registry: str, key: str, cls: type[Described], settings: Mapping[str, Any]) -> str:
    """The call that makes the thing: `OPTIMIZERS['lookahead'](inner=OPTIMIZERS['sgd'](lr=0.1))`."""
    arguments = {name: _literal(value) for name, value in settings.items() if "." not in name}
    for name, known in cls.hyperparameters().items():
        inner = {n.removeprefix(f"{name}."): v for n, v in settings.items() if n.startswith(f"{name}.")}
        if known.parts and (inner or name in settings):
            part = settings.get(name, known.default)
            arguments[name] = _made(registry, part, known.parts()[part], inner)
    return f"{registry}[{key!r}]({', '.join(f'{name}={text}' for name, text in arguments.items())})"


def _arguments(settings: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={_literal(value)}" for name, value in settings.items())


def _literal(value: Any) -> str:
    return 'float("inf")' if value == float("inf") else repr(value)
