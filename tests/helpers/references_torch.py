"""The rules that torch has. Only what a case sets is passed on, so that the defaults are compared as well."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unittest import mock

import torch
from torch import optim

from optimizers import Optimizer
from tests.helpers.comparison import Reference, Settings
from tests.helpers.parity import Make

_TUPLES = {
    "betas": ("beta1", "beta2"),
    "etas": ("eta_minus", "eta_plus"),
    "step_sizes": ("step_min", "step_max"),
    "eps": ("eps1", "eps2"),
}


def _torch(cls: Callable, **always: Any) -> Callable[[Optimizer, Settings], Make]:
    def make(rule: Optimizer, settings: Settings) -> Make:
        arguments = {**always, **settings}
        for name, parts in _TUPLES.items():
            if any(part in settings for part in parts):
                arguments = {k: v for k, v in arguments.items() if k not in parts}
                arguments[name] = tuple(getattr(rule, part) for part in parts)
        return lambda parameters: cls(parameters, **arguments)

    return make


class MuonInDouble(optim.Muon):
    """torch's Muon without its one conversion to bfloat16, which would leave two digits to compare."""

    def step(self, closure=None):
        with mock.patch.object(torch.Tensor, "bfloat16", torch.Tensor.clone):
            return super().step(closure)


TORCH: dict[str, Reference] = {
    "sgd": Reference(
        "torch.optim.SGD",
        _torch(optim.SGD),
        ({}, {"lr": 1e-4}, {"lr": 0.3}, {"lr": 1e-3, "weight_decay": 0.5}, {"lr": 0.0}),
    ),
    "momentum": Reference(
        "torch.optim.SGD",
        _torch(optim.SGD, momentum=0.9),
        (
            {},
            {"lr": 1e-4, "momentum": 0.5},
            {"lr": 1e-4, "momentum": 0.999, "dampening": 0.3},
            {"lr": 1e-3, "momentum": 0.9, "dampening": 1.0, "weight_decay": 0.1},
            {"lr": 1e-5, "momentum": 1.5},
        ),
    ),
    "nesterov": Reference(
        "torch.optim.SGD",
        _torch(optim.SGD, momentum=0.9, nesterov=True),
        ({}, {"lr": 1e-4, "momentum": 0.5}, {"lr": 2e-4, "momentum": 0.99, "weight_decay": 0.3}),
    ),
    "adagrad": Reference(
        "torch.optim.Adagrad",
        _torch(optim.Adagrad),
        (
            {},
            {"lr": 1.0},
            {"lr": 0.5, "lr_decay": 0.1, "weight_decay": 0.2},
            {"lr": 0.1, "initial_accumulator_value": 3.0, "eps": 1.0},
            {"lr": 100.0},
        ),
    ),
    "adadelta": Reference(
        "torch.optim.Adadelta",
        _torch(optim.Adadelta),
        ({}, {"lr": 10.0, "rho": 0.95}, {"lr": 0.1, "rho": 0.0, "eps": 1e-2}, {"weight_decay": 0.3}),
    ),
    "rmsprop": Reference(
        "torch.optim.RMSprop",
        _torch(optim.RMSprop),
        (
            {},
            {"lr": 0.1, "alpha": 0.9},
            {"lr": 1e-3, "alpha": 0.5, "momentum": 0.9},
            {"lr": 1e-3, "centered": True},
            {"lr": 1e-2, "alpha": 0.0},
            {"lr": 1e-2, "alpha": 0.3, "eps": 1.0, "momentum": 0.3, "weight_decay": 0.1},
            {"lr": 1e-2, "alpha": 0.95, "eps": 1e-2, "momentum": 0.5, "centered": True},
        ),
    ),
    "adam": Reference(
        "torch.optim.Adam",
        _torch(optim.Adam),
        (
            {},
            {"lr": 0.1},
            {"lr": 1e-3, "beta1": 0.0, "beta2": 0.0, "eps": 1e-2},
            {"lr": 0.05, "beta1": 0.99, "beta2": 0.5, "weight_decay": 0.2},
            {"lr": 0.05, "amsgrad": True, "beta2": 0.9},
            {"lr": 5.0, "eps": 10.0},
        ),
    ),
    "adamw": Reference(
        "torch.optim.AdamW",
        _torch(optim.AdamW),
        (
            {},
            {"lr": 0.1, "weight_decay": 0.5},
            {"lr": 1e-3, "beta1": 0.0, "beta2": 0.0, "eps": 1e-2, "weight_decay": 0.0},
            {"lr": 0.05, "amsgrad": True, "beta2": 0.9},
            {"lr": 0.05, "weight_decay": 30.0},
        ),
    ),
    "adamax": Reference(
        "torch.optim.Adamax",
        _torch(optim.Adamax),
        ({}, {"lr": 0.05, "beta2": 0.9, "weight_decay": 0.1}, {"lr": 0.05, "eps": 1.0}, {"beta1": 0.0, "beta2": 0.0}),
    ),
    "nadam": Reference(
        "torch.optim.NAdam",
        _torch(optim.NAdam),
        (
            {},
            {"lr": 0.05, "momentum_decay": 1.0},
            {"lr": 0.01, "beta1": 0.5, "beta2": 0.9, "weight_decay": 0.3},
            {"lr": 0.01, "weight_decay": 0.3, "decoupled_weight_decay": True},
            {"lr": 0.01, "beta1": 0.0, "eps": 1.0},
        ),
    ),
    "radam": Reference(
        "torch.optim.RAdam",
        _torch(optim.RAdam),
        (
            {},
            {"lr": 0.01, "eps": 1e-2},
            {"lr": 1e-3, "beta1": 0.5, "beta2": 0.9, "weight_decay": 0.3},
            {"lr": 1e-3, "weight_decay": 0.3, "decoupled_weight_decay": True},
            {"lr": 1e-4, "beta2": 0.6},
            {"lr": 1e-4, "beta2": 0.0},
        ),
    ),
    "rprop": Reference(
        "torch.optim.Rprop",
        _torch(optim.Rprop),
        (
            {},
            {"lr": 0.1, "eta_minus": 0.3, "eta_plus": 1.5},
            {"lr": 1.0, "step_min": 1e-3, "step_max": 0.5},
            {"lr": 1e-4, "eta_plus": 3.0},
        ),
    ),
    "asgd": Reference(
        "torch.optim.ASGD",
        _torch(optim.ASGD),
        (
            {"lr": 1e-3},
            {"lr": 1e-4, "lambd": 0.5, "alpha": 0.3},
            {"lr": 1e-3, "weight_decay": 0.1, "t0": 10.0},
            {"lr": 1e-4, "alpha": 0.0, "t0": 0.0},
        ),
    ),
    "adafactor": Reference(
        "torch.optim.Adafactor",
        _torch(optim.Adafactor),
        (
            {},
            {"lr": 0.5, "d": 2.0},
            {"lr": 0.1, "beta2_decay": -0.3, "weight_decay": 0.5},
            {"lr": 0.1, "eps1": 0.5, "eps2": 1.0},
        ),
        shape=(2,),
    ),
    "muon": Reference(
        "torch.optim.Muon, a 1 × 2 matrix, in float64",
        _torch(MuonInDouble),
        (
            {},
            {"lr": 0.01, "momentum": 0.5, "nesterov": False},
            {"lr": 0.01, "ns_steps": 2, "weight_decay": 0.0},
            {"lr": 0.05, "adjust_lr_fn": "match_rms_adamw", "eps": 1.0},
        ),
        shape=(1, 2),
    ),
}
