"""The points of a surface worth knowing: as they are listed, where that still holds, else found."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np

from parameters import Hyper
from surfaces.critical import CriticalPoint, Searched, critical_points, kinds
from surfaces.points import Point, Points


class Listed(Searched, Protocol):
    """What is asked of a surface to know its points."""

    @property
    def starts(self) -> tuple[Point, ...]: ...
    @property
    def listed(self) -> Points | None: ...
    @property
    def parameters(self) -> Mapping[str, Hyper]: ...
    @property
    def values(self) -> Mapping[str, float]: ...
    @property
    def examples(self) -> int: ...


def stationary_points(surface: Listed) -> Mapping[str, tuple[Point, ...]]:
    """`minima`, `local_minima`, `saddles` and `maxima`: as listed, else found in the domain by Newton's method.

    Listed points hold for all parameters only where their gradient is still zero, and as what they then are: the
    centre of a bowl may become a saddle. Found minima are called `minima` if none in the domain is lower.
    """
    if surface.listed is None:
        return _found(surface)
    listed = surface.listed.at(surface.values)
    if all(value == surface.parameters[name].default for name, value in surface.values.items()):
        return listed
    p = np.array([point for points in listed.values() for point in points]).reshape(-1, 2)
    domain = surface.domain
    typical = np.abs(surface.gradient(np.array([domain[::2], domain[1::2], surface.starts[0]]))).max()
    if not (np.abs(surface.gradient(p)) <= 1e-9 * typical).all():
        return _found(surface)
    found = zip(p.tolist(), surface.value(p).tolist(), kinds(surface, p), strict=True)
    return by_kind([CriticalPoint(x, y, f, kind) for (x, y), f, kind in found])


def _found(surface: Listed) -> Mapping[str, tuple[Point, ...]]:
    """By a search that is coarser where a value is the mean over many rows."""
    return by_kind(critical_points(surface, grid=24 if surface.examples <= 300 else 12))


def by_kind(found: Sequence[CriticalPoint]) -> dict[str, tuple[Point, ...]]:
    """The critical points as `Surface.points` has them."""
    minima = [c for c in found if c.kind == "minimum"]
    lowest = min((c.value for c in minima), default=0.0)
    bound = lowest + 1e-9 * max(1.0, abs(lowest))
    return {
        "minima": tuple((c.x, c.y) for c in minima if c.value <= bound),
        "local_minima": tuple((c.x, c.y) for c in minima if c.value > bound),
        "saddles": tuple((c.x, c.y) for c in found if c.kind == "saddle"),
        "maxima": tuple((c.x, c.y) for c in found if c.kind == "maximum"),
    }
