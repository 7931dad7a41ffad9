"""The same experiments from a shell: `python cli.py run --formula "x^2 + b*y^2" --set b=20 --run adam~lr~0.1`."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from exports import summaries, to_csv
from optimizers import OPTIMIZERS, SCHEDULES, TRANSFORMS
from simulation import Experiment, ExperimentError, Trajectory, run
from simulation.experiments import link
from simulation.experiments.ground import FORMULA, HEIGHTMAP, LOSSES
from simulation.experiments.rule_class import OWN
from surfaces import SURFACES
from surfaces.heightmaps.files import readings
from surfaces.losses.table import read_data
from words.foreign import visible
from words.remarks import remarks
from words.sentence import sentence

LISTS: dict[str, Mapping[str, Any]] = {
    "surfaces": SURFACES,
    "optimizers": OPTIMIZERS,
    "schedules": SCHEDULES,
    "transforms": TRANSFORMS,
}


#: Parts of an experiment that may stand beside a whole one, and then count.
BESIDE = ("start", "steps", "seed", "maximize")


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0, or 2 with one sentence on stderr."""
    given = _given(sys.argv[1:] if arguments is None else arguments)
    try:
        given.act(given)
    except ExperimentError as error:
        print(f"slalom: {visible(str(error))}", file=sys.stderr)
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
    parts.add_argument("--maximize", "--maximise", action="store_const", const="true", help="climb: gradient ascent")
    parts.add_argument(
        "--run", action="append", default=[], help="a rule with its settings as in a link: adam~lr~0.1; again for more"
    )
    parts.add_argument(
        "--text", action="append", default=[], help="the lines of a rule that is run as own~lr~0.1; again for more"
    )
    runs.add_argument("--format", choices=("text", "json"), default="text", help="how it is printed")
    files = runs.add_argument_group("files")
    files.add_argument("--csv", type=Path, help="write the paths here; several runs are numbered: path-1.csv, …")
    files.add_argument("--json", type=Path, help="write the experiment here")
    listing = commands.add_parser("list", help="what there is")
    listing.add_argument("what", choices=LISTS)
    listing.set_defaults(act=_list)
    return parser


def _given(arguments: Sequence[str]) -> argparse.Namespace:
    """The arguments, read. What begins with a minus is a value (`-x^2`, `-1e-3`), where it is not `-h` or two minuses
    and a word. argparse takes it for an option, if it does not begin with a space.
    """
    apart = [f" {text}" if re.match(r"-(?!h$|-[a-z]+(=|$)|-$)", text) else text for text in arguments]
    given = vars(_parser().parse_args(apart))
    return argparse.Namespace(**{name: _without_space(value) for name, value in given.items()})


def _without_space(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_space(part) for part in value]
    return type(value)(str(value).lstrip(" ")) if isinstance(value, str | Path) else value


def _run(given: argparse.Namespace) -> None:
    experiment = _experiment(given)
    paths = run(experiment)
    if given.format == "json":
        print(json.dumps({"runs": summaries(experiment, paths)}, indent=2, ensure_ascii=False))
    else:
        _tell(experiment, paths)
    if given.json:
        given.json.write_text(experiment.to_json(), encoding="utf-8")
    if given.csv:
        for number, path in enumerate(paths, start=1):
            file = given.csv if len(paths) == 1 else given.csv.with_stem(f"{given.csv.stem}-{number}")
            file.write_text(to_csv(path), encoding="utf-8")
            print(f"wrote {file}", file=sys.stderr if given.format == "json" else sys.stdout)


def _tell(experiment: Experiment, paths: Sequence[Trajectory]) -> None:
    """Print what was run and how each run ended, a line each."""
    surface = experiment.landscape()
    values = "".join(f", {name} = {value:g}" for name, value in surface.values.items())
    ground = visible(experiment.formula) or surface.name
    print(f"{ground}{values}; {experiment.steps} steps from {experiment.start}")
    if experiment.formula:
        reading = experiment.ground.reading
        read = [f"read as {reading.text}"] if reading.text != reading.typed else []
        print(*read, *reading.notes, sep="\n", end="\n" if read or reading.notes else "")
    for spec, path in zip(experiment.runs, paths, strict=True):
        (x, y), (_tone, words) = path.x[path.last], sentence(path, surface)
        print(f"{visible(spec.label) or spec.rule}: {words}; x = {x:.6g}, y = {y:.6g}")
        for remark in remarks(spec, path):
            print(remark)


def _experiment(given: argparse.Namespace) -> Experiment:
    """What the arguments say. ExperimentError if they contradict each other."""
    if clash := _clash(given):
        raise ExperimentError(clash)
    if given.heights or given.data:
        whole = _with_file(given)
    elif given.file:
        whole = Experiment.from_json(given.file.read_bytes())
    else:
        query = _query(given) if given.link is None else given.link
        whole = Experiment.from_query(query.partition("?")[2] or query)
    beside = _parts(given, BESIDE)
    return Experiment.from_data({**whole.to_data(), **link.read_parts(beside)}) if beside else whole


def _with_file(given: argparse.Namespace) -> Experiment:
    """The parts beside heights or data of a file; on stderr stands how the file was read."""
    file = given.heights or given.data
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


def _clash(given: argparse.Namespace) -> str:
    """One sentence if one argument leaves no room for another; nothing that is given is passed over in silence."""
    said = {name for name, value in vars(given).items() if value not in (None, [])}
    if {"link", "file"} <= said:
        return "--link and --file are an experiment each; leave one out."
    if said & {"link", "file"} and said & {"heights", "data"}:
        return "A link or a file is a whole experiment: leave --link and --file out beside heights or data."
    for whole in said & {"link", "file"}:
        for part in sorted(said & {"surface", "formula", "domain", "set", "run", "text"}):
            return f"--{whole} is a whole experiment, with a surface and runs; leave out --{part} or --{whole}."
    if {"surface", "formula"} <= said and given.surface != FORMULA:
        return "--surface and --formula are a surface each; leave one out."
    if said & {"heights", "data"} and (
        "formula" in said or ("heights" in said and ("data" in said or given.surface not in (None, HEIGHTMAP)))
    ):
        return "Heights are a surface, and data belong to a loss: give one of them, and no other surface."
    own = sum(text.split("~")[0] == OWN for text in given.run)
    if len(given.text) > own:
        return f"--text has the lines of a rule that is run as --run {OWN}: {len(given.text)} texts, {own} such runs."
    return ""


def _parts(given: argparse.Namespace, names: Sequence[str]) -> dict[str, str]:
    """Those of the parts that are given, as a link has them."""
    parts = {name: getattr(given, name) for name in names}
    return {name: part if isinstance(part, str) else "~".join(part) for name, part in parts.items() if part is not None}


def _query(given: argparse.Namespace) -> str:
    """The parts as the link that says the same, but for those that count beside any."""
    surface = (given.surface or "rosenbrock") if given.formula is None else FORMULA
    settings = [part for pair in given.set for part in pair.split("=", 1)]
    parts = {"surface": "~".join([surface, *settings]), **_parts(given, ("formula", "domain"))}
    runs, texts = given.run or ["adam"], iter(given.text)
    rules = [("run", text) for text in runs]
    rules += [("text", next(texts, "") if text.split("~")[0] == OWN else "") for text in runs] if given.text else []
    return urlencode([*parts.items(), *rules])


def _list(given: argparse.Namespace) -> None:
    for key, thing in LISTS[given.what].items():
        print(f"{key:24}{getattr(thing, 'title', None) or thing.name}")


if __name__ == "__main__":
    sys.exit(main())
