"""Trainings as the player gets them: one clock of epochs, curves with names, films in a byte a place."""

import json
import struct
from dataclasses import replace

import numpy as np
import pytest

from player.trainings import trained
from player.trainings.films import NOTHING
from tests.helpers import trained as made
from tests.helpers.payload import header, series


def blob(*trainings, kind: str = "score", **more) -> bytes:
    words = {"title": "Two moons", "sentence": ("good", "loss 0.08 after 30 epochs"), **more}
    return trained.paths(made.plane(*trainings), "plane", made.runs(*trainings), examples=made.examples(kind), **words)


def behind(sent: bytes) -> bytes:
    """What follows the series of all runs."""
    said = header(sent)
    numbers = sum(0 if "even" in one else run["rows"] * one["width"] for run in said["runs"] for one in run["series"])
    (length,) = struct.unpack_from("<I", sent)
    return sent[4 + length + 4 * numbers :]


def test_runs_with_other_batches_meet_at_the_same_epoch():
    said = header(blob(made.training(rows=31, per_epoch=96), made.training(rows=11, per_epoch=1)))
    moments = said["network"]["moments"]
    assert moments == sorted(set(moments))
    assert (moments[0], moments[-1]) == (0, 30)
    for run, epochs in zip(said["runs"], (np.linspace(0, 30, 31), np.linspace(0, 30, 11)), strict=True):
        assert [moments[k] for k in run["training"]["moments"]] == pytest.approx(epochs)


def test_moments_that_differ_by_rounding_are_one():
    one, other = made.training(), made.training()
    other = type(other)(**{**vars(other), "epoch": other.epoch * (1 + 1e-12)})
    assert len(header(blob(one, other))["network"]["moments"]) == 61


def test_rows_are_thinned_with_the_first_the_last_and_the_one_that_is_kept():
    training = made.training(rows=1000)
    training = type(training)(**{**vars(training), "best": 503})
    sent = blob(training, kind="score")
    updates = series(sent, 0, "evaluations")
    assert len(updates) <= trained.MOST_ROWS + 1
    assert {0, training.updates[503], training.updates[-1]} <= set(updates)
    assert series(sent, 0, "value")[-1] == np.float32(training.loss[-1])


def test_several_seeds_are_sent_as_quartiles_beside_the_first():
    one = made.training()
    bands = {"loss": np.array([one.loss * part for part in (0.5, 1.5, 2.0)]), "accuracy": np.full((3, 61), np.nan)}
    runs = [replace(run, bands=bands) for run in made.runs(one)]
    sent = trained.paths(made.plane(one), "plane", runs, title="", sentence=("good", ""))
    assert series(sent, 0, "value") == pytest.approx(one.loss, rel=1e-6)
    assert series(sent, 0, "value of several").reshape(-1, 3) == pytest.approx(bands["loss"].T, rel=1e-6)
    assert not any("accuracy of" in found["name"] for found in header(sent)["runs"][0]["series"])


def test_six_runs_are_small():
    assert len(blob(*[made.training(rows=400, seed=k) for k in range(6)])) < 1_500_000


def test_curves_are_named_and_validation_is_beside_training():
    said = header(blob(made.training()))
    assert [name for name, _ in said["quantities"]] == [
        *("value", "accuracy", "lr", "gradient_norm", "weight_norm", "sparsity", "true"),
    ]
    assert said["network"]["beside"]["value"] == ["valid_loss", "validation"]
    assert said["network"]["beside"]["true"][0] == "projected"


def test_where_nothing_is_classified_there_is_no_accuracy_and_no_confusion():
    said = header(blob(made.training(kind="fit"), kind="fit"))
    assert "accuracy" not in dict(said["quantities"])
    assert "accuracy" not in said["network"]["beside"]
    assert "confusion" not in said["runs"][0]["training"]


def test_the_gradient_norm_is_that_of_all_layers():
    training = made.training()
    whole = np.sqrt(sum(np.square(norm) for norm in training.gradient_norms.values()))
    assert series(blob(training), 0, "gradient_norm") == pytest.approx(whole, rel=1e-6)
    assert series(blob(training), 0, "layer_gradients")[:, 1] == pytest.approx(
        training.gradient_norms["layer 2"], rel=1e-6
    )


@pytest.mark.parametrize(("kind", "most"), [("score", 254), ("class", 2)])
def test_a_film_comes_in_bytes_behind_the_examples(kind, most):
    training = made.training(kind=kind)
    known = training.known.astype(float)
    known[3, 5, 7] = np.nan
    sent = blob(type(training)(**{**vars(training), "known": known}), kind=kind)
    said, rest, examples = header(sent)["network"]["known"], behind(sent), made.examples(kind)
    count, size = said["count"], said["rows"] * said["columns"]
    assert (said["kind"], count, size) == (kind, 60, 1600)
    assert np.frombuffer(rest, "<f4", count, count * 4) == pytest.approx(examples.inputs[:, 1])
    assert list(np.frombuffer(rest, "u1", count, 8 * count)) == list(examples.targets)
    film = np.frombuffer(rest, "u1", 61 * size, 9 * count).reshape(61, 40, 40)
    assert film[3, 5, 7] == NOTHING
    scale = 254 if kind == "score" else 1
    there = np.isfinite(known)
    assert np.abs(film[there] / scale - known[there]).max() <= 0.5 / scale
    assert film[there].max() <= most


def test_a_fit_comes_in_its_own_numbers():
    training = made.training(kind="fit")
    sent = blob(training, kind="fit")
    said = header(sent)["network"]["known"]
    assert (said["kind"], said["rows"], said["columns"]) == ("fit", 1, 40)
    film = np.frombuffer(behind(sent), "<f4", offset=8 * said["count"]).reshape(61, 40)
    assert film == pytest.approx(training.known)


def test_without_a_film_of_every_run_there_is_none():
    assert "known" not in header(blob(made.training(), made.training(kind="none")))["network"]


def test_a_run_that_diverged_is_sent_until_then():
    sent = blob(made.diverged())
    assert header(sent)["runs"][0]["status"] == "diverged"
    assert np.isnan(series(sent, 0, "value")).tolist() == [False] * 11 + [True]
    json.dumps(header(sent), allow_nan=False)


def test_the_landscape_is_the_grid_that_was_computed():
    plane = made.plane(made.training())
    sent = trained.grid(plane, "plane")
    said = header(sent)
    assert (said["rows"], said["columns"], said["scale"], said["lowest"]) == (41, 41, "log", 0)
    assert np.frombuffer(behind_grid(sent), "<f4").reshape(41, 41) == pytest.approx(plane.loss)


def behind_grid(sent: bytes) -> bytes:
    (length,) = struct.unpack_from("<I", sent)
    return sent[4 + length :]
