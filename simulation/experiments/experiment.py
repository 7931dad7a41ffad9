"""An experiment as plain data: what a page, a link, a file or a shell says, checked before anything runs."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from simulation.experiments import link
from simulation.experiments.checked import Checked, ExperimentError
from simulation.experiments.code import python_of
from simulation.experiments.ground import FORMULA, KINDS, Ground, ground, is_curve
from simulation.experiments.mistakes import MAX_RUNS
from simulation.experiments.price import why_too_much
from simulation.experiments.specs import RunSpec, Settings, cut, read_values
from simulation.running.batches import mini_batch
from simulation.running.plan import Plan
from simulation.running.shows import Shows, maker
from simulation.running.simulate import MAX_STEPS, why_no_ascent
from simulation.running.start import why_no_start
from simulation.running.stop import Stop
from surfaces import Surface
from surfaces.heightmaps.heightmap import MAX_SIDE
from surfaces.losses.table import MAX_ROWS
from surfaces.reading.heading import MAX_NAME

MAX_SEED = 2**32 - 1
MAX_PATHS = 16  # of one run, in a fan or a bundle
MAX_LINES = 60  # of all runs together, as many as can be played smoothly

Finite = Annotated[float, Field(allow_inf_nan=False)]


_OWN = ("heights", "data", "columns")  # of the user's own, which fit in no link

#: List → how long it may be.
_MOST = {"runs": MAX_RUNS, "data": MAX_ROWS, "heights": MAX_SIDE, "start": 2, "domain": 4, "columns": 3}


class Experiment(Checked, Shows):
    """A surface with its parameters, a start, and the runs that leave from it.

    A surface of the user's own is called "formula", and `formula` and `domain` say which; with `dimension` 1 it is one
    of x alone, and `domain` has two numbers, as `start` has one number wherever f has one coordinate. A "heightmap"
    has `heights`, rows of numbers, the first at the top. A loss may have `data` of the user's own, rows of input and
    target. `columns` are the names of its input and target, or of x, y and the heights. With `maximize` the runs climb.

    Frozen, comparable, and the same however it was made. Make one from outside data with `from_data`, `from_json` or
    `from_query`: they raise ExperimentError with one sentence. `run(experiment)` gives one Trajectory per run.
    """

    surface: Literal[KINDS] = "rosenbrock"  # type: ignore[valid-type]
    formula: str = Field("", max_length=2_000)
    dimension: int = Field(2, ge=1, le=2)
    domain: tuple[Finite, ...] = ()
    heights: tuple[Annotated[tuple[Finite, ...], Field(max_length=MAX_SIDE)], ...] = Field((), max_length=MAX_SIDE)
    data: tuple[Annotated[tuple[Finite, ...], Field(max_length=2)], ...] = Field((), max_length=MAX_ROWS)
    columns: tuple[Annotated[str, Field(max_length=MAX_NAME)], ...] = Field((), max_length=3)
    parameters: Settings = {}
    start: tuple[Finite, ...] = ()
    fan: int = Field(1, ge=1, le=MAX_PATHS)
    spread: float = Field(0.1, gt=0, le=1, allow_inf_nan=False)
    steps: int = Field(500, ge=1, le=MAX_STEPS)
    seed: int = Field(0, ge=0, le=MAX_SEED)
    seeds: int = Field(1, ge=1, le=MAX_PATHS)
    stop: Settings = {}
    maximize: bool = False
    runs: tuple[RunSpec, ...] = Field(min_length=1, max_length=MAX_RUNS)

    @model_validator(mode="before")
    @classmethod
    def _plain_lists(cls, data: Any) -> Any:
        if isinstance(data, dict):
            data = {k: cut(v, _MOST.get(k)) for k, v in data.items() if k != "start" or v is not None}
            if type(data.get("start")) in (int, float):
                data["start"] = (data["start"],)
            if _starts_on_a_line(data):
                data["dimension"] = 1
            rows = {name: data[name] for name in ("data", "heights") if isinstance(data.get(name), tuple)}
            data |= {name: tuple(cut(row, MAX_SIDE) for row in value) for name, value in rows.items()}
        return data

    @model_validator(mode="after")
    def _check(self) -> Experiment:
        object.__setattr__(self, "parameters", dict(self.ground.parameters))
        if self.surface == FORMULA:
            object.__setattr__(self, "dimension", self.ground.dimension)
        object.__setattr__(self, "columns", self.ground.columns)
        if not self.start:
            object.__setattr__(self, "start", self.ground.surface.starts[0])
        if why := why_no_start(self.start, self.ground.dimension):
            raise ValueError(why)
        object.__setattr__(self, "stop", read_values(Stop, self.stop))
        if why := why_no_ascent(Stop.from_values(self.stop), self.maximize):
            raise ValueError(why)
        lines = len(self.runs) * self.fan * self.seeds
        if lines > MAX_LINES:
            raise ValueError(f"{lines} paths are too many; runs × starts × seeds may be {MAX_LINES}")
        for spec in self.runs:
            mini_batch([transform.build() for transform in spec.transforms], self.ground.surface.examples)
            if spec.schedules:
                Plan(spec.build(), spec.build_schedules(), self.steps)  # raises if a schedule leads out of the range
        if too_much := why_too_much(self):
            raise ValueError(too_much)
        return self

    @classmethod
    def from_query(cls, query: str) -> Experiment:
        """Checked experiment from the query string of a link; ExperimentError otherwise."""
        try:
            data = link.decode(query)
        except ValueError as error:
            raise ExperimentError(str(error)) from None
        return cls.from_data(data)

    def to_query(self) -> str:
        """The query string, without "?", that `from_query` reads back to an equal experiment.

        Surface and steps are always in it: a link should say where it leads, and outlive a change of defaults.
        ExperimentError, with the words of `why_no_link`, if there is none.
        """
        if self.why_no_link:
            raise ExperimentError(self.why_no_link)
        return self._query()

    def rest_of_query(self) -> str:
        """The query string of everything but heights and data of one's own, which fit in no link."""
        return link.encode({name: value for name, value in self._named().items() if name not in _OWN})

    def _query(self) -> str:
        return link.encode(self._named())

    def _named(self) -> dict[str, Any]:
        """Plain data that outlive a change of the defaults of surface and steps."""
        return {"surface": self.surface, **self.to_data(), "steps": self.steps}

    @property
    def why_no_link(self) -> str:
        """One sentence if the experiment does not fit in a link: it has numbers of its own, or too many texts."""
        if not self.ground.fits_a_link:
            what = "Heights" if self.heights else "Data"
            return f"{what} of your own do not fit in a link; the experiment as a JSON file carries them."
        if len(self._query()) > link.MAX_QUERY:
            return "These rules are too long for a link; the experiment as a JSON file carries them."
        return ""

    def to_python(self) -> str:
        """Python that reproduces the experiment."""
        return python_of(self)

    def edit(self, server: str = "") -> Any:
        """A link that opens the experiment in the app, of which `server` is the address."""
        return maker("edit")(self, server)

    @cached_property
    def ground(self) -> Ground:
        """The surface as data that can be compared and kept."""
        own = {name: getattr(self, name) for name in ("formula", "dimension", "domain", *_OWN)}
        return ground(self.surface, self.parameters, **own)

    def landscape(self) -> Surface:
        return self.ground.surface


def _starts_on_a_line(data: dict[str, Any]) -> bool:
    """Whether a formula without y is one of x alone since its start has one number, and nothing else says."""
    start, formula = data.get("start"), data.get("formula")
    if data.get("surface") != FORMULA or data.get("domain") or "dimension" in data:
        return False
    return isinstance(start, list | tuple) and len(start) == 1 and isinstance(formula, str) and is_curve(formula)
