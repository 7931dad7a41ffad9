"""A map as plain data: an experiment, and what is changed along its two axes.

    map=hyperparameters&axis=lr~0.001~1.0~40~log&axis=momentum~0.0~0.99~40&surface=ellipse&steps=200&run=momentum
    map=basins&cells=100~100&box=-5~5~-5~5&surface=himmelblau&steps=500&run=sgd~lr~0.01&run=adam~lr~0.1

Whatever is in the link of the experiment is in that of a map, in the same words.
"""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
from pydantic import model_validator

from maps.any_map import AnyMap
from maps.axes import START, Axis, Finite, choices
from maps.limits import limits
from maps.links import parted
from maps.price import why_too_much
from simulation import Experiment, ExperimentError
from simulation.experiments import link
from simulation.experiments.specs import RunSpec

KINDS = HYPERPARAMETERS, BASINS = "hyperparameters", "basins"
QUANTITIES = LOSS, STEPS, GRADIENTS, FATE = "loss", "steps", "gradients", "fate"


class MapExperiment(AnyMap):
    """An experiment, run once for every cell of a map; its first run alone, or all of its runs side by side.

    kind        "hyperparameters", with two `axes`; or "basins", whose axes are the coordinates of the start
    experiment  what is run. Its fan and seeds are the starts and seeds of every cell; along an axis, its own value of
                that number counts for nothing
    axes        of a map of hyperparameters the horizontal and the vertical one
    box         of a map of basins: xmin, xmax, ymin, ymax; the surface's domain if nothing is said
    cells       of a map of basins: columns and rows
    quantity    what is coloured, of the run in the middle of a cell, or of the worst; of basins "fate", else "loss", if
                nothing is said:
                "loss"       log10(f − f*) at the end, or log10(f) where f* is not known
                "steps"      the first step at which f − f* (or f) is within the tolerance
                "gradients"  how often the rule had asked by then
                "fate"       how it ended (`simulation.judging.many.FATES`)
    """

    kind: Literal[KINDS] = HYPERPARAMETERS  # type: ignore[valid-type]
    experiment: Experiment
    box: tuple[Finite, ...] = ()
    cells: tuple[int, ...] = (100, 100)
    quantity: Literal[QUANTITIES] = LOSS  # type: ignore[valid-type]

    @model_validator(mode="before")
    @classmethod
    def _usual_quantity(cls, data: Any) -> Any:
        return {"quantity": FATE, **data} if isinstance(data, dict) and data.get("kind") == BASINS else data

    @model_validator(mode="after")
    def _check(self) -> MapExperiment:
        if why := self._why_no_basins() if self.kind == BASINS else self._why_no_axes():
            raise ValueError(why)
        for spec in self.runs:
            self._check_axes(spec, choices(spec, self.experiment.landscape()))
        if any(axis.name.startswith(START) for axis in self.both) and self.experiment.fan > 1:
            raise ValueError("where the start is an axis, every cell has one start; set fan to 1")
        if why := why_too_much(self):
            raise ValueError(why)
        self._check_cell()
        return self

    def _why_no_axes(self) -> str:
        if self.box:
            return "box belongs to a map of basins; a map of hyperparameters has axes"
        return super()._why_no_axes()

    def _why_no_basins(self) -> str:
        surface = self.experiment.landscape()
        if surface.dimensions != 2:
            return "a map of basins needs a surface of x and y; f has one coordinate"
        if self.axes:
            return "axes belong to a map of hyperparameters; a map of basins has a box and cells"
        most = limits().values
        if len(self.cells) != 2 or not all(2 <= count <= most for count in self.cells):
            return f"cells must be the numbers of columns and rows, from 2 to {most} each"
        if not self.box:
            object.__setattr__(self, "box", tuple(map(float, surface.domain)))
        if len(self.box) != 4 or not (self.box[0] < self.box[1] and self.box[2] < self.box[3]):
            return "box must be xmin, xmax, ymin and ymax, such as -5, 5, -5, 5"
        return ""

    @property
    def runs(self) -> tuple[RunSpec, ...]:
        return self.experiment.runs

    @property
    def both(self) -> tuple[Axis, Axis]:
        if self.kind == HYPERPARAMETERS:
            return super().both
        x, y = (
            Axis(name=f"{START}{name}", low=low, high=high, count=count)
            for name, low, high, count in zip("xy", self.box[::2], self.box[1::2], self.cells, strict=True)
        )
        return x, y

    def seen(self, box: tuple[float, float, float, float]) -> MapExperiment:
        """The same map of another part of it: its axes, or its box, go from `xmin` to `xmax` and `ymin` to `ymax`."""
        data = self.to_data()
        if self.kind == BASINS:
            return type(self).from_data({**data, "box": box})
        ends = [{"low": low, "high": high} for low, high in (box[:2], box[2:])]
        axes = [axis.model_dump() | end for axis, end in zip(self.axes, ends, strict=True)]
        return type(self).from_data({**data, "axes": axes})

    @property
    def why_no_link(self) -> str:
        """One sentence if the map does not fit in a link."""
        return self.experiment.why_no_link

    def to_query(self) -> str:
        """The query string, without "?", that `from_query` reads back to an equal map. ExperimentError, with the words
        of `why_no_link`, if there is none."""
        places = self._axes_of_link()
        if self.kind == BASINS:
            places = [(key, "~".join(map(str, getattr(self, key)))) for key in ("cells", "box")]
        return f"{self._query(places)}&{self.experiment.to_query()}"

    @classmethod
    def from_query(cls, query: str) -> MapExperiment:
        """Checked map from the query string of a link; ExperimentError otherwise."""
        try:
            own, rest = parted(query)
            return cls.from_data({**own, "experiment": link.decode(rest)})
        except ExperimentError:
            raise
        except ValueError as error:
            raise ExperimentError(str(error)) from None


def starts_of(experiment: MapExperiment) -> np.ndarray:
    """The start in every cell where one is an axis: `(rows, columns, n)`, else the experiment's own."""
    at = np.array(experiment.experiment.start)
    across, up = experiment.both
    points = np.broadcast_to(at, (up.count, across.count, len(at))).copy()
    names = [f"{START}{name}" for name in experiment.experiment.landscape().coordinates]
    for axis, numbers in ((across, across.values[None, :]), (up, up.values[:, None])):
        if axis.name in names:
            points[..., names.index(axis.name)] = numbers
    return points
