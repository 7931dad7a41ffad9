"""The rules that torch has. Only what a case sets is passed on, so that the defaults are compared as well."""

from __future__ import annotations

from tests.helpers.comparison import Reference, Settings, reference

_CASES: dict[str, tuple[Settings, ...]] = {
    "sgd": ({}, {"lr": 1e-4}, {"lr": 0.3}, {"lr": 1e-3, "weight_decay": 0.5}, {"lr": 0.0}),
    "momentum": (
        {},
        {"lr": 1e-4, "momentum": 0.5},
        {"lr": 1e-4, "momentum": 0.999, "dampening": 0.3},
        {"lr": 1e-3, "momentum": 0.9, "dampening": 1.0, "weight_decay": 0.1},
        {"lr": 1e-5, "momentum": 1.5},
    ),
    "nesterov": ({}, {"lr": 1e-4, "momentum": 0.5}, {"lr": 2e-4, "momentum": 0.99, "weight_decay": 0.3}),
    "adagrad": (
        {},
        {"lr": 1.0},
        {"lr": 0.5, "lr_decay": 0.1, "weight_decay": 0.2},
        {"lr": 0.1, "initial_accumulator_value": 3.0, "eps": 1.0},
        {"lr": 100.0},
    ),
    "adadelta": ({}, {"lr": 10.0, "rho": 0.95}, {"lr": 0.1, "rho": 0.0, "eps": 1e-2}, {"weight_decay": 0.3}),
    "rmsprop": (
        {},
        {"lr": 0.1, "alpha": 0.9},
        {"lr": 1e-3, "alpha": 0.5, "momentum": 0.9},
        {"lr": 1e-3, "centered": True},
        {"lr": 1e-2, "alpha": 0.0},
        {"lr": 1e-2, "alpha": 0.3, "eps": 1.0, "momentum": 0.3, "weight_decay": 0.1},
        {"lr": 1e-2, "alpha": 0.95, "eps": 1e-2, "momentum": 0.5, "centered": True},
    ),
    "adam": (
        {},
        {"lr": 0.1},
        {"lr": 1e-3, "beta1": 0.0, "beta2": 0.0, "eps": 1e-2},
        {"lr": 0.05, "beta1": 0.99, "beta2": 0.5, "weight_decay": 0.2},
        {"lr": 0.05, "amsgrad": True, "beta2": 0.9},
        {"lr": 5.0, "eps": 10.0},
    ),
    "adamw": (
        {},
        {"lr": 0.1, "weight_decay": 0.5},
        {"lr": 1e-3, "beta1": 0.0, "beta2": 0.0, "eps": 1e-2, "weight_decay": 0.0},
        {"lr": 0.05, "amsgrad": True, "beta2": 0.9},
        {"lr": 0.05, "weight_decay": 30.0},
    ),
    "adamax": (
        {},
        {"lr": 0.05, "beta2": 0.9, "weight_decay": 0.1},
        {"lr": 0.05, "eps": 1.0},
        {"beta1": 0.0, "beta2": 0.0},
    ),
    "nadam": (
        {},
        {"lr": 0.05, "momentum_decay": 1.0},
        {"lr": 0.01, "beta1": 0.5, "beta2": 0.9, "weight_decay": 0.3},
        {"lr": 0.01, "weight_decay": 0.3, "decoupled_weight_decay": True},
        {"lr": 0.01, "beta1": 0.0, "eps": 1.0},
    ),
    "radam": (
        {},
        {"lr": 0.01, "eps": 1e-2},
        {"lr": 1e-3, "beta1": 0.5, "beta2": 0.9, "weight_decay": 0.3},
        {"lr": 1e-3, "weight_decay": 0.3, "decoupled_weight_decay": True},
        {"lr": 1e-4, "beta2": 0.6},
        {"lr": 1e-4, "beta2": 0.0},
    ),
    "rprop": (
        {},
        {"lr": 0.1, "eta_minus": 0.3, "eta_plus": 1.5},
        {"lr": 1.0, "step_min": 1e-3, "step_max": 0.5},
        {"lr": 1e-4, "eta_plus": 3.0},
    ),
    "asgd": (
        {"lr": 1e-3},
        {"lr": 1e-4, "lambd": 0.5, "alpha": 0.3},
        {"lr": 1e-3, "weight_decay": 0.1, "t0": 10.0},
        {"lr": 1e-4, "alpha": 0.0, "t0": 0.0},
    ),
    "adafactor": (
        {},
        {"lr": 0.5, "d": 2.0},
        {"lr": 0.1, "beta2_decay": -0.3, "weight_decay": 0.5},
        {"lr": 0.1, "eps1": 0.5, "eps2": 1.0},
    ),
    "muon": (
        {},
        {"lr": 0.01, "momentum": 0.5, "nesterov": False},
        {"lr": 0.01, "ns_steps": 2, "weight_decay": 0.0},
        {"lr": 0.05, "adjust_lr_fn": "match_rms_adamw", "eps": 1.0},
    ),
}
_WORDS = {"muon": ", a 1 × 2 matrix, in float64"}
_OTHER_DEFAULTS = {"momentum": ("momentum",), "nesterov": ("momentum",)}

TORCH: dict[str, Reference] = {
    key: reference(key, cases, _WORDS.get(key, ""), _OTHER_DEFAULTS.get(key, ())) for key, cases in _CASES.items()
}
