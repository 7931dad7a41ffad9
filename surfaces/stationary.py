"""The points of a surface worth knowing: as they are listed, where that still holds, else found."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np

from parameters import Hyper
from surfaces.critical import CriticalPoint, Searched, as_points, critical_points, kinds
from surfaces.points import Point, Points
from surfaces.sizes import Sizes


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
    @property
    def sizes(self) -> Sizes: ...


def stationary_points(surface: Listed) -> Mapping[str, tuple[Point, ...]]:
    """`minima`, `local_minima`, `saddles` and `maxima`: as listed, else found in the domain by Newton's method.

    Listed points hold for all parameters only where their gradient is still zero, and as what they then are: the
    centre of a bowl may become a saddle. Found minima are called `minima` if nothing in the domain is lower, neither
    another one nor a point of its grid: on x³ − 3x the hollow is a local one.
    """
    if surface.listed is None:
        return _found(surface)
    listed = surface.listed.at(surface.values)
    if all(value == surface.parameters[name].default for name, value in surface.values.items()):
        return listed
    domain = surface.domain
    p = np.array([point for points in listed.values() for point in points]).reshape(-1, len(domain) // 2)
    typical = np.abs(surface.gradient(np.array([domain[::2], domain[1::2], surface.starts[0]]))).max()
    if not (np.abs(surface.gradient(p)) <= 1e-9 * typical).all():
        return _found(surface)
    return by_kind(as_points(surface, p, kinds(surface, p)), surface.sizes)


def _found(surface: Listed) -> Mapping[str, tuple[Point, ...]]:
    """By a search that is coarser where a value is the mean over many rows."""
    grid = 24 if surface.examples <= 300 else 12
    return by_kind(critical_points(surface, grid=grid, near=surface.sizes.seeds), surface.sizes)


def by_kind(found: Sequence[CriticalPoint], sizes: Sizes) -> dict[str, tuple[Point, ...]]:
    """The critical points as `Surface.points` has them."""
    minima = [c for c in found if c.kind == "minimum"]
    lowest = min([c.value for c in minima] + [sizes.lowest])
    bound = lowest + sizes.same(lowest)
    return {
        "minima": tuple(c.point for c in minima if c.value <= bound),
        "local_minima": tuple(c.point for c in minima if c.value > bound),
        "saddles": tuple(c.point for c in found if c.kind == "saddle"),
        "maxima": tuple(c.point for c in found if c.kind == "maximum"),
    }
