"""One run per value: "what does β do?" as a list of runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from optimizers.transforms import MINI_BATCH
from parameters import Hyper
from simulation.experiments.mistakes import MAX_RUNS
from simulation.experiments.rule_class import rule_class

BATCH_SIZE = f"{MINI_BATCH}.size"
HINT = "write values such as 0, 0.5, 0.9 or a range such as 0:0.9:4 (0.001:1:4 log for equal ratios)"


def read_values(text: str, known: Hyper) -> list[Any]:
    """The values that a text lists for a hyperparameter. ValueError in one sentence if it lists none that are valid.

    "0, 0.5, 0.9" is a list; "0:0.9:4" is four values in equal steps, "0.001:1:4 log" in equal ratios.
    """
    values = _range(text) if ":" in text else [_value(part.strip(), known) for part in text.split(",") if part.strip()]
    if not values:
        raise ValueError(f"There is no value; {HINT}.")
    if len(values) > MAX_RUNS:
        raise ValueError(f"These are {len(values)} values; at most {MAX_RUNS} runs fit.")
    values = [round(v) if known.kind == "integer" and isinstance(v, float) else v for v in values]
    for value in values:
        if problem := known.problem(value):
            raise ValueError(f"{known.doc or 'The value'} {problem}, not {value!r}.")
    return values


def vary(run: Mapping[str, Any], values: Mapping[str, Sequence[Any]]) -> list[dict[str, Any]]:
    """One copy of `run` (plain data) per value, or per pair of values of two hyperparameters, the second fastest.

    "mini_batch.size" is the size of its mini-batches. ValueError in one sentence if the rule has no such hyperparameter
    or there are too many runs.
    """
    rule = rule_class(run["rule"], run.get("text", ""))
    known = rule.settings(run.get("hyperparameters", {}))
    runs = [dict(run)]
    for name, choices in values.items():
        if name != BATCH_SIZE and name not in known:
            raise ValueError(f"{rule.title} has no {name!r}; it has {', '.join(known)}.")
        change = _with_batches if name == BATCH_SIZE else _with
        runs = [change(one, name, choice) for one in runs for choice in choices]
    if len(runs) > MAX_RUNS:
        raise ValueError(f"These are {len(runs)} runs; at most {MAX_RUNS} fit.")
    return runs


def _with(run: Mapping[str, Any], name: str, value: Any) -> dict[str, Any]:
    return {**run, "hyperparameters": {**run.get("hyperparameters", {}), name: value}}


def _with_batches(run: Mapping[str, Any], name: str, size: int) -> dict[str, Any]:
    batch, _, setting = name.partition(".")
    others = [transform for transform in run.get("transforms", ()) if transform["name"] != batch]
    before = [transform for transform in run.get("transforms", ()) if transform["name"] == batch]
    settings = {**(before[0].get("settings", {}) if before else {}), setting: size}
    return {**run, "transforms": [{"name": batch, "settings": settings}, *others]}


def _value(text: str, known: Hyper) -> Any:
    try:
        return known.read(text)
    except ValueError:
        raise ValueError(f"{text[:40]!r} is no value of {known.doc or 'this hyperparameter'}; {HINT}.") from None


def _range(text: str) -> list[float]:
    words = text.split()
    try:
        low, high, count = (kind(part) for kind, part in zip((float, float, int), words[0].split(":"), strict=True))
        if words[1:] not in ([], ["log"]) or not 2 <= count <= MAX_RUNS or (words[1:] and not 0 < low < high):
            raise ValueError
    except (ValueError, IndexError):
        raise ValueError(f"{text[:40]!r} is no range of 2 to {MAX_RUNS} values; {HINT}.") from None
    spread = np.geomspace(low, high, count) if words[1:] else np.linspace(low, high, count)
    return [float(f"{value:.6g}") for value in spread]
