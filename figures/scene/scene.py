"""What is seen of an experiment, as data: the surface, the paths with their looks, and the places worth knowing.

Whoever draws it (Matplotlib, Plotly, a film) adds nothing of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from figures.framing import box
from figures.palette import COLORS, MARKERS, ONE_RUN, Look
from figures.scene.overlaps import overlap
from optimizers import Optimizer
from simulation import Experiment, Trajectory
from simulation.judging.sample import Bundles, median_run
from surfaces import Surface
from words.columns import axes
from words.labels import labels, title
from words.language import _

Places = Mapping[str, Sequence[tuple[float, float]]]


@dataclass(frozen=True, eq=False)
class Lane:
    """A path as it is drawn.

    points  `(rows, 2)`, a row a step; of a function on a line (x, f)
    second  other points of the rule that are drawn beside them, the same
    faint   whether it is one among others of its run
    over    how many paths of its map it would cover
    """

    path: Trajectory
    look: Look
    points: np.ndarray
    rule: Optimizer | None = None
    second: tuple[np.ndarray, ...] = ()
    faint: bool = False
    over: int = 0

    @property
    def last(self) -> int:
        return len(self.points) - 1


@dataclass(frozen=True, eq=False)
class Run:
    """All paths of a run under one name; `middle` is the number of the one that stands for them."""

    label: str
    look: Look
    lanes: tuple[Lane, ...]
    middle: int = 0

    @property
    def leader(self) -> Lane:
        return self.lanes[self.middle]

    @property
    def drawn(self) -> list[Lane]:
        """The others first, faint; then the one that stands for all."""
        others = [replace(lane, faint=True, second=()) for lane in self.lanes if lane is not self.leader]
        return [*others, self.leader]


@dataclass(frozen=True, eq=False)
class Scene:
    """Everything in the picture. Points of the plane are (x, y), of a function on a line (x, f).

    moments  the epoch of every row of the longest path, where paths are trainings; else rows are steps
    """

    surface: Surface
    runs: tuple[Run, ...]
    title: str = ""
    maximize: bool = False
    moments: tuple[float, ...] = ()

    @classmethod
    def of(cls, experiment: Experiment, bundles: Bundles, names: Sequence[str] = ()) -> Scene:
        """An experiment with its paths, as `bundle` gives them; `names` are labels in place of those of the pages."""
        specs, surface = experiment.runs, experiment.landscape()
        if len(specs) == 1:
            label = names[0] if names else specs[0].label or specs[0].build().title
            looks = [replace(ONE_RUN, color=specs[0].color or ONE_RUN.color)]
            said: Sequence[str] = [label]
        else:
            looks = [look(i, spec.color) for i, spec in enumerate(specs)]
            said = names or labels(specs)
        found = [
            _run(surface, paths, label, look, spec.build())
            for paths, label, look, spec in zip(bundles, said, looks, specs, strict=True)
        ]
        return cls(surface, tuple(found), title(experiment), experiment.maximize)

    @classmethod
    def of_paths(
        cls, surface: Surface, paths: Sequence[Trajectory | Sequence[Trajectory]], names: Sequence[str] = ()
    ) -> Scene:
        """Paths on a surface, without an experiment; several in one list are those of one run."""
        if names and len(names) != len(paths):
            raise ValueError(f"There are {len(paths)} runs and {len(names)} names; every run needs one.")
        if not paths:
            raise ValueError("There is no path to draw.")
        groups = [[one] if isinstance(one, Trajectory) else list(one) for one in paths]
        found = [
            _run(surface, group, names[i] if names else "", ONE_RUN if len(groups) == 1 else look(i))
            for i, group in enumerate(groups)
        ]
        return cls(surface, tuple(found), "", any(path.maximize for group in groups for path in group))

    def called(self, title: str | None) -> Scene:
        """The same under another title; None leaves it as it is."""
        return self if title is None else replace(self, title=title)

    @property
    def line(self) -> bool:
        """Whether f is drawn above a line."""
        return self.surface.dimensions == 1

    @cached_property
    def axes(self) -> tuple[str, str]:
        """What is written beside the axes."""
        known = axes(self.surface.axes)
        if known:
            return (known[0], known[2]) if self.line else (known[0], known[1])
        return ("x", "f(x)") if self.line else ("x", "y")

    @property
    def texts(self) -> list[str]:
        """The words in the picture that are not ours."""
        return [self.title, *self.axes, *(run.label for run in self.runs)]

    @cached_property
    def places(self) -> Places:
        """Kind, as in `looks.PLACES`, → points worth knowing."""
        surface = self.surface
        maxima = (*surface.negated.minima, *surface.negated.local_minima) if self.maximize else surface.maxima
        kinds = {
            "local_minima": surface.local_minima,
            "minima": surface.minima,
            "saddles": surface.saddles,
            "maxima": maxima,
        }
        return {kind: [_in_the_plane(surface, point) for point in points] for kind, points in kinds.items()}

    @cached_property
    def start(self) -> tuple[float, float]:
        x, y = self.runs[0].leader.points[0]
        return float(x), float(y)

    @cached_property
    def last(self) -> int:
        """The last step of the longest path."""
        return max(lane.last for lane in self.lanes)

    @property
    def lanes(self) -> Iterator[Lane]:
        return (lane for run in self.runs for lane in run.lanes)

    def maps(self, *, apart: bool) -> list[list[Lane]]:
        """What is drawn on every map, from below: on one, or on one map a run."""
        groups = [[run] for run in self.runs] if apart else [list(self.runs)]
        return [self._above(group) for group in groups]

    def _above(self, runs: Sequence[Run]) -> list[Lane]:
        xmin, xmax, ymin, ymax = box(self.surface)
        leaders = [run.leader for run in runs]
        overs = overlap([lane.points for lane in leaders], (xmax - xmin, ymax - ymin))
        tops = [replace(lane, over=over) for lane, over in zip(leaders, overs, strict=True)]
        return [*(lane for run in runs for lane in run.drawn[:-1]), *tops]


def signs(scene: Scene) -> dict[str, str]:
    """Kind of place in the picture, or "start" → its words, in the order of a key."""
    saddle = _("inflection") if scene.line else _("saddle")
    words = {
        "minima": _("minimum"),
        "local_minima": _("local minimum"),
        "saddles": saddle,
        "maxima": _("maximum"),
    }
    return {"start": _("start")} | {kind: said for kind, said in words.items() if scene.places[kind]}


def look(number: int, color: str = "") -> Look:
    """Of the run of this number among several."""
    return Look(color or COLORS[number % len(COLORS)], MARKERS[number % len(MARKERS)])


def _run(surface: Surface, paths: Sequence[Trajectory], label: str, shown: Look, rule: Optimizer | None = None) -> Run:
    lanes = tuple(_lane(surface, path, shown, rule) for path in paths)
    return Run(label, shown, lanes, median_run(paths))


def _lane(surface: Surface, path: Trajectory, shown: Look, rule: Optimizer | None) -> Lane:
    rows = slice(0, int(path.last) + 1)
    names = [name for name in (rule.points if rule else ()) if name in path.states]
    if surface.dimensions == 1:
        return Lane(path, shown, np.stack([path.x[rows, 0], path.value[rows]], axis=-1), rule)
    return Lane(path, shown, path.x[rows], rule, tuple(path.states[name][rows] for name in names))


def _in_the_plane(surface: Surface, point: Sequence[float]) -> tuple[float, float]:
    if surface.dimensions == 2:
        return float(point[0]), float(point[1])
    f = float(surface.value(np.asarray(point, dtype=float)))
    return float(point[0]), f if np.isfinite(f) else 0.0
