"""What a map costs, known before it is computed: as an experiment with as many starts as the map has cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from maps.axes import SURFACE, Axis
from parameters.numbers import whole
from simulation import Experiment
from simulation.experiments.price import price_of, seeds_of
from simulation.experiments.specs import RunSpec
from surfaces import Surface

MOST_SECONDS = 900.0  # of one core, as `simulation.experiments.price` counts them; it is streamed, and can be left
MOST_LANES = 400_000
MOST_STEPS = 10_000
MOST_GROUNDS = 400  # surfaces that differ in a parameter, of each of which the minima are searched for


class Priced(Protocol):
    """What the price of a map depends on."""

    experiment: Experiment

    @property
    def both(self) -> tuple[Axis, Axis]: ...


@dataclass
class AsOne:
    """Many runs as one experiment, as far as `simulation.experiments.price` asks."""

    steps: int
    fan: int
    seeds: int
    runs: tuple[RunSpec, ...]
    surface: Surface

    def landscape(self) -> Surface:
        return self.surface


def why_too_much(experiment: Priced) -> str:
    """One sentence if a map takes longer, or more memory, than one may; else nothing."""
    one, (across, up) = experiment.experiment, experiment.both
    if one.steps > MOST_STEPS:
        return f"the runs of a map may have {whole(MOST_STEPS)} steps, not {whole(one.steps)}"
    cells = across.count * up.count
    lanes = sum(cells * one.fan * seeds_of(one, spec) for spec in one.runs)
    if lanes > MOST_LANES:
        return (
            f"this would be {whole(lanes)} runs; a map may have {whole(MOST_LANES)}: fewer cells, starts or seeds fit"
        )
    grounds = 1
    for axis in (across, up):
        grounds *= axis.count if axis.name.startswith(SURFACE) else 1
    if grounds > MOST_GROUNDS:
        return (
            f"this would be {whole(grounds)} different surfaces; a map may have {MOST_GROUNDS}: fewer values of the "
            "surface's parameters fit"
        )
    if (seconds := sum(seconds_of(experiment, run, cells) for run in range(len(one.runs)))) > MOST_SECONDS:
        return (
            f"this would take up to {whole(round(seconds / 60))} minutes of work; a map may take "
            f"{MOST_SECONDS / 60:.0f}: fewer cells, steps, starts or runs fit"
        )
    return ""


def seconds_of(experiment: Priced, run: int, cells: int) -> float:
    """What so many cells of a run cost, where the rule itself takes its steps."""
    one = experiment.experiment
    spec = one.runs[run]
    return price_of(spec, AsOne(one.steps, cells * one.fan, one.seeds, (spec,), one.landscape()))
