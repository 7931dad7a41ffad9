"""Commands that run experiments, and the one that says what there is."""

from __future__ import annotations

import math
import sys
from collections import ChainMap
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

from cli import maps, race, train
from cli.experiment import OPTIONS, experiment_of, varied
from cli.kept import about, default_of
from cli.options import Command, Option
from cli.output import FailedError, note, progress, table, worked, write
from cli.told import as_json, ends, head, rows, runs_as_json
from exports.data import bundle_to_csv, results_csv
from exports.formats import FORMATS
from exports.work import Work
from gallery import DEMOS, MAPS, NETWORKS
from optimizers import OPTIMIZERS, SCHEDULES, TRANSFORMS
from optimizers.transforms import MiniBatch
from parameters import Hyper
from parameters.hyper import one_of
from simulation import ExperimentError
from simulation.experiments.run import origins
from simulation.experiments.vary import BATCH_SIZE, read_values
from surfaces import SURFACES
from words.foreign import visible
from words.numbers import shown

LISTS: dict[str, Mapping[str, Any]] = {
    "surfaces": SURFACES,
    "optimizers": OPTIMIZERS,
    "schedules": SCHEDULES,
    "transforms": TRANSFORMS,
    "formats": FORMATS,
    "demos": cast(Any, ChainMap)(NETWORKS, MAPS, DEMOS),  # listed from the last, and read when they are asked for
}
TOLERANCE = 1e-3

_FORMAT = Option("one", ("--format",), "how it is printed: text or json", "FORMAT", "Output", lambda: ["text", "json"])
_JSON = Option("flag", ("--json",), "print JSON, for scripts", panel="Output")
_JSON_OR_FILE = Option(
    "maybe", ("--json",), "print how runs ended as JSON; with FILE write the experiment there", "[FILE]", "Output"
)
_PATHS = Option(
    "one",
    ("--csv",),
    "write the paths here: a file a run, with all its seeds and starts; several are numbered: path-1.csv, …",
    "FILE",
    "Output",
)
_RESULTS = Option("one", ("--csv",), "write the table here, in full precision", "FILE", "Output")
_TOLERANCE = Option("one", ("--tolerance",), f"how near f must come, {TOLERANCE:g} if nothing is said", "F", "Output")
_HTML = Option("one", ("--html",), "the folder for all demos as pages, with an index", "FOLDER")


def run(given: Any) -> None:
    """Run an experiment and print how each run ended."""
    if given.format not in (None, "text", "json"):
        raise ExperimentError(f"--format must be text or json, not {shown(given.format)}.")
    work = worked(experiment_of(given))
    plain = given.format == "json" or given.json == ""
    if plain:
        print(runs_as_json(work))
    elif "-" not in (given.json, given.csv):
        head(work)
        ends(work)
    if given.json:
        write(given.json, work.experiment.to_json().encode())
    if given.csv:
        _write_paths(work, given.csv, quiet=plain)


def _write_paths(work: Work, place: str, *, quiet: bool) -> None:
    """A file a run; on stdout all runs in one table."""
    if place == "-":
        write(place, FORMATS["csv"].make(work))
        return
    for number, (spec, lanes) in enumerate(zip(work.experiment.runs, work.bundles, strict=True), start=1):
        file = Path(place)
        if len(work.bundles) > 1:
            file = file.with_stem(f"{file.stem}-{number}")
        write(str(file), bundle_to_csv(lanes, origins(work.experiment, spec)).encode())
        print(f"wrote {file}", file=sys.stderr if quiet else sys.stdout)


def compare(given: Any) -> None:
    """Run an experiment and print the table of its runs."""
    _compare(given, worked(experiment_of(given)))


def vary(given: Any) -> None:
    """Run one rule at several values of a hyperparameter, or of two, and print the table of the runs."""
    experiment = experiment_of(given)
    if len(experiment.runs) != 1:
        raise ExperimentError(f"One run is varied, and there are {len(experiment.runs)}; give one --run.")
    known = experiment.runs[0].described.settings(experiment.runs[0].hyperparameters)
    known = {**known, BATCH_SIZE: MiniBatch.hyperparameters()["size"]}
    values = {}
    for text in given.words:
        name, equals, listed = text.partition("=")
        if not equals or name not in known:
            wanted = f"write NAME=VALUES, such as {next(iter(known))}=0.1,0.2 or {next(iter(known))}=0.1:1:4"
            raise ExperimentError(f"{wanted}, with a name of {', '.join(known)}; not {shown(text)}.")
        values[name] = read_values(listed, known[name])
    if not 1 <= len(values) <= 2:
        raise ExperimentError("One hyperparameter is varied, or two, such as momentum=0,0.5,0.9.")
    work = worked(varied(experiment, values))
    if given.output:
        write(given.output, work.experiment.to_json().encode())
    if given.output != "-":
        _compare(given, work)


def _compare(given: Any, work: Work) -> None:
    tolerance = _tolerance(given.tolerance)
    found = rows(work, tolerance)
    if given.json:
        finite = [{k: v if not isinstance(v, float) or math.isfinite(v) else None for k, v in r.items()} for r in found]
        print(as_json({"tolerance": tolerance, "runs": finite}))
    elif given.csv != "-":
        head(work)
        table(found)
    if given.csv:
        write(given.csv, results_csv(rows(work, tolerance, every_path=True)).encode())


def _tolerance(text: str | None) -> float:
    try:
        tolerance = TOLERANCE if text is None else float(text)
    except ValueError:
        tolerance = -1.0
    if not 0 <= tolerance < math.inf:
        raise ExperimentError(f"--tolerance must be a number of at least 0, not {shown(text)}.")
    return tolerance


def listing(given: Any) -> None:
    """What there is: all of a kind, or what can be set of one rule, surface, schedule, transform or format."""
    kinds = [name for name in given.words if name in LISTS]
    keys = [key for key in given.words if key not in LISTS]
    everywhere = [kind for kind in LISTS if not kinds or kind in kinds]
    if not given.words:
        _print(given, [{"kind": kind, "count": len(LISTS[kind])} for kind in LISTS])
    for key in keys:
        owners = [kind for kind in everywhere if key in LISTS[kind]]
        if not owners:
            known = [*LISTS, *(name for kind in everywhere for name in LISTS[kind])]
            raise ExperimentError(f"{shown(key)} is not known here: it must be {one_of(known, key)}.")
        for kind in owners:
            _print(given, _settings(LISTS[kind][key]), f"{key}: {_title(LISTS[kind][key])}")
    for kind in kinds if not keys else []:
        _print(given, [{"key": key, "title": _title(thing)} for key, thing in LISTS[kind].items()])


def _print(given: Any, found: list[dict[str, Any]], title: str = "") -> None:
    if given.json:
        print(as_json(found))
        return
    if title:
        print(visible(title))
    if list(found[0] if found else ()) == ["key", "title"] and not sys.stdout.isatty():
        for row in found:
            print(f"{row['key']:24}{row['title']}")
        return
    table(found)


def _title(thing: Any) -> str:
    return getattr(thing, "title", None) or thing.name


def _settings(thing: Any) -> list[dict[str, Any]]:
    """A row for everything that can be set."""
    if hasattr(thing, "experiment"):
        return [{"look": thing.look}]
    known: Mapping[str, Hyper] = (
        thing.options.hyperparameters()
        if hasattr(thing, "options")
        else thing.parameters
        if hasattr(thing, "parameters")
        else thing.hyperparameters()
    )
    return [{"name": name, "default": default_of(h), "meaning": about(h)} for name, h in known.items()]


def gallery(given: Any) -> None:
    """All demos as pages that need no server."""
    if not given.html:
        raise ExperimentError("--html FOLDER says where the pages go.")
    demos = import_module("exports.html.lessons").lessons()
    if not find_spec("torch"):
        demos = {key: demo for key, demo in demos.items() if key not in NETWORKS}
        note("Networks are trained with torch, which is not here; their demos are left out.")
    with progress("gallery") as tell:
        try:
            import_module("exports.html.gallery").write(Path(given.html), tell, demos)
        except OSError as error:
            raise FailedError(f"{given.html}: {error.strerror}.") from None
    print(f"wrote {given.html}")


def _names() -> list[str]:
    return [*LISTS, *(key for known in LISTS.values() for key in known)]


def commands() -> dict[str, Command]:
    """Every command but those that keep a file."""
    tables = (_TOLERANCE, _RESULTS, _JSON)
    experiment = Option("one", ("-o", "--output"), "write the experiment here as JSON", "FILE", "Output")
    found = {
        "run": Command(run, str(run.__doc__), (_FORMAT, _JSON_OR_FILE, _PATHS, *OPTIONS)),
        "compare": Command(compare, str(compare.__doc__), (*tables, *OPTIONS)),
        "vary": Command(
            vary,
            str(vary.__doc__),
            (experiment, *tables, *OPTIONS),
            (
                "NAME=VALUES",
                "such as momentum=0,0.5,0.9, or lr=0.001:1:4 for four; networks: slalom train --vary",
            ),
        ),
        "list": Command(
            listing,
            str(listing.__doc__),
            (_JSON,),
            ("[KIND] [KEY]", f"{', '.join(LISTS)}, or a key of one of them, such as adam"),
            _names,
        ),
    }
    found |= train.commands() | race.commands() | maps.commands()
    if find_spec("exports.html") and find_spec("exports.html.gallery"):
        found["gallery"] = Command(gallery, str(gallery.__doc__), (_HTML,))
    return found
