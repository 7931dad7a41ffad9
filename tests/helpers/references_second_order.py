"""Who walks the paths of the rules that search, and of those around other rules: torch, SciPy, pytorch-optimizer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import numpy as np
import pytorch_optimizer as po
import torch
from scipy import optimize
from scipy.optimize import _optimize as scipy_inside
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from networks.library.classes import library_class
from networks.library.counterparts import counterpart
from optimizers import OPTIMIZERS
from optimizers.toolbox.line_searches import Ray
from simulation import simulate
from surfaces import SURFACES
from tests.helpers import rounding
from tests.helpers.comparison import Reference, Settings
from tests.helpers.doubles import DOUBLES, SAMInDouble
from tests.helpers.parity import STARTS, TORCH_SURFACES


@dataclass(frozen=True)
class Walk:
    """Another library's optimizer that does not step like one of torch; like `Reference` otherwise.

    walk  (our rule, surface, steps) → the other path, (up to steps + 1, 2)
    """

    name: str
    walk: Callable[[Any, str, int], np.ndarray]
    cases: tuple[Settings, ...]
    shows: str = "x"

    def path(self, rule: Any, settings: Settings, surface: str, steps: int) -> np.ndarray:
        return self.walk(rule, surface, steps)


def torchs_lbfgs(rule: Any, surface: str, steps: int) -> tuple[np.ndarray, np.ndarray]:
    """(path, evaluations so far) of torch.optim.LBFGS."""
    x, y = (torch.tensor(c, dtype=torch.float64, requires_grad=True) for c in STARTS[surface])
    same = {n: getattr(rule, n) for n in ("lr", "max_iter", "history_size", "tolerance_grad", "tolerance_change")}
    search = None if rule.line_search_fn == "none" else rule.line_search_fn
    optimizer = torch.optim.LBFGS([x, y], **same, max_eval=rule.budget, line_search_fn=search)

    def closure():
        optimizer.zero_grad()
        loss = TORCH_SURFACES[surface](x, y)
        loss.backward()
        return loss

    path, evaluations = [(x.item(), y.item())], [0]
    for _ in range(steps):
        optimizer.step(closure)
        path.append((x.item(), y.item()))
        evaluations.append(optimizer.state[x]["func_evals"])
    return np.array(path), np.array(evaluations)


def scipys(
    method: str, surface: str, steps: int, seed: int | None = None, **options: Any
) -> tuple[np.ndarray, np.ndarray]:
    """(path, evaluations of f so far) of scipy.optimize.minimize, until it gives up; with a seed, rounded at random."""
    start, known, asked = STARTS[surface], SURFACES[surface], []
    if seed is not None:
        start, known = rounding.start(start, seed), rounding.RoundedLandscape(known, seed)
    path, counts = [np.array(start)], [0]

    def keep(intermediate_result):
        path.append(intermediate_result.x.copy())
        counts.append(len(asked))

    given = {} if method == "Nelder-Mead" else {"jac": known.gradient}
    given |= {"hess": known.hessian} if method == "dogleg" else {}
    with np.errstate(all="ignore"):  # at rest SciPy divides zero by zero
        optimize.minimize(
            lambda p: asked.append(1) or float(known.value(p)),
            start,
            method=method,
            callback=keep,
            options={"maxiter": steps, **options},
            **given,
        )
    return np.array(path), np.array(counts)


def scipys_with_our_steps(method: str, rule: Any, surface: str, steps: int, seed: int | None = None) -> np.ndarray:
    """SciPy's BFGS or CG as far along its directions as our search went: what is compared is everything else."""
    run = simulate(rule, SURFACES[surface], STARTS[surface], steps)
    lengths = iter(run.states["eta"][1:, 0])

    def line_search(value, slope, x, d, g, old, _older, extra_condition=lambda *_: True, **_):
        objective = type("F", (), {"evaluate": staticmethod(lambda p: (value(p), slope(p)))})
        ray = Ray(objective, x, d, old, g)
        end = ray(next(lengths))
        extra_condition(end.a, ray.at(end.a), end.f, end.g)  # where SciPy's conjugate gradients compute the next d
        return end.a, ray.trials, ray.trials, end.f, old, end.g

    with patch.object(scipy_inside, "_line_search_wolfe12", line_search):
        return scipys(method, surface, steps, seed, gtol=0.0)[0]


def scipys_dogleg(rule: Any, surface: str, steps: int) -> np.ndarray:
    names = ("initial_trust_radius", "max_trust_radius", "eta")
    return scipys("dogleg", surface, steps, gtol=0.0, **{n: getattr(rule, n) for n in names})[0]


def scipys_nelder_mead(rule: Any, surface: str, steps: int) -> tuple[np.ndarray, np.ndarray]:
    start = np.array(STARTS[surface])
    simplex = np.vstack([start, start + rule.size * np.eye(2)])
    return scipys("Nelder-Mead", surface, steps, initial_simplex=simplex, xatol=0.0, fatol=0.0)


def torchs_average(rule: Any, surface: str, steps: int) -> np.ndarray:
    """The path of torch's AveragedModel around torch's SGD; before step t0 it is the point itself."""
    inner = rule.inner
    model = torch.nn.ParameterList([torch.nn.Parameter(torch.tensor(c, dtype=torch.float64)) for c in STARTS[surface]])
    average = get_ema_multi_avg_fn(rule.decay) if rule.average == "ema" else None
    averaged = AveragedModel(model, multi_avg_fn=average)
    optimizer = torch.optim.SGD(model.parameters(), lr=inner.lr, weight_decay=inner.weight_decay)
    path = [[p.item() for p in model]]
    for t in range(1, steps + 1):
        optimizer.zero_grad()
        TORCH_SURFACES[surface](*model).backward()
        optimizer.step()
        if t > rule.t0:
            averaged.update_parameters(model)
        path.append([p.item() for p in (averaged.module if t > rule.t0 else model)])
    return np.array(path)


def sams(rule: Any, surface: str, steps: int) -> np.ndarray:
    """The path of pytorch-optimizer's SAM around the class that our inner rule is."""
    known = counterpart(rule.inner)
    assert known is not None
    point = torch.tensor(STARTS[surface], dtype=torch.float64, requires_grad=True)
    own = {"rho": rule.rho, "adaptive": rule.adaptive}
    cls = DOUBLES.get(known.name) or library_class(known.name)
    optimizer = SAMInDouble([point], base_optimizer=cls, **own, **known.arguments(rule.inner))

    def closure():
        optimizer.zero_grad()
        loss = TORCH_SURFACES[surface](*point)
        loss.backward()
        return loss

    path = [point.tolist()]
    for _ in range(steps):
        closure()
        optimizer.step(closure)
        path.append(point.tolist())
    return np.array(path)


def _sgd(lr: float, **more: float) -> Any:
    return OPTIMIZERS["sgd"](lr=lr, **more)


def _heavy(lr: float) -> Any:
    return OPTIMIZERS["momentum"](lr=lr, momentum=0.9)


def _lookahead(rule: Any, _settings: Settings) -> Any:
    inner = rule.inner
    arguments = {"lr": inner.lr, "weight_decay": inner.weight_decay}
    if hasattr(inner, "momentum"):
        arguments["momentum"] = inner.momentum
    own = {"k": rule.k, "alpha": rule.alpha, "pullback_momentum": rule.pullback_momentum}
    return lambda parameters: po.Lookahead(torch.optim.SGD(parameters, **arguments), **own)


SECOND_ORDER: dict[str, Reference | Walk] = {
    "lbfgs": Walk(
        "torch.optim.LBFGS",
        lambda *walk: torchs_lbfgs(*walk)[0],
        (
            {},
            {"lr": 0.1, "history_size": 3},
            {"max_iter": 5, "lr": 0.3},
            {"max_iter": 20, "line_search_fn": "strong_wolfe"},
            {"max_iter": 1, "line_search_fn": "strong_wolfe"},
            {"max_iter": 1, "max_eval": 1, "line_search_fn": "strong_wolfe"},
            {"max_iter": 1, "max_eval": 25, "line_search_fn": "strong_wolfe"},
            {"max_iter": 5, "line_search_fn": "strong_wolfe"},
            {"max_iter": 30, "line_search_fn": "strong_wolfe"},
            {"max_iter": 4, "max_eval": 9, "line_search_fn": "strong_wolfe", "lr": 0.01, "history_size": 2},
            {"lr": 0.5, "tolerance_grad": 1e-2, "tolerance_change": 1e-4, "max_iter": 3},
        ),
    ),
    "bfgs": Walk(
        "scipy.optimize BFGS, with the step lengths of our search",
        lambda *walk: scipys_with_our_steps("BFGS", *walk),
        ({}, {"c2": 0.5, "lr": 0.3}),
    ),
    "conjugate_gradient": Walk(
        "scipy.optimize CG, with the step lengths of our search",
        lambda *walk: scipys_with_our_steps("CG", *walk),
        ({}, {"c2": 0.05, "lr": 0.3}),
    ),
    "trust_region": Walk(
        "scipy.optimize dogleg, as long as the Hessian is positive definite",
        scipys_dogleg,
        ({}, {"initial_trust_radius": 0.2, "max_trust_radius": 0.5, "eta": 0.1}),
    ),
    "nelder_mead": Walk(
        "scipy.optimize Nelder–Mead", lambda *walk: scipys_nelder_mead(*walk)[0], ({}, {"size": 1.3}, {"size": 0.1})
    ),
    "lookahead": Reference(
        "pytorch_optimizer.Lookahead around torch.optim.SGD",
        _lookahead,
        (
            {"inner": _sgd(1e-3)},
            {"inner": _sgd(2e-4, weight_decay=0.3), "k": 1, "alpha": 0.9},
            {"inner": _sgd(0.05), "k": 7, "alpha": 0.2},
            {"inner": _heavy(2e-4), "pullback_momentum": "reset"},
            {"inner": _heavy(2e-4), "k": 3, "alpha": 0.8, "pullback_momentum": "pullback"},
        ),
    ),
    "sharpness_aware": Walk(
        "pytorch_optimizer.SAM around classes of torch and its own, with its norm in float64",
        sams,
        (
            {},
            {"inner": _heavy(2e-4), "rho": 0.5},
            {"inner": OPTIMIZERS["adam"](lr=0.01, weight_decay=0.3), "adaptive": True},
            {"inner": OPTIMIZERS["radam"](lr=1e-4, weight_decay=0.3, decoupled_weight_decay=True)},
            {"inner": OPTIMIZERS["lion"](lr=0.01, weight_decay=0.3), "rho": 0.2},
            {"inner": OPTIMIZERS["rmsprop"](lr=1e-3, momentum=0.5), "adaptive": True, "rho": 0.2},
        ),
    ),
    "averaged": Walk(
        "torch.optim.swa_utils.AveragedModel around torch.optim.SGD",
        torchs_average,
        (
            {"inner": _sgd(1e-3)},
            {"inner": _sgd(2e-4, weight_decay=0.3), "t0": 20},
            {"inner": _sgd(1e-3), "average": "ema", "decay": 0.9},
        ),
        shows="average",
    ),
}
#: Rules that are worked out by hand in tests/parity/test_second_order.py.
WORKED_OUT = ("line_search", "newton")
