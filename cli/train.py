"""The command that trains networks."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

from cli.kept import by_suffix
from cli.options import Command, Option
from cli.output import FailedError, progress, write
from cli.told import as_json
from exports.trained_formats import TRAINED
from networks.data.own import read_own
from networks.experiment import NetworkExperiment
from networks.plane_kinds import KINDS
from networks.settings import DATA, OWN
from networks.vary import varied
from optimizers import OPTIMIZERS
from simulation import ExperimentError
from words.foreign import visible
from words.numbers import shown

_WHOLE, _PARTS, _OUTPUT = "A whole experiment", "Or its parts", "Output"

OPTIONS = (
    Option("one", ("--link",), "what stands behind the question mark of a link", "LINK", _WHOLE),
    Option("one", ("--file",), "an experiment as JSON; - reads it from stdin", "FILE", _WHOLE),
    Option(
        "one",
        ("--network",),
        f"what is learned, one of {', '.join(DATA)}, and settings: moons~depth~2~width~16~epochs~100",
        "NETWORK",
        _PARTS,
        lambda: [key for key in DATA if key != OWN],
    ),
    Option(
        "one",
        ("--data",),
        "a CSV of your own: columns of numbers, and a class or a number to be learned",
        "FILE",
        _PARTS,
    ),
    Option("one", ("--target",), "the column of --data that is learned, the last if nothing is said", "COLUMN", _PARTS),
    Option(
        "again",
        ("--run",),
        "a rule with its settings: adam~lr~0.01; again for more",
        "RUN",
        _PARTS,
        lambda: list(OPTIMIZERS),
    ),
    Option(
        "again",
        ("--set",),
        "settings of the network for a run, in the order of the runs: batch_size~1",
        "SETTINGS",
        _PARTS,
    ),
    Option(
        "again",
        ("--vary",),
        "a run for each value of a number of the rule or a setting: lr=0.001:1:4, batch_size=1,24; again for a second",
        "NAME=VALUES",
        _PARTS,
    ),
    Option("again", ("--label",), "what a run is called, in the order of the runs", "TEXT", _PARTS),
    Option("one", ("--seed",), "of the data's parts, the first weights and all chance", "N", _PARTS),
    Option("one", ("--seeds",), "how often each run is trained, from seed, seed + 1, …, on the same data", "N", _PARTS),
    Option(
        "one", ("--plane",), f"of the loss in pages and pictures: {', '.join(KINDS)}", "KIND", _OUTPUT, lambda: KINDS
    ),
    Option(
        "one",
        ("--html",),
        "a page that plays anywhere: the paths on the loss over a plane, and curves",
        "FILE",
        _OUTPUT,
    ),
    Option(
        "again",
        ("--keep",),
        f"a picture, a film or data, as the ending says: {', '.join(one.suffix for one in TRAINED.values())}; again",
        "FILE",
        _OUTPUT,
    ),
    Option("one", ("--pytorch",), "a script that makes the same trainings with torch alone", "FILE", _OUTPUT),
    Option("one", ("-o", "--output"), "write the experiment here as JSON", "FILE", _OUTPUT),
    Option("flag", ("--json",), "print JSON, for scripts", panel=_OUTPUT),
)


def train(given: Any) -> None:
    """Train a network by one rule or several, and print how each training ended."""
    if given.plane not in (None, *KINDS):
        raise ExperimentError(f"--plane must be one of {', '.join(KINDS)}, not {shown(given.plane)}.")
    experiment = _varied(network_of(given), given.vary)
    if given.plane:
        experiment = experiment.model_copy(update={"plane": given.plane})
    kept = [(place, _format(place)) for place in given.keep] + ([(given.html, "html")] if given.html else [])
    need_torch()
    script = import_module("exports.code.training_pytorch").training_script(experiment) if given.pytorch else None
    works, ensembles = import_module("exports.trained"), []
    with progress("training") as tell:
        trainings = works.train_all(experiment, tell)
    if experiment.seeds > 1:
        with progress("training from other seeds") as tell:
            ensembles = works.ensembles_of(experiment, trainings, tell)
    _tell(experiment, trainings, ensembles, as_data=given.json)
    if given.output:
        write(given.output, experiment.to_json().encode())
    if script:
        write(given.pytorch, script.text.encode())
        _wrote(given.pytorch, given.json, *script.missing)
    if kept:
        with progress("loss landscape") as tell:
            work = works.TrainedWork.of(experiment, trainings, tell, ensembles)
    for place, key in kept:
        write(place, TRAINED[key].make(work, {"layout": "overlay"} if key == "html" else {}))
        _wrote(place, given.json, *filter(None, [TRAINED[key].note(work)]))


def need_torch() -> None:
    """FailedError in one sentence if there is no torch."""
    if not find_spec("torch"):
        raise FailedError("Networks are trained with torch, which is not here; `pip install torch` brings it.")


def _tell(experiment: NetworkExperiment, trainings: list[Any], ensembles: list[Any], *, as_data: bool) -> None:
    """How every training ended, in a line each, or as JSON."""
    names, told = (import_module(f"networks.shown.{name}") for name in ("names", "told"))
    called = names.names(experiment)
    if as_data:
        rules = [run.rule for run in experiment.runs]
        print(as_json({"runs": import_module("exports.data.trained").rows(called, trainings, rules, ensembles)}))
        return
    for run, (name, training) in enumerate(zip(called, trainings, strict=True)):
        print(f"{visible(name)}: {told.sentence(training)[1]}")
        if remark := told.remark(experiment, run):
            print(remark)
        if ensembles:
            print(told.of_seeds(ensembles[run]))


def _format(place: str) -> str:
    if key := by_suffix(place, list(TRAINED), TRAINED):
        return key
    endings = ", ".join(one.suffix for one in TRAINED.values())
    raise ExperimentError(f"--keep says by its ending what is kept: {endings}; not {shown(place)}.")


def _varied(experiment: NetworkExperiment, texts: Sequence[str]) -> NetworkExperiment:
    if not texts:
        return experiment
    if len(experiment.runs) != 1:
        raise ExperimentError(f"One run is varied, and there are {len(experiment.runs)}; give one --run.")
    values = {}
    for text in texts:
        name, equals, values[name] = text.partition("=")
        if not equals:
            raise ExperimentError(f"--vary is NAME=VALUES, such as lr=0.001,0.01 or width=4,16,64; not {shown(text)}.")
    return varied(experiment, 0, values)


def _wrote(name: str, quiet: bool, *remarks: str) -> None:
    """Which file there is now, and what is to be said of it; beside JSON, where it does not lie in the way."""
    for line in (f"wrote {name}", *remarks):
        print(line, file=sys.stderr if quiet else sys.stdout)


def network_of(given: Any) -> NetworkExperiment:
    """What the options say. ExperimentError if they contradict each other, OSError if a file cannot be read."""
    parts = (given.network, given.data, given.run, given.set, given.label, given.seed, given.seeds)
    if (given.link or given.file) and any(parts):
        raise ExperimentError("A whole experiment stands alone; leave --network, --run and the like out.")
    if given.link:
        return NetworkExperiment.from_query(given.link)
    if given.file:
        return NetworkExperiment.from_json(
            sys.stdin.buffer.read() if given.file == "-" else Path(given.file).read_bytes()
        )
    network = given.network or (OWN if given.data else DATA[0])
    pairs = [("network", network), ("seed", given.seed), ("seeds", given.seeds)]
    pairs += [
        (key, text) for key in ("run", "with", "label") for text in getattr(given, "set" if key == "with" else key)
    ]
    query = "&".join(f"{key}={quote(text)}" for key, text in pairs if text is not None)
    if not given.data:
        return NetworkExperiment.from_query(query)
    own = read_own(Path(given.data).read_bytes(), given.target)
    return NetworkExperiment.from_query(query, own=own)


def commands() -> dict[str, Command]:
    return {"train": Command(train, str(train.__doc__), OPTIONS)}
