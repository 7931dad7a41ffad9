"""A map of trainings as plain data: links and JSON that come back, cells that are experiments, and its price."""

import numpy as np
import pytest

from maps import MapExperiment, TrainingMap
from maps.kinds import map_of_json, map_of_query
from maps.limits import large
from maps.trained.piece import kept, pieces
from maps.trained.price import price
from maps.trained.result import TrainingResult
from networks.training.training import DIVERGED, FINISHED, STOPPED_EARLY, Training
from simulation import ExperimentError

LR, BATCH = "axis=lr~0.001~1~5~log", "axis=batch_size~8~64~3"
MOONS = "network=moons~epochs~5~width~8"
GOOD = {
    "rule and network": f"{LR}&{BATCH}&{MOONS}&run=sgd",
    "schedule and transform": f"axis=lr.step.gamma~0.1~0.9~3&axis=clip_norm.theta~0.1~9~4~log&{MOONS}"
    "&run=adam~lr~0.1~~lr.step~step_size~2~~clip_norm~theta~1.0",
    "network alone": f"axis=width~1~9~5&axis=weight_decay~0~0.1~3&{MOONS}&seeds=3&run=sgd&run=adam&of=worst",
    "of the data": "axis=noise~0~0.5~3&axis=examples~40~200~3&network=moons~epochs~2&run=sgd&quantity=valid_accuracy",
    "a cell, epochs": f"{LR}&{BATCH}&{MOONS}&run=sgd&quantity=epochs&tolerance=0.3&cell=0~2~4",
}
WRONG = {
    f"{LR}&axis=beta9~0~1~4&{MOONS}&run=momentum": "Momentum has no 'beta9' here; an axis may be lr, momentum,",
    f"{LR}&{LR}&{MOONS}&run=sgd": "Both axes are lr; choose another.",
    f"{LR}&axis=shots~5~50~4&{MOONS}&run=sgd": "SGD has no 'shots' here",
    f"{LR}&axis=width~1~256~4&network=digits~depth~4&run=sgd": "at lr = 0.001 and width = 256 cannot be trained: A net",
    f"{LR}&axis=width~1~4~9&{MOONS}&run=sgd": "The axis width has whole values only",
    f"{LR}&axis=epochs~1~5000~3&network=digits&run=sgd": "this would take about",
    "axis=lr~0.001~1~200&axis=momentum~0~0.9~200&network=moons&run=momentum": "40,000 trainings would take about",
    f"{LR}&{BATCH}&network=curve&run=sgd&quantity=accuracy": "numbers and no classes: quantity cannot be accuracy",
    f"{LR}&{BATCH}&{MOONS}&run=sgd&quantity=steps": "Quantity: must be one of loss, valid_loss, accuracy",
    f"{LR}&{BATCH}&{MOONS}&run=sgd&steps=9": "The link has an unknown part 'steps'",
    f"{LR}&{BATCH}&{MOONS}&run=sgd&cells=9~9": "The link has an unknown part 'cells'",
    f"{LR}&{BATCH}&{MOONS}&run=sgd&cell=0~3~0": "a column, counted from 0, below 1, 3 and 5",
}


def of(link):
    return map_of_query(f"map=trainings&{link}")


@pytest.mark.parametrize("name", GOOD)
def test_a_map_comes_back_from_its_link_and_its_json(name):
    found = of(GOOD[name])
    assert isinstance(found, TrainingMap)
    assert map_of_query("?" + found.to_query()) == found
    assert map_of_json(found.to_json()) == found
    assert map_of_json(("\ufeff" + found.to_json()).encode("utf-16")) == found
    assert TrainingMap.from_data(found.to_data()) == found


@pytest.mark.parametrize("link", WRONG)
def test_a_mistake_is_one_sentence(link):
    with pytest.raises(ExperimentError) as error:
        of(link)
    said = str(error.value)
    assert WRONG[link].lower() in said.lower()
    assert said.endswith(".")
    assert not said.endswith("..")
    assert "\n" not in said


def test_maps_of_surfaces_are_read_as_they_were():
    link = "map=basins&cells=4~3&surface=himmelblau&run=sgd"
    assert map_of_query(link) == MapExperiment.from_query(link)
    assert map_of_json(map_of_query(link).to_json()) == MapExperiment.from_query(link)
    for broken in ("[", "[1]", "", b"\xff\xfe\x00", "[" * 9_999):
        with pytest.raises(ExperimentError):
            map_of_json(broken)


def test_a_cell_is_an_experiment_of_its_own():
    link = f"axis=lr~0.01~1~3~log&axis=batch_size~8~64~3&{MOONS}&seeds=2&run=sgd&run=adam&with=&with=depth~2"
    assert of(link).at((1, 2, 1)).to_query() == (
        "network=moons~depth~2~width~8~epochs~5~batch_size~64&seeds=2&run=adam~lr~0.1"
    )
    with_rest = of(GOOD["schedule and transform"]).at((0, 3, 1)).to_query()
    assert "run=adam~lr~0.1~~lr.step~step_size~2~gamma~0.5~~clip_norm~theta~9.0" in with_rest


def test_every_cell_is_in_one_piece_the_coarse_ones_first(monkeypatch):
    monkeypatch.setattr("maps.trained.piece.COARSE", 0.0)
    one = of(GOOD["network alone"])
    times, sizes = np.zeros(one.shape, int), []
    for piece in pieces(one):
        times[piece.cells.run, piece.cells.rows, piece.cells.columns] += 1
        sizes.append(piece.size)
    assert (times == 1).all()
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 1


def test_the_price_grows_with_all_that_costs():
    usual = price(of(f"{LR}&{BATCH}&{MOONS}&run=sgd"))
    assert price(of(f"{LR}&{BATCH}&{MOONS}&seeds=3&run=sgd")) == pytest.approx(3 * usual)
    assert price(of(f"{LR}&{BATCH}&{MOONS}&run=sgd&run=adam")) == pytest.approx(2 * usual)
    assert price(of(f"{LR}&axis=batch_size~2~8~3&{MOONS}&run=sgd")) > 2 * usual
    assert price(of(f"{LR}&axis=epochs~5~500~3&{MOONS}&run=sgd")) > 4 * usual
    with large():
        assert of("axis=lr~0.001~1~60&axis=momentum~0~0.9~60&network=iris~epochs~90&run=momentum").shape == (1, 60, 60)


def training(status=FINISHED, loss=(2.0, 0.5, 0.05), best=2):
    """A training as far as a map looks at it."""
    row = np.array(loss)
    names = ("valid_loss", "accuracy", "valid_accuracy", "epoch", "updates")
    arrays = dict(zip(names, (row * 2, row / 4, row / 5, np.arange(3) / 2, np.arange(3) * 10), strict=True))
    others = dict.fromkeys(set(Training.__dataclass_fields__) - {*names, "loss", "status", "best"})
    return Training(loss=row, status=status, best=best, **arrays, **others)


def test_what_is_kept_of_a_training():
    found = kept(training(), 0.5)
    assert found["loss"] == np.log10(0.05)
    assert found["valid_loss"] == np.log10(0.1)
    assert (found["accuracy"], found["epochs"], found["updates"]) == (0.05 / 4, 0.5, 10)
    assert kept(training(STOPPED_EARLY, best=1), 0.5)["loss"] == np.log10(0.5)
    assert np.isnan(kept(training(), 0.01)["epochs"])
    lost = kept(training(DIVERGED, (2.0, 0.5, np.nan)), 0.5)
    assert (lost["loss"], lost["valid_loss"], lost["epochs"]) == (np.inf, np.inf, 0.5)
    assert np.isnan(lost["accuracy"])
    assert TrainingResult.FATES[lost["fate"]] == DIVERGED
    assert kept(training(loss=(2.0, 0.5, np.inf)), 0.5)["loss"] == np.inf


def test_the_median_and_the_worst_of_several_seeds():
    link = f"{LR}&{BATCH}&{MOONS}&seeds=3&run=sgd"
    one = of(link)
    found = {name: np.array([[1.0, np.nan, 0.5]]) for name in TrainingResult.COLUMNS if name != "fate"}
    found |= {"loss": np.array([[-1.0, np.inf, -3.0]]), "fate": np.array([[0, 2, 0]])}
    result = TrainingResult.empty(one)
    cells = next(pieces(one)).cells
    result.write(cells._replace(rows=np.array([0]), columns=np.array([0])), found, 1)
    assert (result.loss[0, 0, 0], result.lane[0, 0, 0], result.fate[0, 0, 0]) == (-1.0, 0, 0)

    def by(quantity, judge):
        return result.shown_as(of(f"{link}&quantity={quantity}&of={judge}"))

    assert by("loss", "worst").loss[0, 0, 0] == np.inf
    assert by("valid_accuracy", "median").valid_accuracy[0, 0, 0] == 0.5  # between 1 and none at all
    assert by("valid_accuracy", "worst").fate[0, 0, 0] == 2
