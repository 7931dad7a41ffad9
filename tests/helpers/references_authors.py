"""What is known of the code that the authors of a rule's paper published, and where ours is otherwise.

"The same path" is what was seen when that code was run in double precision beside ours: 100 steps on three surfaces,
equal to rounding. A form that is named is held to the recursion of that code in
`tests/unit/optimizers/test_authors_forms.py`.
"""

#: Rule → what its authors' code does, as a sentence without a full stop. Others have no such code, or none is known.
AUTHORS: dict[str, str] = {
    "radam": "the same path with `degenerated_to_sgd=False`, their default: it rests until ρ ≥ 5",
    "adafactor": 'fairseq\'s walks the same path with `form="fairseq"`',
    "muon": 'adds ε to the norm (`eps_place="added"`); their step size is 0.02, without weight decay',
    "lion": "the same path",
    "adabelief": "the same path; by default it rectifies (`rectify`)",
    "yogi": 'none known; TensorFlow Addons has `form="tensorflow"`, and the paper `form="paper"`',
    "adan": "the same path; it has `no_prox` too",
    "sophia": (
        "the same path with the exact diagonal; every 10 steps (`lazy`), with γ = 0.04 times the batch size, η = 1e-4 "
        "and λ = 0.1"
    ),
    "prodigy": "the same path; by default without `bias_correction`",
    "schedule_free_sgd": "the same path, also with a warm-up",
    "schedule_free_adamw": 'the same path, also with a warm-up; the paper\'s form is `form="paper"`',
    "ademamix": "the same path, also with `warmup` but for 1e-8 that it adds to each β there; their α is 2",
    "adopt": "the same path: clips at (t − 1)^¼, which is 1 at the first step that moves",
    "lamb": "the code in use in PyTorch has `bias_correction=False` and `clamp`",
    "novograd": "averages the first gradient too (`first_averaged`); β₂ is 0.98 in OpenSeq2Seq and 0 in Jasper",
    "madgrad": "the same path; without momentum its start moves with a decoupled weight decay, ours does not",
    "qhm": "the same path; β and ν have no defaults there",
    "qhadam": "the same path; by default β₁ = 0.9 and ν₁ = 1, which is Adam",
    "sign_sgd": "MXNet's walks the same path",
    "signum": "MXNet's walks the same path",
    "polyak": "SPS with a constant c walks the same path at η = 1/c; its c = 0.5 is η = 2",
    "sam": "the same path; ASAM's (`adaptive`) has τ = 0.01",
    "sharpness_aware": "the same path around SGD; ASAM's (`adaptive`) has τ = 0.01",
    "lookahead": "the same path; their α is 0.8, and their `pullback` does nothing after the first time",
}

#: Rule → the defaults of the authors' code that are numbers or switches of ours, as far as they are known.
DEFAULTS: dict[str, dict[str, float | bool]] = {
    "radam": {"lr": 1e-3, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "degenerated_to_sgd": False},
    "adabelief": {"lr": 1e-3, "beta1": 0.9, "beta2": 0.999, "eps": 1e-16, "rectify": True},
    "muon": {"lr": 0.02, "momentum": 0.95, "nesterov": True, "ns_steps": 5, "weight_decay": 0.0},
    "lion": {"lr": 1e-4, "beta1": 0.9, "beta2": 0.99, "weight_decay": 0.0},
    "adan": {"lr": 1e-3, "beta1": 0.98, "beta2": 0.92, "beta3": 0.99, "eps": 1e-8, "no_prox": False},
    "sophia": {"lr": 1e-4, "beta1": 0.965, "beta2": 0.99, "clip_threshold": 1.0, "weight_decay": 0.1, "lazy": True},
    "prodigy": {
        "lr": 1.0,
        "beta1": 0.9,
        "beta2": 0.999,
        "d0": 1e-6,
        "d_coef": 1.0,
        "eps": 1e-8,
        "bias_correction": False,
        "own_beta3": False,
        "safeguard_warmup": False,
        "limit_growth": False,
    },
    "schedule_free_sgd": {"lr": 1.0, "momentum": 0.9, "r": 0.0, "weight_lr_power": 2.0},
    "schedule_free_adamw": {"lr": 2.5e-3, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "weight_decay": 0.0},
    "ademamix": {"lr": 1e-3, "beta1": 0.9, "beta2": 0.999, "beta3": 0.9999, "alpha": 2.0, "eps": 1e-8},
    "adopt": {"lr": 1e-3, "beta1": 0.9, "beta2": 0.9999, "eps": 1e-6, "clip": True, "weight_decay": 0.0},
    "novograd": {"beta1": 0.95, "beta2": 0.98, "eps": 1e-8, "weight_decay": 0.0, "grad_averaging": False},
    "madgrad": {"lr": 1e-2, "momentum": 0.9, "eps": 1e-6, "weight_decay": 0.0},
    "qhadam": {"lr": 1e-3, "beta1": 0.9, "beta2": 0.999, "nu1": 1.0, "nu2": 1.0, "eps": 1e-8},
    "polyak": {"lr": 2.0},
    "sam": {"rho": 0.05, "adaptive": False},
    "sharpness_aware": {"rho": 0.05, "adaptive": False},
    "lookahead": {"k": 5, "alpha": 0.8},
}
