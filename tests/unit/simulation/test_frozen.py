"""Links and files that people have kept open to the experiments they were made of, whatever has moved since.

The files in `tests/frozen/` were written once and are not made anew. Each link stands beside its experiment as plain
data and the link that the experiment writes.
"""

import json
from pathlib import Path

import pytest

from simulation import Experiment

FROZEN = Path(__file__).parents[2] / "frozen"
LINKS = json.loads((FROZEN / "links.json").read_text("utf-8"))
FILES = json.loads((FROZEN / "experiments.json").read_text("utf-8"))


def test_there_are_enough_of_them():
    assert len({row["link"] for row in LINKS}) >= 60
    assert len({row["text"] for row in FILES}) >= 20


@pytest.mark.parametrize("row", LINKS, ids=lambda row: row["link"][:60])
def test_a_kept_link_opens_to_its_experiment(row):
    experiment = Experiment.from_query(row["link"])
    assert experiment.to_data() == row["experiment"]
    assert experiment == Experiment.from_data(row["experiment"])
    assert experiment.to_query() == row["written"]


@pytest.mark.parametrize("row", FILES, ids=lambda row: row["experiment"].get("surface", "rosenbrock"))
def test_a_kept_file_opens_to_its_experiment(row):
    experiment = Experiment.from_json(row["text"])
    assert experiment.to_data() == row["experiment"]
    assert experiment == Experiment.from_data(row["experiment"])
    assert json.loads(experiment.to_json()) == json.loads(row["text"])
