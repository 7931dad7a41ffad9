"""What maps of any ground have in common: two axes, what is coloured, and which of several runs of a cell counts."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar, Literal, Self, cast
from urllib.parse import urlencode

from pydantic import Field, model_validator

from maps.axes import Axis
from maps.links import axis_text
from parameters import Hyper
from parameters.numbers import shown
from simulation.experiments.checked import Checked
from simulation.experiments.specs import RunSpec, cut

NUMBERS = ("tolerance", "of", "quantity")


class AnyMap(Checked):
    """An experiment, `experiment`, whose runs are run once for every cell of a map; `quantity` is what is coloured.

    axes        the horizontal and the vertical one. Along an axis, the experiment's own value of that number counts for
                nothing
    tolerance   how low is low enough, where it is coloured when that was reached
    of          "median" or "worst": which of several runs of a cell counts; the median of an even number is the better
                of the two in the middle
    cell        run, row and column of the cell that is looked at; nothing is the one in the middle
    """

    trains: ClassVar[bool] = False  # whether a cell is a training, which needs torch

    axes: tuple[Axis, ...] = ()
    tolerance: float = Field(1e-6, gt=0, allow_inf_nan=False)
    of: Literal["median", "worst"] = "median"
    cell: tuple[int, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _plain_lists(cls, data: Any) -> Any:
        return {name: cut(value, 4) for name, value in data.items()} if isinstance(data, dict) else data

    @property
    @abstractmethod
    def runs(self) -> tuple[RunSpec, ...]:
        """A panel for each of them."""

    @property
    def both(self) -> tuple[Axis, Axis]:
        """The horizontal and the vertical axis."""
        return cast(tuple[Axis, Axis], self.axes)

    @property
    def shape(self) -> tuple[int, int, int]:
        """(runs, rows, columns): the vertical axis has a row for each of its values, the lowest first."""
        across, up = self.both
        return len(self.runs), up.count, across.count

    @property
    def runs_alone(self) -> Self:
        """The same runs, whatever of them is shown."""
        return self.model_copy(update={"quantity": "loss", "of": "median", "cell": ()})

    def to_data(self) -> dict[str, Any]:
        """Plain dicts, lists, numbers and words, with everything that is not a default, and the kind and the quantity,
        whose default hangs on the kind."""
        data = super().to_data()
        own: Any = self
        return {"kind": own.kind, **data, "quantity": own.quantity}

    def _why_no_axes(self) -> str:
        if len(self.axes) != 2:
            return f"a map has two axes, each a name with low and high, not {len(self.axes)}"
        return "" if self.axes[0].name != self.axes[1].name else f"both axes are {self.axes[0].name}; choose another"

    def _check_axes(self, spec: RunSpec, known: Mapping[str, Hyper]) -> None:
        """ValueError in one sentence if an axis is no number of a run, of which these are known."""
        for axis in self.both:
            if axis.name not in known:
                raise ValueError(
                    f"{spec.described.title} has no {shown(axis.name)} here; an axis may be {', '.join(known)}"
                )
            if why := axis.why_not(known[axis.name]):
                raise ValueError(why)

    def _check_cell(self) -> None:
        inside = all(0 <= at < size for at, size in zip(self.cell, self.shape, strict=False))
        if self.cell and not (len(self.cell) == 3 and inside):
            runs, rows, columns = self.shape
            raise ValueError(
                f"cell must be a run, a row and a column, counted from 0, below {runs}, {rows} and {columns}"
            )

    def _query(self, places: list[tuple[str, str]]) -> str:
        """The link of the map but for its experiment; `places` says where its cells are."""
        data = self.to_data()
        pairs = [("map", data["kind"]), *places]
        pairs += [(key, str(data[key])) for key in NUMBERS if key in data]
        pairs += [("cell", "~".join(map(str, self.cell)))] if self.cell else []
        return urlencode(pairs, safe=",")

    def _axes_of_link(self) -> list[tuple[str, str]]:
        return [("axis", axis_text(axis)) for axis in self.axes]
