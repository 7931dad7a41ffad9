"""A map on a Dask cluster of this machine: a scheduler and two workers on loopback, one of which is killed."""

import pytest

from cli import main
from maps import MapExperiment, compute, computed
from maps.spread.cluster import cluster
from maps.spread.flight import SpreadError
from maps.spread.folder import Folder
from maps.spread.pool import pool
from simulation.running.simulate import finished
from tests.helpers.cells import assert_same
from tests.helpers.cluster import cluster as running

LINK = "map=basins&cells=60~60&surface=himmelblau&steps=300&run=sgd~lr~0.01&run=adam~lr~0.1"
MAP = MapExperiment.from_query(LINK)
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Many pieces, so that some are under way whenever something ends."""
    monkeypatch.setattr("maps.pieces.ROWS_OF_PROGRAM", 30_000)


def test_a_killed_worker_changes_no_bit_and_a_lost_scheduler_loses_nothing(tmp_path):
    whole, folder = computed(MAP), tmp_path / "kept"
    with running(2) as there:
        slices, killed = compute(MAP, cluster(there.address)), None
        while True:
            try:
                _so_far, share = next(slices)
            except StopIteration as end:
                assert_same(end.value, whole)
                break
            if killed is None and share > 0.05:
                there.workers[0].kill()
                killed = share
        assert killed < 0.5

        slices, shares = compute(MAP, cluster(there.address), Folder(folder, MAP)), []
        with pytest.raises(SpreadError, match=f"The scheduler at {there.address} went away"):  # noqa: PT012 - midway
            for _so_far, share in slices:
                shares.append(share)
                if len(shares) == 5:
                    there.scheduler.kill()
    assert shares[-1] < 1
    kept = len(list(folder.glob("*.parquet")))
    assert kept >= 4
    slices = compute(MAP, kept=Folder(folder, MAP))
    assert next(slices)[1] == shares[-1]
    assert_same(finished(slices), whole)


def test_processes_of_this_machine_give_the_same_map():
    assert_same(finished(compute(MAP, pool(2))), computed(MAP))


def test_nobody_is_there(capsys):
    options = ["map", "--map", LINK]
    assert main([*options, "--cluster", "nonsense"]) == 2
    assert "No Dask scheduler answers at nonsense; start one with `dask scheduler`" in capsys.readouterr().err
    with running(0) as there:
        assert main([*options, "--cluster", there.address]) == 2
    said = capsys.readouterr().err
    assert f"has no workers; start some with `dask worker {there.address}`" in said
