"""What several paths of one run come to: the median run, median and quartiles, and how many ended how."""

import re
from dataclasses import replace

import numpy as np
import pytest

from exports.data import bundle_to_csv, lane_rows, sample_rows, summaries, to_csv
from optimizers import OPTIMIZERS
from simulation import Experiment, bundle, simulate
from simulation.experiments.run import origins
from simulation.judging.sample import median_run, sample, spread
from surfaces import SURFACES
from words.sample import lane_names, sampled, told

SPHERE = SURFACES["sphere"]
NOISY = {"rule": "sgd", "hyperparameters": {"lr": 0.1}, "transforms": [{"name": "noise"}]}


def made(**parts):
    return Experiment.from_data({"surface": "sphere", "start": [-4.0, 3.0], "steps": 20, **parts})


def ending_at(*finals, status="out of steps", maximize=False):
    """Paths whose final values are these."""
    plain = simulate(OPTIMIZERS["sgd"](lr=0.1), SPHERE, (1.0, 1.0), 2)
    last = [np.append(plain.value[:-1], final) for final in finals]
    return [replace(plain, value=value, status=np.array(status), maximize=maximize) for value in last]


@pytest.mark.parametrize(
    ("finals", "middle"),
    [
        ([7.0], 0),
        ([3.0, 1.0, 2.0], 2),
        ([4.0, 1.0, 3.0, 2.0], 3),  # of 2 and 3 the better
        ([2.0, 1.0], 1),
        ([np.nan, 5.0, 1.0, 3.0], 3),  # what is not a number has no rank
        ([np.inf, 5.0, 1.0], 2),
        ([np.nan, np.nan], 0),
        ([np.nan, np.inf, 4.0], 2),
        ([2.0, 2.0, 2.0, 2.0], 1),  # of equals the earlier
        ([-1e300, 0.0, 1e300], 1),
        ([0.0, -0.0, 5.0], 1),
    ],
)
def test_the_median_run(finals, middle):
    assert median_run(ending_at(*finals)) == middle


def test_who_climbs_has_the_higher_of_two_in_the_middle():
    assert median_run(ending_at(4.0, 1.0, 3.0, 2.0, maximize=True)) == 2


def test_a_diverged_path_has_no_final_value_however_finite_f_is_there():
    """f = exp(−x²) is 0 at infinity."""
    gone = ending_at(0.0, status="diverged")
    paths = [*gone, *ending_at(1.0, 2.0, 3.0)]
    assert median_run(paths) == 2
    found = sample(paths, SPHERE, 1e-3)
    assert (found.final.median, found.final.count, found.diverged) == (2.0, 3, 1)


def test_median_and_quartiles_are_numpys_of_what_is_finite():
    numbers = [3.0, np.nan, 1.0, np.inf, 10.0, 4.0, -np.inf]
    found = spread(numbers)
    assert (found.low, found.median, found.high) == tuple(np.quantile([3.0, 1.0, 10.0, 4.0], (0.25, 0.5, 0.75)))
    assert found.count == 4
    assert spread([np.nan]) is None
    assert spread([]) is None
    one = spread([7.0])
    assert (one.low, one.median, one.high, one.count) == (7.0, 7.0, 7.0, 1)


def test_it_counts_every_path_once():
    experiment = made(fan=3, seeds=5, runs=[NOISY, {"rule": "sgd", "hyperparameters": {"lr": 1.5}}])
    for paths in bundle(experiment):
        found = sample(paths, experiment.landscape(), 1e-3)
        assert sum(found.kinds.values()) == len(paths)
        ends = [float(path.value[path.last]) for path in paths]
        assert found.final.median == np.median(ends)
        assert found.within == sum(one.steps is not None for one in found.results)


def test_origins_are_those_of_the_paths():
    experiment = made(fan=3, seeds=2, seed=7, runs=[NOISY, {"rule": "sgd"}])
    noisy, plain = (
        [*zip(origins(experiment, spec), paths, strict=True)]
        for spec, paths in zip(experiment.runs, bundle(experiment), strict=True)
    )
    for origin, path in [*noisy, *plain]:
        np.testing.assert_array_equal(path.x[0], origin.start)
    assert [origin.seed for origin, _ in noisy] == [7, 7, 7, 8, 8, 8]
    assert [origin.seed for origin, _ in plain] == [None] * 3
    again = bundle(made(start=list(noisy[4][0].start), seed=8, runs=[NOISY]))[0][0]
    np.testing.assert_array_equal(again.x, noisy[4][1].x)


def test_names_of_paths_and_of_the_sample():
    both = made(fan=2, seeds=2, seed=4, runs=[NOISY, {"rule": "adam"}])
    assert lane_names(both, 0) == ["start 1, seed 4", "start 2, seed 4", "start 1, seed 5", "start 2, seed 5"]
    assert lane_names(both, 1) == ["start 1", "start 2"]
    assert sampled(both) == "2 starts with 2 seeds each"
    seeds = made(seeds=2, runs=[NOISY, {"rule": "adam"}])
    assert (lane_names(seeds, 0), lane_names(seeds, 1)) == (["seed 0", "seed 1"], [""])
    assert sampled(seeds) == "2 seeds"
    assert sampled(made(fan=8, runs=[{"rule": "adam"}])) == "8 starts"
    assert sampled(made(seeds=8, runs=[{"rule": "adam"}])) == ""
    assert sampled(made(runs=[NOISY])) == ""


def test_the_headline_speaks_of_the_median_and_of_all():
    experiment = made(seeds=6, steps=60, runs=[NOISY])
    paths = bundle(experiment)
    tone, words = told(experiment, paths, ["SGD"])
    assert tone == "warn"
    assert words.startswith("6 seeds: median f = ")
    assert "half of them from" in words
    *_, counts = words.partition(" to ")
    assert sum(map(int, re.findall(r"(\d+) [a-z]", counts))) == 6


def test_the_lowest_median_is_of_those_who_stayed():
    """On a saddle without a floor, a run that has left is lower than any."""
    runs = [{**NOISY, "hyperparameters": {"lr": 0.5}}, {**NOISY, "hyperparameters": {"lr": 1e-6}}]
    experiment = Experiment.from_data({"surface": "saddle", "steps": 200, "seeds": 3, "runs": runs})
    paths = bundle(experiment)
    words = told(experiment, paths, ["fast", "slow"])[1]
    assert words.startswith("of the runs that stayed slow has the lowest median, f = ")
    assert "of 6 paths: " in words
    assert told(experiment.model_copy(update={"runs": experiment.runs[:1]}), paths[:1], ["fast"])[1].endswith(
        "3 left the view, still finite"
    )


def test_one_path_is_told_as_ever():
    experiment = made(runs=[NOISY, {"rule": "adam"}])
    paths = bundle(experiment)
    assert "paths" not in told(experiment, paths, ["SGD", "Adam"])[1]
    assert "sample" not in summaries(experiment, paths)[0]


def test_table_file_and_shell_agree():
    experiment = made(fan=2, seeds=4, steps=100, runs=[NOISY, {"rule": "adam"}])
    paths, names = bundle(experiment), ["SGD", "Adam"]
    (row, plain), lanes = (sample_rows(experiment, paths, names, 0.1), lane_rows(experiment, paths, names, 0.1))
    said = summaries(experiment, paths)[0]
    own = [lane for lane in lanes if lane["run"] == "SGD"]
    ends = [lane["final f"] for lane in own]
    assert (len(own), row["paths"], said["sample"]["count"], plain["paths"]) == (8, 8, 8, 2)
    assert row["final f, median"] == said["sample"]["final_f"]["median"] == np.median(ends)
    assert (row["final f, 25 %"], row["final f, 75 %"]) == tuple(np.quantile(ends, (0.25, 0.75)))
    assert row["gradients, median"] == np.median([lane["gradients"] for lane in own if lane["gradients"] is not None])
    assert [lane["median run"] for lane in own].index("yes") == said["sample"]["median_run"] == median_run(paths[0])
    assert [path["seed"] for path in said["paths"]] == [lane["seed"] for lane in own] == [0, 0, 1, 1, 2, 2, 3, 3]


def test_a_file_holds_all_paths_with_seed_and_start():
    experiment = made(fan=2, seeds=2, steps=5, runs=[NOISY])
    (paths,) = bundle(experiment)
    header, *rows = bundle_to_csv(paths, origins(experiment, experiment.runs[0])).splitlines()
    assert header.startswith("seed,start_x,start_y,step,x,y,f,")
    assert len(rows) == 4 * 6
    first, *_ = to_csv(paths[3]).splitlines()[1:]
    assert rows[18] == "1,{!r},{!r},{}".format(*map(float, paths[3].x[0]), first)
    alone = made(runs=[NOISY])
    assert bundle_to_csv(bundle(alone)[0], origins(alone, alone.runs[0])) == to_csv(bundle(alone)[0][0])
