"""An experiment as the Python that reproduces it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from optimizers import SCHEDULES, TRANSFORMS
from parameters import Described
from simulation.experiments.ground import HEIGHTMAP, Ground
from simulation.experiments.specs import RunSpec
from surfaces import SURFACES

FILE = "slalom-experiment.json"  # what an experiment that is saved as JSON is called

_BUNDLE = """{imports}from simulation import Experiment, bundle
from words.sentence import sentence

experiment = Experiment.{made}
surface = experiment.landscape()
for spec, paths in zip(experiment.runs, bundle(experiment)):
    for path in paths:
        print(spec.label or spec.rule, sentence(path, surface)[1], path.x[-1])
"""


class Told(Protocol):
    """What is told of an experiment: its parts, and how it travels."""

    start: tuple[float, ...]
    fan: int
    steps: int
    seed: int
    seeds: int
    stop: Any
    maximize: bool
    runs: tuple[RunSpec, ...]

    @property
    def ground(self) -> Ground: ...
    @property
    def why_no_link(self) -> str: ...
    def to_json(self) -> str: ...
    def to_query(self) -> str: ...


def python_of(experiment: Told) -> str:
    """A script that runs the experiment and prints where every run ended.

    It needs nothing but Slalom, and for heights of the user's own the experiment as a JSON file.
    """
    if experiment.ground.heights:
        return _BUNDLE.format(imports="from pathlib import Path\n\n", made=f'from_json(Path("{FILE}").read_bytes())')
    if experiment.fan > 1 or experiment.seeds > 1:
        unlinked = experiment.why_no_link
        made = f"from_json({experiment.to_json()!r})" if unlinked else f'from_query("{experiment.to_query()}")'
        return _BUNDLE.format(imports="", made=made)
    transforms = sorted({TRANSFORMS[t.name].__name__ for spec in experiment.runs for t in spec.transforms})
    scheduled = any(spec.schedules for spec in experiment.runs)
    texts = list(dict.fromkeys(spec.text for spec in experiment.runs if spec.text))
    registries = ["OPTIMIZERS"] * any(not spec.text for spec in experiment.runs) + ["SCHEDULES"] * scheduled
    lines = [f"from optimizers import {', '.join(registries)}"] if registries else []
    if transforms:
        lines.append(f"from optimizers.transforms import {', '.join(transforms)}")
    if texts:
        lines.append("from optimizers.typed.text_to_rule import written")
    lines += [f"from simulation import {'Stop, ' if experiment.stop else ''}simulate"]
    names = {text: f"own_{i}" if len(texts) > 1 else "own" for i, text in enumerate(texts, start=1)}
    imports, surface = _surface(experiment.ground)
    lines += [*imports, "from words.sentence import sentence", "", f"surface = {surface}"]
    lines += [line for text, name in names.items() for line in _written(name, text)]
    lines += ["paths = ["]
    for spec in experiment.runs:
        lines += [f"    {line}" for line in _run(experiment, spec, names)]
    lines += ["]", "for path in paths:", "    print(sentence(path, surface)[1], path.x[-1])"]
    return "\n".join(lines) + "\n"


def _surface(ground: Ground) -> tuple[list[str], str]:
    """What is imported for it, and the expression that makes it."""
    if ground.kind in SURFACES:
        other = f".with_parameters({_arguments(dict(ground.parameters))})" if ground.parameters else ""
        made, imports = f"SURFACES[{ground.kind!r}]", ["from surfaces import SURFACES"]
        if ground.data:
            names = f", {ground.columns!r}" if ground.columns else ""
            made = f"with_data({made}, {list(ground.data)!r}{names})"
            imports.append("from surfaces.losses.own_data import with_data")
        return imports, f"{made}{other}"
    if ground.kind == HEIGHTMAP:
        made = f"heightmap(example(), domain={ground.domain!r})"
        return ["from surfaces.heightmaps.heightmap import example, heightmap"], made
    values = ground.surface.values
    given = f", parameters={dict(values)!r}" if values else ""
    made = f"Surface.from_formula({ground.reading.text!r}, domain={ground.domain!r}{given})"
    return ["from surfaces import Surface"], made


def _written(name: str, text: str) -> list[str]:
    """The own rule of that text, line by line."""
    return [f"{name} = written(", *(f"    {line!r}" for line in text.splitlines(keepends=True)), ")"]


def _run(experiment: Told, spec: RunSpec, names: Mapping[str, str]) -> list[str]:
    maker = names.get(spec.text) or f"OPTIMIZERS[{spec.rule!r}]"
    rule = _made(maker, spec.described, spec.hyperparameters)
    lines = ["simulate(", f"    {rule},", "    surface,"]
    lines += [f"    start={experiment.start!r},", f"    steps={experiment.steps},"]
    schedules = {
        name: _made(f"SCHEDULES[{s.name!r}]", SCHEDULES[s.name], s.settings) for name, s in spec.schedules.items()
    }
    if list(schedules) == ["lr"]:
        lines.append(f"    schedule={schedules['lr']},")
    elif schedules:
        lines += ["    schedule={", *(f"        {name!r}: {made}," for name, made in schedules.items()), "    },"]
    if spec.transforms:
        made = ", ".join(f"{TRANSFORMS[t.name].__name__}({_arguments(t.settings)})" for t in spec.transforms)
        lines += [f"    transforms=[{made}],", f"    seed={experiment.seed},"]
    if experiment.stop:
        lines.append(f"    stop=Stop({_arguments(experiment.stop)}),")
    if experiment.maximize:
        lines.append("    maximize=True,")
    return [*lines, "),"]


def _made(maker: str, cls: type[Described], settings: Mapping[str, Any]) -> str:
    """The call that makes the thing: `OPTIMIZERS['lookahead'](inner=OPTIMIZERS['sgd'](lr=0.1))`."""
    arguments = {name: _literal(value) for name, value in settings.items() if "." not in name}
    for name, known in cls.hyperparameters().items():
        inner = {n.removeprefix(f"{name}."): v for n, v in settings.items() if n.startswith(f"{name}.")}
        if known.parts and (inner or name in settings):
            part = settings.get(name, known.default)
            arguments[name] = _made(f"{maker.partition('[')[0]}[{part!r}]", known.parts()[part], inner)
    return f"{maker}({', '.join(f'{name}={text}' for name, text in arguments.items())})"


def _arguments(settings: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={_literal(value)}" for name, value in settings.items())


def _literal(value: Any) -> str:
    return 'float("inf")' if value == float("inf") else repr(value)
