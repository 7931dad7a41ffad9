"""An experiment on networks as plain data: what is learned, by which network, and the runs that train it.

    network=moons~depth~2~width~16&seed=3&run=adam~lr~0.01&run=sgd~lr~0.1~momentum~0.9&with=&with=batch_size~1

A run is the rule, schedules and transforms of any experiment; `with` gives it settings of the network, too, so that
batch sizes, first weights or depths can be compared. Everything else of links and files is as in
`simulation.experiments`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any
from urllib.parse import urlencode

import numpy as np
from pydantic import Field, model_validator

from networks.data.dataset import Dataset, parted
from networks.data.load import load
from networks.data.own import MAX_CLASSES, MAX_INPUTS, MAX_ROWS
from networks.library.counterparts import of_torch
from networks.plane_kinds import KINDS, Kind
from networks.price import MOST, seconds, updates_in_epoch, weights
from networks.settings import OWN, TORCH, TRANSFER_DATA, Network
from parameters.numbers import whole
from simulation.experiments import link
from simulation.experiments.checked import Checked, ExperimentError
from simulation.experiments.specs import Data, RunSpec, Settings, cut, read_values
from simulation.running.plan import Plan

MAX_RUNS = 12
MAX_WEIGHTS = 100_000
MAX_SEEDS = 16
_SINGLE = ("network", "seed", "seeds", "plane")
KEYS = (*_SINGLE, "run", "text", "label", "color", "with")

Finite = Annotated[float, Field(allow_inf_nan=False)]
Name = Annotated[str, Field(max_length=80)]


class OwnData(Data):
    """Examples of the user's own: rows of inputs with a target each, a class by its place in `classes` or a number."""

    columns: tuple[Name, ...] = Field(min_length=1, max_length=MAX_INPUTS)
    classes: tuple[Name, ...] = Field((), max_length=MAX_CLASSES)
    inputs: tuple[tuple[Finite, ...], ...] = Field(min_length=10, max_length=MAX_ROWS)
    targets: tuple[Finite, ...] = Field(min_length=10, max_length=MAX_ROWS)

    @model_validator(mode="before")
    @classmethod
    def _plain_lists(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        most = {"columns": MAX_INPUTS, "classes": MAX_CLASSES, "inputs": MAX_ROWS, "targets": MAX_ROWS}
        data = {key: cut(value, most.get(key)) for key, value in data.items()}
        if isinstance(data.get("inputs"), tuple):
            data["inputs"] = tuple(cut(row, MAX_INPUTS) for row in data["inputs"])
        return data

    @model_validator(mode="after")
    def _check(self) -> OwnData:
        if any(len(row) != len(self.columns) for row in self.inputs):
            raise ValueError(f"every row of inputs must have {len(self.columns)} numbers, one for each column")
        if len(self.targets) != len(self.inputs):
            raise ValueError(f"there must be a target for every row: {len(self.inputs)}, not {len(self.targets)}")
        if self.classes and len(set(self.targets)) < 2:
            raise ValueError("the examples must be of two classes at least; these are all of one")
        if self.classes and not {*self.targets} <= {*map(float, range(len(self.classes)))}:
            raise ValueError(f"a target must be the place of its class, 0 to {len(self.classes) - 1}")
        return self

    def dataset(self, seed: int) -> Dataset:
        targets = np.array(self.targets)
        return parted(
            "Your data",
            np.array(self.inputs),
            targets.astype(np.int64) if self.classes else targets,
            columns=self.columns,
            classes=self.classes,
            seed=seed,
            shares=(0.7, 0.15),
        )


class NetworkRun(RunSpec):
    """A rule that trains a network, and what is set otherwise for it than for the others."""

    network: Settings = {}


class NetworkExperiment(Checked):
    """A network, its data, a seed, and the runs that train it from the same first weights.

    network  what differs from the defaults of `networks.settings.Network`
    own      data of the user's own, where the network's `data` is "own"
    seed     of the parts of the data, the first weights, the order of the examples and all other chance
    seeds    how many trainings a run is: with `seed`, `seed` + 1, …, from other first weights and in another order, on
             the data and parts of `seed`
    plane    of which kind the plane is over which the loss and the paths are seen
    """

    network: Settings = {}
    own: OwnData | None = None
    seed: int = Field(0, ge=0, le=2**31)
    seeds: int = Field(1, ge=1, le=MAX_SEEDS)
    plane: Kind = KINDS[0]
    runs: tuple[NetworkRun, ...] = Field(min_length=1, max_length=MAX_RUNS)

    @model_validator(mode="before")
    @classmethod
    def _plain_lists(cls, data: Any) -> Any:
        return {k: cut(v, MAX_RUNS) if k == "runs" else v for k, v in data.items()} if isinstance(data, dict) else data

    @model_validator(mode="after")
    def _check(self) -> NetworkExperiment:
        object.__setattr__(self, "network", read_values(Network, self.network))
        if self.own and self.settings().data != OWN:
            raise ValueError("own: data of your own belong to the network data 'own'")
        for i, run in enumerate(self.runs):
            own = read_values(Network, run.network, self.network)
            if "data" in own:
                raise ValueError("all runs of an experiment learn the same data; set data for the network")
            object.__setattr__(run, "network", own)
            self._check_run(i)
        needed = self.seconds
        if needed > MOST:
            raise ValueError(
                f"this would take about {whole(round(needed))} seconds of work; trainings may take {MOST:.0f} "
                "together: fewer epochs, seeds or runs, a smaller network or larger batches would fit"
            )
        return self

    def _check_run(self, i: int) -> None:
        run, settings = self.runs[i], self.settings(i)
        if any(transform.name == "mini_batch" for transform in run.transforms):
            raise ValueError("a network has its batch size among its settings; leave the transform 'mini_batch' out")
        if settings.transfer != "none" and settings.data != TRANSFER_DATA:
            raise ValueError(f"transfer is made with the data {TRANSFER_DATA!r}")
        if settings.transfer != "none" and settings.depth < 1:
            raise ValueError("transfer needs a hidden layer that something can be taken over from; depth is 0")
        inputs, outputs = self._sizes
        if (count := weights(settings, inputs, outputs)) > MAX_WEIGHTS:
            raise ValueError(f"a network may have {whole(MAX_WEIGHTS)} weights, not {whole(count)}")
        if settings.library == TORCH:
            self._check_torch(run, settings)
        if run.schedules:
            Plan(run.build(), run.build_schedules(), self.plan_steps(i))  # raises if one leads out of the range

    def _check_torch(self, run: NetworkRun, settings: Network) -> None:
        try:
            name, _arguments = of_torch(run.build())
        except ValueError as error:
            raise ValueError(f"library: {error}") from None
        if name == "torch.optim.Muon":
            raise ValueError("library: torch.optim.Muon takes matrices only, and the biases of a network are none.")

    def settings(self, run: int | None = None) -> Network:
        """Of the experiment, or of one of its runs."""
        own = {} if run is None else self.runs[run].network
        return Network.from_values({**self.network, **own})

    def plan_steps(self, run: int) -> int:
        """How many steps the schedules of a run have: epochs, or updates."""
        settings = self.settings(run)
        per_epoch = updates_in_epoch(settings, self._examples)
        return settings.epochs * (1 if settings.schedules == "per epoch" else per_epoch)

    def data(self, run: int | None = None) -> Dataset:
        """What is learned, scaled and parted."""
        own = self.own.dataset(self.seed) if self.own else None
        return load(self.settings(run), self.seed, own)

    @cached_property
    def _example(self) -> Dataset:
        return self.data()

    @property
    def _examples(self) -> int:
        return len(self._example.train)

    @property
    def _sizes(self) -> tuple[int, int]:
        return self._example.inputs.shape[1], self._example.outputs

    @property
    def seconds(self) -> float:
        """About how long all trainings take, one after another."""
        return self.seeds * sum(self._seconds(i) for i in range(len(self.runs)))

    def _seconds(self, run: int) -> float:
        return seconds(self.settings(run), self._examples, *self._sizes)

    @property
    def why_no_link(self) -> str:
        """One sentence if the experiment does not fit in a link."""
        if self.own:
            return "Data of your own do not fit in a link; the experiment as a JSON file carries them."
        return "These rules are too long for a link." if len(self._query()) > link.MAX_QUERY else ""

    def to_query(self) -> str:
        """The query string, without "?", that `from_query` reads back to an equal experiment. ExperimentError, with the
        words of `why_no_link`, if there is none."""
        if self.why_no_link:
            raise ExperimentError(self.why_no_link)
        return self._query()

    def _query(self) -> str:
        data = self.to_data()
        network = dict(data.get("network", {}))
        pairs = [("network", "~".join([str(network.pop("data", Network().data)), *link.items(network)]))]
        pairs += [(name, str(data[name])) for name in _SINGLE[1:] if name in data]
        pairs += link.run_pairs(data["runs"])
        if any(run.network for run in self.runs):
            pairs += [("with", "~".join(link.items(run.network))) for run in self.runs]
        return urlencode(pairs, safe=",")

    @classmethod
    def from_query(cls, query: str, own: Mapping[str, Any] | None = None) -> NetworkExperiment:
        """Checked experiment from the query string of a link, and data of one's own, which are in none; ExperimentError
        otherwise."""
        try:
            return cls.from_data({**_decoded(query), **({"own": own} if own else {})})
        except ExperimentError:
            raise
        except ValueError as error:
            raise ExperimentError(str(error)) from None


def _decoded(query: str) -> Mapping[str, Any]:
    found = link.parts_of(query, KEYS, _SINGLE)
    data, *settings = found.get("network", ["iris"])[0].split("~")
    runs = link.read_runs(found)
    for run, text in zip(runs, found.get("with", []), strict=False):
        run["network"] = link.pairs_of(text.split("~"), "with") if text else {}
    numbers: dict[str, Any] = link.read_parts({key: found[key][0] for key in ("seed", "seeds") if key in found})
    plane = {"plane": found["plane"][0]} if "plane" in found else {}
    return {"network": {"data": data, **link.pairs_of(settings, data)}, **numbers, **plane, "runs": runs}
