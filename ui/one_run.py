"""The controls of one run: its rule, what the rule's hyperparameters are, and what happens to the gradient before.

`run` is the prefix of the run's keys in `ui.choices`: "" on a page with a single run, "run 3/" beside others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from optimizers import OPTIMIZERS, SCHEDULES, TRANSFORMS
from optimizers.base import Described
from simulation.suggest import suggestions
from surfaces import Surface
from ui import batch, choices, schedules
from ui.text import _
from ui.widgets import heading, pick, pick_some, settings


def optimizer(run: str, surface: Surface, first: str) -> dict[str, Any]:
    """The rule and its hyperparameters, as plain data of a run."""
    rule = choices.get(f"{run}rule", first)
    cls = OPTIMIZERS[rule]
    heading(_("Optimizer"), *choices.keys_of(f"{run}{rule}"))
    picked = pick(f"{run}rule", _("optimizer"), {key: cls.title for key, cls in OPTIMIZERS.items()}, first)
    parts = {name: choices.get(f"{run}{rule}.{name}", known.default) for name, known in cls.hyperparameters().items()}
    defaults = suggestions(cls, surface, parts)
    return {"rule": picked, "hyperparameters": settings(f"{run}{rule}", cls, defaults)}


def transforms_title(run: str) -> str:
    """What the folded group says: "Noise and clipping: Clip by norm"."""
    picked = [_(TRANSFORMS[name].title) for name in choices.get(f"{run}transforms", ())]
    return _("Noise and clipping: {what}").format(what=", ".join(picked) or _("none"))


def transforms(run: str) -> list[dict[str, Any]]:
    """Noise, clipping and decay, in the order in which they were picked."""
    titles = {name: transform.title for name, transform in TRANSFORMS.items() if name != batch.NAME}
    picked = pick_some(f"{run}transforms", _("applied to the gradient, in this order"), titles)
    return [{"name": name, "settings": settings(f"{run}{name}", TRANSFORMS[name])} for name in picked]


def is_noisy(run: Mapping[str, Any]) -> bool:
    """Whether anything in a run is random."""
    return any(TRANSFORMS[transform["name"]].noisy for transform in run["transforms"])


def saved(run: str, surface: Surface) -> dict[str, Any]:
    """A run as plain data from what has been chosen for it, without drawing anything."""
    rule = choices.get(f"{run}rule", "")
    cls = OPTIMIZERS[rule]
    hyperparameters = _saved_settings(f"{run}{rule}", cls)
    kinds = {name: choices.get(f"{run}schedule {name}", schedules.FIRST) for name in choices.get(f"{run}schedules", [])}
    return {
        "rule": rule,
        "hyperparameters": suggestions(cls, surface, hyperparameters) | hyperparameters,
        "schedules": {
            name: {"name": kind, "settings": _saved_settings(f"{run}schedule {name} {kind}", SCHEDULES[kind])}
            for name, kind in kinds.items()
        },
        "transforms": batch.saved(run, surface)
        + [
            {"name": name, "settings": _saved_settings(f"{run}{name}", TRANSFORMS[name])}
            for name in choices.get(f"{run}transforms", [])
        ],
    }


def _saved_settings(owner: str, cls: type[Described]) -> dict[str, Any]:
    """What has been chosen for `cls` under "<owner>.<name>"; not what belongs to a part it no longer has."""
    values = {key.removeprefix(f"{owner}."): choices.get(key, None) for key in choices.keys_of(owner)}
    return {name: value for name, value in values.items() if name in cls.settings(values)}
