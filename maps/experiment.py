"""A map as plain data: an experiment, and what is changed along its two axes.

    map=hyperparameters&axis=lr~0.001~1.0~40~log&axis=momentum~0.0~0.99~40&surface=ellipse&steps=200&run=momentum
    map=basins&cells=100~100&box=-5~5~-5~5&surface=himmelblau&steps=500&run=sgd~lr~0.01&run=adam~lr~0.1

Whatever is in the link of the experiment is in that of a map, in the same words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, cast
from urllib.parse import urlencode

import numpy as np
from pydantic import Field, model_validator

from maps.axes import START, Axis, Finite, choices
from maps.limits import limits
from maps.price import why_too_much
from parameters.numbers import shown
from simulation import Experiment, ExperimentError
from simulation.experiments import link
from simulation.experiments.checked import Checked
from simulation.experiments.pasted import pairs_in, query_in
from simulation.experiments.specs import cut

KINDS = HYPERPARAMETERS, BASINS = "hyperparameters", "basins"
QUANTITIES = LOSS, STEPS, GRADIENTS, FATE = "loss", "steps", "gradients", "fate"
_NUMBERS = ("tolerance", "of", "quantity")
KEYS = ("map", "axis", "cells", "box", *_NUMBERS, "cell")


class MapExperiment(Checked):
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
    tolerance   of steps and gradients
    of          "median" or "worst": which of several runs of a cell counts; the median of an even number is the better
                of the two in the middle
    cell        run, row and column of the cell that is looked at; nothing is the one in the middle
    """

    kind: Literal[KINDS] = HYPERPARAMETERS  # type: ignore[valid-type]
    experiment: Experiment
    axes: tuple[Axis, ...] = ()
    box: tuple[Finite, ...] = ()
    cells: tuple[int, ...] = (100, 100)
    quantity: Literal[QUANTITIES] = LOSS  # type: ignore[valid-type]
    tolerance: float = Field(1e-6, gt=0, allow_inf_nan=False)
    of: Literal["median", "worst"] = "median"
    cell: tuple[int, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _plain_lists(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        data = {name: cut(value, 4) for name, value in data.items()}
        return {"quantity": FATE, **data} if data.get("kind") == BASINS else data

    @model_validator(mode="after")
    def _check(self) -> MapExperiment:
        if why := self._why_no_basins() if self.kind == BASINS else self._why_no_axes():
            raise ValueError(why)
        for spec in self.experiment.runs:
            known = choices(spec, self.experiment.landscape())
            for axis in self.both:
                if axis.name not in known:
                    raise ValueError(
                        f"{spec.described.title} has no {shown(axis.name)} here; an axis may be {', '.join(known)}"
                    )
                if why := axis.why_not(known[axis.name]):
                    raise ValueError(why)
        if any(axis.name.startswith(START) for axis in self.both) and self.experiment.fan > 1:
            raise ValueError("where the start is an axis, every cell has one start; set fan to 1")
        if why := why_too_much(self):
            raise ValueError(why)
        inside = all(0 <= at < size for at, size in zip(self.cell, self.shape, strict=False))
        if self.cell and not (len(self.cell) == 3 and inside):
            runs, rows, columns = self.shape
            raise ValueError(
                f"cell must be a run, a row and a column, counted from 0, below {runs}, {rows} and {columns}"
            )
        return self

    def _why_no_axes(self) -> str:
        if self.box:
            return "box belongs to a map of basins; a map of hyperparameters has axes"
        if len(self.axes) != 2:
            return f"a map has two axes, each a name with low and high, not {len(self.axes)}"
        return "" if self.axes[0].name != self.axes[1].name else f"both axes are {self.axes[0].name}; choose another"

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
    def both(self) -> tuple[Axis, Axis]:
        """The horizontal and the vertical axis."""
        if self.kind == HYPERPARAMETERS:
            return cast(tuple[Axis, Axis], self.axes)
        x, y = (
            Axis(name=f"{START}{name}", low=low, high=high, count=count)
            for name, low, high, count in zip("xy", self.box[::2], self.box[1::2], self.cells, strict=True)
        )
        return x, y

    @property
    def shape(self) -> tuple[int, int, int]:
        """(runs, rows, columns): the vertical axis has a row for each of its values, the lowest first."""
        across, up = self.both
        return len(self.experiment.runs), up.count, across.count

    @property
    def runs_alone(self) -> MapExperiment:
        """The same runs, whatever of them is shown."""
        return self.model_copy(update={"quantity": LOSS, "of": "median", "cell": ()})

    def seen(self, box: tuple[float, float, float, float]) -> MapExperiment:
        """The same map of another part of it: its axes, or its box, go from `xmin` to `xmax` and `ymin` to `ymax`."""
        data = self.to_data()
        if self.kind == BASINS:
            return type(self).from_data({**data, "box": box})
        ends = [{"low": low, "high": high} for low, high in (box[:2], box[2:])]
        axes = [axis.model_dump() | end for axis, end in zip(self.axes, ends, strict=True)]
        return type(self).from_data({**data, "axes": axes})

    def to_data(self) -> dict[str, Any]:
        """Plain dicts, lists, numbers and words, with everything that is not a default, and the kind and the quantity,
        whose default hangs on the kind."""
        return {"kind": self.kind, **super().to_data(), "quantity": self.quantity}

    def _named(self) -> dict[str, Any]:
        """Plain data that outlive a change of the defaults of surface and steps."""
        return {**self.to_data(), "experiment": self.experiment._named()}

    @property
    def why_no_link(self) -> str:
        """One sentence if the map does not fit in a link."""
        return self.experiment.why_no_link

    def to_query(self) -> str:
        """The query string, without "?", that `from_query` reads back to an equal map. ExperimentError, with the words
        of `why_no_link`, if there is none."""
        pairs = [("map", self.kind)]
        if self.kind == HYPERPARAMETERS:
            pairs += [("axis", _axis_text(axis)) for axis in self.axes]
        else:
            pairs += [(key, "~".join(map(str, getattr(self, key)))) for key in ("cells", "box")]
        data = self.to_data()
        pairs += [(key, str(data[key])) for key in _NUMBERS if key in data]
        pairs += [("cell", "~".join(map(str, self.cell)))] if self.cell else []
        return f"{urlencode(pairs, safe=',')}&{self.experiment.to_query()}"

    @classmethod
    def from_query(cls, query: str) -> MapExperiment:
        """Checked map from the query string of a link; ExperimentError otherwise."""
        query = query_in(query)
        if len(query) > 2 * link.MAX_QUERY:
            raise ExperimentError(f"The link is longer than {2 * link.MAX_QUERY} characters.")
        pairs = list(pairs_in(query))
        own = [pair for pair in pairs if pair[0] in KEYS]
        rest = urlencode([pair for pair in pairs if pair[0] not in KEYS], safe=",")
        try:
            return cls.from_data({**_decoded(own), "experiment": link.decode(rest)})
        except ExperimentError:
            raise
        except ValueError as error:
            raise ExperimentError(str(error)) from None


def _axis_text(axis: Axis) -> str:
    return "~".join([axis.name, *map(str, (axis.low, axis.high, axis.count)), *(["log"] if axis.log else [])])


def read_axis(text: str) -> dict[str, Any]:
    """An axis as a link and a shell spell it, "lr~0.001~1~40~log", as plain data. ValueError in one sentence."""
    name, *rest = text.split("~")
    try:
        low, high, *more = rest
        count = [int(part) for part in more if part != "log"]
        found = {"name": name, "low": float(low), "high": float(high), "log": "log" in more}
        return found | ({"count": count[0]} if count else {})
    except ValueError:
        raise ValueError(
            f"The axis {shown(text)} is none; write name~low~high~count, and ~log for equal ratios."
        ) from None


def _decoded(pairs: list[tuple[str, str]]) -> Mapping[str, Any]:
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    for key in KEYS:
        if key != "axis" and len(found.get(key, [])) > 1:
            raise ValueError(f"The link says {key!r} more than once.")
    data: dict[str, Any] = {"axes": [read_axis(text) for text in found.get("axis", [])]}
    data |= {"kind": found["map"][0]} if "map" in found else {}
    data |= {key: found[key][0] for key in ("of", "quantity") if key in found}
    for key, kind in (("cells", int), ("cell", int), ("box", float), ("tolerance", float)):
        if key in found:
            try:
                read = tuple(kind(part) for part in found[key][0].split("~"))
            except ValueError:
                raise ValueError(f"The link has no numbers for {key}: {shown(found[key][0])}.") from None
            data[key] = read if key != "tolerance" else read[0]
    return data


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
