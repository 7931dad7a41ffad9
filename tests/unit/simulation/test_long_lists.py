"""Lists in a file that is no experiment are looked at as far as is needed to say so."""

import json
import tracemalloc

import pytest

from simulation import Experiment, ExperimentError

LONG_LISTS = {
    "runs": {"runs": [{"rule": "adam"}] * 10_000},
    "runs that are none": {"runs": [0] * 90_000},
    "data": {"surface": "logistic", "data": [[1, 0]] * 25_000},
    "data that are texts": {"surface": "logistic", "data": ["ab"] * 35_000},
    "data in one row": {"surface": "logistic", "data": [[1] * 90_000]},
    "heights": {"surface": "heightmap", "heights": [[1]] * 45_000},
    "heights in one row": {"surface": "heightmap", "heights": [[1] * 90_000]},
    "heights in empty rows": {"surface": "heightmap", "heights": [[]] * 60_000},
    "start": {"start": [1] * 90_000},
    "domain": {"surface": "formula", "formula": "x+y", "domain": ["a"] * 40_000},
    "schedules": {"runs": [{"rule": "adam", "schedules": {f"a{i}": {"name": "step"} for i in range(6_000)}}]},
    "transforms": {"runs": [{"rule": "adam", "transforms": [{"name": "noise", "x": 1}] * 6_000}]},
    "hyperparameters": {"runs": [{"rule": "adam", "hyperparameters": {f"a{i}": i for i in range(12_000)}}]},
    "names": {f"a{i}": i for i in range(12_000)},
}


@pytest.mark.parametrize("name", LONG_LISTS)
def test_lists_without_end_cost_no_more_than_their_reading(name):
    """Measured by what is allocated, which is the same on every machine: a mistake of pydantic's has 700 bytes."""
    text = json.dumps({"runs": [{"rule": "adam"}], **LONG_LISTS[name]})
    plain = allocated(lambda: json.loads(text))
    with pytest.raises(ExperimentError) as caught:
        Experiment.from_json(text)
    assert len(str(caught.value)) < 300
    assert allocated(lambda: refused(text)) < 3 * plain + 300_000


def refused(text):
    with pytest.raises(ExperimentError):
        Experiment.from_json(text)


def allocated(act):
    tracemalloc.start()
    act()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak
