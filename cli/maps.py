"""The command that computes a map: thousands of runs, printed as counts or kept as a picture, a table or arrays."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from cli.experiment import OPTIONS as EXPERIMENT
from cli.experiment import experiment_of
from cli.options import Command, Option
from cli.output import STDOUT, FailedError, progress, write
from cli.told import as_json
from cli.train import need_torch, network_of
from exports.maps.files import WRITERS, file_of, why_no_file
from exports.maps.told import rows, told
from maps import MapExperiment, TrainingMap, compute
from maps.cells import Arrays
from maps.computing import work_of
from maps.experiment import BASINS, HYPERPARAMETERS, QUANTITIES
from maps.kinds import map_of_json, map_of_query
from maps.limits import large
from maps.links import read_axis
from maps.spread.cluster import cluster
from maps.spread.flight import SpreadError
from maps.spread.folder import Folder
from maps.spread.pool import pool
from maps.trained.experiment import QUANTITIES as OF_TRAININGS
from networks.settings import DATA, OWN
from simulation import ExperimentError
from simulation.experiments.pasted import pairs_in, query_in
from words.numbers import shown

POOLED_FROM = 60.0  # seconds, as a map is priced: less is done before processes have begun
MOST_WORKERS = 256
_COLOURED = tuple(dict.fromkeys((*QUANTITIES, *OF_TRAININGS)))
#: What says where and how runs on a surface go: a training has nothing of it.
_ON_A_SURFACE = (
    *("surface", "formula", "heights", "input", "reading", "dimension", "domain", "start", "fan", "spread", "steps"),
    *("stop", "maximize", "text", "demo", "file", "basins", "cells", "box"),
)
_MAP, _WORK, _OUTPUT = "The map", "Who computes it", "Output"
OPTIONS = (
    Option("one", ("--map",), "a whole map: its link, or a file with it as JSON", "LINK", _MAP),
    Option(
        "again",
        ("--axis",),
        "name~low~high~count, and ~log for equal ratios: lr~0.001~1~60~log; the horizontal one first",
        "AXIS",
        _MAP,
    ),
    Option("flag", ("--basins",), "colour every start by where its run ends", panel=_MAP),
    Option("one", ("--cells",), "of basins: columns~rows, 100~100 if nothing is said", "N~N", _MAP),
    Option("words", ("--box",), "of basins: XMIN XMAX YMIN YMAX; else the surface's domain", "EDGES", _MAP),
    Option(
        "one",
        ("--network",),
        f"train a network in every cell: {', '.join(DATA)}, and settings as in slalom train, whose --set, --data and "
        "--target then count: moons~width~8~epochs~20",
        "NETWORK",
        _MAP,
        lambda: [key for key in DATA if key != OWN],
    ),
    Option(
        "one",
        ("--quantity",),
        f"what is coloured: {', '.join(QUANTITIES)}; of trainings {', '.join(OF_TRAININGS)}",
        "NAME",
        _MAP,
        lambda: _COLOURED,
    ),
    Option("one", ("--tolerance",), "of steps, gradients, epochs and updates: how low f must come", "F", _MAP),
    Option("one", ("--of",), "of several starts or seeds: median or worst", "WHICH", _MAP, lambda: ["median", "worst"]),
    Option("one", ("--cluster",), "compute it on Dask: the address of a scheduler, tcp://host:8786", "ADDRESS", _WORK),
    Option("one", ("--workers",), "compute it by so many processes of this machine", "N", _WORK),
    Option("one", ("--folder",), "keep what is computed here, and go on with what is there already", "FOLDER", _WORK),
    Option("one", ("-o", "--output"), f"write it here, as the suffix says: {', '.join(WRITERS)}", "FILE", _OUTPUT),
    Option("flag", ("--json",), "print JSON, for scripts", panel=_OUTPUT),
)


def map_(given: Any) -> None:
    """Run a rule for every cell of a map, and print how the runs ended."""
    suffix = Path(given.output).suffix if given.output and given.output != STDOUT else ".csv"
    if why := why_no_file(suffix):
        raise ExperimentError(why)
    with large() if given.cluster or given.workers or given.folder else nullcontext():
        experiment = _experiment(given)
    if experiment.trains:
        need_torch()
    result, lost = _computed(experiment, given)
    found = rows(result)
    if given.json:
        print(as_json({"map": experiment.to_data(), "runs": found}))
    elif given.output != STDOUT:
        for row in found:
            print(told(row))
    if given.output:
        write(given.output, file_of(result, suffix))
        if given.output != STDOUT:
            print(f"wrote {given.output}", file=sys.stderr if given.json else sys.stdout)
    if lost:
        raise FailedError(lost)


def _computed(experiment: MapExperiment | TrainingMap, given: Any) -> tuple[Any, str]:
    """The map, and in one sentence why it has no more cells, if some are missing."""
    result: Arrays = work_of(experiment).empty(experiment)
    workers = cluster(given.cluster) if given.cluster else pool(_count(experiment, given.workers))
    kept = Folder(given.folder, experiment) if given.folder else None
    try:
        with progress("computing the map") as tell:
            for result, share in compute(experiment, workers, kept):  # noqa: B007 - the last one is the whole
                tell(share)
    except SpreadError as error:
        if not result.known.any():
            raise
        there = f" What was computed is in {given.folder}; the same command goes on from there." if given.folder else ""
        return result, f"{error} {100 * result.done:.0f} % of the cells are known.{there}"
    return result, ""


def _count(experiment: MapExperiment | TrainingMap, said: str | None) -> int:
    """How many processes: as many as there are cores, where a map takes long enough."""
    if said is None:
        return (os.cpu_count() or 1) if work_of(experiment).price(experiment) >= POOLED_FROM else 1
    if not (said.isdecimal() and 1 <= int(said) <= MOST_WORKERS):
        raise ExperimentError(f"--workers must be a number from 1 to {MOST_WORKERS}, not {shown(said)}.")
    return int(said)


def _experiment(given: Any) -> MapExperiment | TrainingMap:
    parts: dict[str, Any] = {"axes": [read_axis(text) for text in given.axis]} if given.axis else {}
    for name in ("quantity", "of"):
        parts |= {name: getattr(given, name)} if getattr(given, name) is not None else {}
    parts |= {"kind": BASINS} if given.basins else {}
    for name, texts, kind in (("cells", (given.cells or "").split("~"), int), ("box", given.box, float)):
        parts |= {name: _numbers(name, texts, kind)} if any(texts) else {}
    parts |= {"tolerance": _numbers("tolerance", [given.tolerance], float)[0]} if given.tolerance else {}
    if given.map is None:
        return _of_parts(given, parts)
    if given.map.endswith(".json"):
        whole = map_of_json(Path(given.map).read_bytes())
    else:
        whole = map_of_query(given.map)
    return type(whole).from_data({**whole.to_data(), **parts}) if parts else whole


def _of_parts(given: Any, parts: dict[str, Any]) -> MapExperiment | TrainingMap:
    linked = given.link is not None and "network" in dict(pairs_in(query_in(given.link)))
    if given.network is None and not linked:
        return MapExperiment.from_data({"kind": HYPERPARAMETERS, **parts, "experiment": experiment_of(given).to_data()})
    if clash := next((name for name in _ON_A_SURFACE if getattr(given, name) not in (None, [], False)), None):
        raise ExperimentError(f"--{clash} belongs to runs on a surface, and here a network is trained; leave it out.")
    return TrainingMap.from_data({**parts, "experiment": network_of(given).to_data()})


def _numbers(name: str, texts: list[str], kind: Any) -> list[Any]:
    try:
        return [kind(text) for text in texts]
    except ValueError:
        raise ExperimentError(f"--{name} must be numbers, not {shown(' '.join(texts))}.") from None


def commands() -> dict[str, Command]:
    return {"map": Command(map_, str(map_.__doc__), (*OPTIONS, *EXPERIMENT))}
