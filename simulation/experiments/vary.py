"""One run per value: "what does β do?" as a list of runs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from optimizers.transforms import MINI_BATCH
from parameters import Hyper
from parameters.numbers import shown, typed
from simulation.experiments.mistakes import MAX_RUNS
from simulation.experiments.rule_class import rule_class

BATCH_SIZE = f"{MINI_BATCH}.size"
DECAYS = (0.0, 0.5, 0.9, 0.99)  # of what forgets: half, a tenth, a hundredth of it in a step
_FEW = 4  # values that are proposed, or a few more
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
            raise ValueError(f"{known.doc or 'The value'} {problem}, not {shown(value)}.")
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


def with_value(run: Mapping[str, Any], part: str, name: str, value: Any) -> dict[str, Any]:
    """The run with another value of one of its settings in this part, "hyperparameters" say."""
    return {**run, part: {**run.get(part, {}), name: value}}


def _with(run: Mapping[str, Any], name: str, value: Any) -> dict[str, Any]:
    return with_value(run, "hyperparameters", name, value)


def _with_batches(run: Mapping[str, Any], name: str, size: int) -> dict[str, Any]:
    batch, _, setting = name.partition(".")
    others = [transform for transform in run.get("transforms", ()) if transform["name"] != batch]
    before = [transform for transform in run.get("transforms", ()) if transform["name"] == batch]
    settings = {**(before[0].get("settings", {}) if before else {}), setting: size}
    return {**run, "transforms": [{"name": batch, "settings": settings}, *others]}


def proposed(known: Hyper, suits: Any = None) -> str:
    """Values to begin with, as a person would write them: all that can be chosen, or a few round numbers.

    suits  the value that suits, near which those of a hyperparameter lie that is thought of in ratios
    """
    if known.kind in ("choice", "switch"):
        return ", ".join(map(str, known.choices or (False, True))).lower()
    (low, high), whole = known.slider, known.kind == "integer"
    if low == 0 and 0.9 <= high < 1:
        values: Sequence[float] = DECAYS
    else:
        values = _in_ratios(low, high, suits or known.default) if known.log else _in_steps(low, high, whole)
    good = [round(v) if whole else v for v in values if not whole or v == round(v)]
    return ", ".join(typed(v) for v in good if known.problem(v) is None)


def _in_ratios(low: float, high: float, near: float) -> list[float]:
    """Powers of ten about `near`, or 1, 2 and 5 times such where the range has few of them."""
    powers = range(math.floor(math.log10(low)), math.floor(math.log10(high)) + 1)
    for mantissas in ((1,), (1, 3), (1, 2, 5)):
        found = [v for p in powers for m in mantissas if low <= (v := float(f"{m}e{p}")) <= high]
        if len(found) >= _FEW:
            break
    nearest = min(range(len(found)), key=lambda i: abs(math.log(found[i] / near)) if near > 0 else i)
    first = max(0, min(nearest - _FEW // 2, len(found) - _FEW))
    return found[first : first + _FEW]


def _in_steps(low: float, high: float, whole: bool) -> list[float]:
    """Multiples of a round step."""
    power = math.floor(math.log10(high - low)) - 1
    steps = [float(f"{m}e{p}") for p in (power, power + 1) for m in (1, 2, 2.5, 5)]
    steps = [s for s in steps if not whole or s == round(s)]
    all_of_them = [[round(i * s, 12) for i in range(math.ceil(low / s), math.floor(high / s) + 1)] for s in steps]
    return min(all_of_them, key=lambda values: abs(len(values) - _FEW - 0.6))


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
