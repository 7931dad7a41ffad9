"""The scene of what people have at hand: an experiment, or paths."""

from __future__ import annotations

from collections.abc import Sequence

from figures.scene.scene import Scene
from simulation import Experiment, Trajectory, bundle
from simulation.judging.sample import Bundles
from surfaces import Surface

Paths = Experiment | Trajectory | Sequence[Trajectory] | Sequence[Sequence[Trajectory]]


def scene(
    paths: Paths,
    surface: Surface | None = None,
    names: Sequence[str] = (),
    bundles: Bundles | None = None,
    title: str | None = None,
) -> Scene:
    """What is to be drawn, whoever draws it."""
    if isinstance(paths, Experiment):
        return Scene.of(paths, bundle(paths) if bundles is None else bundles, names).called(title)
    if surface is None:
        raise ValueError('A path does not know its surface: give it as `surface=SURFACES["rosenbrock"]`.')
    return Scene.of_paths(surface, [paths] if isinstance(paths, Trajectory) else paths, names).called(title)
