"""Maps of trainings in a shell: as files, by processes, on a Dask cluster, and going on where a folder was left."""

import json
from concurrent.futures import CancelledError

import numpy as np
import pyarrow.parquet as pq
import pytest

from cli import main
from maps import TrainingMap, TrainingResult, compute
from maps.kinds import map_of_json
from maps.spread.cluster import cluster
from maps.spread.flight import SpreadError
from maps.spread.folder import Folder
from maps.spread.pool import pool
from maps.trained.piece import asking
from simulation.running.simulate import finished
from tests.helpers.cluster import cluster as running

NETWORK = "moons~examples~40~epochs~2~width~4"
AXES = ["map", "--axis", "lr~0.01~1~4~log", "--axis", "batch_size~4~28~3", "--network", NETWORK, "--run", "sgd"]
MAP = TrainingMap.from_query(f"map=trainings&axis=lr~0.01~1~4~log&axis=momentum~0~0.9~3&network={NETWORK}&run=momentum")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """A piece for every cell."""
    monkeypatch.setattr("maps.trained.piece.CHUNK", 0.0)


def assert_same(one, other):
    for name in (*TrainingResult.COLUMNS, "lane", "known"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), err_msg=name)


def test_a_map_as_json_and_as_files(tmp_path, capsys):
    for suffix in (".csv", ".parquet", ".npz", ".json", ".png"):
        assert main([*AXES, "--json", "--quantity", "valid_accuracy", "-o", str(tmp_path / f"map{suffix}")]) == 0
    said = json.loads(capsys.readouterr().out.partition("\n}\n")[0] + "\n}")
    assert said["runs"][0]["ended"] == {"finished": 12}
    assert 0 < said["runs"][0]["best"]["loss"] < 1
    experiment = map_of_json((tmp_path / "map.json").read_bytes())
    assert experiment.to_data() == said["map"]
    table = pq.read_table(tmp_path / "map.parquet")
    assert table.column_names == ["run", "lr", "batch_size", *TrainingResult.COLUMNS]
    assert (tmp_path / "map.csv").read_text().count("finished") == 12
    with np.load(tmp_path / "map.npz") as kept:
        assert kept["valid_accuracy"].shape == (1, 3, 4)
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")
    assert main(["map", "--map", experiment.to_query(), "--quantity", "fate", "-o", str(tmp_path / "fate.png")]) == 0
    assert capsys.readouterr().out.startswith("SGD: of 12 cells 12 trained to the end; lowest loss at lr = ")


def test_others_train_the_same_map(tmp_path):
    whole = finished(compute(MAP))
    assert_same(finished(compute(MAP, pool(2))), whole)
    slices = compute(MAP, kept=Folder(tmp_path / "kept", MAP))
    for _ in range(6):
        next(slices)
    slices.close()
    with running(1) as there:
        slices = compute(MAP, cluster(there.address), Folder(tmp_path / "kept", MAP))
        assert next(slices)[1] == pytest.approx(5 / 12)
        assert_same(finished(slices), whole)
    other = TrainingMap.from_data({**MAP.to_data(), "tolerance": 0.5})
    with pytest.raises(SpreadError, match="holds the pieces of another map"):
        Folder(tmp_path / "kept", other)


def test_a_training_under_way_can_be_left():
    def enough():
        raise CancelledError

    data = MAP.to_data()
    network = {**data["experiment"]["network"], "epochs": 2_000, "batch_size": 1}
    long = TrainingMap.from_data({**data, "experiment": {**data["experiment"], "network": network}})
    with pytest.raises(CancelledError):
        next(compute(long, asking(enough)))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([*AXES, "--steps", "5"], "--steps belongs to runs on a surface, and here a network is trained; leave it out."),
        ([*AXES, "--basins"], "--basins belongs to runs on a surface"),
        ([*AXES, "--quantity", "steps"], "must be one of loss, valid_loss, accuracy"),
        ([*AXES[:5], "--link", "network=moons&run=momentum", "--network", "moons"], "A whole experiment stands alone"),
        ([*AXES[:3], *AXES[5:]], "A map has two axes"),
        ([*AXES, "--seeds", "17"], "16"),
    ],
)
def test_what_is_wrong_is_one_sentence(arguments, said, capsys):
    assert main(arguments) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_without_torch_a_sentence_says_what_brings_it(monkeypatch, capsys):
    monkeypatch.setattr("cli.train.find_spec", lambda _name: None)
    assert main(AXES) == 1
    assert "`pip install torch` brings it" in capsys.readouterr().err
