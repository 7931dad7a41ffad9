"""The command that races rules, each tuned in the same way."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from cli.options import Command, Option
from cli.output import progress, table, write
from cli.told import as_json
from exports.data import results_csv
from maps.race.experiment import RaceExperiment
from maps.race.results import Race
from maps.race.run import race_in_slices
from maps.race.told import assumptions, headline, remarks
from optimizers import OPTIMIZERS
from simulation import ExperimentError
from simulation.experiments.ground import FORMULA
from simulation.experiments.rule_class import OWN
from surfaces import SURFACES
from words.foreign import visible

ALL = "all"
TARGETS = ("value", "share", "distance")
RULES = ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam")
_WHOLE, _PARTS, _TUNING, _OUTPUT = "A whole race", "Or its parts", "How rules are tuned and judged", "Output"
_AGAIN = {"surface": ("KEY", SURFACES), "run": ("RUN", (*OPTIMIZERS, ALL))}


def _again(name: str, said: str) -> Option:
    metavar, keys = _AGAIN.get(name, ("TEXT", ()))
    return Option("again", (f"--{name}",), said, metavar, _PARTS, (lambda: list(keys)) if keys else None)


def _one(name: str, metavar: str, said: str, panel: str, *words: str) -> Option:
    return Option("one", (f"--{name}",), said, metavar, panel, (lambda: list(words)) if words else None)


OPTIONS = (
    _one("link", "LINK", "what stands behind the question mark of a link", _WHOLE),
    _one("file", "FILE", "a race as JSON; - reads it from stdin", _WHOLE),
    _again("surface", "a key of `slalom list surfaces`, with parameters as rosenbrock~b~50; again for more"),
    _again("formula", "a surface of your own, such as 'x^2 + 20*y^2'; again for more"),
    _again("run", f"a rule with its settings: momentum~momentum~0.95; again for more, and {ALL} for every rule"),
    _again("text", "the lines of a rule that is run as own; again for more"),
    _again("label", "what a rule is called, in the order of the rules"),
    _one("budget", "N", "how many settings each rule may try", _TUNING),
    _one("tuning", "WORD", "grid, in equal ratios, or sobol", _TUNING, "grid", "sobol"),
    Option("words", ("--lr",), "the least and the largest step size that are tried", "LOW HIGH", _TUNING),
    Option(
        "words",
        ("--second",),
        "hyperparameters that are tuned as well, the first that a rule has: momentum beta1",
        "NAME …",
        _TUNING,
    ),
    _one("target", "WORD", "value (f − f*), share (of f − f* at the start) or distance", _TUNING, *TARGETS),
    _one("tolerance", "F", "how near the target is", _TUNING),
    _one("steps", "N", "after how many a run has failed", _TUNING),
    _one("fan", "N", "so many starts", _TUNING),
    _one("spread", "PART", "how far around the first, as a part of the picture", _TUNING),
    _one("seed", "N", "of starts, noise and Sobol points", _TUNING),
    _one("seeds", "N", "so many seeds of noise", _TUNING),
    _one("judge", "WORD", "which of several runs counts: median or worst", _TUNING, "median", "worst"),
    _one("csv", "FILE", "write the table here, in full precision", _OUTPUT),
    Option("one", ("-o", "--output"), "write the race here as JSON", "FILE", _OUTPUT),
    Option("flag", ("--json",), "print JSON, for scripts", panel=_OUTPUT),
)
_NUMBERS = ("budget", "tuning", "steps", "fan", "spread", "seed", "seeds", "judge")


def race(given: Any) -> None:
    """Race rules to a target, each tuned with the same budget, and print who needed how many gradients."""
    experiment = _experiment(given)
    found = _raced(experiment)
    if given.json:
        print(as_json(_data(found)))
    elif given.csv != "-":
        print(visible(headline(found)))
        table(_shown(found))
        print(*map(visible, [*remarks(found), *assumptions(experiment)]), sep="\n")
    if given.output:
        write(given.output, experiment.to_json().encode())
    if given.csv:
        write(given.csv, results_csv(found.rows()).encode())


def _experiment(given: Any) -> RaceExperiment:
    """What the options say. ExperimentError if they contradict each other, OSError if a file cannot be read."""
    pairs = _pairs(given)
    if given.link is not None or given.file:
        if pairs or (given.link is not None and given.file):
            raise ExperimentError("A whole race stands alone; leave --surface, --run, --budget and the like out.")
        if given.link is not None:
            return RaceExperiment.from_query(given.link)
        return RaceExperiment.from_json(sys.stdin.buffer.read() if given.file == "-" else Path(given.file).read_bytes())
    if not any(key == "run" for key, _value in pairs):
        pairs += [("run", rule) for rule in RULES]
    return RaceExperiment.from_query(urlencode(pairs))


def _pairs(given: Any) -> list[tuple[str, str]]:
    """The parts as the link that says the same."""
    rules = [rule for text in given.run for rule in (OPTIMIZERS if text == ALL else [text])]
    pairs = [("surface", text) for text in given.surface] + [("surface", FORMULA) for _text in given.formula]
    pairs += [("formula", text) for text in given.formula] + [("run", rule) for rule in rules]
    texts = iter(given.text)
    pairs += [("text", next(texts, "") if rule.split("~")[0] == OWN else "") for rule in rules] if given.text else []
    pairs += [("label", label) for label in given.label]
    pairs += [(key, "~".join(getattr(given, key))) for key in ("lr", "second") if getattr(given, key)]
    if given.target or given.tolerance:
        kind = given.target or RaceExperiment.model_fields["target"].default
        pairs.append(("target", f"{kind}~{given.tolerance}" if given.tolerance else kind))
    return pairs + [(key, getattr(given, key)) for key in _NUMBERS if getattr(given, key) is not None]


def _raced(experiment: RaceExperiment) -> Race:
    slices = race_in_slices(experiment)
    with progress("racing") as tell:
        while True:
            try:
                tell(next(slices))
            except StopIteration as end:
                return end.value


def _shown(found: Race) -> list[dict[str, Any]]:
    """The table without columns in which nothing is said."""
    rows = found.rows()
    said = [name for name in rows[0] if any(row[name] is not None for row in rows)]
    return [{name: row[name] for name in said} for row in rows]


def _data(found: Race) -> dict[str, Any]:
    ratio, share = found.profile
    curves = [{"rule": name, "share": row} for name, row in zip(found.names, share.tolist(), strict=True)]
    return {
        "headline": headline(found),
        "rows": found.rows(),
        "profile": {"ratio": ratio.tolist(), "rules": curves},
        "remarks": remarks(found),
        "assumptions": assumptions(found.experiment),
    }


def commands() -> dict[str, Command]:
    return {"race": Command(race, str(race.__doc__), OPTIONS)}
