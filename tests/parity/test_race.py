"""Sobol points of a race, drawn by SciPy, whose statistics take a second to import."""

import numpy as np

from maps.race.experiment import RaceExperiment
from maps.race.run import race
from maps.race.tried import tried


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
