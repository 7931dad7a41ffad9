"""The same experiments from a shell: `python cli.py run --formula "x^2 + b*y^2" --set b=20 --run adam~lr~0.1`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from exports import to_csv
from optimizers import OPTIMIZERS, SCHEDULES, TRANSFORMS
from simulation import Experiment, ExperimentError, run
from simulation.experiments import link
from simulation.experiments.ground import HEIGHTMAP, LOSSES
from simulation.experiments.rule_class import OWN
from surfaces import SURFACES
from surfaces.heightmaps.files import readings
from surfaces.losses.table import read_data
from words.foreign import visible
from words.sentence import sentence

LISTS: dict[str, Mapping[str, Any]] = {
    "surfaces": SURFACES,
    "optimizers": OPTIMIZERS,
    "schedules": SCHEDULES,
    "transforms": TRANSFORMS,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0, or 2 with one sentence on stderr."""
    given = _parser().parse_args(arguments)
    try:
        given.act(given)
    except ExperimentError as error:
        print(f"slalom: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"slalom: {error.filename}: {error.strerror}.", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="slalom", description="Watch optimizers run downhill.")
    commands = parser.add_subparsers(required=True)
    runs = commands.add_parser("run", help="run an experiment and print how each run ended")
    runs.set_defaults(act=_run)
    whole = runs.add_argument_group("a whole experiment")
    whole.add_argument("--link", help="the link of a page, or what stands behind its question mark")
    whole.add_argument("--file", type=Path, help="an experiment as JSON")
    parts = runs.add_argument_group("or its parts")
    parts.add_argument("--surface", help="a key of `slalom list surfaces`")
    parts.add_argument("--formula", help="a surface of your own, such as 'x^2 + b*y^2'")
    parts.add_argument("--heights", type=Path, help="a heightmap: CSV, ASC, NPY, NPZ, TIFF, PNG or JPEG")
    parts.add_argument("--data", type=Path, help="rows for a loss, a CSV with columns for input and target")
    parts.add_argument("--domain", nargs=4, metavar=("XMIN", "XMAX", "YMIN", "YMAX"), help="its picture")
    parts.add_argument("--set", nargs="*", default=[], metavar="NAME=VALUE", help="parameters of the surface")
    parts.add_argument("--start", nargs=2, metavar=("X", "Y"))
    parts.add_argument("--steps", help="how many")
    parts.add_argument("--seed", help="of all noise")
    parts.add_argument(
        "--run", action="append", default=[], help="a rule with its settings as in a link: adam~lr~0.1; again for more"
    )
    parts.add_argument(
        "--text", action="append", default=[], help="the lines of a rule that is run as own~lr~0.1; again for more"
    )
    files = runs.add_argument_group("files")
    files.add_argument("--csv", type=Path, help="write the paths here; several runs are numbered: path-1.csv, …")
    files.add_argument("--json", type=Path, help="write the experiment here")
    listing = commands.add_parser("list", help="what there is")
    listing.add_argument("what", choices=LISTS)
    listing.set_defaults(act=_list)
    return parser


def _run(given: argparse.Namespace) -> None:
    experiment = _experiment(given)
    paths = run(experiment)
    surface = experiment.landscape()
    values = "".join(f", {name} = {value:g}" for name, value in surface.values.items())
    print(f"{experiment.formula or surface.name}{values}; {experiment.steps} steps from {experiment.start}")
    for spec, path in zip(experiment.runs, paths, strict=True):
        (x, y), (_tone, words) = path.x[path.last], sentence(path, surface)
        print(f"{spec.label or spec.rule}: {words}; x = {x:.6g}, y = {y:.6g}")
    if given.json:
        given.json.write_text(experiment.to_json(), encoding="utf-8")
    if given.csv:
        for number, path in enumerate(paths, start=1):
            file = given.csv if len(paths) == 1 else given.csv.with_stem(f"{given.csv.stem}-{number}")
            file.write_text(to_csv(path), encoding="utf-8")
            print(f"wrote {file}")


def _experiment(given: argparse.Namespace) -> Experiment:
    if (given.heights or given.data) and (given.link or given.file):
        raise ExperimentError(
            "A link or a file is a whole experiment: leave --link and --file out beside heights or data."
        )
    if given.file:
        return Experiment.from_json(given.file.read_bytes())
    if given.link:
        return Experiment.from_query(given.link.partition("?")[2] or given.link)
    if given.heights or given.data:
        return _with_file(given)
    return Experiment.from_query(_query(given))


def _with_file(given: argparse.Namespace) -> Experiment:
    """The parts beside heights or data of a file; on stderr stands how the file was read."""
    file = given.heights or given.data
    if given.formula or (given.heights and (given.data or given.surface not in (None, HEIGHTMAP))):
        raise ExperimentError(
            "Heights are a surface, and data belong to a loss: give one of them, and no other surface."
        )
    content = file.read_bytes()
    given.surface = HEIGHTMAP if given.heights else given.surface or LOSSES[0]
    try:
        own, note = _heights(file.name, content) if given.heights else _data(content)
        parts = link.decode(_query(given))
    except ValueError as error:
        raise ExperimentError(f"{file}: {error}") from None
    if note:
        print(f"slalom: {visible(f'{file}: {note}')}", file=sys.stderr)
    return Experiment.from_data(own | parts)


def _heights(name: str, content: bytes) -> tuple[dict[str, Any], str]:
    found = readings(name, content, only_first=True)[0]
    return {"heights": tuple(map(tuple, found.heights.tolist())), "domain": found.domain}, found.note


def _data(content: bytes) -> tuple[dict[str, Any], str]:
    found = read_data(content)
    table = found.table()
    read = "Input is {}, target is {}.".format(*table.names)
    return {"data": table.rows}, f"{read} {found.note()}".strip() if len(found.names) > 2 else found.note()


def _query(given: argparse.Namespace) -> str:
    """The parts as the link that says the same."""
    surface = "formula" if given.formula else given.surface or "rosenbrock"
    settings = [part for pair in given.set for part in pair.split("=", 1)]
    parts = {
        "surface": "~".join([surface, *settings]),
        "formula": given.formula,
        "domain": given.domain and "~".join(given.domain),
        "start": given.start and "~".join(given.start),
        "steps": given.steps,
        "seed": given.seed,
    }
    runs, texts = given.run or ["adam"], iter(given.text)
    rules = [("run", text) for text in runs]
    rules += [("text", next(texts, "") if text.split("~")[0] == OWN else "") for text in runs] if given.text else []
    return urlencode([*((key, value) for key, value in parts.items() if value), *rules])


def _list(given: argparse.Namespace) -> None:
    for key, thing in LISTS[given.what].items():
        print(f"{key:24}{getattr(thing, 'title', None) or thing.name}")


if __name__ == "__main__":
    sys.exit(main())
