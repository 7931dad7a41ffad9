"""Trainings on the Maps page without a browser: chosen, computed, told, opened elsewhere, refused."""

import numpy as np
import pytest

from exports.maps.said import names
from maps.kinds import map_of_query
from networks.experiment import NetworkExperiment
from networks.training.train import train
from tests.app.test_maps import at_maps, drawn, link, whole
from ui.maps import mapping

SMALL = (
    "map=trainings&axis=lr~0.01~1.0~4~log&axis=batch_size~4~28~3&quantity=valid_accuracy&cell=0~2~1"
    "&network=moons~examples~40~epochs~2~width~4&run=sgd"
)


@pytest.fixture(autouse=True)
def _nothing_is_kept():
    mapping._kept.forget()


def test_a_map_of_trainings_is_drawn_and_its_cell_is_told_and_opened():
    at = at_maps(SMALL)
    head, numbers, _codes = drawn(at)
    assert (head["rows"], head["columns"], head["up"], head["done"]) == (3, 4, True, 1.0)
    experiment = map_of_query(SMALL).at((0, 2, 1))
    path = train(experiment)
    assert numbers[0, 2, 1] == np.float32(path.valid_accuracy[-1])
    assert head["panels"] == names(map_of_query(SMALL)) == ["SGD"]
    said = " ".join(one.value for one in at.main.markdown)
    assert "batch" in said or "B = 28" in said
    assert "trained to the end: training loss" in said
    assert map_of_query(link(at)) == map_of_query(SMALL)
    (opens,) = [one.proto for one in at.get("page_link") if "Networks" in one.proto.label]
    assert NetworkExperiment.from_query(opens.query_string) == experiment


def test_another_colour_computes_nothing_again(monkeypatch):
    at = at_maps(SMALL)
    monkeypatch.setattr(mapping, "compute", None)
    at.selectbox(key="trainings.quantity|box").set_value("fate").run()
    assert not at.exception
    head, _numbers, codes = drawn(at)
    assert head["by"] == "fate"
    assert {head["names"][code] for code in codes.ravel()} == {"trained to the end"}


def test_the_kind_is_chosen_on_the_page():
    at = whole(at_maps(SMALL))
    at.segmented_control(key="map kind").set_value("hyperparameters").run()
    whole(at)
    assert drawn(at)[0]["by"] == "number"
    at.segmented_control(key="map kind").set_value("trainings").run()
    assert drawn(whole(at))[0]["rows"] == 3


def test_what_takes_too_long_is_refused_in_a_sentence():
    at = at_maps(SMALL.replace("4~28~3", "1~28~3").replace("&run", "&seeds=16&run"))
    at.number_input(key="network.epochs|box").set_value(5000).run()
    assert not at.exception
    assert any("seconds of work" in error.value for error in [*at.error, *at.sidebar.error])
