"""What comes from outside as the box and the parameters of a surface, checked."""

import math
from collections.abc import Mapping

from formulas import symbol
from parameters import Hyper

Box = tuple[float, float, float, float]


def checked_domain(domain: Box) -> Box:
    """(xmin, xmax, ymin, ymax) as floats. ValueError with one sentence if that is no box."""
    try:
        xmin, xmax, ymin, ymax = map(float, domain)
    except (TypeError, ValueError):
        raise ValueError("The domain needs four numbers: xmin, xmax, ymin, ymax.") from None
    for axis, low, high in (("x", xmin, xmax), ("y", ymin, ymax)):
        if not (math.isfinite(high - low) and low < high):
            raise ValueError(f"The domain needs {axis}min < {axis}max, both finite, not {low:g} and {high:g}.")
    return xmin, xmax, ymin, ymax


def checked_parameters(parameters: Mapping[str, float]) -> dict[str, float]:
    checked = {}
    for name, value in parameters.items():
        try:
            checked[str(name)] = float(value)
        except (TypeError, ValueError):
            raise ValueError(f"The parameter {name} needs a number, not {value!r}.") from None
        if not math.isfinite(checked[str(name)]):
            raise ValueError(f"The parameter {name} needs a finite number, not {value}.")
    return checked


def any_number(name: str, value: float) -> Hyper:
    """Metadata of a parameter of which nothing but a value is known."""
    reach = max(5.0, 2 * abs(value))
    return Hyper(value, slider=(-reach, reach), within=(-math.inf, math.inf), symbol=symbol(name))
