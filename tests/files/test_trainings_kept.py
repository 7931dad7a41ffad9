"""Files of trainings, read again with what others have."""

import csv
import io
import json

import numpy as np
import pytest

from exports.film.counter import said
from exports.trained import TrainedWork
from exports.trained_formats import TRAINED
from networks.experiment import NetworkExperiment
from networks.landscape.line import line
from networks.shown.edge import edge
from networks.shown.seen import loss_of, plane_of
from networks.training.ensemble import ensemble_in_slices
from networks.training.train import train
from simulation.running.simulate import finished
from tests.helpers.films import frames

QUERY = "network=moons~width~4~epochs~4~examples~60&seeds=2&seed=3&run=adam~lr~0.02&run=sgd~lr~0.1&run=sgd~lr~1e300"


@pytest.fixture(scope="module")
def work() -> TrainedWork:
    experiment = NetworkExperiment.from_query(QUERY)
    trainings = [train(experiment, run) for run in range(3)]
    ensembles = [finished(ensemble_in_slices(experiment, run, one)) for run, one in enumerate(trainings)]
    return TrainedWork(experiment, trainings, finished_plane(experiment, trainings), ensembles)


def finished_plane(experiment, trainings):
    *_shares, plane = plane_of(experiment, trainings)
    return plane


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


@pytest.mark.parametrize("key", ["gif", "webp", "mp4", "webm"])
def test_a_film_shows_the_paths_on_one_clock(work, key, tmp_path):
    content = TRAINED[key].make(work, {"seconds": 1.0, "fps": 10, "hold": 0.0, "curve": "f"})
    first, *_others, last = frames(key, content, tmp_path)
    assert first.shape == last.shape == (600, 800, 3)
    assert np.abs(first - last).max() > 100


def test_pictures_and_films_count_epochs(work):
    scene = work.scene
    assert scene.moments == tuple(work.trainings[0].epoch.tolist())
    assert said(scene, 0) == ("epoch 0 of 4", "")
    assert said(scene, scene.last) == ("epoch 4 of 4", "")
    words = TRAINED["svg"].make(work, {"curve": "gap"}).decode()
    assert ">epoch<" in words
    assert ">loss<" in words
    assert "f − f*" not in words


def test_the_table_has_a_row_a_moment(work):
    found = table(TRAINED["csv"].make(work))
    assert len(found) == sum(one.last + 1 for one in work.trainings)
    first = [row for row in found if row["run"] == work.names[0]]
    assert [float(row["loss"]) for row in first] == work.trainings[0].loss.tolist()
    assert first[0]["lr"] == ""


def test_arrays_are_those_of_the_trainings_and_the_plane(work):
    found = np.load(io.BytesIO(TRAINED["npz"].make(work)), allow_pickle=False)
    assert np.array_equal(found["1/weights"], work.trainings[1].weights)
    assert np.array_equal(found["loss"], work.plane.loss)
    assert NetworkExperiment.from_json(str(found["experiment"])) == work.experiment


def test_results_have_the_seeds_and_no_number_that_is_none(work):
    found = json.loads(TRAINED["results"].make(work))
    assert NetworkExperiment.from_data(found["experiment"]) == work.experiment
    adam, _sgd, lost = found["runs"]
    assert adam["seeds"]["each"][0]["valid_accuracy"] == adam["valid_accuracy"]
    assert adam["seeds"]["averaged_predictions"]["test_accuracy"] == work.ensembles[0].together.test_accuracy
    assert (lost["loss"], lost["seeds"]["diverged"], lost["seeds"]["averaged_predictions"]) == (None, 2, None)


def test_curvature_and_lines_are_what_the_page_shows(work):
    found = json.loads(TRAINED["curvature"].make(work))
    known = edge(work.experiment, 0, work.trainings[0])
    assert found["curvature"][0]["largest_eigenvalue"] == pytest.approx(known.largest.tolist(), rel=1e-6)
    assert found["curvature"][0]["two_over_lr"][0] is None
    assert found["curvature"][0]["two_over_lr"][1:] == pytest.approx([2 / 0.02] * (len(known.epoch) - 1))
    one = next(each for each in found["lines"] if {each["from"], each["to"]} == {*work.names[:2]})
    ends = [training.weights[training.best] for training in work.trainings[:2]]
    for name, part in (("loss", "train"), ("valid_loss", "valid")):
        wanted = line(loss_of(work.experiment, 0, part), *ends)
        assert one[name] == pytest.approx(wanted.loss.tolist())
    assert one["barrier"] == pytest.approx(line(loss_of(work.experiment, 0), *ends).barrier)
    assert one["valid_loss"][one["t"].index(0.0)] == pytest.approx(work.trainings[0].valid_loss[-1], rel=1e-5)
    rows = table(TRAINED["curvature_csv"].make(work))
    same = [float(row["value"]) for row in rows if row["quantity"] == "valid_loss" and row["to"] == one["to"]]
    assert same[: len(one["t"])] == one["valid_loss"]
    barriers = [row for row in rows if row["quantity"] == "barrier"]
    assert [float(row["value"]) for row in barriers] == [
        each["barrier"] for each in found["lines"] if each["barrier"] is not None
    ]


@pytest.mark.parametrize("key", ["png", "svg", "pdf", "html", "json", "pytorch"])
def test_every_other_file_is_made(work, key):
    begins = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF", "html": b"<!doctype html>", "json": b"{"}
    assert TRAINED[key].make(work).lower().startswith(begins.get(key, b'"""trainings of slalom').lower())


def test_a_network_that_is_too_large_has_a_sentence_in_the_place_of_its_curvature(work, monkeypatch):
    monkeypatch.setattr("networks.shown.edge.MOST_WEIGHTS", 3)
    found = json.loads(TRAINED["curvature"].make(work))
    assert "at most 3 weights" in found["curvature"][0]["missing"]
