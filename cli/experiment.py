"""An experiment by options, a link, a file or the name of a demo; contradictions are refused."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from cli.files import data, heights
from cli.options import Option
from cli.output import note
from gallery import DEMOS, MAPS, NETWORKS
from optimizers import OPTIMIZERS
from parameters.hyper import one_of
from simulation import Experiment, ExperimentError
from simulation.experiments import link
from simulation.experiments.ground import FORMULA, HEIGHTMAP, LOSSES, is_curve
from simulation.experiments.pasted import pairs_in, query_in
from simulation.experiments.rule_class import OWN
from simulation.experiments.vary import vary
from simulation.experiments.view import PAGES_OWN, read_view
from surfaces import SURFACES
from words.numbers import shown

#: Parts of an experiment that may stand beside a whole one, and then count.
BESIDE = ("start", "fan", "spread", "steps", "seed", "seeds", "stop", "maximize")
_PLACES = ("surface", "formula", "dimension", "domain", "set", "run", "text", "label")
#: Part of a link → the command for such links, the page that has them.
_OTHERS = {"map": ("map --map", "Maps"), "network": ("train --link", "Networks"), "target": ("race --link", "Race")}
_FROM_FILES = ("heights", "data", "input", "target", "reading")
_WHOLE = ("link", "file", "demo")

_EXPERIMENT, _PARTS = "A whole experiment", "Or its parts"


def _part(kind: Any, flags: str, said: str, metavar: str = "", **known: Any) -> Option:
    return Option(kind, tuple(flags.split()), said, metavar, _PARTS, **known)


OPTIONS = (
    Option("one", ("--link",), "the link of a page, or what stands behind its question mark", "LINK", _EXPERIMENT),
    Option("one", ("--file",), "an experiment as JSON; - reads it from stdin", "FILE", _EXPERIMENT),
    Option("one", ("--demo",), "a demo of `slalom list demos`", "KEY", _EXPERIMENT, lambda: list(DEMOS)),
    _part("one", "--surface", "a key of `slalom list surfaces`", "KEY", offers=lambda: list(SURFACES)),
    _part("one", "--formula", "a surface of your own, such as 'x^2 + b*y^2'", "TEXT"),
    _part("one", "--heights", "a heightmap: CSV, ASC, NPY, NPZ, TIFF, PNG or JPEG", "FILE"),
    _part("one", "--data", "rows for a loss, a CSV with columns for input and target", "FILE"),
    _part("one", "--input", "the column of --data that is the input, by its name or number", "COLUMN"),
    _part("one", "--target", "the column of --data that is the target", "COLUMN"),
    _part("one", "--reading", "how --heights are read, by number or words, where there are several ways", "WORDS"),
    _part("one", "--dimension", "2 for a formula of x alone that is a surface, not a curve f(x)", "N"),
    _part("words", "--domain", "its picture: XMIN XMAX YMIN YMAX, of f(x) XMIN XMAX", "EDGES"),
    _part("words", "--set", "parameters of the surface", "NAME=VALUE …"),
    _part("words", "--start", "X Y, or X where f has one coordinate", "X [Y]"),
    _part("one", "--fan", "so many starts around it", "N"),
    _part("one", "--spread", "how far around, as a part of the picture", "PART"),
    _part("one", "--steps", "how many", "N"),
    _part("one", "--seed", "of all noise", "N"),
    _part("one", "--seeds", "so many seeds, one after another", "N"),
    _part("words", "--stop", "when to end early: gradient_norm, value_below, patience …", "NAME=VALUE …"),
    _part("flag", "--maximize --maximise", "climb: gradient ascent"),
    _part(
        "again",
        "--run",
        "a rule with its settings as in a link: adam~lr~0.1; again for more",
        "RUN",
        offers=lambda: list(OPTIMIZERS),
    ),
    _part("again", "--text", "the lines of a rule that is run as own~lr~0.1; again for more", "LINES"),
    _part("again", "--label", "what a run is called, in the order of the runs", "TEXT"),
)


def experiment_of(given: Any) -> Experiment:
    """What the options say. ExperimentError if they contradict each other, OSError if a file cannot be read."""
    if clash := _clash(given):
        raise ExperimentError(clash)
    if given.heights or given.data:
        whole = _with_file(given)
    elif given.file:
        whole = Experiment.from_json(sys.stdin.buffer.read() if given.file == "-" else Path(given.file).read_bytes())
    elif given.demo:
        whole = _demo(given.demo)
    else:
        whole = Experiment.from_query(_query(given) if given.link is None else _of_runs(given.link))
    beside = _parts(given, BESIDE)
    return Experiment.from_data({**whole.to_data(), **link.read_parts(beside)}) if beside else whole


def view_of(given: Any) -> dict[str, Any]:
    """How a link says that its experiment is seen; but for what is an option here, layout and colours."""
    said = dict(pairs_in(query_in(given.link or ""))).get("view", "")
    return {name: value for name, value in read_view(said).items() if name not in PAGES_OWN | {"layout"}}


def _of_runs(text: str) -> str:
    """A link of runs on a surface; of others, which command they belong to."""
    query = query_in(text)
    said = {key for key, _value in pairs_in(query)} if len(query) <= link.MAX_QUERY else set()
    for key, (command, page) in _OTHERS.items():
        if key in said:
            raise ExperimentError(f"--link is one of the page {page}; type slalom {command} '{query}'.")
    return text


def _demo(key: str) -> Experiment:
    """Of the runs on a surface; of other demos, which command they belong to."""
    for command, demos in (("train", NETWORKS), ("map", MAPS)):
        if key in demos:
            query = demos[key].experiment.to_query()
            raise ExperimentError(f"--demo {key} has no paths on a surface; type slalom {command} --link '{query}'.")
    if key not in DEMOS:
        raise ExperimentError(f"--demo must be {one_of(list(DEMOS), key)}, not {shown(key)}.")
    return DEMOS[key].experiment


def varied(experiment: Experiment, values: Mapping[str, Sequence[Any]]) -> Experiment:
    """The experiment with one run for every value, as the page's "vary one" makes them of its only run."""
    run = experiment.to_data()["runs"][0]
    runs = vary({**run, "label": "", "color": ""}, values)
    return Experiment.from_data({**experiment.to_data(), "runs": runs})


def _with_file(given: Any) -> Experiment:
    """The parts beside heights or data of a file; on stderr stands how the file was read."""
    file = given.heights or given.data
    content = Path(file).read_bytes()
    given.surface = HEIGHTMAP if given.heights else given.surface or LOSSES[0]
    try:
        own, said = heights(given, content) if given.heights else data(given, content)
        parts = link.decode(_query(given))
    except ValueError as error:
        raise ExperimentError(f"{file}: {error}") from None
    if said:
        note(f"{file}: {said}")
    return Experiment.from_data(own | parts)


def _clash(given: Any) -> str:
    """One sentence if one option leaves no room for another; nothing that is given is passed over in silence."""
    said = {name for name, value in vars(given).items() if value not in (None, [], False)}
    whole = sorted(said & {*_WHOLE})
    if len(whole) > 1:
        first, second = sorted(whole, key=_WHOLE.index)[:2]
        return f"--{first} and --{second} are an experiment each; leave one out."
    for all_of_it in whole:
        for part in sorted(said & {*_PLACES, *_FROM_FILES}):
            return f"--{all_of_it} is a whole experiment, with a surface and runs; leave out --{part} or --{all_of_it}."
    if {"surface", "formula"} <= said and given.surface != FORMULA:
        return "--surface and --formula are a surface each; leave one out."
    if said & {"heights", "data"} and (
        "formula" in said or ("heights" in said and ("data" in said or given.surface not in (None, HEIGHTMAP)))
    ):
        return "Heights are a surface, and data belong to a loss: give one of them, and no other surface."
    for part, file in (("input", "data"), ("target", "data"), ("reading", "heights")):
        if part in said and file not in said:
            return f"--{part} says how --{file} FILE is read; give --{file}, too."
    return _clash_of_pairs(given)


def _clash_of_pairs(given: Any) -> str:
    for option, example in (("set", "b=20"), ("stop", "patience=20")):
        for pair in getattr(given, option):
            if "=" not in pair:
                wanted = f"write NAME=VALUE, such as {example}"
                return f"--{option} has a name without a value: {wanted}, not {shown(pair)}."
    own = sum(text.split("~")[0] == OWN for text in given.run)
    if len(given.text) > own:
        return f"--text has the lines of a rule that is run as --run {OWN}: {len(given.text)} texts, {own} such runs."
    runs = len(given.run) or 1
    if len(given.label) > runs:
        return f"--label says what a run is called: {len(given.label)} labels, {runs} runs."
    return ""


def _parts(given: Any, names: Sequence[str]) -> dict[str, str]:
    """Those of the parts that are given, as a link has them."""
    found = {}
    for name in names:
        part = getattr(given, name)
        if name == "stop":
            part = [half for pair in part for half in pair.split("=", 1)]
        if part not in (None, [], False):
            found[name] = "true" if part is True else part if isinstance(part, str) else "~".join(part)
    return found


def _query(given: Any) -> str:
    """The parts as the link that says the same, but for those that count beside any."""
    surface = (given.surface or "rosenbrock") if given.formula is None else FORMULA
    settings = [part for pair in given.set for part in pair.split("=", 1)]
    parts = {"surface": "~".join([surface, *settings]), **_parts(given, ("formula", "dimension", "domain"))}
    if given.formula and not given.domain and len(given.start or ()) < 2 and is_curve(given.formula):
        parts = {"dimension": "1"} | parts  # as on the page, where no option says another
    runs, texts = given.run or ["adam"], iter(given.text)
    rules = [("run", text) for text in runs]
    rules += [("text", next(texts, "") if text.split("~")[0] == OWN else "") for text in runs] if given.text else []
    rules += [("label", label) for label in given.label]
    return urlencode([*parts.items(), *rules])
