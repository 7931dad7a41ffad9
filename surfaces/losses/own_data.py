"""A loss on the data of a user: the columns checked, a picture that shows the fit, and what was done to the input."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from parameters.numbers import setting, whole
from surfaces.base import Surface
from surfaces.losses.loss import Loss, Model, loss_of, scaling
from surfaces.losses.table import checked_columns

Array = NDArray[np.float64]
Domain = tuple[float, ...]

_CLASSES = {"0 and 1": (0.0, 1.0), "-1 and 1": (-1.0, 1.0)}


def with_data(surface: Surface, rows: ArrayLike, names: tuple[str, str] = ("", "")) -> Surface:
    """The same loss on other data: `rows (N, 2)` of input and target, with a domain and parameters that suit them.
    `names` are those of the two columns, if they have any.

    Raises ValueError with one sentence if this is no loss, or if the data do not suit it.
    """
    loss = loss_of(surface)
    if loss is None:
        raise ValueError(f"{surface.name} is no loss on data, so that it can have no other data.")
    return replace(surface, **_fields_of(loss.model, rows, names, surface.domain))


def _fields_of(model: Model, rows: ArrayLike, names: tuple[str, str], usual: Domain) -> dict[str, Any]:
    """What a `Surface` of `model` is made of where its data are `rows (N, 2)`, input and target.

    The input is shifted by its mean and measured in its standard deviation (both rounded), which are the defaults of
    the parameters c and s. Two classes may be coded by any two numbers: the larger one stands for the upper value.
    `usual` is the picture where weights of scaled data lie; a straight line gets its own, around the best one. A line
    through the origin is not shifted, and its input is measured in its root mean square.

    Raises ValueError with one sentence if the data do not suit the model.
    """
    u, v = checked_columns(rows)
    v = _targets(model, v)
    spread = float(u.std())
    if not spread > 1e-12 * max(1.0, float(np.abs(u).max())):
        raise ValueError("All inputs of the data are the same number: there is nothing to fit a slope to.")
    c = 0.0
    if len(model.weights) == 2:
        c = round(float(u.mean()), _digits(spread))
    else:
        spread = float(np.sqrt(np.mean(u**2)))
    s = round(spread, _digits(spread))
    domain = _around_the_line((u - c) / s, v, len(model.weights)) if model.targets == "numbers" else usual
    return {
        "formula": Loss(model, u, v, names, own=True),
        "domain": domain,
        "starts": (
            tuple(a + part * (b - a) for a, b, part in zip(domain[::2], domain[1::2], (0.15, 0.85), strict=False)),
        ),
        "listed": None,
        "source": "",
        "teaches": f"Your own data, {whole(len(u))} rows: the input is shifted by {setting(c)} and measured in units "
        f"of {setting(s)}.",
        "parameters": scaling((c, *_reach(u)), (s, s / 5, s * 5)),
        "values": {},
    }


def _digits(value: float) -> int:
    """Decimal places that are three digits of it."""
    return 2 - math.floor(math.log10(value))


def _targets(model: Model, v: Array) -> Array:
    """The targets as the model takes them. ValueError in one sentence if it cannot."""
    if model.targets == "numbers":
        return v
    found = np.unique(v)
    if len(found) == 2:
        return np.where(v == found[1], *reversed(_CLASSES[model.targets]))
    if model.targets == "-1 and 1":
        if len(found) > 2 and np.abs(v).max() <= 1:
            return v
        raise ValueError("A tanh neuron needs two classes, or numbers from -1 to 1, in the second column of the data.")
    raise ValueError(
        f"Logistic regression needs two classes such as 0 and 1 in the second column of the data, not {len(found)}."
    )


def _around_the_line(z: Array, v: Array, weights: int) -> Domain:
    """A square around slope and intercept of the best line through z, v, as wide as targets are spread; an interval
    around the slope alone where the line goes through the origin."""
    best = np.polyfit(z, v, 1).tolist() if weights == 2 else [float(z @ v / (z @ z))]
    reach = 2.5 * float(v.std()) or max(1.0, abs(best[-1]))
    return tuple(edge for weight in best for edge in (weight - reach, weight + reach))


def _reach(u: Array) -> tuple[float, float]:
    """What a slider of the shift offers: from the raw input (0) or its end to its other end."""
    return min(0.0, float(u.min())), max(0.0, float(u.max()))
