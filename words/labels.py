"""Names of runs that say how each differs from the others: "β = 0.9", "Adam, η = 0.05"; names of experiments."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

from optimizers import SCHEDULES, TRANSFORMS
from optimizers.transforms import MINI_BATCH
from simulation import Experiment, RunSpec
from simulation.experiments.specs import TransformSpec
from surfaces import Surface
from words import counts
from words.columns import surface_name
from words.foreign import visible
from words.language import _
from words.numbers import letters, setting, whole


def labels(specs: Sequence[RunSpec], more: Sequence[Sequence[str]] = ()) -> list[str]:
    """A label per run: its own if something of it can be seen, else what sets it apart.

    more  for every run what sets it apart beside its rule and that rule's numbers, in words
    """
    rules = {spec.rule for spec in specs}
    names = [
        visible(spec.label) or _difference(spec, specs, more[i] if more else (), with_rule=len(rules) > 1)
        for i, spec in enumerate(specs)
    ]
    doubles = {name for name in names if names.count(name) > 1}
    return [f"{name} ({i + 1})" if name in doubles else name for i, name in enumerate(names)]


def varied(specs: Sequence[RunSpec]) -> list[str]:
    """The hyperparameters in which runs of one rule differ; none where there are several rules."""
    if len({(spec.rule, spec.text) for spec in specs}) > 1:
        return []
    first, *others = (spec.build().values() for spec in specs)
    return [name for name in first if any(other.get(name) != first[name] for other in others)]


def columns(experiment: Experiment) -> int | None:
    """How many panels a row has where the runs are a grid of two hyperparameters, the second fastest; else None."""
    values, names = [spec.build().values() for spec in experiment.runs], varied(experiment.runs)
    if len(names) != 2:
        return None
    for pair in (names, names[::-1]):
        first, second = (list(dict.fromkeys(value[name] for value in values)) for name in pair)
        if [tuple(value[name] for name in pair) for value in values] == list(product(first, second)):
            return len(second)
    return None


def _difference(spec: RunSpec, specs: Sequence[RunSpec], more: Sequence[str], *, with_rule: bool) -> str:
    alike = [other for other in specs if other.rule == spec.rule]
    values = [other.build().values() for other in alike]
    own = spec.build().values()
    known = spec.described.settings(own)
    parts = [
        said(known[name].symbol, known[name].doc, value)
        for name, value in own.items()
        if any(other.get(name) != value for other in values)
    ]
    if any(other.schedules != spec.schedules for other in alike):
        parts += [_(SCHEDULES[s.name].title) for s in spec.schedules.values()] or [_("no schedule")]
    if any(other.transforms != spec.transforms for other in alike):
        batched = any(t.name == MINI_BATCH for other in alike for t in other.transforms)
        parts += [_transform(t) for t in spec.transforms] or [_("full batch") if batched else _("plain gradient")]
    parts += more
    title = spec.described.title
    return ", ".join([title, *parts] if with_rule or not parts else parts)


def _transform(spec: TransformSpec) -> str:
    if spec.name != MINI_BATCH:
        return _(TRANSFORMS[spec.name].title)
    return _("batch of {size}").format(size=whole(spec.build().values()["size"]))


def said(symbol: str, doc: str, value: Any) -> str:
    """A setting and its value: "β = 0.9", "no skip connections"."""
    name = letters(symbol) or _(doc)
    if isinstance(value, bool):
        return name if value else _("no {what}").format(what=name)
    if isinstance(value, int):
        return f"{name} = {whole(value)}"
    return f"{name} = {setting(value) if isinstance(value, float) else value}"


def title(experiment: Experiment) -> str:
    """Of one run or of several."""
    return of_one(experiment) if len(experiment.runs) == 1 else of_several(experiment)


def of_one(experiment: Experiment) -> str:
    """ "Adam on Rosenbrock"."""
    return of_rules([experiment.runs[0].build().title], experiment.landscape(), climb=experiment.maximize)


def of_several(experiment: Experiment) -> str:
    """ "What does β do?" where the runs differ in one thing, else how many they are and on what."""
    names, first = varied(experiment.runs), experiment.runs[0]
    if len(names) == 1:
        known = first.described.settings(first.build().values())[names[0]]
        return _("What does {what} do?").format(what=letters(known.symbol) or _(known.doc))
    rules = [spec.rule for spec in experiment.runs]
    return of_rules(rules, experiment.landscape(), climb=experiment.maximize)


def of_rules(names: Sequence[str], surface: Surface, *, climb: bool) -> str:
    """One run by the name of its rule, several by their number, and on what they run."""
    if len(names) == 1:
        words, runs = _("{runs} climbs {surface}") if climb else _("{runs} on {surface}"), names[0]
    else:
        words, runs = _("{runs} climb {surface}") if climb else _("{runs} on {surface}"), counts.runs(len(names))
    return words.format(runs=runs, surface=surface_name(surface))
