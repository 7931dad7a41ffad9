import numpy as np
import pytest

from simulation import Experiment, ExperimentError, bundle, run
from simulation.experiments.run import starts

NOISY = {"rule": "sgd", "hyperparameters": {"lr": 0.1}, "transforms": [{"name": "noise"}]}


def made(**parts):
    return Experiment.from_data({"surface": "sphere", "start": [-4.0, 3.0], "steps": 20, **parts})


def test_a_fan_starts_around_the_start_the_same_each_time():
    experiment = made(fan=8, spread=0.2, runs=[{"rule": "sgd"}, {"rule": "adam"}])
    points = starts(experiment)
    xmin, xmax, ymin, ymax = experiment.landscape().domain
    assert points.shape == (8, 2)
    np.testing.assert_array_equal(points[0], [-4.0, 3.0])
    assert np.linalg.norm(points - points[0], axis=-1).max() <= 0.2 * min(xmax - xmin, ymax - ymin)
    np.testing.assert_array_equal(points, starts(experiment))
    for paths in bundle(experiment):
        np.testing.assert_array_equal([path.x[0] for path in paths], points)


def test_seeds_are_a_bundle_only_where_there_is_noise():
    noisy, plain = bundle(made(seeds=4, runs=[NOISY, {"rule": "sgd"}]))
    assert (len(noisy), len(plain)) == (4, 1)
    assert len({path.x[-1].tobytes() for path in noisy}) == 4


def test_the_first_path_is_the_runs_own():
    experiment = made(fan=3, seeds=2, runs=[NOISY])
    single = run(made(runs=[NOISY]))[0]
    np.testing.assert_array_equal(bundle(experiment)[0][0].x, single.x)
    np.testing.assert_array_equal(run(experiment)[0].x, single.x)


def test_it_goes_through_links_files_and_code(capsys):
    experiment = made(fan=3, spread=0.25, seeds=2, runs=[NOISY])
    assert Experiment.from_query(experiment.to_query()) == experiment
    assert Experiment.from_json(experiment.to_json()) == experiment
    exec(experiment.to_python(), {})
    assert len(capsys.readouterr().out.splitlines()) == 6


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"fan": 16, "seeds": 4}, "64 paths are too many"),
        ({"fan": 0}, "fan: must be at least 1"),
        ({"spread": 0.0}, "spread: must be more than 0"),
        ({"seeds": 17}, "seeds: must be at most 16"),
    ],
)
def test_too_many_paths_are_a_sentence(parts, why):
    with pytest.raises(ExperimentError, match=why):
        made(runs=[NOISY], **parts)
