"""A race as plain data: which rules, on which surfaces, how each is tuned, and what counts as arrived.

    surface=rosenbrock&surface=himmelblau&run=adam&run=sgd&budget=25&lr=1e-05~10.0&target=value~0.001&steps=1000

Runs and surfaces are written as in the link of any experiment; formulas, pictures and starts stand in the order of the
surfaces, one each.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from pydantic import Field, model_validator

from maps.price import AsOne
from maps.race.links import decoded, pairs
from parameters import Hyper
from parameters.numbers import shown, whole
from simulation.experiments import link
from simulation.experiments.checked import Checked, ExperimentError
from simulation.experiments.experiment import MAX_PATHS, MAX_SEED, Experiment
from simulation.experiments.ground import FORMULA
from simulation.experiments.price import price_of
from simulation.experiments.specs import Data, RunSpec, Settings, cut
from simulation.judging.results import least_value
from simulation.running.plan import lr_name
from simulation.running.simulate import MAX_STEPS
from surfaces import SURFACES

MAX_RULES = 60
MAX_SURFACES = 60
MAX_BUDGET = 1_024
MOST_SECONDS = 900.0  # of work, by the estimate of `simulation.experiments.price`
SCANNED = 25  # runs that say how far a step size may be off

Finite = Annotated[float, Field(allow_inf_nan=False)]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class Place(Data):
    """Where a race is run: a built-in surface, or a formula with its picture; and the start, if not the suggested."""

    surface: Literal[(*SURFACES, FORMULA)] = "rosenbrock"  # type: ignore[valid-type]
    formula: str = Field("", max_length=2_000)
    domain: tuple[Finite, ...] = ()
    parameters: Settings = {}
    start: tuple[Finite, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _plain_lists(cls, data: Any) -> Any:
        return {k: cut(v, 4) for k, v in data.items()} if isinstance(data, dict) else data


class RaceExperiment(Checked):
    """A fair race: every rule gets the same budget of settings from the same ranges, and meets the same starts.

    surfaces   where it is run; each rule is tuned for each of them
    runs       the rules, with what is set of them; step sizes that are set are not used, as all are tuned
    tuning     "grid": step sizes in equal ratios; "sobol": scrambled Sobol points, drawn by the seed
    budget     how many settings each rule is tried with
    lr         the least and the largest step size that are tried
    second     names of hyperparameters, such as ("momentum", "beta1"): the first of them that a rule has is tuned, too,
               over the range of its slider
    target     "value": f − f* ≤ tolerance; "share": f − f* is at most that part of what it is at the start;
               "distance": a lowest minimum is as near as that
    steps      a run that has not arrived by then has failed
    fan, spread, seed, seeds
               starts around the first one, and seeds of noise, as in any experiment; of one start alone, a lucky
               pass through the target would count as much as an arrival
    judge      what counts of several starts and seeds: "median" or "worst"
    """

    surfaces: tuple[Place, ...] = Field((Place(formula=""),), min_length=1, max_length=MAX_SURFACES)
    runs: tuple[RunSpec, ...] = Field(min_length=1, max_length=MAX_RULES)
    tuning: Literal["grid", "sobol"] = "grid"
    budget: int = Field(25, ge=1, le=MAX_BUDGET)
    lr: tuple[Positive, Positive] = (1e-5, 10.0)
    second: tuple[Annotated[str, Field(max_length=80)], ...] = Field((), max_length=8)
    target: Literal["value", "share", "distance"] = "value"
    tolerance: Positive = 1e-3
    steps: int = Field(1_000, ge=1, le=MAX_STEPS)
    fan: int = Field(5, ge=1, le=MAX_PATHS)
    spread: float = Field(0.1, gt=0, le=1, allow_inf_nan=False)
    seed: int = Field(0, ge=0, le=MAX_SEED)
    seeds: int = Field(1, ge=1, le=MAX_PATHS)
    judge: Literal["median", "worst"] = "median"

    @model_validator(mode="before")
    @classmethod
    def _plain_lists(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        most = {"runs": MAX_RULES, "surfaces": MAX_SURFACES, "lr": 2, "second": 8}
        data = {k: cut(v, most.get(k)) for k, v in data.items()}
        if data.get("surfaces") == ():
            raise ValueError("a race needs a surface, such as rosenbrock")
        if isinstance(data.get("lr"), tuple) and len(data["lr"]) != 2:
            raise ValueError("lr needs two numbers, the least and the largest step size that are tried")
        return data

    @model_validator(mode="after")
    def _check(self) -> RaceExperiment:
        if not self.lr[0] < self.lr[1]:
            raise ValueError(f"lr needs the least step size and then a larger one, not {shown(self.lr)}")
        for name in self.second:
            if not any(self.second_of(run, name) for run in self.runs):
                raise ValueError(f"second: no rule of this race has a number {shown(name)} that could be tuned")
        read = [self.on(i).parameters for i in range(len(self.surfaces))]
        places = [p.model_copy(update={"parameters": own}) for p, own in zip(self.surfaces, read, strict=True)]
        object.__setattr__(self, "surfaces", tuple(places))
        for i, place in enumerate(self.surfaces):
            if least_value(self.on(i).landscape()) is None:
                named = place.formula or SURFACES[place.surface].name
                raise ValueError(f"no lowest minimum of {named} is known, so that a race on it has no target")
        if self.seconds > MOST_SECONDS:
            raise ValueError(
                f"this race would take about {whole(round(self.seconds / 60))} minutes of work, and may take "
                f"{MOST_SECONDS / 60:.0f}: fewer rules, surfaces, steps, starts or a smaller budget would fit"
            )
        return self

    def on(self, place: int, run: int = 0, settings: Mapping[str, Any] | None = None) -> Experiment:
        """The experiment of one rule on one surface with certain settings, as the player shows it; ExperimentError if
        the surface is none."""
        spec = self.runs[run].model_dump()
        spec["hyperparameters"] = {**spec["hyperparameters"], **(settings or {})}
        same = {name: getattr(self, name) for name in ("steps", "fan", "spread", "seed", "seeds")}
        where = self.surfaces[place].model_dump()
        dimension = {"dimension": 1} if len(where["domain"]) == 2 else {}
        return Experiment.from_data({**where, **dimension, **same, "runs": [spec]})

    def lr_of(self, run: RunSpec) -> str | None:
        """The name of a rule's step size, "lr" or "inner.lr"; None where it has none."""
        return lr_name(run.build())

    def second_of(self, run: RunSpec, only: str = "") -> tuple[str, Hyper] | None:
        """The other hyperparameter of a rule that is tuned, and what is known about it; None where there is none."""
        values = run.build().values()
        known = run.described.settings(values)
        for wanted in (only,) if only else self.second:
            for name, about in known.items():
                if name.split(".")[-1] == wanted and name != self.lr_of(run) and about.kind == "number":
                    return name, about
        return None

    @cached_property
    def prices(self) -> list[list[float]]:
        """Seconds of every rule on every surface, about: [surface][rule]."""
        grounds = [self.on(place).landscape() for place in range(len(self.surfaces))]
        lanes = [self.fan * sum(self.settings_of(run)) for run in self.runs]
        return [
            [
                price_of(run, AsOne(self.steps, count, self.seeds, (run,), surface))
                for run, count in zip(self.runs, lanes, strict=True)
            ]
            for surface in grounds
        ]

    def settings_of(self, run: RunSpec) -> tuple[int, int]:
        """How many settings a rule is tried with, and then how many step sizes around the best of them."""
        lr = self.lr_of(run)
        return self.budget if lr or self.second_of(run) else 1, SCANNED if lr else 0

    @property
    def seconds(self) -> float:
        """How long all of it takes, about."""
        return sum(map(sum, self.prices))

    @property
    def why_no_link(self) -> str:
        """One sentence if the race does not fit in a link."""
        return (
            "This race is too long for a link; as a JSON file it fits." if len(self._query()) > link.MAX_QUERY else ""
        )

    def to_query(self) -> str:
        """The query string, without "?", that `from_query` reads back to an equal race. ExperimentError, with the words
        of `why_no_link`, if there is none."""
        if self.why_no_link:
            raise ExperimentError(self.why_no_link)
        return self._query()

    def _query(self) -> str:
        return urlencode(pairs(self._named(), self.surfaces), safe=",")

    def _named(self) -> dict[str, Any]:
        """Plain data that outlive a change of the defaults by which races are run."""
        places = [place.model_dump(mode="json", exclude_defaults=True) for place in self.surfaces]
        for place, data in zip(self.surfaces, places, strict=True):
            data["surface"] = place.surface
        same = {name: getattr(self, name) for name in ("budget", "target", "tolerance", "steps")}
        return {**self.to_data(), **same, "lr": list(self.lr), "surfaces": places}

    @classmethod
    def from_query(cls, query: str) -> RaceExperiment:
        """Checked race from the query string of a link; ExperimentError otherwise."""
        try:
            return cls.from_data(decoded(query))
        except ExperimentError:
            raise
        except ValueError as error:
            raise ExperimentError(str(error)) from None
