"""From choices to the plain data of an experiment, without drawing anything. Nothing else reads a run from choices.

`run` is the prefix of a run's keys (`ui.state.keys`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from optimizers import SCHEDULES, TRANSFORMS, Optimizer
from optimizers.transforms import MINI_BATCH, MiniBatch
from parameters import Described
from simulation import Stop
from simulation.experiments.rule_class import OWN, rule_class
from simulation.experiments.suggest import suggestions
from surfaces import Surface
from ui.state import choices, keys, own_rule
from ui.state.chosen_surface import ground_data, suiting_surface

FIRST_SCHEDULE = "step"
DEFAULT_STOP = {"gradient_norm": 1e-5}
STEPS, SEED, SPREAD = 500, 0, 0.1


def experiment_data(surface: str, rule: str, runs: Sequence[str]) -> dict[str, Any]:
    """The whole experiment. `surface` and `rule` stand where none has been chosen yet."""
    suiting = suiting_surface(surface)
    return {
        **ground_data(surface),
        "start": start(suiting),
        "steps": steps(),
        "seed": choices.get("seed", SEED),
        "stop": all_values("stop", Stop, DEFAULT_STOP),
        "maximize": choices.get("maximize", False),
        "runs": [run_data(run, rule, suiting) for run in runs],
        **_several(any(is_noisy(run, suiting) for run in runs)),
    }


def start(surface: Surface) -> tuple[float, ...]:
    """Where the runs start: where the surface suggests it, until somebody has chosen."""
    keys_of_start = keys.STARTS[surface.dimensions]
    return tuple(choices.get(key, value) for key, value in zip(keys_of_start, surface.starts[0], strict=True))


def steps() -> int:
    return choices.get("steps", STEPS)


def _several(noisy: bool) -> dict[str, Any]:
    """A fan of starts, and seeds one after another where there is noise."""
    fan = choices.get("fan", 1)
    spread = {"spread": choices.get("spread", SPREAD)} if fan > 1 else {}
    return {"fan": fan, **spread, **({"seeds": choices.get("seeds", 1)} if noisy else {})}


def run_data(run: str, rule: str, surface: Surface | None) -> dict[str, Any]:
    """A run; `rule` stands where none has been chosen. A network has no surface, and its batches are its own."""
    plain = rule_data(run, choices.get(keys.rule(run), rule), surface)
    return {
        **plain,
        "schedules": _schedules(run, plain),
        "transforms": [*mini_batch_data(run, surface), *(_transform(run, name) for name in transforms(run))],
        "label": choices.get(keys.label(run), ""),
        "color": choices.get(keys.color(run), ""),
    }


def described(run: str, rule: str) -> type[Optimizer]:
    """The class of a run's rule."""
    return rule_class(rule, own_rule.text(run) if rule == OWN else "")


def rule_data(run: str, rule: str, surface: Surface | None) -> dict[str, Any]:
    """A rule with the values that were chosen for it, whether or not the run has it now; else those that suit."""
    text = {"text": own_rule.text(run)} if rule == OWN else {}
    chosen = _chosen(keys.rule_settings(run, rule), described(run, rule))
    return {"rule": rule, **text, "hyperparameters": rule_defaults(run, rule, surface) | chosen}


def rule_defaults(run: str, rule: str, surface: Surface | None) -> dict[str, Any]:
    """What suits the surface; of an own rule, the values with which it was opened."""
    cls, opened = described(run, rule), own_rule.first_values(run) if rule == OWN else {}
    return suggestions(cls, surface, _chosen(keys.rule_settings(run, rule), cls)) | opened


def scheduled(run: str, rule: str, values: Mapping[str, Any]) -> list[str]:
    """The hyperparameters that follow a schedule, of those that are numbers of the rule as it is set."""
    known = described(run, rule).settings(values)
    return [name for name in choices.get(keys.schedules(run), ()) if name in known and known[name].kind == "number"]


def schedule_of(run: str, hyperparameter: str) -> str:
    """Which schedule a hyperparameter follows."""
    return choices.get(keys.schedule(run, hyperparameter), FIRST_SCHEDULE)


def transforms(run: str) -> list[str]:
    """What happens to the gradient beside mini-batches, in order."""
    return choices.get(keys.transforms(run), [])


def mini_batch_data(run: str, surface: Surface | None) -> list[dict[str, Any]]:
    """The mini-batch as the transforms that it means: none if a step sees all rows, or where there are no rows."""
    if surface is None or not surface.examples or not choices.get(keys.mini_batch(run), False):
        return []
    return [{"name": MINI_BATCH, "settings": mini_batch_settings(run)}]


def mini_batch_settings(run: str) -> dict[str, Any]:
    """Size and order of a run's mini-batches, whether or not it has some now."""
    return all_values(keys.mini_batch(run), MiniBatch)


def is_noisy(run: str, surface: Surface | None) -> bool:
    """Whether anything in a run is random."""
    batched = bool(mini_batch_data(run, surface))
    return any(TRANSFORMS[name].noisy for name in [*transforms(run), *[MINI_BATCH] * batched])


def all_values(owner: str, cls: type[Described], defaults: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """All that may be set of `cls`, as chosen under `owner` or by default; `defaults` replace those of the class."""
    own = {name: known.plain_default for name, known in cls.hyperparameters().items()} | dict(defaults or {})
    known = cls.settings({name: choices.get(keys.of(owner, name), default) for name, default in own.items()})
    return {name: choices.get(keys.of(owner, name), own.get(name, h.plain_default)) for name, h in known.items()}


def _schedules(run: str, plain: Mapping[str, Any]) -> dict[str, Any]:
    kinds = {name: schedule_of(run, name) for name in scheduled(run, plain["rule"], plain["hyperparameters"])}
    return {
        name: {"name": kind, "settings": _chosen(keys.schedule_settings(run, name, kind), SCHEDULES[kind])}
        for name, kind in kinds.items()
    }


def _transform(run: str, name: str) -> dict[str, Any]:
    return {"name": name, "settings": _chosen(keys.transform_settings(run, name), TRANSFORMS[name])}


def _chosen(owner: str, cls: type[Described]) -> dict[str, Any]:
    """What has been chosen for `cls` under `owner`; not what belongs to a part it no longer has."""
    values = {key.removeprefix(f"{owner}."): choices.get(key, None) for key in choices.keys_of(owner)}
    return {name: value for name, value in values.items() if name in cls.settings(values)}
