"""Everything that an experiment says, chosen: how a link, a file or a demo comes to a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from optimizers.transforms import MINI_BATCH
from parameters import Described
from simulation import Experiment, RunSpec, Stop
from simulation.experiments.ground import HEIGHTMAP, is_of_two
from ui.state import choices, keys


def load(experiment: Experiment, prefixes: Sequence[str] = ("",)) -> None:
    """Choose everything that the experiment says, its defaults included, and nothing else.

    Its runs go to the prefixes, in order; on a page with one run only the first is taken.
    """
    choices.replace_all(
        {
            "surface": experiment.surface,
            **_named(experiment.surface, experiment.landscape().values),
            **(_formula(experiment) if experiment.formula else {}),
            **(_heights(experiment) if experiment.surface == HEIGHTMAP else {}),
            **({"data": experiment.data, "data columns": experiment.columns} if experiment.data else {}),
            **dict(zip(keys.STARTS[len(experiment.start)], experiment.start, strict=True)),
            "steps": experiment.steps,
            "seed": experiment.seed,
            "fan": experiment.fan,
            "spread": experiment.spread,
            "seeds": experiment.seeds,
            "maximize": experiment.maximize,
            **_values("stop", Stop.from_values(experiment.stop)),
        }
    )
    for prefix, run in zip(prefixes, experiment.runs, strict=False):
        load_run(prefix, run)


def _formula(experiment: Experiment) -> dict[str, Any]:
    """The text and its picture; of one without y also whether it is a surface or a curve, as a new one is a curve."""
    domain, text = experiment.landscape().domain, experiment.formula
    if is_of_two(text):
        return {"formula": text, "domain": domain}
    curve = len(domain) == 2
    return {"formula": text, "interval" if curve else "domain": domain, keys.CURVE: curve}


def _heights(experiment: Experiment) -> dict[str, Any]:
    return {"heights": experiment.heights, "heights columns": experiment.columns, "map": experiment.domain}


def load_run(run: str, spec: RunSpec) -> None:
    """Choose everything that one run says, except how it looks."""
    batched = bool(spec.transforms) and spec.transforms[0].name == MINI_BATCH
    chosen = {
        keys.rule(run): spec.rule,
        **({keys.text(run): spec.text} if spec.text else {}),
        **_values(keys.rule_settings(run, spec.rule), spec.build()),
        keys.mini_batch(run): batched,
        keys.transforms(run): [transform.name for transform in spec.transforms[batched:]],
        keys.schedules(run): list(spec.schedules),
    }
    for transform in spec.transforms:
        chosen |= _values(keys.transform_settings(run, transform.name), transform.build())
    for name, schedule in spec.schedules.items():
        chosen[keys.schedule(run, name)] = schedule.name
        chosen |= _values(keys.schedule_settings(run, name, schedule.name), schedule.build())
    choices.update(chosen)


def _values(owner: str, described: Described) -> dict[str, Any]:
    return _named(owner, described.values())


def _named(owner: str, values: Any) -> dict[str, Any]:
    return {keys.of(owner, name): value for name, value in values.items()}
