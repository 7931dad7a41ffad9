"""The Reference page without a browser: every entry opens, the search finds, a wrong address gets a sentence."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from optimizers import OPTIMIZERS, SCHEDULES, TRANSFORMS
from optimizers.reading.notation import formula
from simulation import Experiment
from surfaces import SURFACES
from ui.reference.entries import entries

APP = Path(__file__).parents[2] / "app.py"


def opened(**query: str) -> AppTest:
    at = AppTest.from_file(APP, default_timeout=30)
    for key, value in query.items():
        at.query_params[key] = value
    return fine(at.switch_page("pages/reference.py").run())


def fine(at: AppTest) -> AppTest:
    assert not at.exception
    assert not at.error
    return at


def html(at: AppTest) -> str:
    return "\n".join([*(text.value for text in at.markdown), *(text.proto.body for text in at.get("html"))])


def links(block: Block) -> list[str]:
    """The addresses of the entries that a part of the page leads to."""
    return [link.proto.query_string for link in block.get("page_link") if "=" in link.proto.query_string]


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_every_rule_opens(key):
    at, rule = opened(rule=key), OPTIMIZERS[key]
    assert at.title[0].value == rule.title
    assert at.latex[0].value.strip("$\n") == formula(rule())
    assert not at.warning
    shown = html(at)
    assert shown.count("<svg") == 1
    for name in rule.hyperparameters():
        assert f"<code>{name}</code>" in shown
    assert "def</span>" in shown or "def step" in shown


@pytest.mark.parametrize("key", SCHEDULES)
def test_every_schedule_opens(key):
    at = opened(schedule=key)
    assert at.title[0].value == SCHEDULES[key].title
    assert SCHEDULES[key].formula in at.latex[0].value
    assert html(at).count("<svg") == 1
    assert SCHEDULES[key].torch in html(at)


@pytest.mark.parametrize("key", TRANSFORMS)
def test_every_transform_opens(key):
    assert opened(transform=key).title[0].value == TRANSFORMS[key].title


def test_without_an_address_everything_is_shown_as_a_picture():
    at = opened()
    assert at.title[0].value == "Reference"
    assert len(links(at.main)) == len(entries())
    assert html(at).count("<svg") == len(OPTIMIZERS) + len(SCHEDULES) + len(SURFACES)


def test_every_entry_is_one_link_of_the_list():
    assert links(opened(rule="adam").sidebar) == [f"{entry.kind}={entry.key}" for entry in entries()]


def test_the_search_shows_what_it_finds_best_first():
    at = opened()
    fine(at.text_input(key="reference search").set_value("adadelta").run())
    assert links(at.main)[0] == "rule=adadelta"
    assert at.caption[0].value == f"{len(links(at.main))} of {len(entries())} entries"


def test_a_search_from_an_entry_leaves_it():
    at = opened(rule="adam")
    fine(at.text_input(key="reference search").set_value("patience").run())
    assert at.title[0].value == "Reference"
    assert "schedule=plateau" in links(at.main)
    assert not at.query_params


@pytest.mark.parametrize("text", ["xyzzy", "<b>", "***", "$x$", "a" * 300])
def test_a_search_that_finds_nothing_says_so(text):
    at = opened()
    fine(at.text_input(key="reference search").set_value(text).run())
    assert links(at.main) == []
    assert "Nothing is called" in at.info[0].value


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"rule": "adm"}, "There is no rule called “adm”. Did you mean adam"),
        ({"rule": "x" * 500}, "There is no rule called"),
        ({"schedule": "<script>"}, "There is no schedule called"),
        ({"transform": "clip"}, "Did you mean"),
    ],
)
def test_a_wrong_address_gets_a_sentence_and_everything(query, sentence):
    at = opened(**query)
    assert sentence in at.warning[0].value.replace("\\", "")
    assert len(at.warning[0].value) < 200
    assert at.title[0].value == "Reference"


def test_options_change_the_formula():
    at = opened(rule="adam")
    before = at.latex[0].value
    fine(at.toggle(key="reference adam bias_correction").set_value(False).run())
    assert at.latex[0].value != before
    assert formula(OPTIMIZERS["adam"](bias_correction=False)) in at.latex[0].value


@pytest.mark.parametrize("key", ["adam", "lookahead", "newton"])
def test_the_way_to_the_playground_is_the_run_in_the_picture(key):
    at = opened(rule=key)
    link = next(link.proto for link in at.get("page_link") if "surface=" in link.proto.query_string)
    assert urlsplit(link.page).path == ""
    experiment = Experiment.from_query(link.query_string)
    assert experiment.surface == "elongated_bowl"
    assert experiment.runs[0].rule == key
    assert parse_qs(link.query_string)["steps"] == ["100"]
