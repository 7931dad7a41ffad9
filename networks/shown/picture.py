"""A plane of the loss as what the player shows: heights, and a path on them for every training."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b
from typing import Any

import numpy as np

from networks.landscape.plane import LossPlane
from simulation import Trajectory
from simulation.running.recorded import recorded
from surfaces import Surface
from surfaces.heightmaps.heightmap import LARGEST, heightmap

#: What the coordinates of a plane are, by its kind.
AXES = {
    "pca": ("first principal component", "second principal component"),
    "random": ("first random direction", "second random direction"),
    "hessian": ("direction of the largest curvature", "direction of the second largest curvature"),
}


@dataclass(frozen=True, eq=False)
class LossGround:
    """The loss over a plane as the ground of a picture; `filled` says how many of its values were not finite, which
    stand at the highest of those that are."""

    plane: LossPlane

    @cached_property
    def key(self) -> str:
        """A short word that no other plane has."""
        parts = (self.plane.a, self.plane.b, self.plane.loss)
        return f"loss~{blake2b(b''.join(part.tobytes() for part in parts), digest_size=8).hexdigest()}"

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LossGround) and other.key == self.key

    @cached_property
    def filled(self) -> int:
        """How many values of the grid are not finite."""
        return int(np.sum(~_can_stand(self.plane.loss)))

    @cached_property
    def surface(self) -> Surface:
        """The heights between the values of the grid are a spline's."""
        plane = self.plane
        good = _can_stand(plane.loss)
        if not good.any():
            raise ValueError("The loss is finite nowhere on this plane.")
        heights = np.where(good, plane.loss, plane.loss[good].max())[::-1]  # the first row of a heightmap is the top
        box = (float(plane.a[0]), float(plane.a[-1]), float(plane.b[0]), float(plane.b[-1]))
        return replace(heightmap(heights, box, "Loss"), axes=(*AXES[plane.kind], "loss"))

    def paths(self) -> list[Trajectory]:
        """A path for every training: where it lies in the plane, and its true loss there for a height."""
        return [
            _with_truth(recorded(at, self.surface), true)
            for at, true in zip(self.plane.paths, self.plane.true, strict=True)
        ]


def apart(plane: LossPlane) -> Sequence[float]:
    """How far, for every path, the loss at its weights and that at the drawn points are apart at most, as a share of
    the larger one."""
    return [_apart(true, shown) for true, shown in zip(plane.true, plane.projected, strict=True)]


def _apart(true: np.ndarray, shown: np.ndarray) -> float:
    both = np.isfinite(true) & np.isfinite(shown)
    larger = np.maximum(np.abs(true[both]), np.abs(shown[both]))
    return float(np.max(np.abs(true[both] - shown[both]) / np.maximum(larger, np.finfo(float).tiny), initial=0.0))


def _can_stand(loss: np.ndarray) -> Any:
    return np.isfinite(loss) & (np.abs(loss) <= LARGEST)


def _with_truth(path: Trajectory, true: np.ndarray) -> Trajectory:
    value = np.array(true[: len(path.x)])
    value.flags.writeable = False
    return replace(path, value=value)
