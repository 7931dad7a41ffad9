"""The few words of the card of results: of every run, where it is in the end and what became of it."""

import pytest

from simulation import Experiment, bundle
from words.results import results


def made(*rates: float, run: dict | None = None, **parts) -> Experiment:
    runs = [{"rule": "sgd", "hyperparameters": {"lr": lr}, **(run or {})} for lr in rates]
    return Experiment.from_data({"surface": "sphere", "start": [-4.0, 3.0], "steps": 40, "runs": runs, **parts})


def told(experiment: Experiment):
    return results(experiment, bundle(experiment))


def test_every_run_has_its_last_value_and_its_end_in_its_own_order():
    found = told(made(0.001, 0.4, 1e200))
    assert found["heads"] == ("Results", "final f", "ended")
    (slow, slowly), (near, arrived), (_, off) = found["rows"]
    assert slow == f"{25 * (1 - 0.002) ** 80:.4g}"
    assert slowly == "still descending at step 40"
    assert float(near.split("·")[0]) > 0
    assert "10⁻" in near
    assert "step" in arrived
    assert off.startswith("diverged")


def test_of_several_paths_there_is_the_median_and_how_many_ended_how():
    noisy = {"transforms": [{"name": "noise", "settings": {"sigma": 0.5}}]}
    found = told(made(0.1, run=noisy, seeds=5))
    assert found["heads"] == ("Results", "median final f", "ended")
    ((median, ended),) = found["rows"]
    assert float(median) > 0
    assert sum(int(part.split()[0]) for part in ended.split(", ")) == 5


@pytest.mark.parametrize("count", [1, 12])
def test_there_is_a_row_for_every_run(count):
    assert len(told(made(*[0.1 + 0.01 * i for i in range(count)]))["rows"]) == count
