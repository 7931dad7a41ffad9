"""What is walked by the player's scripts and by `simulate`, and how the two paths are compared."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch

import numpy as np

from figures.palette import Look
from optimizers import OPTIMIZERS, SCHEDULES, TRANSFORMS, Optimizer, Schedule, Transform
from parameters import Described
from player import PathView, Series, pack_paths
from player.lanes import lanes
from player.live import live
from player.shown import paths
from player.thinning import Thinning
from simulation import Experiment, Trajectory, bundle, simulate
from simulation.running.asked import Asked
from simulation.running.plan import lr_name, named
from simulation.running.stop import Stop
from surfaces import SURFACES, Surface
from tests.helpers import rounding
from tests.helpers.live import Node

#: Ten surfaces: valleys, bowls, saddles, many minima, kinks, a plateau, and losses on data.
TEN = {
    **{"rosenbrock": (-1.2, 1.0), "elongated_bowl": (-7.0, 2.0), "himmelblau": (0.3, -0.7), "saddle": (-1.0, 0.01)},
    **{"beale": (1.0, 1.5), "ackley": (2.3, -1.7), "kinks": (1.3, -0.8), "plateau_cliff": (-1.0, 0.5)},
    **{"least_squares": (0.5, 0.5), "logistic": (1.0, -1.0)},
}
STEPS = 60
TOLERANCE = 1e-10
SEEN = 1e-6  # where a path repeats itself less closely than this, it is not compared
SEVERAL = ("sgd", "momentum", "adam", "nadam", "sam", "lookahead")


@dataclass(frozen=True)
class Case:
    """A run on a surface."""

    surface: str
    asked: Asked

    @property
    def path(self) -> Trajectory:
        return simulate(
            self.asked.rule,
            SURFACES[self.surface],
            self.asked.start,
            self.asked.steps,
            schedule=self.asked.schedules,
            transforms=self.asked.transforms,
            seed=self.asked.seed,
            stop=self.asked.stop,
            maximize=self.asked.maximize,
        )


def options(cls: type[Described]) -> Iterator[dict[str, Any]]:
    """Settings of a thing: the default, every other value of every option, and a decay of its own where it has one."""
    yield {}
    for name, known in cls.hyperparameters().items():
        others = known.choices if known.choices and not known.parts else (True, False) if known.kind == "switch" else ()
        for value in others:
            if value != known.default:
                yield {**_fulfilled(cls, known.when), name: value}
        if name == "weight_decay":
            yield {name: 0.03}


def _fulfilled(cls: type[Described], when: Mapping[str, Any]) -> dict[str, Any]:
    """Settings under which an option counts."""
    known = cls.hyperparameters()
    return {name: value for name, value in when.items() if name in known and isinstance(value, bool | str)}


def case(surface: str, rule: Optimizer, **asked: Any) -> Case:
    return Case(surface, Asked(rule, TEN[surface], STEPS, **asked))


def rules(keys: Sequence[str] = tuple(OPTIMIZERS), surfaces: Sequence[str] = tuple(TEN)) -> Iterator[Case]:
    """Every rule with every option on every surface."""
    for key in keys:
        for settings in options(OPTIMIZERS[key]):
            rule = OPTIMIZERS[key].from_values(settings)
            yield from (case(surface, rule) for surface in surfaces)


def schedules(keys: Sequence[str] = tuple(SCHEDULES)) -> Iterator[Case]:
    """Every schedule with every option, of the step size of several rules."""
    for cls in map(SCHEDULES.__getitem__, keys):
        for settings in options(cls):
            schedule = cls.from_values(settings)
            for key in SEVERAL:
                yield from _scheduled(OPTIMIZERS[key](), schedule)


def _scheduled(rule: Optimizer, schedule: Schedule) -> Iterator[Case]:
    name = str(lr_name(rule))
    try:
        named(rule, {name: schedule})
    except ValueError:  # a rule without the momentum that the schedule would cycle
        return
    yield from (case(surface, rule, schedules={name: schedule}) for surface in ("rosenbrock", "ackley", "logistic"))


def transforms(keys: Sequence[str] = tuple(TRANSFORMS)) -> Iterator[Case]:
    """Every transform with every option, down and up."""
    for key in keys:
        for settings in options(TRANSFORMS[key]):
            yield from _transformed([TRANSFORMS[key].from_values(settings)])


def transforms_in_a_row() -> Iterator[Case]:
    """All of them, without a mini-batch and with one."""
    row = [TRANSFORMS[key]() for key in ("noise", "clip_value", "clip_norm", "l2", "l1", "normalize")]
    yield from _transformed(row)
    yield from _transformed([TRANSFORMS["mini_batch"](), *row])


def _transformed(chosen: Sequence[Transform]) -> Iterator[Case]:
    for key in SEVERAL:
        for surface in ("rosenbrock", "kinks", "least_squares"):
            if _fits(surface, chosen):
                yield case(surface, OPTIMIZERS[key](), transforms=tuple(chosen), seed=3)
                yield case(surface, OPTIMIZERS[key](), transforms=tuple(chosen), seed=4, maximize=True)


def _fits(surface: str, chosen: Sequence[Transform]) -> bool:
    return bool(SURFACES[surface].examples) or not isinstance(chosen[0], TRANSFORMS["mini_batch"])


def endings() -> Iterator[Case]:
    """Runs that end early, each for another reason."""
    stops = [Stop(gradient_norm=1.0), Stop(value_below=0.5), Stop(patience=5, min_delta=0.01), Stop(patience=3)]
    for stop in stops:
        for key in SEVERAL:
            rule = OPTIMIZERS[key].from_values({str(lr_name(OPTIMIZERS[key]())): 0.05})
            yield from (case(surface, rule, stop=stop) for surface in ("elongated_bowl", "ackley", "least_squares"))
    yield case("rosenbrock", OPTIMIZERS["sgd"].from_values({"lr": 1.0}))  # diverges


def blob(one: Case, copies: int = 1) -> tuple[Trajectory, bytes]:
    """The path and a payload of it, with all that a trajectory holds; several times, if its size is to count."""
    path = one.path
    known = [name for name in ("x", "value", "gradient", "seen", "asked", "evaluations") if name not in path.states]
    series = [
        *(Series(name, getattr(path, name)) for name in known),
        *(Series(name, values) for name, values in path.states.items()),
        *([Series("lr", path.lr)] if lr_name(one.asked.rule) else []),
    ]
    view = PathView("path", "#000000", "circle", series, int(path.last), str(path.status))
    own = live(SURFACES[one.surface], [one.asked] * copies, [{one.name for one in series}])
    views = [replace(view, live=said) for said in own.runs]
    return path, pack_paths(views, {"live": own.header} if own.header else {}, own.arrays)


def thinned(one: Case, copies: int) -> tuple[Thinning, bytes]:
    """A payload of which only some rows are sent, and which these are."""
    payload = blob(one, copies)[1]
    return Thinning(*header(payload)["thinned"]), payload


def header(payload: bytes) -> dict[str, Any]:
    """What stands before the numbers of a payload."""
    return json.loads(payload[4 : 4 + int.from_bytes(payload[:4], "little")])


def listed(experiment: Experiment) -> tuple[bytes, list[PathView]]:
    """The payload of a page that compares the runs of an experiment, and the views in it in double precision."""
    look, ground = Look("#000000", "circle"), experiment.ground
    found = [one for i, own in enumerate(bundle(experiment)) for one in lanes(experiment, i, own, f"{i}", look, f"{i}")]
    words: Any = {"title": "", "sentence": ("good", ""), "options": {}, "layout": "overlay"}
    with patch("player.shown.pack_paths", wraps=pack_paths) as packed:
        payload = paths(ground, found, compared=True, **words)
    return payload, packed.call_args.args[0]


@dataclass(frozen=True)
class Compared:
    """Of one case: the largest error over the rows that rounding cannot have changed, and how many they are of how
    many; `problem` is what is wrong, "" if nothing is."""

    error: float
    rows: int
    walked: int
    problem: str = ""


def compare(node: Node, one: Case) -> Compared:
    """Walks a case on both sides, all steps and all that a trajectory holds."""
    return judged(one, *node.walk(blob(one)[1], 0))


def judged(one: Case, said: Mapping[str, Any], found: Mapping[str, np.ndarray], on: Surface | None = None) -> Compared:
    """What a script said of a case, and the series that it found, beside the path; `on` a moved surface."""
    path = one.path if on is None else simulate(one.asked.rule, on, one.asked.start, one.asked.steps)
    walked = int(path.last) + 1
    errors = np.zeros(min(walked, said["rows"]))
    for name, values in found.items():
        own = _of(path, name)[: len(errors)]
        errors = np.maximum(errors, apart(own, values[: len(errors)]))
    ends = said["status"] == path.status and said["rows"] == walked
    if ends and errors.max() <= TOLERANCE:
        return Compared(float(errors.max()), walked, walked)
    return _explained(errors, _repetition(one, path), walked, ends)


def _explained(errors: np.ndarray, noise: np.ndarray, walked: int, ends: bool) -> Compared:
    """Where the paths differ, as far as they do by more than rounding explains."""
    rows = min(len(errors), len(noise))
    allowed = np.maximum(TOLERANCE, rounding.TIMES * noise[:rows])
    trusted = int(np.argmax(allowed > TOLERANCE)) if (allowed > TOLERANCE).any() else rows
    problem = "" if ends or rows < walked else "another end"
    if (errors[:rows] > allowed).any():
        row = int(np.argmax(errors[:rows] > allowed))
        problem = f"row {row}: {errors[row]:.1e}, where rounding explains {noise[row]:.1e}"
    return Compared(float(errors[:trusted].max(initial=0.0)), trusted, walked, problem)


def _of(path: Trajectory, name: str) -> np.ndarray:
    return np.asarray(path.states[name] if name in path.states else getattr(path, name), float)


def apart(own: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Per row, how far apart, relative to the size so far; infinite where only one of them is a number."""
    own, other = (values.reshape(len(values), -1) for values in (own, other))
    with np.errstate(all="ignore"):
        size = np.maximum.accumulate(np.nan_to_num(np.abs(own).max(axis=1), nan=0.0, posinf=0.0))[:, None]
        far = np.abs(own - other) / np.where(size > 0, size, 1.0)
    same = (own == other) | (np.isnan(own) & np.isnan(other))
    far = np.where(same, 0.0, far)
    return np.where(np.isnan(far), np.inf, far).max(axis=1)


def _repetition(one: Case, path: Trajectory) -> np.ndarray:
    """How closely everything in the path repeats itself when it rounds otherwise, row by row, up to `SEEN`."""
    noise = np.zeros(int(path.last) + 1)
    for seed in rounding.SEEDS:
        other = _rounded(one, seed)
        rows = min(len(noise), int(other.last) + 1)
        noise = noise[:rows]
        for name in ("x", "value", "gradient", "seen", *path.states):
            own, again = (_of(p, name)[:rows] for p in (path, other))
            noise = np.maximum(noise, apart(own, again))
        noise = noise[: int(np.argmax(noise > SEEN))] if (noise > SEEN).any() else noise
    return noise


def _rounded(one: Case, seed: int) -> Trajectory:
    """The path with another rounding: of a loss on data its start alone, as its rows are asked for one by one."""
    asked, surface = one.asked, SURFACES[one.surface]
    start = rounding.start(asked.start, seed)
    ground = surface if surface.examples else rounding.RoundedLandscape(surface, seed)
    more = {"transforms": asked.transforms, "seed": asked.seed, "stop": asked.stop, "maximize": asked.maximize}
    return simulate(asked.rule, ground, start, asked.steps, schedule=asked.schedules, **more)
