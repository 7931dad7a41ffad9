"""The points of a surface worth knowing, as numbers or as formulas of its parameters."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from formulas import Formula

#: (x, y), or (x,) on a line.
Point = tuple[float, ...]
#: A point as it is listed: each coordinate a number, or the text of a formula of the parameters.
Listed = tuple[float | str, ...]


@dataclass(frozen=True)
class Points:
    """What is known of where the gradient is zero, or of where a cusp or kink is lowest.

    minima        the lowest minima in the domain
    local_minima  further minima, higher than those
    saddles       points of zero gradient that are neither a minimum nor a maximum
    maxima        the highest points of hills, where they are worth a mark
    """

    minima: tuple[Listed, ...] = ()
    local_minima: tuple[Listed, ...] = ()
    saddles: tuple[Listed, ...] = ()
    maxima: tuple[Listed, ...] = ()

    def at(self, values: Mapping[str, float]) -> dict[str, tuple[Point, ...]]:
        """The lists in numbers, where the parameters have these values."""
        names = tuple(values)
        numbers = tuple(map(np.float64, values.values()))

        def number(coordinate: float | str) -> float:
            if isinstance(coordinate, str):
                return float(_formula(coordinate, names).value(*numbers))
            return coordinate

        return {kind: tuple(tuple(map(number, point)) for point in points) for kind, points in vars(self).items()}


def rounded(coordinate: float) -> float:
    """A coordinate that was computed, in as few digits as are read: 1.2 for 1.2000000000000002."""
    return float(f"{coordinate:.6g}")


def inside(domain: tuple[float, ...]) -> Point:
    """A point to start from: at the left, near the top."""
    sides = zip(domain[::2], domain[1::2], (0.2, 0.8), strict=False)
    return tuple(rounded(low + share * (high - low)) for low, high, share in sides)


@lru_cache(maxsize=64)
def _formula(text: str, names: tuple[str, ...]) -> Formula:
    return Formula.parse(text, variables=names)
