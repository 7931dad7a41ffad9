"""The Race page without a browser: what is run, ranked, said, kept and refused."""

import re
import time
from urllib.parse import parse_qs

import numpy as np
import pytest

from maps.race.experiment import RaceExperiment
from maps.race.run import race
from maps.race.told import assumptions, headline
from tests.helpers.app_pages import opened
from ui.race import racing
from words.foreign import markdown

SMALL = "surface=elongated_bowl&run=sgd&run=momentum&steps=80&fan=1&budget=7"
PATIENCE = 120.0


@pytest.fixture(autouse=True)
def _nothing_is_kept():
    racing._kept.forget()


def whole(at):
    until = time.monotonic() + PATIENCE
    while any(button.key == "stop race" for button in at.button):
        assert time.monotonic() < until
        at.session_state["racing"].wait(1.0)
        at.run()
    assert not at.exception
    return at


def at_race(query=SMALL):
    return whole(opened(query, "race"))


def link(at):
    at.session_state["race details"] = "Share and export"
    return next(code.value for code in at.run().code if "run=" in code.value).partition("?")[2]


def test_a_link_is_a_race_and_the_page_says_what_came_of_it():
    at = at_race()
    expected = race(RaceExperiment.from_query(SMALL))
    assert at.subheader[0].value == markdown(headline(expected))
    assert len(at.dataframe[0].value) == len(expected.rows())
    assert RaceExperiment.from_query(link(at)) == RaceExperiment.from_query(SMALL)
    assert len(at.get("imgs")) + len(at.get("image")) >= 1


def test_every_point_of_the_picture_says_its_value():
    query = SMALL.replace("steps=80", "steps=300").replace("budget=7", "budget=15")
    (drawn,) = [one.proto.body for one in at_race(query).get("html") if "point" in one.proto.body]
    whole = race(RaceExperiment.from_query(query))
    said = re.findall(r'aria-label="([^,]+), lr (\S+): (\S+) gradients"', drawn)
    for i, name in enumerate(whole.names):
        costs = whole.found[i][0].costs
        assert sum(one == name for one, _size, _cost in said) == np.isfinite(costs).sum() > 0
        assert f"{costs.min():.0f}" in {cost for one, _size, cost in said if one == name}
    assert drawn.count('tabindex="0"') >= len(whole.names)


def test_all_that_was_taken_for_granted_is_said():
    at = at_race()
    said = "\n".join(one.value for one in at.markdown)
    for sentence in assumptions(RaceExperiment.from_query(SMALL)):
        assert markdown(sentence) in said


def test_rules_and_surfaces_join_and_leave():
    at = at_race()
    at.multiselect(key="racers|box").set_value(["sgd", "momentum", "adam"])
    whole(at.run())
    at.multiselect(key="places|box").set_value(["elongated_bowl", "sphere"])
    whole(at.run())
    now = RaceExperiment.from_query(link(at))
    assert [run.rule for run in now.runs] == ["sgd", "momentum", "adam"]
    assert [place.surface for place in now.surfaces] == ["elongated_bowl", "sphere"]


def test_without_a_rule_a_sentence_says_what_is_needed_and_the_race_stays():
    at = at_race()
    at.multiselect(key="racers|box").set_value([]).run()
    assert at.error
    assert at.subheader


def test_what_takes_longer_is_asked_for():
    at = at_race()
    at.number_input(key="race.steps|box").set_value(20000)
    at.run()
    at.multiselect(key="racers|box").set_value(["sgd", "momentum", "lbfgs", "bfgs"]).run()
    assert any(button.key in ("run race", "stop race") for button in at.button) or at.error
    assert not at.exception


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("surface=rosenbrok&run=adam", "rosenbrock"),
        ("surface=rosenbrock&run=adam&budget=0", "budget"),
        ("surface=rosenbrock&run=adam&lr=1", "two numbers"),
    ],
)
def test_a_link_that_is_wrong_says_what_would_be_right(query, said):
    at = opened(query, "race")
    assert not at.exception
    assert any(said in warning.value for warning in at.warning)


def test_a_race_comes_and_goes_as_json():
    at = at_race()
    at.session_state["race details"] = "Share and export"
    at.run()
    wanted = RaceExperiment.from_query(f"{SMALL}&run=rmsprop")
    at.file_uploader(key="race file").set_value(("a.json", wanted.to_json().encode(), "application/json"))
    whole(at.run())
    assert RaceExperiment.from_query(link(at)) == wanted


def test_any_surface_is_looked_at_and_the_tuned_rules_can_be_watched():
    query = f"surface=booth&{SMALL}"
    at, expected = at_race(query), race(RaceExperiment.from_query(query))
    for place in (0, 1):
        at.selectbox(key="race.place|box").set_value(str(place))
        whole(at.run())
        assert any(f"on {expected.surfaces[place]} against" in caption.value for caption in at.caption)
        opens = next(one.proto for one in at.get("page_link"))
        assert parse_qs(opens.query_string) == parse_qs(expected.compared(place).to_query())
    at.session_state["race details"] = "All that was tried"
    at.run()
    assert len(at.dataframe[1].value) == sum(len(one.values) for one in expected.tried)
