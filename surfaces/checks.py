"""What comes from outside as the box and the parameters of a surface, checked."""

import math
from collections.abc import Mapping
from functools import lru_cache

from formulas import Formula, symbol
from formulas.tree import Name, walk
from parameters import Hyper
from parameters.numbers import shown

Box = tuple[float, float, float, float]
#: (xmin, xmax, ymin, ymax) of a surface, (xmin, xmax) of a function on a line.
Domain = tuple[float, ...]


def checked_domain(domain: Domain) -> Domain:
    """(xmin, xmax, ymin, ymax), or (xmin, xmax), as floats. ValueError with one sentence if that is neither."""
    try:
        edges = tuple(map(float, domain))
        if len(edges) not in (2, 4):
            raise ValueError
    except (TypeError, ValueError):
        raise ValueError(
            "The domain needs four numbers: xmin, xmax, ymin, ymax, or two where f has one coordinate: xmin, xmax."
        ) from None
    for axis, low, high in zip("xy", edges[::2], edges[1::2], strict=False):
        if not (math.isfinite(high - low) and low < high):
            raise ValueError(
                f"The domain needs {axis}min < {axis}max, both finite, not {shown(low)} and {shown(high)}."
            )
    return edges


def checked_parameters(parameters: Mapping[str, float]) -> dict[str, float]:
    checked = {}
    for name, value in parameters.items():
        try:
            checked[str(name)] = float(value)
        except (TypeError, ValueError):
            raise ValueError(f"The parameter {name} needs a number, not {shown(value)}.") from None
        if not math.isfinite(checked[str(name)]):
            raise ValueError(f"The parameter {name} needs a finite number, not {shown(value)}.")
    return checked


def checked_box(domain: Domain) -> Box:
    """(xmin, xmax, ymin, ymax) as floats. ValueError with one sentence if that is no box."""
    edges = checked_domain(domain)
    if len(edges) != 4:
        raise ValueError("The domain needs four numbers: xmin, xmax, ymin, ymax.")
    return edges[0], edges[1], edges[2], edges[3]


def checked_variables(formula: str, dimensions: int) -> None:
    """ValueError with one sentence if a formula, read, has a second coordinate where its domain is that of one."""
    if dimensions == 1 and has_two(formula):
        raise ValueError(
            "The domain needs four numbers: xmin, xmax, ymin, ymax; two are that of a function of x alone, and this "
            "formula has y as well."
        )


@lru_cache(maxsize=64)  # a page asks at every run
def has_two(formula: str) -> bool:
    """Whether y is in a formula, read."""
    return any(isinstance(node, Name) and node.id == "y" for node in walk(Formula.parse(formula, parameters=None).tree))


def any_number(name: str, value: float) -> Hyper:
    """Metadata of a parameter of which nothing but a value is known."""
    reach = max(5.0, 2 * abs(value))
    return Hyper(value, slider=(-reach, reach), within=(-math.inf, math.inf), symbol=symbol(name))
