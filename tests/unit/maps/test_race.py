"""The fair race: its numbers are those of single runs, and what is said of it is true."""

import math

import numpy as np
import pytest

from exports.data import results_csv
from maps.race.experiment import RaceExperiment
from maps.race.results import Race, Tuned
from maps.race.run import FACTORS, race, race_in_slices
from maps.race.told import assumptions, headline, remarks
from maps.race.tried import Tried, counts, tried
from optimizers import OPTIMIZERS
from simulation import ExperimentError, bundle, simulate
from surfaces import SURFACES


def of(*rules, **known):
    runs = [rule if isinstance(rule, dict) else {"rule": rule} for rule in rules]
    place = [{"surface": known.pop("surface", "elongated_bowl")}]
    return RaceExperiment.from_data({"surfaces": place, "runs": runs, "steps": 150, "fan": 3, **known})


def test_the_best_setting_is_the_cheapest_and_how_far_it_may_be_off_is_measured():
    experiment = of("sgd", budget=31, fan=1, steps=400)
    one = race(experiment).found[0][0]
    assert one.gradients == one.costs.min() == one.steps
    lr = one.settings["lr"] * FACTORS
    path = simulate(OPTIMIZERS["sgd"](lr=lr[:, None]), SURFACES["elongated_bowl"], (-7.0, 2.0), 400)
    there = path.value <= 1e-3
    cheap = there.any(axis=0) & (there.argmax(axis=0) <= 2 * one.gradients)
    down, up = one.off
    assert cheap.tolist() == [0.999 / down <= factor <= 1.001 * up for factor in FACTORS.tolist()]
    assert one.off[0] > 1


@pytest.mark.parametrize(("target", "tolerance"), [("value", 0.5), ("share", 0.1), ("distance", 1.0)])
def test_targets(target, tolerance):
    experiment = of("adam", target=target, tolerance=tolerance, budget=3, fan=1)
    one = race(experiment).found[0][0]
    alone = experiment.on(0, 0, one.settings)
    path = bundle(alone)[0][0]
    far = {"value": path.value, "share": path.value / path.value[0], "distance": np.hypot.reduce(path.x, axis=-1)}
    assert one.gradients == np.flatnonzero(far[target] <= tolerance)[0]


def test_to_fall_out_of_the_picture_is_no_arrival():
    surface = {"surface": "formula", "formula": "x^3 - 3*x", "domain": [-1.9, 3.0], "start": [-1.2]}
    experiment = RaceExperiment.from_data(
        {"surfaces": [surface], "runs": [{"rule": "sgd"}], "lr": [0.01, 0.1], "budget": 2, "fan": 1, "steps": 99}
    )
    assert bundle(experiment.on(0, 0, {"lr": 0.1}))[0][0].value[-1] < -1e3
    assert race(experiment).ranks == [None]


def test_slices_only_say_how_far_it_is():
    experiment = of("adam", "bfgs", "trust_region", budget=2, steps=5, fan=2, tolerance=1.0)
    slices, shares = race_in_slices(experiment, 0.0), []
    try:
        while True:
            shares.append(next(slices))
    except StopIteration as end:
        found = end.value
    assert (found.gradients == race(experiment).gradients).all()
    assert shares == sorted(shares)
    assert 0 <= shares[0] < 0.2
    assert 0.8 < shares[-1] <= 1


def test_what_is_tried_is_the_same_for_all():
    experiment = of("sgd", "momentum", "adam", "trust_region", budget=25, second=["momentum"])
    sgd, momentum, adam, without = (tried(experiment, run) for run in experiment.runs)
    assert (sgd.values == adam.values).all()
    assert sgd.values[::4, 0].tolist() == [1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1.0, 10.0]
    assert momentum.names == ("lr", "momentum")
    assert counts(25, 2) == (8, 3)
    assert np.unique(momentum.values[:, 1]).tolist() == [0.0, 0.9684, 0.999]
    assert without.setting(0) == {}


def test_links_and_files_say_the_same():
    experiment = RaceExperiment.from_data(
        {
            "surfaces": [
                {"surface": "rosenbrock", "parameters": {"b": 50}, "start": [-1.0, 2.0]},
                {"surface": "formula", "formula": "x^2 + b*y^2", "parameters": {"b": 3}},
                {"surface": "formula", "formula": "(x-1)^2", "domain": [-2, 3]},
            ],
            "runs": [{"rule": "adam", "hyperparameters": {"beta1": 0.5}, "label": "a"}, {"rule": "newton"}],
            "tuning": "sobol",
            "budget": 16,
            "lr": [1e-4, 1],
            "second": ["beta1"],
            "target": "share",
            "tolerance": 1e-6,
            "judge": "worst",
            "seed": 3,
        }
    )
    assert RaceExperiment.from_query(experiment.to_query()) == experiment
    assert RaceExperiment.from_json(experiment.to_json()) == experiment
    shortest = RaceExperiment.from_query("run=adam")
    assert RaceExperiment.from_query(shortest.to_query()) == shortest
    assert shortest.surfaces[0].surface == "rosenbrock"


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({"surface": "saddle"}, "No lowest minimum of Saddle is known, so that a race on it has no target"),
        ({"lr": [1, 0.1]}, "lr needs the least step size and then a larger one"),
        ({"lr": [1]}, "lr needs two numbers, the least and the largest step size that are tried"),
        ({"second": ["beta7"]}, "no rule of this race has a number 'beta7' that could be tuned"),
        ({"surfaces": []}, "A race needs a surface, such as rosenbrock"),
        ({"tolerance": 0}, "Tolerance: must be more than 0, not 0"),
        ({"budget": 0}, "Budget: must be at least 1, not 0"),
        ({"target": "luck"}, "Target: must be one of value, share, distance, not 'luck'"),
        ({"steps": 30_000, "fan": 16, "budget": 1_000}, "this race would take about"),
        ({"surface": "nowhere"}, "there is no surface 'nowhere'"),
    ],
)
def test_what_is_wrong_is_one_sentence(known, words):
    with pytest.raises(ExperimentError) as caught:
        of("line_search", **known)
    assert words.lower() in str(caught.value).lower()
    assert str(caught.value).endswith(".")


def test_step_sizes_may_be_as_far_apart_as_numbers_are():
    values = tried(experiment := of("sgd", lr=[1e-300, 1e300], budget=3), experiment.runs[0]).values
    assert values[:, 0].tolist() == [1e-300, 1.0, 1e300]
    with pytest.raises(ExperimentError, match="a comma in lr"):
        RaceExperiment.from_query("run=sgd&lr=0.1,1")


def made(gradients):
    """A race with these gradients (rules, surfaces)."""
    places = [{"surface": key} for key in list(SURFACES)[: len(gradients[0])]]
    runs = [{"rule": key} for key in list(OPTIMIZERS)[: len(gradients)]]
    experiment = RaceExperiment.from_data({"surfaces": places, "runs": runs})
    one = lambda n: Tuned({"lr": 0.1} if n < math.inf else {}, n, n, 1, 1, (2.0, 1.0), False, np.array([n]))  # noqa: E731
    found = tuple(tuple(map(one, row)) for row in gradients)
    return Race(experiment, (Tried(("lr",), np.array([[0.1]])),) * len(found), found)


def test_ranks_and_profiles():
    inf = math.inf
    found = made([[10, 40, inf], [20, 10, 8], [inf, inf, inf], [40, 20, 16], [20, 10, 8]])
    assert found.ranks == [4, 1, None, 3, 1]
    assert found.order == [1, 4, 3, 0, 2]
    assert found.profile.ratio.tolist() == [1, 2, 4]
    assert found.profile.share[0] == pytest.approx([1 / 3, 1 / 3, 2 / 3])
    assert found.profile.share[1] == pytest.approx([2 / 3, 1, 1])
    assert found.profile.share[2].tolist() == [0, 0, 0]
    assert headline(found) == "Momentum, Adadelta came first. Did not arrive: Nesterov."
    rows = found.rows()
    assert [row["rule"] for row in rows[:5]] == ["SGD", "Momentum", "Adadelta", "AdaGrad", "Nesterov"]
    assert rows[0] == {
        **{"surface": "Sphere (round bowl)", "overall rank": 4, "rule": "SGD", "gradients": 10, "times the least": 1.0},
        **{"steps": 10, "arrived": "1/1", "lr": 0.1, "second": None, "its value": None},
        **{"lr off by, down": 2.0, "lr off by, up": 1.0},
    }
    assert len(results_csv(rows).splitlines()) == 16


def test_the_tuned_rules_can_be_played():
    found = race(of("sgd", "newton", "adam", lr=[1e-3, 1.0], budget=4, tolerance=0.1, steps=60))
    played = found.compared(0)
    assert [run.rule for run in played.runs] == ["newton", "adam"]
    assert [run.build().values()["lr"] for run in played.runs] == [found.found[i][0].settings["lr"] for i in (1, 2)]
    assert played.surface == "elongated_bowl"
    assert (played.fan, played.steps) == (1, 60)


def test_nobody_arrives():
    found = race(of("sgd", "nelder_mead", tolerance=1e-300, steps=3, budget=2))
    assert found.ranks == [None, None]
    assert headline(found) == "No rule arrived."
    assert found.profile.share.tolist() == [[0], [0]]
    assert remarks(found) == []
    assert found.compared(0) is None


def test_assumptions_are_those_of_the_race():
    said = "\n".join(assumptions(of("sgd", "momentum", "newton", "nelder_mead", second=["momentum"], budget=50)))
    assert "Every rule may try 50 settings: values of lr from 0.00001 to 10, in equal ratios." in said
    assert "is momentum of Momentum: 10 values of lr times 5." in said
    assert "no lr to tune in Nelder–Mead:" in said
    assert "lr is a pure number, as a first trial or a factor, in Newton;" in said
    assert "from the same 3 points" in said
    assert "Noise" not in said
    assert "not used" not in said
    other = {"rule": "adam", "hyperparameters": {"lr": 0.5}, "transforms": [{"name": "noise"}]}
    said = "\n".join(assumptions(of(other, fan=1, seeds=3, judge="worst", target="distance", tuning="sobol")))
    assert "scrambled Sobol points" in said
    assert "Step sizes that were set are not used." in said
    assert "seeds 0 to 2" in said
    assert "the worst counts" in said
    assert "a distance of at most 0.001 from a lowest minimum" in said


def test_a_step_size_at_the_edge_is_remarked_on():
    found = race(of("sgd", lr=[1e-2, 1e-1], budget=3, tolerance=1.0, steps=400))
    assert found.found[0][0].at_edge
    assert remarks(found)[0].endswith("a better one may lie beyond, in SGD.")
