"""What a map costs, known before it is computed: as an experiment with as many starts as the map has cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from maps.axes import SURFACE, Axis
from maps.limits import limits
from parameters.numbers import whole
from simulation import Experiment
from simulation.experiments.price import price_of, seeds_of
from simulation.experiments.specs import RunSpec
from surfaces import Surface


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
    one, (across, up), most = experiment.experiment, experiment.both, limits()
    if one.steps > most.steps:
        return f"the runs of a map may have {whole(most.steps)} steps, not {whole(one.steps)}"
    cells = across.count * up.count
    lanes = sum(cells * one.fan * seeds_of(one, spec) for spec in one.runs)
    if lanes > most.lanes:
        return (
            f"this would be {whole(lanes)} runs; a map may have {whole(most.lanes)}: fewer cells, starts or seeds fit"
        )
    grounds = 1
    for axis in (across, up):
        grounds *= axis.count if axis.name.startswith(SURFACE) else 1
    if grounds > most.grounds:
        return (
            f"this would be {whole(grounds)} different surfaces; a map may have {most.grounds}: fewer values of the "
            "surface's parameters fit"
        )
    if (seconds := price(experiment)) > most.seconds:
        return (
            f"this would take up to {whole(round(seconds / 60))} minutes of work; a map may take "
            f"{most.seconds / 60:.0f}: fewer cells, steps, starts or runs fit"
        )
    return ""


def price(experiment: Priced) -> float:
    """What a whole map costs in seconds of one core, where the rules themselves take their steps; several times less
    where they have programs."""
    across, up = experiment.both
    cells = across.count * up.count
    return sum(seconds_of(experiment, run, cells) for run in range(len(experiment.experiment.runs)))


def seconds_of(experiment: Priced, run: int, cells: int) -> float:
    """What so many cells of a run cost, where the rule itself takes its steps."""
    one = experiment.experiment
    spec = one.runs[run]
    return price_of(spec, AsOne(one.steps, cells * one.fan, one.seeds, (spec,), one.landscape()))
