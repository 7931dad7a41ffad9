"""Numbers of a race beside those of single runs, and Sobol points, for which SciPy takes a second to import."""

import math

import numpy as np

from maps.race.experiment import RaceExperiment
from maps.race.run import race
from maps.race.tried import tried
from simulation import bundle
from simulation.judging.results import result


def of(*rules, **known):
    runs = [rule if isinstance(rule, dict) else {"rule": rule} for rule in rules]
    place = [{"surface": known.pop("surface", "elongated_bowl")}]
    return RaceExperiment.from_data({"surfaces": place, "runs": runs, "steps": 150, "fan": 3, **known})


def test_every_number_is_that_of_single_runs():
    experiment = of(
        "sgd",
        {"rule": "momentum", "schedules": {"lr": {"name": "cosine"}}},
        {"rule": "adam", "transforms": [{"name": "noise", "settings": {"sigma": 0.1}}]},
        "bfgs",
        "nelder_mead",
        {"rule": "lookahead", "hyperparameters": {"inner": "bfgs"}},
        budget=5,
        fan=2,
        seeds=2,
        steps=12,
        tolerance=1.0,
        second=["momentum"],
    )
    found, random = race(experiment), np.random.default_rng(0)
    for i, (one, settings) in enumerate(zip(found.found, found.tried, strict=True)):
        for row in random.choice(len(settings.values), min(2, len(settings.values)), replace=False):
            alone = experiment.on(0, i, settings.setting(row))
            ends = [result(path, alone.landscape(), 1.0).gradients for path in bundle(alone)[0]]
            middle = sorted(math.inf if count is None else count for count in ends)[len(ends) // 2]
            assert one[0].costs[row] == middle


def test_sobol_points_fill_the_ranges_evenly_and_are_the_same_for_all():
    runs = [{"rule": "momentum"}, {"rule": "nesterov"}, {"rule": "sgd"}]
    known = {"second": ["momentum"], "tuning": "sobol", "budget": 32, "surfaces": [{"surface": "elongated_bowl"}]}
    experiment = RaceExperiment.from_data({"runs": runs, "steps": 200, "fan": 2, **known})
    momentum, nesterov, sgd = (tried(experiment, run) for run in experiment.runs)
    assert (momentum.values == nesterov.values).all()
    assert momentum.values.shape == (32, 2)
    assert sgd.values.shape == (32, 1)
    halves = [np.log10(momentum.values[:, 0]) < -2, 1 - momentum.values[:, 1] > 10**-1.5]
    assert [np.sum((halves[0] == a) & (halves[1] == b)) for a in (0, 1) for b in (0, 1)] == [8, 8, 8, 8]
    assert race(experiment).ranks[2] == 3
