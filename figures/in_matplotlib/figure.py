"""Pictures for those who write Python: `figure(experiment)` or `figure(paths, surface=…)`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from figures.in_matplotlib.draw import Drawn, draw
from figures.in_matplotlib.writing import Picture
from figures.options import Options
from figures.scene.scene_of import Paths, scene
from simulation.judging.sample import Bundles
from surfaces import Surface


def figure(
    paths: Paths,
    *,
    surface: Surface | None = None,
    names: Sequence[str] = (),
    bundles: Bundles | None = None,
    title: str | None = None,
    **options: Any,
) -> Picture:
    """A Matplotlib figure of paths over the contours of their surface; it can be restyled and saved like any other.

    paths    an Experiment, which is run unless `bundles` has its paths; or a Trajectory or several, one a run, or lists
             of them, one list a run
    surface  of trajectories, which do not know theirs
    names    of the runs
    title    above the picture; "" for none
    options  by name: those of `figures.options.Options`

    ValueError in one sentence if something is missing or wrong.
    """
    return drawn(paths, surface=surface, names=names, bundles=bundles, title=title, **options).figure


def drawn(
    paths: Paths,
    *,
    surface: Surface | None = None,
    names: Sequence[str] = (),
    bundles: Bundles | None = None,
    title: str | None = None,
    **options: Any,
) -> Drawn:
    """The same, with the artists that can be set to a step."""
    return draw(scene(paths, surface, names, bundles, title), Options.from_values(options))
