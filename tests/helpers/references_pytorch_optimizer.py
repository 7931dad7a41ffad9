"""Rules that torch does not have, and whose form pytorch-optimizer shares. All our values are passed on."""

from __future__ import annotations

from tests.helpers.comparison import Reference, Settings, reference

_CASES: dict[str, tuple[Settings, ...]] = {
    "lion": ({}, {"lr": 0.01, "weight_decay": 0.5}, {"lr": 0.003, "beta1": 0.5, "beta2": 0.8}),
    "adabelief": (
        {},
        {"lr": 0.01, "eps": 1e-4},
        {"lr": 0.05, "beta2": 0.9, "eps": 1e-8, "weight_decay": 0.3},
        {"lr": 1e-4, "eps": 1e-8, "rectify": True},
        {"lr": 1e-3, "eps": 1e-4, "beta2": 0.95, "rectify": True, "degenerated_to_sgd": False, "weight_decay": 0.3},
    ),
    "yogi": (
        {},
        {"lr": 0.1, "eps": 1e-8},
        {"beta1": 0.5, "beta2": 0.9, "initial_accumulator": 1.0},
        {"weight_decay": 0.3},
        {"weight_decay": 0.3, "decoupled_weight_decay": True},
    ),
    "adan": (
        {},
        {"lr": 0.05, "weight_decay": 0.5},
        {"lr": 0.01, "beta1": 0.9, "beta2": 0.0, "beta3": 0.5, "eps": 1.0},
        {"lr": 0.05, "weight_decay": 0.5, "no_prox": True},
    ),
    "prodigy": (
        {"bias_correction": False},
        {"bias_correction": False, "lr": 0.1, "d0": 1e-2, "weight_decay": 0.2},
        {"bias_correction": False, "beta1": 0.0, "beta2": 0.5, "d_coef": 0.2},
        {"bias_correction": False, "lr": 0.1, "d0": 1e-2, "own_beta3": True, "beta3": 0.9},
        {"bias_correction": False, "lr": 0.2, "d0": 1e-2, "safeguard_warmup": True},
        {"bias_correction": False, "d0": 1e-3, "limit_growth": True, "growth_rate": 1.1},
    ),
    "schedule_free_sgd": ({"lr": 1e-4}, {"lr": 1e-3, "momentum": 0.5, "weight_decay": 0.3}, {"lr": 1e-3, "r": 2.0}),
    "schedule_free_adamw": (
        {},
        {"lr": 0.05, "weight_decay": 0.3},
        {"lr": 0.01, "beta1": 0.5, "beta2": 0.5, "r": 1.0, "eps": 0.1},
    ),
    "ademamix": ({}, {"lr": 0.05, "beta3": 0.99, "weight_decay": 0.3}, {"lr": 0.01, "alpha": 0.0, "eps": 1.0}),
    "adopt": (
        {},
        {"lr": 0.05, "beta2": 0.5, "weight_decay": 0.3},
        {"lr": 1e-3, "beta1": 0.0, "clip": False, "eps": 1.0},
        {"lr": 1.0, "beta1": 0.5, "beta2": 0.9},
    ),
    "novograd": (
        {},
        {"lr": 0.05, "weight_decay": 0.3},
        {"lr": 0.1, "beta1": 0.5, "beta2": 0.0, "grad_averaging": True},
    ),
    "madgrad": (
        {},
        {"lr": 0.1, "momentum": 0.5, "weight_decay": 0.3},
        {"lr": 0.1, "eps": 1e-2},
        {"lr": 0.1, "weight_decay": 0.3, "decoupled_weight_decay": True},
    ),
    "qhm": (
        {},
        {"lr": 1e-3, "momentum": 0.9, "nu": 0.9, "weight_decay": 0.3},
        {"lr": 1e-4, "nu": 0.0},
        {"lr": 0.0001, "weight_decay": 0.3, "decoupled_weight_decay": True},
    ),
    "qhadam": (
        {},
        {"lr": 0.05, "nu1": 1.0, "weight_decay": 0.3},
        {"lr": 0.01, "beta2": 0.5, "nu1": 0.5, "nu2": 0.5},
        {"lr": 0.05, "weight_decay": 0.3, "decoupled_weight_decay": True},
    ),
    "sign_sgd": (
        {},
        {"lr": 0.1},
        {"lr": 3e-5},
        {"lr": 0.01, "weight_decay": 0.3, "decoupled_weight_decay": True},
        {"lr": 0.01, "weight_decay": 0.3},
    ),
    "signum": (
        {},
        {"lr": 0.1, "momentum": 0.5},
        {"lr": 0.01, "momentum": 0.99},
        {"lr": 0.01, "weight_decay": 0.3, "decoupled_weight_decay": True},
        {"lr": 0.01, "weight_decay": 0.3},
    ),
}
_WORDS = {
    "adopt": ", which differs: it clips at t^¼; compared with the authors' (t − 1)^¼ given to it",
    "prodigy": ", in the form without bias correction",
    "schedule_free_sgd": ", which keeps y",
    "schedule_free_adamw": " without 1e-15 under its root; it keeps y",
    "qhadam": ", in float64",
    "sign_sgd": " without momentum",
}

PYTORCH_OPTIMIZER: dict[str, Reference] = {
    key: reference(key, cases, _WORDS.get(key, "")) for key, cases in _CASES.items()
}
