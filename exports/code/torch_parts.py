"""What of a run torch has, and how it is written there: optimizer, schedulers, what happens to the gradient."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from exports.work import ExportError
from networks.library.counterparts import counterpart, of_torch
from optimizers import SCHEDULES, TRANSFORMS, Optimizer, Schedule
from optimizers.schedules.warmup import Warmup
from simulation import RunSpec
from simulation.experiments.specs import TransformSpec
from simulation.running.plan import lr_name

_CHANGES = {
    "clip_value": "torch.nn.utils.clip_grad_value_([w], {c})",
    "clip_norm": "torch.nn.utils.clip_grad_norm_([w], {theta}, norm_type={p})",
    "normalize": "w.grad.div_(w.grad.norm() or 1.0)",
    "l2": "w.grad.add_({weight_decay} * w.detach())",
    "l1": "w.grad.add_({weight_decay} * w.detach().sign())",
}
_RANDOM = {
    "noise": "torch has no gradient noise, and none would be that of Slalom.",
    "mini_batch": "torch's DataLoader draws other mini-batches than Slalom.",
}
#: Bounds that torch sets to settings, and Slalom does not.
_BOUNDS = {("linear", "start_factor"): (1e-300, 1.0), ("linear", "end_factor"): (0.0, 1.0)}
_BOUNDS |= {("constant_factor", "factor"): (0.0, 1.0), ("polynomial", "lr_end"): (0.0, 0.0)}
_NOT_THEIRS = {"lr_end"}


def optimizer_of(rule: Optimizer) -> str:
    """The call that makes torch's optimizer for the parameters [w]. ExportError if torch has none that walks alike."""
    try:
        name, arguments = of_torch(rule)
    except ValueError as error:
        raise ExportError(str(error)) from None
    if (known := counterpart(rule)) and known.note:
        raise ExportError(known.note)
    return f"{name}([w], {_arguments(arguments)})"


def scheduler_of(spec: RunSpec, steps: int) -> str:
    """The call that makes torch's scheduler of `optimizer`, "" without a schedule. ExportError if torch has none."""
    rule, schedules = spec.build(), spec.build_schedules()
    if others := [name for name in schedules if name != lr_name(rule)]:
        raise ExportError(f"torch's schedulers move the step size alone, and here {others[0]} follows one.")
    return _scheduler(next(iter(schedules.values())), steps) if schedules else ""


def follows_loss(spec: RunSpec) -> bool:
    """Whether its scheduler is told how the loss goes."""
    return any(schedule.follows_loss for schedule in spec.build_schedules().values())


def change_of(spec: TransformSpec) -> str:
    """The statement that changes w.grad as the transform does. ExportError if it is random."""
    if spec.name in _RANDOM:
        raise ExportError(_RANDOM[spec.name])
    return _CHANGES[spec.name].format(**{name: literal(value) for name, value in spec.build().values().items()})


def change_of_all(spec: TransformSpec) -> str:
    """The same for all `parameters` of a module together."""
    text = change_of(spec)
    if "[w]" in text:
        return text.replace("[w]", "parameters")
    if spec.name == "normalize":
        norm = "torch.cat([w.grad.ravel() for w in parameters]).norm() or 1.0"
        return f"[w.grad.div_(norm) for norm in [{norm}] for w in parameters]"
    return f"[{text} for w in parameters]"


def literal(value: Any) -> str:
    """A value as Python; there is no literal for infinity."""
    plain = value.item() if isinstance(value, np.generic) else value
    return 'float("inf")' if plain == float("inf") else repr(plain)


def _scheduler(schedule: Schedule, steps: int) -> str:
    whole = schedule.over(steps)
    key = next(key for key, cls in SCHEDULES.items() if cls is type(schedule))
    if isinstance(whole, Warmup):
        return _warm_up(whole)
    if key == "constant":
        return "lr_scheduler.LambdaLR(optimizer, lambda t: 1.0)"
    if not whole.torch:
        raise ExportError(f"torch has no scheduler that does what {schedule.title} does.")
    settings = {name: getattr(whole, name) for name, h in whole.hyperparameters().items() if h.counts(vars(whole))}
    _check(key, whole, settings, steps)
    if not settings.get("step_size_down", 1):
        del settings["step_size_down"]  # as many as up
    theirs = {name: value for name, value in settings.items() if name not in _NOT_THEIRS}
    return f"lr_scheduler.{whole.torch}(optimizer, {_arguments(theirs)})"


def _warm_up(whole: Warmup) -> str:
    if whole.follows_loss:
        raise ExportError("torch's SequentialLR has no place for a ReduceLROnPlateau, which follows the loss.")
    if not whole.start_factor:
        raise ExportError("torch's LinearLR begins with a factor above 0, and here start_factor is 0.")
    then = _scheduler(whole.after, 1)  # whose lengths are filled in
    return f"warm_up(optimizer, {then}, start_factor={whole.start_factor!r}, total_iters={int(whole.total_iters)})"


def _check(key: str, schedule: Schedule, settings: Mapping[str, Any], steps: int) -> None:
    """ExportError if torch refuses what ours takes."""
    for (owner, name), (low, high) in _BOUNDS.items():
        if owner == key and not low <= settings[name] <= high:
            raise ExportError(f"torch's {schedule.torch} does not take {name} = {settings[name]!r}.")
    if key == "one_cycle":
        total, rises = settings["total_steps"], settings["pct_start"] * settings["total_steps"]
        if total < steps:
            raise ExportError(f"torch's OneCycleLR refuses to go on after its {total} steps.")
        if rises == 1:
            raise ExportError("torch's OneCycleLR needs more than one step to rise in; pct_start is too small.")


def _arguments(values: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={literal(value)}" for name, value in values.items())


assert set(_CHANGES) | set(_RANDOM) == set(TRANSFORMS)
