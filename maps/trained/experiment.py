"""A map of trainings as plain data: an experiment on networks, and what is changed along its two axes.

    map=trainings&axis=lr~0.001~1.0~12~log&axis=momentum~0.0~0.99~12&network=moons~epochs~20&seeds=3&run=momentum

Whatever is in the link of the experiment is in that of a map, in the same words.
"""

from __future__ import annotations

from functools import cached_property
from itertools import product
from typing import Literal

from pydantic import Field, model_validator

from maps.any_map import AnyMap
from maps.axes import NUMBERS, changed, of_run, values
from maps.cells import Cell
from maps.links import KEYS, parted
from maps.trained.price import why_too_much
from networks.experiment import NetworkExperiment, NetworkRun
from networks.vary import known
from parameters import Hyper
from simulation import ExperimentError

TRAININGS = "trainings"
QUANTITIES = LOSS, VALID_LOSS, ACCURACY, VALID_ACCURACY, EPOCHS, UPDATES, FATE = (
    *("loss", "valid_loss", "accuracy", "valid_accuracy"),
    *("epochs", "updates", "fate"),
)
SHARES = (ACCURACY, VALID_ACCURACY)  # of which more is better
_PLACES = ("cells", "box")  # what the links of other maps say


class TrainingMap(AnyMap):
    """An experiment on networks, every run of it trained once for every cell of a map.

    experiment  what is trained. Its seeds are those of every cell, all on the same data
    axes        numbers of the rule, of its schedules and transforms, or of the network and its training (batch_size,
                width, epochs …)
    quantity    what is coloured, of the training in the middle of a cell, or of the worst:
                "loss", "valid_loss"          log10 of the loss at the end
                "accuracy", "valid_accuracy"  the share of right answers at the end
                "epochs", "updates"           until the training loss was within the tolerance
                "fate"                        finished, stopped early or diverged
    """

    trains = True

    kind: Literal[TRAININGS] = TRAININGS  # type: ignore[valid-type]
    experiment: NetworkExperiment
    quantity: Literal[QUANTITIES] = LOSS  # type: ignore[valid-type]
    tolerance: float = Field(0.1, gt=0, allow_inf_nan=False)

    @model_validator(mode="after")
    def _check(self) -> TrainingMap:
        if why := self._why_no_axes():
            raise ValueError(why)
        for run, spec in enumerate(self.runs):
            self._check_axes(spec, numbers(self.experiment, run))
        if self.quantity in SHARES and not self.experiment.data().classes:
            raise ValueError(f"what is learned here are numbers and no classes: quantity cannot be {self.quantity}")
        self._check_cell()
        across, up = ((0, axis.count - 1) for axis in self.both)
        for run, row, column in product(range(self.shape[0]), up, across):
            self._check_corner((run, row, column))
        if why := why_too_much(self):
            raise ValueError(why)
        return self

    def _check_corner(self, corner: Cell) -> None:
        """Between the corners nothing is larger, or further out of a range, than at one of them."""
        try:
            self.at(corner)
        except ExperimentError as error:
            across, up = (f"{name} = {value:g}" for name, value in self.values_at(corner).items())
            raise ValueError(f"the cell at {across} and {up} cannot be trained: {error}") from None

    @property
    def runs(self) -> tuple[NetworkRun, ...]:
        return self.experiment.runs

    @cached_property
    def known(self) -> tuple[dict[str, Hyper], ...]:
        """What an axis may be, for each run."""
        return tuple(numbers(self.experiment, run) for run in range(len(self.runs)))

    def values_at(self, cell: Cell) -> dict[str, float]:
        """Name → value of the horizontal and of the vertical axis, in a (run, row, column)."""
        run, row, column = cell
        found = {}
        for axis, index in zip(self.both, (column, row), strict=True):
            hyper = self.known[run][axis.name]
            value = values(axis, hyper)[index].item()
            found[axis.name] = round(value) if hyper.kind == "integer" else value
        return found

    def at(self, cell: Cell) -> NetworkExperiment:
        """The experiment of one (run, row, column), with all of its seeds; ExperimentError in one sentence if there is
        none."""
        run = cell[0]
        data = self.experiment.to_data()
        one, network = data["runs"][run], {**data.get("network", {}), **self.runs[run].network}
        of_rule = of_run(self.runs[run])
        for name, value in self.values_at(cell).items():
            if name in of_rule:
                one = changed(one, name, value)
            else:
                network[name] = value
        return NetworkExperiment.from_data({**data, "network": network, "runs": [{**one, "network": {}}]})

    @property
    def why_no_link(self) -> str:
        """One sentence if the map does not fit in a link."""
        return self.experiment.why_no_link

    def to_query(self) -> str:
        """The query string, without "?", that `from_query` reads back to an equal map. ExperimentError, with the words
        of `why_no_link`, if there is none."""
        return f"{self._query(self._axes_of_link())}&{self.experiment.to_query()}"

    @classmethod
    def from_query(cls, query: str) -> TrainingMap:
        """Checked map from the query string of a link; ExperimentError otherwise."""
        try:
            own, rest = parted(query, [key for key in KEYS if key not in _PLACES])
            return cls.from_data({**own, "experiment": NetworkExperiment.from_query(rest).to_data()})
        except ExperimentError:
            raise
        except ValueError as error:
            raise ExperimentError(str(error)) from None


def numbers(experiment: NetworkExperiment, run: int) -> dict[str, Hyper]:
    """Every number of a run and its network that an axis may be, by its name: those that make a difference."""
    spec, settings = experiment.runs[run], experiment.settings(run).values()
    of_rule = of_run(spec)
    others = {name: hyper for name, hyper in known(spec).items() if name not in of_rule and hyper.kind in NUMBERS}
    return {**of_rule, **{name: hyper for name, hyper in others.items() if hyper.counts(settings)}}
