"""What theory draws over a map of step size and momentum on a quadratic, and says of a cell of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from maps import MapExperiment
from maps.axes import Axis
from maps.by_theory import Theory, quadratic_of, theory_of
from simulation import Experiment, Trajectory
from words.language import _
from words.numbers import short

_POINTS = 161


def lines(experiment: MapExperiment) -> list[dict[str, Any]]:
    """Curves and points with their names, for every run whose axes are its step size and momentum, or its step size
    alone; places are shares of the axes."""
    names = [axis.name for axis in experiment.both]
    if "lr" not in names or (other := names[1 - names.index("lr")]) not in ("momentum",):
        return []
    found: list[dict[str, Any]] = []
    surface = experiment.experiment.landscape()
    for run, spec in enumerate(experiment.experiment.runs):
        theory = theory_of(spec, surface)
        if theory and not experiment.experiment.maximize:
            found += [{"run": run, **line} for line in _of_run(theory, experiment, names.index(other))]
    return found


def _of_run(theory: Theory, experiment: MapExperiment, momentum: int) -> list[dict[str, Any]]:
    axis = experiment.both[momentum]
    betas = np.linspace(axis.low, axis.high, _POINTS)
    betas = betas[(betas >= 0) & (betas < 1)]

    def drawn(name: str, of: Callable[[Any], np.ndarray]) -> dict[str, Any]:
        return {"name": name, "points": _shares(experiment, of(betas), betas, momentum)}

    found = [drawn(_("border of stability"), theory.border)]
    if theory.eigenvalues[0] > 0:
        found.append(drawn(_("critically damped"), theory.critical))
    if best := theory.best:
        at = _shares(experiment, np.array([best.lr]), np.array([best.momentum]), momentum)
        name = _("best: rate {rate}").format(rate=short(best.rate, 3))
        found.append({"name": name, "points": at, "dot": True})
    return [line for line in found if line["points"]]


def _shares(experiment: MapExperiment, lr: np.ndarray, beta: np.ndarray, momentum: int) -> list[list[float]]:
    places = [lr, beta] if momentum else [beta, lr]
    x, y = (_share(axis, values) for axis, values in zip(experiment.both, places, strict=True))
    good = np.isfinite(x) & np.isfinite(y)
    return [[round(float(u), 4), round(float(v), 4)] for u, v in zip(x[good], y[good], strict=True)]


def _share(axis: Axis, values: np.ndarray) -> np.ndarray:
    """Of the picture, whose cells have the values in their middles."""
    with np.errstate(all="ignore"):
        low, high, at = (np.log(v) if axis.log else np.asarray(v) for v in (axis.low, axis.high, values))
    return (0.5 + (at - low) / (high - low) * (axis.count - 1)) / axis.count


class Along(NamedTuple):
    """A path along one eigenvector of the Hessian: its eigenvalue, how it is damped, and the distance from the minimum
    after every step."""

    eigenvalue: float
    regime: str
    distance: np.ndarray


def taken_apart(experiment: Experiment, path: Trajectory) -> list[Along]:
    """The path of a run taken apart, the flattest direction first; nothing where there is no theory."""
    theory, found = theory_of(experiment.runs[0], experiment.landscape()), quadratic_of(experiment.landscape())
    if theory is None or found is None or experiment.maximize:
        return []
    hessian, _at = found
    lr, beta = settings_of(experiment)
    values, vectors = np.linalg.eigh(hessian)
    apart = np.abs((path.x[: path.last + 1] - theory.minimum) @ vectors)
    regimes = [theory.regime(lr, beta, float(value)) for value in theory.eigenvalues]
    return [Along(float(v), r, apart[:, i]) for i, (v, r) in enumerate(zip(values, regimes, strict=True))]


def settings_of(experiment: Experiment) -> tuple[float, float]:
    """Step size and momentum of the first run; 0 for a rule without momentum."""
    rule = experiment.runs[0].build()
    lr, beta = (float(np.asarray(getattr(rule, name, 0.0))) for name in ("lr", "momentum"))
    return lr, beta


def rates(experiment: Experiment, path: Trajectory) -> str:
    """The rate that theory predicts for a run and the one that was measured; "" where there is no theory."""
    theory = theory_of(experiment.runs[0], experiment.landscape())
    if theory is None or experiment.maximize:
        return ""
    predicted = float(theory.rate(*settings_of(experiment)))
    measured = float(theory.measured(path.x))
    words = _(
        "Distance from the minimum, per step in the long run: ×\u00a0{predicted} predicted, ×\u00a0{measured} measured"
    )
    return words.format(predicted=short(predicted, 4), measured=short(measured, 4)) if np.isfinite(measured) else ""
