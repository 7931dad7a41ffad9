"""From choices to a map, and back.

What is run is chosen as on every page. "map kind" is the kind; "map.<name>" are its settings. An axis ("across", "up")
is the name of a number; what it goes over is chosen under "<axis> <name>.low" and so on, and of a map of basins under
"view". The chosen cell is "cell". What is trained, where cells are trainings, is read in `trained.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from maps import MapExperiment, TrainingMap
from maps.any_map import AnyMap
from maps.axes import START
from maps.axes import choices as numbers
from maps.cells import Cell
from maps.experiment import BASINS, FATE, HYPERPARAMETERS, LOSS, QUANTITIES
from parameters import Hyper
from simulation import RunSpec
from surfaces import Surface
from ui.maps import trained
from ui.maps.trained import KIND
from ui.sidebar import run_list
from ui.state import choices, keys, loading, reading
from ui.state.chosen_surface import suiting_surface

RULE = "momentum"  # where none has been chosen
CELL, VIEW = "cell", "view"
AXES = ("across", "up")
CELLS = Hyper(default=60, slider=(10, 200), within=(2, 201), doc="values on an axis")
QUANTITY = Hyper(default=LOSS, choices=QUANTITIES, doc="colour")
TOLERANCE = Hyper(default=1e-6, slider=(1e-12, 1.0), log=True, within=(1e-300, 1e300), doc="tolerance")
OF = Hyper(default="median", choices=("median", "worst"), doc="of several runs in a cell")
_USUAL = {"across": ("lr", "inner.lr"), "up": ("momentum", "beta1", "beta", "alpha", "batch_size")}
MOST_RUNS = 4

FIRST = MapExperiment.from_query(
    "map=hyperparameters&axis=lr~0.001~0.4~80&axis=momentum~0.0~0.99~80"
    "&surface=elongated_bowl&start=-7.0~2.0&steps=150&run=momentum"
)


def load(experiment: MapExperiment | TrainingMap) -> None:
    """Choose everything that the map says, and nothing else."""
    if isinstance(experiment, TrainingMap):
        trained.load(experiment)
        choices.put(keys.of("map", "of"), experiment.of)
    else:
        loading.load(experiment.experiment, prefixes=())
        run_list.load(experiment.experiment.runs)
        choices.update({KIND: experiment.kind, **_settings(experiment)})
    if experiment.cell:
        choices.put(CELL, experiment.cell)
    for which, axis in zip(AXES, experiment.axes, strict=False):
        choices.put(axis_key(which), axis.name)
        owner = axis_owner(which, axis.name)
        choices.update({keys.of(owner, part): getattr(axis, part) for part in ("low", "high", "log", "count")})
    if isinstance(experiment, MapExperiment) and experiment.kind == BASINS:
        if experiment.box != tuple(map(float, experiment.experiment.landscape().domain)):
            choices.put(VIEW, experiment.box)
        choices.put(keys.of("map", "cells"), experiment.cells[0])


def _settings(experiment: MapExperiment) -> dict[str, Any]:
    return {keys.of("map", name): getattr(experiment, name) for name in ("quantity", "tolerance", "of")}


def read() -> MapExperiment | TrainingMap:
    """What is chosen. ExperimentError if the parts do not fit together."""
    if not run_list.runs():
        load(FIRST)
    run_list.share_transforms()
    of = choices.get(keys.of("map", "of"), OF.default)
    found = trained.read({"axes": [axis(which) for which in AXES]}, of) if trained.chosen() else _on_a_surface(of)
    return found.model_copy(update={"cell": cell(found)})


def _on_a_surface(of: str) -> MapExperiment:
    kind = choices.get(KIND, HYPERPARAMETERS)
    one = reading.experiment_data(FIRST.experiment.surface, RULE, run_list.prefixes())
    usual = {"quantity": FATE if kind == BASINS else LOSS, "tolerance": TOLERANCE.default}
    data = {"kind": kind, "of": of, **{name: choices.get(keys.of("map", name), usual[name]) for name in usual}}
    if kind == BASINS:
        cells = choices.get(keys.of("map", "cells"), CELLS.default)
        view = choices.get(VIEW, ())
        shape = {"cells": (cells, cells), **({"box": view} if view else {})}
    else:
        shape = {"axes": [axis(which) for which in AXES]}
    return MapExperiment.from_data({**data, **shape, "experiment": one})


def cell(of: AnyMap) -> tuple[int, ...]:
    """The chosen cell, or the nearest one that the map has; empty if none was chosen."""
    chosen = choices.get(CELL, ())
    return tuple(min(max(at, 0), size - 1) for at, size in zip(chosen, of.shape, strict=False))


def looked_at(of: AnyMap) -> Cell:
    """The chosen cell, or the one in the middle."""
    _runs, rows, columns = of.shape
    run, row, column = of.cell or (0, rows // 2, columns // 2)
    return run, row, column


def known() -> Mapping[str, Hyper]:
    """Every number that an axis may be: of the first run, and of the surface or the network."""
    if trained.chosen():
        return trained.known()
    surface = suiting_surface(FIRST.experiment.surface)
    return numbers(_spec(surface), surface)


def _spec(surface: Surface) -> RunSpec:
    return RunSpec.model_validate(reading.run_data(run_list.prefixes()[0], RULE, surface))


def axis_name(which: str, names: Mapping[str, Hyper]) -> str:
    """What the axis is: as chosen, as long as the run has that number, else what is usual."""
    chosen = choices.get(axis_key(which), "")
    if chosen in names:
        return str(chosen)
    taken = choices.get(axis_key(AXES[0]), "") if which == AXES[1] else ""
    usual = [name for name in (*_USUAL[which], *names) if name in names and name != taken]
    return usual[0] if which == AXES[0] or len(usual) < 2 else usual[usual[0] == axis_name(AXES[0], names)]


def axis(which: str) -> dict[str, Any]:
    """An axis as plain data."""
    names = known()
    name = axis_name(which, names)
    parts = axis_defaults(names[name])
    owner = axis_owner(which, name)
    return {"name": name, **{part: choices.get(keys.of(owner, part), value) for part, value in parts.items()}}


def axis_defaults(number: Hyper) -> dict[str, Any]:
    """What an axis of this number goes over, until something else is chosen."""
    low, high = map(float, number.slider)
    most = trained.CELLS if trained.chosen() else CELLS.default
    count = most if number.kind == "number" else min(most, int(high - low) + 1)
    return {"low": low, "high": high, "log": bool(number.log and low > 0), "count": count}


def axis_owner(which: str, name: str) -> str:
    """The owner of what an axis goes over."""
    return f"{axis_key(which)} {name}"


def axis_key(which: str) -> str:
    """Under which the name of an axis is chosen; that of trainings goes over other numbers, and has fewer values."""
    return f"{which} of trainings" if trained.chosen() else which


def is_start(name: str) -> bool:
    """Whether an axis is a coordinate of the start."""
    return name.startswith(START)
