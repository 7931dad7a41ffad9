"""What is printed of an experiment that was run: for people a line a run, for scripts JSON."""

from __future__ import annotations

import json
from typing import Any

from exports.data import lane_rows, results, sample_rows, summaries
from exports.work import Work
from simulation.judging.sample import median_run
from words import counts
from words.columns import surface_name
from words.foreign import visible
from words.numbers import setting, short, shown
from words.remarks import remarks
from words.sample import lane_names, sampled, told
from words.sentence import sentence


def as_json(data: Any) -> str:
    """For other programs, which know no NaN."""
    return json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False)


def runs_as_json(work: Work) -> str:
    """How every run ended."""
    return as_json({"runs": summaries(work.experiment, work.bundles)})


def head(work: Work) -> None:
    """Print what is run, and what was read of a formula."""
    experiment = work.experiment
    surface, start = experiment.landscape(), experiment.start
    values = "".join(f", {name} = {setting(value)}" for name, value in surface.values.items())
    ground = visible(experiment.formula) or surface_name(surface)
    print(f"{ground}{values}; {counts.steps(experiment.steps)} from {shown(start[0] if len(start) == 1 else start)}")
    if experiment.formula:
        reading = experiment.ground.reading
        read = [f"read as {reading.text}"] if reading.text != reading.typed else []
        print(*read, *reading.notes, sep="\n", end="\n" if read or reading.notes else "")


def ends(work: Work) -> None:
    """Print how each run ended, a line each; of a run with several paths also where its median run did."""
    experiment, surface = work.experiment, work.experiment.landscape()
    for i, (spec, lanes) in enumerate(zip(experiment.runs, work.bundles, strict=True)):
        middle = median_run(lanes)
        path, name = lanes[middle], visible(spec.label) or spec.rule
        words = sentence(path, surface)[1]
        place = ", ".join(f"{c} = {short(v, 6)}" for c, v in zip(surface.coordinates, path.x[path.last], strict=True))
        if len(lanes) > 1:
            alone = experiment.model_copy(update={"runs": (spec,)})
            print(f"{name}: {told(alone, [lanes], [name])[1]}")
            name = f"  median run, {lane_names(experiment, i)[middle]}"
        print(f"{name}: {words}; {place}")
        for remark in remarks(spec, path):
            print(remark)


def rows(work: Work, tolerance: float, *, every_path: bool = False) -> list[dict[str, Any]]:
    """The table of the page Compare: a row a run, or with `every_path` a row for each path of several."""
    if sampled(work.experiment):
        make = lane_rows if every_path else sample_rows
        return make(work.experiment, work.bundles, work.names, tolerance)
    return results(work.experiment, [paths[0] for paths in work.bundles], work.names, tolerance)
