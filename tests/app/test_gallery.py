"""The Gallery without a browser: every demo has its card, and every card opens its experiment."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from gallery import DEMOS, GROUPS, MAPS, NETWORKS
from maps import MapExperiment
from networks.experiment import NetworkExperiment
from simulation import Experiment
from tests.helpers.payload import header
from words.labels import labels

APP = Path(__file__).parents[2] / "app.py"


def opened() -> AppTest:
    at = AppTest.from_file(APP, default_timeout=30)
    at.switch_page("pages/gallery.py")
    return fine(at.run())


def fine(at: AppTest) -> AppTest:
    assert not at.exception
    assert not at.error
    return at


def cards(at: AppTest) -> dict[str, str]:
    """Title → query."""
    return {link.proto.label: link.proto.query_string for link in at.get("page_link")}


def searched(text: str) -> AppTest:
    at = opened()
    return fine(at.text_input(key="gallery search").set_value(text).run())


def test_every_demo_has_a_card_that_opens_its_experiment():
    at = opened()
    found = cards(at)
    assert list(found) == [demo.title for demo in (*DEMOS.values(), *MAPS.values(), *NETWORKS.values())]
    for demo in DEMOS.values():
        query, _, rest = found[demo.title].rpartition("&view=")
        view, _, key = rest.partition("&demo=")
        assert DEMOS[key] is demo
        assert Experiment.from_query(query) == demo.experiment
        assert view == demo.view
    for demo in NETWORKS.values():
        query, _, rest = found[demo.title].rpartition("&view=")
        view, _, key = rest.partition("&demo=")
        assert NETWORKS[key] is demo
        assert NetworkExperiment.from_query(query) == demo.experiment
        assert view == f"curve%7E{demo.curve}" or view == f"curve~{demo.curve}"
    for demo in MAPS.values():
        query, _, key = found[demo.title].rpartition("&demo=")
        assert MAPS[key] is demo
        assert MapExperiment.from_query(query) == demo.experiment
    count = len(DEMOS) + len(MAPS) + len(NETWORKS)
    assert len(at.get("image")) == count
    assert [heading.value for heading in at.subheader] == [*GROUPS, "Maps of thousands of runs", "Real networks"]
    assert len(at.caption) == count


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("cliff", ["Clipping on a cliff"]),
        ("NESTEROV brakes", ["Nesterov's look-ahead brakes earlier"]),
        ("lion", ["Only the sign of the gradient"]),
        ("rosenbrock nelder", ["Curvature pays in Rosenbrock's valley"]),
        ("digits transfer", ["What is learned of 0 to 4 helps with 5 to 9?"]),
        ("  ", [demo.title for demo in (*DEMOS.values(), *MAPS.values(), *NETWORKS.values())]),
    ],
)
def test_search_finds_words_optimizers_and_surfaces(text, titles):
    assert list(cards(searched(text))) == titles


def test_a_search_without_result_says_so():
    at = searched("<b>zebra</b>")
    assert not cards(at)
    assert r"No demo mentions “\<b>zebra\</b>”." in at.info[0].value


def on_compare(key: str) -> AppTest:
    at = AppTest.from_file(APP, default_timeout=30)
    at.switch_page("pages/compare.py")
    at.query_params["demo"] = key
    return fine(at.run())


def names(at: AppTest) -> list[str]:
    blob = next(c.proto.bytes for c in at.get("bidi_component") if c.proto.component_name == "slalom.player")
    return [run["label"] for run in header(blob)["runs"]]


def test_an_address_with_a_demo_and_nothing_else_opens_it():
    demo, at = DEMOS["zig-zag"], on_compare("zig-zag")
    assert names(at) == list(labels(demo.experiment.runs))
    assert any(demo.look in caption.value for caption in at.caption)
    at.number_input(key="steps|box").set_value(40).run()
    assert names(fine(at)) == list(labels(demo.experiment.runs))
    assert at.number_input(key="steps|box").value == 40


def test_a_demo_that_there_is_not_is_told():
    at = on_compare("key")
    assert [warning.value for warning in at.warning] == [
        "There is no demo “key”; the Gallery shows all that there are."
    ]
    assert names(at) == ["β = 0", "β = 0.5", "β = 0.9", "β = 0.99"]
