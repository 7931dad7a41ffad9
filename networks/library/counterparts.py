"""Which optimizer of torch or pytorch-optimizer is which rule of ours, and how our values are spelt there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from optimizers import OPTIMIZERS, Optimizer
from simulation import Trajectory
from simulation.running.plan import lr_name

#: An argument of theirs that holds several values of ours.
TUPLES: dict[str, tuple[str, ...]] = {
    "betas": ("beta1", "beta2", "beta3"),
    "nus": ("nu1", "nu2"),
    "etas": ("eta_minus", "eta_plus"),
    "step_sizes": ("step_min", "step_max"),
    "eps": ("eps1", "eps2"),
}
#: Values of ours that are other arguments there.
_SPELT: dict[tuple[str, Any], dict[str, Any]] = {
    ("line_search_fn", "none"): {"line_search_fn": None},
    ("clip", True): {},
    ("clip", False): {"clip_lambda": None},
    ("no_prox", True): {"weight_decouple": True},
    ("no_prox", False): {},
    ("own_beta3", True): {},
    ("own_beta3", False): {},
    ("limit_growth", True): {},
    ("limit_growth", False): {},
}


@dataclass(frozen=True)
class Counterpart:
    """The class of another library that walks a rule's path.

    name   where to find it, "torch.optim.Adam"
    also   arguments that make it this rule
    only   options of ours that it does not have, and the form that it has
    names  names of ours → theirs, where they are others; a name that is here is in no tuple
    shows  our path that its parameters follow: "x", or a state of the rule
    note   why its numbers differ from ours although the form is the same; mostly nothing
    """

    name: str
    also: Mapping[str, Any] = field(default_factory=dict)
    only: Mapping[str, Any] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    shows: str = "x"
    note: str = ""

    def arguments(self, rule: Optimizer, names: Iterable[str] | None = None) -> dict[str, Any]:
        """Its arguments for the values of `rule`: of all hyperparameters, or of those named."""
        given, known = dict(self.also), rule.hyperparameters()
        for name in known if names is None else names:
            if name not in self.only and known[name].counts(vars(rule)):
                given |= self._spelt(rule, name)
        return given

    def _spelt(self, rule: Optimizer, name: str) -> dict[str, Any]:
        value = getattr(rule, name)
        if name in self.names:
            return {self.names[name]: value}
        for whole, parts in TUPLES.items():
            if name in parts:
                own = (part for part in parts if hasattr(rule, part) and part not in self.names)
                return {whole: tuple(getattr(rule, part) for part in own)}
        if name == "max_eval":  # theirs is 5/4 of max_iter where none is given, ours may be more
            return {name: None if rule.budget == rule.max_iter * 5 // 4 else rule.budget}  # type: ignore[attr-defined]
        if isinstance(value, bool | int | str) and (name, value) in _SPELT:
            return _SPELT[name, value]
        return {name: value}

    def lacks(self, rule: Optimizer) -> str | None:
        """The first option of `rule` in use whose value it does not have."""
        known = rule.hyperparameters()
        used = (name for name in self.only if known[name].counts(vars(rule)))
        return next((name for name in used if getattr(rule, name) != self.only[name]), None)


def _torch(name: str, **known: Any) -> Counterpart:
    return Counterpart(f"torch.optim.{name}", **known)


def _package(name: str, **known: Any) -> Counterpart:
    names = {"decoupled_weight_decay": "weight_decouple", **known.pop("names", {})}
    return Counterpart(f"pytorch_optimizer.{name}", names=names, **known)


COUNTERPARTS: dict[str, Counterpart] = {
    "sgd": _torch("SGD"),
    "momentum": _torch("SGD", only={"form": "torch"}),
    "nesterov": _torch("SGD", also={"nesterov": True}, only={"form": "torch"}),
    "adagrad": _torch("Adagrad", only={"eps_place": "outside"}),
    "adadelta": _torch("Adadelta"),
    "rmsprop": _torch("RMSprop", only={"eps_place": "outside", "lr_in_buffer": False}),
    "adam": _torch("Adam", only={"bias_correction": True, "eps_place": "outside", "amsgrad_of": "raw"}),
    "adamw": _torch("AdamW", only={"form": "torch", "amsgrad_of": "raw"}),
    "adamax": _torch("Adamax", only={"eps_place": "inside"}),
    "nadam": _torch("NAdam"),
    "radam": _torch("RAdam", only={"eps_place": "before", "degenerated_to_sgd": True}),
    "rprop": _torch("Rprop", only={"form": "irprop-"}),
    "asgd": _torch("ASGD"),
    "adafactor": _torch(
        "Adafactor",
        only={
            "form": "torch",
            "relative_step": True,
            "scale_parameter": True,
            "use_first_moment": False,
            "beta1": 0.9,
        },
    ),
    "lbfgs": _torch("LBFGS"),
    "muon": _torch(
        "Muon",
        only={"eps_place": "floor"},
        note="torch rounds to bfloat16, two to three digits, inside its Muon; ours does not.",
    ),
    "lion": _package("Lion"),
    "adabelief": _package("AdaBelief"),
    "yogi": _package("Yogi", only={"form": "optax"}),
    "adan": _package("Adan"),
    "prodigy": _package(
        "Prodigy", only={"bias_correction": False}, names={"beta3": "beta3", "growth_rate": "growth_rate"}
    ),
    "schedule_free_sgd": _package("ScheduleFreeSGD", shows="y"),
    "schedule_free_adamw": _package(
        "ScheduleFreeAdamW",
        only={"form": "authors"},
        shows="y",
        note="pytorch-optimizer adds 1e-15 under its root; the paper does not.",
    ),
    "ademamix": _package(
        "AdEMAMix",
        also={"weight_decouple": True},
        only={"warmup": False, "alpha_warmup": 300, "beta3_warmup": 300},
    ),
    "adopt": _package(
        "ADOPT",
        only={"decoupled_weight_decay": False},
        note="pytorch-optimizer clips at t^¼, one step ahead of the authors' code and ours, which clip at (t − 1)^¼.",
    ),
    "novograd": _package("NovoGrad", only={"first_averaged": False}),
    "madgrad": _package("MADGRAD"),
    "qhm": _package("QHM"),
    "qhadam": _package("QHAdam", note="pytorch-optimizer keeps two weights of its QHAdam in float32, seven digits."),
    "sign_sgd": _package("SignSGD", also={"momentum": 0.0}),
    "signum": _package("SignSGD"),
    "sam": _package(
        "SAM",
        also={"base_optimizer": "torch.optim.SGD"},
        only={"tau": 0.0},
        note="pytorch-optimizer keeps the norm of the gradient in float32, seven digits.",
    ),
    "lookahead": _package("Lookahead", only={"inner": None}),
    "sharpness_aware": _package(
        "SAM",
        only={"inner": None, "tau": 0.0},
        note="pytorch-optimizer keeps the norm of the gradient in float32, seven digits.",
    ),
}
#: What the class inside is called there.
_INSIDE = {"lookahead": "optimizer", "sharpness_aware": "base_optimizer"}
#: Why other rules have none, where it is not that nobody has them.
_OTHER_FORM = {
    "lamb": "pytorch-optimizer's Lamb leaves v uncorrected and bounds the norm of the weights by 10.",
    "sophia": "pytorch-optimizer's SophiaH guesses the Hessian's diagonal at random, and ours takes the exact one.",
    "own": "A rule of your own has no counterpart; any class may be drawn beside it.",
    "averaged": "torch averages the weights of a whole network, outside of its optimizers.",
}


def counterpart(rule: Optimizer) -> Counterpart | None:
    """The class for this rule, whatever its options are."""
    return COUNTERPARTS.get(_key(rule))


def settings_for(rule: Optimizer) -> tuple[str, dict[str, Any]] | None:
    """(library name, arguments) for `library_run`; None where no class has this form (`why_none` says why)."""
    known = counterpart(rule)
    if known is None:
        return None
    if _key(rule) in _INSIDE:
        return _around(known, rule)
    return None if known.lacks(rule) else (known.name, known.arguments(rule))


def of_torch(rule: Optimizer) -> tuple[str, dict[str, Any]]:
    """`settings_for` where the class is torch's own. ValueError in one sentence where torch has none."""
    known, found = counterpart(rule), settings_for(rule)
    if known and not known.name.startswith("torch.optim."):
        raise ValueError(f"torch has no {rule.title}; pytorch-optimizer has it as {known.name.split('.')[-1]}.")
    if found is None:
        raise ValueError(why_none(rule))
    return found


def settings_along(rule: Optimizer, path: Trajectory) -> list[dict[str, Any]]:
    """The arguments of every step of our `path`, for `library_run`; empty where no hyperparameter changes."""
    name = lr_name(rule)
    values = {**path.scheduled, **({name: path.lr} if name else {})}
    if all(np.ptp(value[1:]) == 0 for value in values.values() if len(value) > 1):
        return []
    steps = (rule.with_values(**{k: float(v[t]) for k, v in values.items()}) for t in range(1, len(path.x)))
    return [found[1] for step in steps if (found := settings_for(step))]


def why_none(rule: Optimizer) -> str:
    """One sentence: why `settings_for` found nothing."""
    known, key = counterpart(rule), _key(rule)
    if known is None:
        return _OTHER_FORM.get(key, f"Neither torch nor pytorch-optimizer has {rule.title}.")
    if key in _INSIDE:
        inner: Any = getattr(rule, "inner")  # noqa: B009 - Optimizer as such has none
        return f"{known.name} does not take {inner.title} inside, as it is set here."
    option = known.lacks(rule)
    assert option, "there is a counterpart"
    ours, theirs = (str(value).lower() for value in (getattr(rule, option), known.only[option]))
    return f"{known.name} has no {option}={ours}, only {option}={theirs}."


def _around(known: Counterpart, rule: Any) -> tuple[str, dict[str, Any]] | None:
    """They pass what they do not know on to the rule inside, so the two must not share a name."""
    inside, name = settings_for(rule.inner), _INSIDE[_key(rule)]
    own = known.arguments(rule)
    pulls = own.get("pullback_momentum", "none") != "none"
    if pulls and inside and inside[0] != "torch.optim.SGD":
        return None  # theirs knows the momentum of torch's SGD only
    if inside is None or own.keys() & inside[1].keys() or COUNTERPARTS[_key(rule.inner)].shows != "x":
        return None
    return known.name, {**own, name: inside[0], **inside[1]}


def _key(rule: Optimizer) -> str:
    return next((key for key, cls in OPTIMIZERS.items() if cls is type(rule)), "own")
