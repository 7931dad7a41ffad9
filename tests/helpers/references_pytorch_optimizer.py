"""Rules that torch does not have, and whose form pytorch-optimizer shares. All our values are passed on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytorch_optimizer as po

from tests.helpers.comparison import Reference, Settings
from tests.helpers.parity import Make


def _betas(rule: Any) -> tuple[float, ...]:
    return tuple(getattr(rule, f"beta{i}") for i in (1, 2, 3) if hasattr(rule, f"beta{i}"))


def _like_adam(cls: Callable, *others: str, **always: Any) -> Callable[[Any, Settings], Make]:
    """What has a step size and betas; `others` are the further arguments of the same name."""
    return lambda rule, settings: _like_sgd(cls, *others, betas=_betas(rule), **always)(rule, settings)


def _like_sgd(cls: Callable, *others: str, **always: Any) -> Callable[[Any, Settings], Make]:
    """What has a step size and no betas."""

    def make(rule: Any, _settings: Settings) -> Make:
        same = {name: getattr(rule, name) for name in others}
        return lambda parameters: cls(parameters, lr=rule.lr, **same, **always)

    return make


class ScheduleFreeAdamWWithoutFloor(po.ScheduleFreeAdamW):
    """pytorch-optimizer's, without the 1e-15 that it adds under the root."""

    apply_ams_bound = staticmethod(partial(po.ScheduleFreeAdamW.apply_ams_bound, exp_avg_sq_eps=0.0))
    apply_ams_bound_foreach = staticmethod(partial(po.ScheduleFreeAdamW.apply_ams_bound_foreach, exp_avg_sq_eps=0.0))


class QHAdamInDouble(po.QHAdam):
    """pytorch-optimizer's, with the two weights that it keeps in float32 in float64."""

    def init_group(self, group, **kwargs):
        super().init_group(group, **kwargs)
        for state in self.state.values():
            state |= {name: state[name].double() for name in ("beta1_weight", "beta2_weight")}


def _qhadam(rule: Any, settings: Settings) -> Make:
    return _like_adam(QHAdamInDouble, "eps", "weight_decay", nus=(rule.nu1, rule.nu2))(rule, settings)


def _adopt(rule: Any, settings: Settings) -> Make:
    always = {} if rule.clip else {"clip_lambda": None}
    return _like_adam(po.ADOPT, "eps", "weight_decay", **always)(rule, settings)


DECAY = ("eps", "weight_decay")
PYTORCH_OPTIMIZER: dict[str, Reference] = {
    "lion": Reference(
        "pytorch_optimizer.Lion",
        _like_adam(po.Lion, "weight_decay"),
        ({}, {"lr": 0.01, "weight_decay": 0.5}, {"lr": 0.003, "beta1": 0.5, "beta2": 0.8}),
    ),
    "adabelief": Reference(
        "pytorch_optimizer.AdaBelief",
        _like_adam(po.AdaBelief, *DECAY),
        ({}, {"lr": 0.01, "eps": 1e-4}, {"lr": 0.05, "beta2": 0.9, "eps": 1e-8, "weight_decay": 0.3}),
    ),
    "yogi": Reference(
        "pytorch_optimizer.Yogi",
        _like_adam(po.Yogi, "eps", "initial_accumulator"),
        ({}, {"lr": 0.1, "eps": 1e-8}, {"beta1": 0.5, "beta2": 0.9, "initial_accumulator": 1.0}),
    ),
    "adan": Reference(
        "pytorch_optimizer.Adan",
        _like_adam(po.Adan, *DECAY),
        ({}, {"lr": 0.05, "weight_decay": 0.5}, {"lr": 0.01, "beta1": 0.9, "beta2": 0.0, "beta3": 0.5, "eps": 1.0}),
    ),
    "prodigy": Reference(
        "pytorch_optimizer.Prodigy, in the form without bias correction",
        _like_adam(po.Prodigy, "d0", "d_coef", *DECAY),
        (
            {"bias_correction": False},
            {"bias_correction": False, "lr": 0.1, "d0": 1e-2, "weight_decay": 0.2},
            {"bias_correction": False, "beta1": 0.0, "beta2": 0.5, "d_coef": 0.2},
        ),
        shape=(2,),
    ),
    "schedule_free_sgd": Reference(
        "pytorch_optimizer.ScheduleFreeSGD, which keeps y",
        _like_sgd(po.ScheduleFreeSGD, "momentum", "r", "weight_lr_power", "weight_decay"),
        ({"lr": 1e-4}, {"lr": 1e-3, "momentum": 0.5, "weight_decay": 0.3}, {"lr": 1e-3, "r": 2.0}),
        shows="y",
    ),
    "schedule_free_adamw": Reference(
        "pytorch_optimizer.ScheduleFreeAdamW without 1e-15 under its root; it keeps y",
        _like_adam(ScheduleFreeAdamWWithoutFloor, "r", "weight_lr_power", *DECAY),
        ({}, {"lr": 0.05, "weight_decay": 0.3}, {"lr": 0.01, "beta1": 0.5, "beta2": 0.5, "r": 1.0, "eps": 0.1}),
        shows="y",
    ),
    "ademamix": Reference(
        "pytorch_optimizer.AdEMAMix",
        _like_adam(po.AdEMAMix, "alpha", *DECAY, weight_decouple=True),
        ({}, {"lr": 0.05, "beta3": 0.99, "weight_decay": 0.3}, {"lr": 0.01, "alpha": 0.0, "eps": 1.0}),
    ),
    "adopt": Reference(
        "pytorch_optimizer.ADOPT",
        _adopt,
        ({}, {"lr": 0.05, "beta2": 0.5, "weight_decay": 0.3}, {"lr": 1e-3, "beta1": 0.0, "clip": False, "eps": 1.0}),
    ),
    "novograd": Reference(
        "pytorch_optimizer.NovoGrad",
        _like_adam(po.NovoGrad, "grad_averaging", *DECAY),
        ({}, {"lr": 0.05, "weight_decay": 0.3}, {"lr": 0.1, "beta1": 0.5, "beta2": 0.0, "grad_averaging": True}),
        shape=(2,),
    ),
    "madgrad": Reference(
        "pytorch_optimizer.MADGRAD",
        _like_sgd(po.MADGRAD, "momentum", *DECAY),
        ({}, {"lr": 0.1, "momentum": 0.5, "weight_decay": 0.3}, {"lr": 0.1, "eps": 1e-2}),
    ),
    "qhm": Reference(
        "pytorch_optimizer.QHM",
        _like_sgd(po.QHM, "momentum", "nu", "weight_decay"),
        ({}, {"lr": 1e-3, "momentum": 0.9, "nu": 0.9, "weight_decay": 0.3}, {"lr": 1e-4, "nu": 0.0}),
    ),
    "qhadam": Reference(
        "pytorch_optimizer.QHAdam, in float64",
        _qhadam,
        ({}, {"lr": 0.05, "nu1": 1.0, "weight_decay": 0.3}, {"lr": 0.01, "beta2": 0.5, "nu1": 0.5, "nu2": 0.5}),
    ),
    "sign_sgd": Reference(
        "pytorch_optimizer.SignSGD without momentum",
        _like_sgd(po.SignSGD, momentum=0.0),
        ({}, {"lr": 0.1}, {"lr": 3e-5}),
    ),
    "signum": Reference(
        "pytorch_optimizer.SignSGD",
        _like_sgd(po.SignSGD, "momentum"),
        ({}, {"lr": 0.1, "momentum": 0.5}, {"lr": 0.01, "momentum": 0.99}),
    ),
}
