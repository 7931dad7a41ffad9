"""From choices to a race, and back: surfaces as they stand in it under "places", rules under "racers", all else under
"race.<name>"."""

from __future__ import annotations

from typing import Any

from maps.race.experiment import RaceExperiment
from optimizers import OPTIMIZERS
from parameters import Hyper
from surfaces import SURFACES
from ui.state import choices, keys

RULE = "adam"  # where none has been chosen
PLACES, RACERS = "places", "racers"
FIRST = RaceExperiment.from_query(
    "surface=rosenbrock&surface=elongated_bowl&run=sgd&run=momentum&run=nesterov&run=rmsprop&run=adam&steps=500&fan=3"
)
BOTH = ("momentum", "beta1")  # the usual names of a second hyperparameter that is tuned, too

SETTINGS: dict[str, Hyper] = {
    "budget": Hyper(default=25, slider=(5, 100), within=(1, 1025), doc="settings each rule may try"),
    "tuning": Hyper(default="grid", choices=("grid", "sobol"), doc="how they are spread"),
    "second": Hyper(default=False, doc="tune momentum or β₁, too"),
    "target": Hyper(default="value", choices=("value", "share", "distance"), doc="target"),
    "tolerance": Hyper(default=1e-3, slider=(1e-9, 1.0), log=True, within=(1e-300, 1e300), doc="tolerance"),
    "steps": Hyper(default=500, slider=(50, 2000), log=True, within=(1, 50_001), doc="steps at most"),
    "fan": Hyper(default=5, slider=(1, 16), within=(1, 65), doc="starts"),
    "judge": Hyper(default="median", choices=("median", "worst"), doc="of several starts"),
    "low": Hyper(default=1e-5, within=(0, 1e300), doc="least step size"),
    "high": Hyper(default=10.0, within=(0, 1e300), doc="largest step size"),
}


def load(experiment: RaceExperiment) -> None:
    """Choose everything that the race says, and nothing else."""
    data = experiment.model_dump(mode="json")
    known = {name: data[name] for name in SETTINGS if name in data and name != "second"}
    known |= {"second": bool(experiment.second), "low": experiment.lr[0], "high": experiment.lr[1]}
    whole = {keys.of("race", name): value for name, value in known.items()}
    rest = {name: data[name] for name in ("spread", "seed", "seeds")}
    named = {"second names": experiment.second} if experiment.second else {}
    choices.replace_all({**whole, **rest, **named, PLACES: data["surfaces"], RACERS: data["runs"]})


def read() -> RaceExperiment:
    """What is chosen. ExperimentError if the parts do not fit together."""
    if not choices.get(RACERS, None) and not choices.get(PLACES, None):
        load(FIRST)
    values = {name: choices.get(keys.of("race", name), known.default) for name, known in SETTINGS.items()}
    low, high = float(values.pop("low")), float(values.pop("high"))
    second = choices.get("second names", BOTH) if values.pop("second") else ()
    rest = {name: choices.get(name, None) for name in ("spread", "seed", "seeds")}
    return RaceExperiment.from_data(
        {
            "surfaces": choices.get(PLACES, []),
            "runs": choices.get(RACERS, []),
            "lr": [low, high],
            "second": list(second),
            **values,
            **{name: value for name, value in rest.items() if value is not None},
        }
    )


def picked(key: str, name: str) -> list[str]:
    """The keys of the rules, or surfaces, that take part."""
    known = OPTIMIZERS if key == RACERS else SURFACES
    return [one[name] for one in choices.get(key, []) if one[name] in known]


def pick(key: str, name: str, wanted: list[str]) -> None:
    """These rules, or surfaces; those that were there stay as they are set."""
    there: dict[str, dict[str, Any]] = {one[name]: one for one in choices.get(key, [])}
    choices.put(key, [there.get(one, {name: one}) for one in wanted])
