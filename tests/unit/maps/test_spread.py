"""Maps whose pieces others compute, and that are kept in a folder."""

import numpy as np
import pytest

from cli import main
from maps import MapExperiment, compute, computed
from maps.limits import LARGE, large
from maps.pieces import pieces
from maps.spread.cluster import cluster
from maps.spread.flight import SpreadError
from maps.spread.folder import Folder
from maps.spread.task import differing, versions_here, work
from simulation import ExperimentError
from simulation.running.simulate import finished
from tests.helpers.cells import assert_same

LINK = "map=basins&cells=8~7&surface=himmelblau&steps=40&run=sgd~lr~0.01&run=adam~lr~0.2"
BASINS = MapExperiment.from_query(LINK)


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr("maps.pieces.COARSE", 0.0)
    monkeypatch.setattr("maps.pieces.ROWS_OF_PROGRAM", 41 * 5)


def test_every_cell_is_in_one_piece():
    times = np.zeros(BASINS.shape, int)
    for piece in pieces(BASINS):
        times[piece.cells.run, piece.cells.rows, piece.cells.columns] += 1
    assert (times == 1).all()


def test_pieces_may_come_in_any_order():
    text = BASINS.to_json()

    def backwards(_experiment, some):
        for one in reversed(list(some)):
            yield one, work(text, one[1], versions_here())

    assert_same(finished(compute(BASINS, backwards)), computed(BASINS))


def test_a_folder_goes_on_where_it_was_left(tmp_path):
    place = tmp_path / "folder"
    slices = compute(BASINS, kept=Folder(place, BASINS))
    for _ in range(4):
        next(slices)
    slices.close()
    files = sorted(place.glob("*.parquet"))
    assert len(files) == 3
    files[1].write_bytes(files[1].read_bytes()[:200])  # as a disk that was full leaves it
    asked = []

    def counted(experiment, some):
        some = list(some)
        asked.extend(number for number, _piece in some)
        return ((one, work(experiment.to_json(), one[1], versions_here())) for one in some)

    assert_same(finished(compute(BASINS, counted, Folder(place, BASINS))), computed(BASINS))
    assert asked[:2] == [1, 3]
    assert not list(place.glob(".*"))


def test_a_folder_of_something_else_is_refused(tmp_path):
    Folder(tmp_path / "a", BASINS)
    other = MapExperiment.from_query(LINK.replace("40", "41"))
    with pytest.raises(SpreadError, match="the pieces of another map"):
        Folder(tmp_path / "a", other)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "letter.txt").write_text("Dear")
    with pytest.raises(SpreadError, match="holds something else"):
        Folder(tmp_path / "b", other)
    with pytest.raises(SpreadError, match="cannot hold a map"):
        Folder(tmp_path / "b" / "letter.txt", other)


def test_pieces_of_another_version_are_refused(tmp_path, monkeypatch):
    next(slices := compute(BASINS, kept=Folder(tmp_path, BASINS)))
    next(slices)
    slices.close()
    monkeypatch.setattr("maps.spread.folder.versions_here", lambda **_: {**versions_here(), "numpy": "1.0"})
    with pytest.raises(SpreadError, match="another version"):
        finished(compute(BASINS, kept=Folder(tmp_path, BASINS)))


def test_several_runs_of_a_cell_are_kept_and_any_of_them_is_shown_later(tmp_path):
    link = "map=hyperparameters&axis=lr~0.001~0.1~3~log&axis=momentum~0~0.9~3&fan=4&surface=beale&steps=20&run=momentum"
    experiment = MapExperiment.from_query(link)
    whole = finished(compute(experiment, kept=Folder(tmp_path, experiment)))
    for changes in ({"of": "worst"}, {"quantity": "steps", "of": "worst"}, {"quantity": "fate"}):
        other = experiment.model_copy(update=changes)
        assert_same(whole.shown_as(other), computed(other))
        assert_same(whole.shown_as(other).shown_as(experiment), whole)
        assert next(compute(other, kept=Folder(tmp_path, other)))[1] == 1  # nothing is computed again
        assert_same(finished(compute(other, kept=Folder(tmp_path, other))), computed(other))


def test_a_worker_with_another_version_says_so():
    piece = next(pieces(BASINS))
    with pytest.raises(SpreadError, match=r"A worker has numpy .*, not 1\.0: install the same there"):
        work(BASINS.to_json(), piece, {**versions_here(), "numpy": "1.0"})
    assert differing(versions_here(), versions_here()) == ""


@pytest.mark.parametrize("address", ["nonsense", "http://x"])
def test_an_address_that_is_none(address):
    with pytest.raises(SpreadError, match=f"No Dask scheduler answers at {address}"):
        next(compute(BASINS, cluster(address)))


def test_without_dask_a_sentence_says_what_brings_it(monkeypatch):
    monkeypatch.setattr("maps.spread.cluster.find_spec", lambda _name: None)
    with pytest.raises(SpreadError, match=r"pip install slalom\[cluster\]"):
        next(compute(BASINS, cluster("tcp://127.0.0.1:1")))


def test_large_maps_are_for_those_who_wait():
    link = LINK.replace("8~7", "300~300")
    with pytest.raises(ExperimentError, match="from 2 to 200"):
        MapExperiment.from_query(link)
    with large():
        assert MapExperiment.from_query(link).shape == (2, 300, 300)
        with pytest.raises(ExperimentError, match=f"from 2 to {LARGE.values}"):
            MapExperiment.from_query(LINK.replace("8~7", "3000~3"))


def test_the_shell_keeps_what_is_known_when_workers_are_lost(tmp_path, monkeypatch, capsys):
    def failing(_address):
        def some(_experiment, missing):
            one = next(iter(missing))
            yield one, work(_experiment.to_json(), one[1], versions_here())
            raise SpreadError("The scheduler at tcp://a:1 went away.")

        return some

    monkeypatch.setattr("cli.maps.cluster", failing)
    options = ["--cells", "8~7", "--surface", "himmelblau", "--steps", "40", "--run", "sgd~lr~0.01"]
    kept = [*options, "--cluster", "tcp://a:1", "--folder", str(tmp_path / "kept"), "-o", str(tmp_path / "map.csv")]
    assert main(["map", "--basins", *kept]) == 1
    said = capsys.readouterr().err
    assert "went away. 2 % of the cells are known. What was computed is in" in said
    assert len((tmp_path / "map.csv").read_text().splitlines()) == 2
    assert len(list((tmp_path / "kept").glob("*.parquet"))) == 1
    assert main(["map", "--basins", *options, "--workers", "0"]) == 2
    assert "--workers must be a number from 1 to 256, not '0'" in capsys.readouterr().err
