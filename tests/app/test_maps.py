"""The Maps page without a browser: what is computed, drawn, chosen, said and refused."""

import json
import struct
import threading
import time

import numpy as np
import pytest

from maps import MapExperiment, compute, computed
from maps.result import experiment_at
from simulation import bundle
from tests.helpers.app_pages import opened
from tests.helpers.payload import series
from ui.maps import mapping

SMALL = (
    "map=hyperparameters&axis=lr~0.01~2.1~12&axis=momentum~0.0~0.9~10"
    "&surface=elongated_bowl&start=-7.0~2.0&steps=40&run=momentum"
)
BASINS = "map=basins&cells=12~12&surface=himmelblau&steps=60&run=sgd~lr~0.01&run=newton"
PATIENCE = 120.0


@pytest.fixture(autouse=True)
def _nothing_is_kept():
    mapping._kept.forget()


def at_maps(query):
    return whole(opened(query, "maps"))


def whole(at):
    until = time.monotonic() + PATIENCE
    while any(button.key == "stop the map" for button in at.button):
        assert time.monotonic() < until
        at.session_state["mapping"].wait(1.0)
        at.run()
    assert not at.exception
    return at


def drawn(at):
    """(header, numbers, codes) of what the script of the map was sent."""
    content = next(c.proto.bytes for c in at.get("bidi_component") if c.proto.component_name == "slalom.heat")
    (length,) = struct.unpack("<I", content[:4])
    head = json.loads(content[4 : 4 + length])
    shape = len(head["panels"]), head["rows"], head["columns"]
    numbers = np.frombuffer(content, "<f4", int(np.prod(shape)), 4 + length).reshape(shape)
    codes = np.frombuffer(content, "u1", int(np.prod(shape)), 4 + length + numbers.nbytes).reshape(shape)
    return head, numbers, codes


def link(at):
    at.session_state["map details"] = "Share and export"
    return next(code.value for code in at.run().code if "map=" in code.value).partition("?")[2].partition("&view=")[0]


def test_the_chosen_cell_is_in_the_link_and_the_link_opens_it():
    at = at_maps(f"{SMALL}&cell=0~9~11")
    assert drawn(at)[0]["cell"] == [0, 9, 11]
    assert "cell=0~9~11" in link(at)
    assert "cell" not in MapExperiment.from_query(link(at)).runs_alone.to_data()


def test_another_quantity_of_the_same_runs_computes_nothing(monkeypatch):
    at = at_maps(f"{SMALL}&fan=3&of=worst")
    monkeypatch.setattr(mapping, "compute", lambda *_: pytest.fail("computed again"))
    for quantity in ("fate", "gradients"):
        at.selectbox(key="map.quantity|box").set_value(quantity).run()
        head, numbers, codes = drawn(at)
        wanted = computed(MapExperiment.from_query(f"{SMALL}&fan=3&of=worst&quantity={quantity}"))
        assert head["done"] == 1
        if quantity == "gradients":
            np.testing.assert_array_equal(numbers, wanted.gradients.astype("<f4"))
        else:
            assert len(np.unique(codes)) == len(np.unique(wanted.fate))


@pytest.fixture
def more(monkeypatch):
    """Maps come coarse, and no further before this is set."""
    event = threading.Event()

    def slow(*given):
        slices = compute(*given)
        yield next(slices)
        event.wait(PATIENCE)
        return (yield from slices)

    monkeypatch.setattr(mapping, "compute", slow)
    monkeypatch.setattr("maps.pieces.COARSE", 0.0)
    yield event
    event.set()


def test_a_cell_of_a_map_that_grows_shows_its_path_at_once(more):
    at = opened(f"{SMALL}&cell=0~9~11", "maps")
    assert drawn(at)[0]["done"] < 0.05
    blob = next(c.proto.bytes for c in at.get("bidi_component") if c.proto.component_name == "slalom.player")
    ((path,),) = bundle(experiment_at(MapExperiment.from_query(SMALL), (0, 9, 11)))
    np.testing.assert_array_equal(series(blob, 0, "x"), path.x[: path.last + 1].astype("<f4"))
    more.set()
    whole(at)


def test_a_map_that_grows_says_how_far_it_is_and_can_be_stopped_and_gone_on_with(more):
    at = opened(SMALL, "maps")
    assert any("%" in one.value for one in at.caption)
    at.button(key="stop the map").click().run()
    more.set()
    at.session_state["mapping"].wait(PATIENCE)
    at.run()
    assert any(one.value.startswith("Stopped:") for one in at.caption)
    assert drawn(at)[0]["done"] < 1
    at.button(key="go on").click().run()
    assert drawn(whole(at))[0]["done"] == 1


def test_a_link_is_a_map_with_its_numbers_and_theory():
    at = at_maps(SMALL)
    head, numbers, _codes = drawn(at)
    expected = computed(MapExperiment.from_query(SMALL))
    np.testing.assert_array_equal(numbers, expected.loss.astype("<f4"))
    assert (head["rows"], head["columns"], head["done"]) == (10, 12, 1.0)
    assert [line["name"] for line in head["lines"]][:2] == ["border of stability", "critically damped"]
    assert head["lines"][2]["name"].startswith("best: rate 0.6")
    assert MapExperiment.from_query(link(at)) == MapExperiment.from_query(SMALL)


def test_what_is_above_the_start_has_one_colour_and_that_is_said():
    head, numbers, _codes = drawn(at_maps(SMALL))
    assert head["range"][1] == pytest.approx(np.log10(49 / 20 + 4))
    assert numbers.max() > head["range"][1]
    assert "no lower than it began" in head["high"]


def test_the_path_beside_is_that_of_the_chosen_cell():
    at = at_maps(SMALL)
    at.session_state["choices of maps"]["cell"] = (0, 2, 5)
    whole(at.run())
    blob = next(c.proto.bytes for c in at.get("bidi_component") if c.proto.component_name == "slalom.player")
    ((path,),) = bundle(computed(MapExperiment.from_query(SMALL)).experiment_at((0, 2, 5)))
    np.testing.assert_array_equal(series(blob, 0, "x"), path.x[: path.last + 1].astype("<f4"))
    assert any("predicted" in caption.value for caption in at.caption)
    assert any("λ = 0.1: " in caption.value and "λ = 2: " in caption.value for caption in at.caption)
    opens = next(one.proto for one in at.get("page_link"))
    assert "run=momentum" in opens.query_string


def test_basins_have_a_panel_a_rule_and_their_places_by_name():
    at = at_maps(BASINS)
    head, _numbers, codes = drawn(at)
    assert head["panels"] == ["SGD", "Newton"]
    assert any("at a saddle" in head["names"][code] for code in head["shown"])
    assert codes.shape == (2, 12, 12)


def test_a_part_of_the_basins_can_be_looked_at_and_left():
    at = at_maps(BASINS)
    at.session_state["choices of maps"]["cell"] = (1, 3, 3)
    whole(at.run())
    whole(at.button(key="zoom in").click().run())
    near = MapExperiment.from_query(link(at))
    assert near.box[1] - near.box[0] == pytest.approx(2.5)
    whole(at.button(key="zoom out").click().run())
    assert MapExperiment.from_query(link(at)).box == (-5.0, 5.0, -5.0, 5.0)


def test_axes_follow_the_rule_that_is_chosen():
    at = at_maps(SMALL)
    at.selectbox(key="run 1/rule|box").set_value("adam")
    whole(at.run())
    assert not at.error
    assert [axis.name for axis in MapExperiment.from_query(link(at)).axes] == ["lr", "beta1"]


@pytest.mark.parametrize("quantity", ["steps", "gradients", "fate"])
def test_every_quantity_is_drawn(quantity):
    at = at_maps(SMALL)
    at.selectbox(key="map.quantity|box").set_value(quantity)
    head, _numbers, _codes = drawn(whole(at.run()))
    assert head["by"] == ("fate" if quantity == "fate" else "number")


@pytest.mark.parametrize(("low", "high", "said"), [(1.0, 0.5, "must go up"), (-1.0, 1.0, "lr")])
def test_an_axis_that_is_none_leaves_a_sentence_and_the_map(low, high, said):
    at = at_maps(SMALL)
    at.number_input(key="across lr.low|box").set_value(low).run()
    at.number_input(key="across lr.high|box").set_value(high).run()
    assert any(said in error.value for error in at.error)
    assert drawn(at)[0]["done"] == 1.0


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("map=hyperparameters&axis=lr~0.1~1~9&run=momentum", "two axes"),
        ("map=basins&surface=parabola&run=sgd", "x and y"),
        ("map=hyperparameters&axis=lr~0~1~9&axis=bogus~0~1~9&run=sgd", "bogus"),
        ("map=pie&run=sgd", "kind"),
    ],
)
def test_a_link_that_is_wrong_says_what_would_be_right(query, said):
    at = opened(query, "maps")
    assert not at.exception
    assert any(said in warning.value for warning in at.warning)


def test_a_map_comes_and_goes_as_json_and_wrong_files_are_told():
    at = at_maps(SMALL)
    at.session_state["map details"] = "Share and export"
    at.run()
    wanted = MapExperiment.from_query(BASINS)
    at.file_uploader(key="map file").set_value(("a.json", wanted.to_json().encode(), "application/json"))
    assert drawn(whole(at.run()))[0]["panels"] == ["SGD", "Newton"]
    at.file_uploader(key="map file").set_value(("b.json", b"{}", "application/json")).run()
    assert any("b.json was not opened" in caption.value for caption in at.caption)
    assert not at.exception


def test_momentum_is_explained_and_an_eigenvalue_bends_the_surface():
    at = at_maps(SMALL)
    at.session_state["momentum explained"] = True
    whole(at.run())
    contents = [c.proto.bytes for c in at.get("bidi_component") if c.proto.component_name == "slalom.heat"]
    assert len(contents) == 2
    assert any("Chebyshev" in caption.value for caption in at.caption)
    at.number_input(key="eigenvalue.flat|box").set_value(0.5)
    whole(at.run())
    one = MapExperiment.from_query(link(at)).experiment
    assert one.surface == "quadratic"
    assert dict(one.parameters) == {"a": 0.5, "b": 0.0}  # and c = 2, as it is by default
    assert at.number_input(key="eigenvalue.flat|box").value == 0.5
    at.selectbox(key="run 1/rule|box").set_value("adam")
    assert not any("Chebyshev" in caption.value for caption in whole(at.run()).caption)


def test_a_server_has_large_maps_computed_by_its_cluster_and_says_what_is_wrong_with_it(monkeypatch):
    monkeypatch.setenv(mapping.CLUSTER, "nonsense")
    assert not at_maps(SMALL).error  # it takes no time here
    monkeypatch.setattr(mapping, "CLUSTERED_FROM", 0.0)
    at = at_maps(BASINS)
    assert any("No Dask scheduler answers at nonsense" in error.value for error in at.error)
