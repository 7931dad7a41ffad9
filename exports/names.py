"""Names of files that say what is inside: "rosenbrock-adam-lr0.05.svg"."""

from __future__ import annotations

import re
import unicodedata

from networks.experiment import NetworkExperiment
from simulation import Experiment, RunSpec
from simulation.experiments.rule_class import OWN

LONGEST = 80  # characters before the suffix: what every file system and mail program takes
MANY = 3  # more rules than this are counted and not named


def file_name(experiment: Experiment | NetworkExperiment, suffix: str) -> str:
    """The surface, or what a network learns, and what runs on it, with the suffix: ".svg".

    Only letters, digits, ".", "-" and "_" are in it. One run is named with the hyperparameters that are not at
    their default; of several the rules are named.
    """
    specs = experiment.runs
    rules = list(dict.fromkeys(map(_rule, specs)))
    what = _one(specs[0]) if len(specs) == 1 else _several(rules, len(specs))
    on = experiment.surface if isinstance(experiment, Experiment) else f"{experiment.settings().data}-network"
    stem = re.sub(r"-{2,}", "-", "-".join([_plain(on), *what]))
    return stem[:LONGEST].rstrip("-._") + suffix


def _one(spec: RunSpec) -> list[str]:
    changed = [f"{name}{value}" for name, value in spec.hyperparameters.items()]
    return [_rule(spec), *map(_plain, changed)]


def _several(rules: list[str], count: int) -> list[str]:
    if len(rules) == 1:
        return [*rules, f"{count}-runs"]
    return rules if len(rules) <= MANY else [f"{count}-runs"]


def _rule(spec: RunSpec) -> str:
    return "own-rule" if spec.rule == OWN else _plain(spec.rule)


def _plain(text: str) -> str:
    """What of a text can be in a file's name everywhere."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9._]+", "-", letters).strip("-._").lower()
