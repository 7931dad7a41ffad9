"""Functions on a line on every page, without a browser."""

import pytest
from streamlit.testing.v1 import AppTest

from simulation import Experiment
from surfaces import SURFACES
from tests.helpers import app_pages
from tests.helpers.app_pages import APP, opened

LINES = [key for key, surface in SURFACES.items() if surface.dimensions == 1]
CURVE = "surface=formula&formula=x^4-3*x^2%2Bx&dimension=1&domain=-2~2&start=1.5&run=sgd~lr~0.02&steps=40"
FLAT = "surface=formula&formula=x^4-3*x^2%2Bx&domain=-2~2~-2~2&start=1.5~1&run=sgd~lr~0.02&steps=40"


def player(at: AppTest) -> dict:
    assert not at.error
    return app_pages.player(at)


def has(at: AppTest, key: str) -> bool:
    return any(box.key == key for box in at.number_input)


@pytest.mark.parametrize("key", LINES)
@pytest.mark.parametrize("page", ["playground", "compare"])
def test_every_line_is_shown_as_a_curve(page, key):
    at = opened(f"surface={key}&run=momentum&run=newton&steps=12", page)
    head, (start,) = player(at), SURFACES[key].starts[0]
    assert (head["line"], head["coordinates"]) == (True, ["x", "f(x)"])
    assert head["start"] == [start, pytest.approx(float(SURFACES[key].value((start,))))]
    assert [place[0] for place in head["minima"]] == [x for (x,) in SURFACES[key].minima]
    widths = {series["name"]: series["width"] for series in head["runs"][0]["series"]}
    assert widths["x"] == widths["slope"] == 1
    assert at.number_input(key="start.line.x|box").value == start
    assert not has(at, "start.y|box")


def test_from_two_coordinates_to_one_and_back_each_has_its_own_start():
    at = opened("surface=rosenbrock&start=-1~2&run=adam&steps=20")
    at.selectbox(key="surface|box").select("parabola").run()
    assert player(at)["start"] == [-3.0, 9.0]
    at.number_input(key="start.line.x|box").set_value(1.5).run()
    assert player(at)["start"] == [1.5, 2.25]
    at.selectbox(key="surface|box").select("beale").run()
    assert player(at)["start"] == list(SURFACES["beale"].starts[0])
    assert "line" not in player(at)
    at.selectbox(key="surface|box").select("two_wells").run()
    assert player(at)["start"][0] == SURFACES["two_wells"].starts[0][0]


def test_a_formula_without_y_is_a_curve_where_it_says_so():
    at = opened(CURVE)
    assert player(at)["line"] is True
    assert at.checkbox(key="curve").value is True
    assert has(at, "interval.xmin|box")
    assert not has(at, "domain.ymin|box")


def test_one_click_makes_a_surface_of_it_and_one_click_a_curve_again():
    at = opened(CURVE)
    at.checkbox(key="curve").uncheck().run()
    flat = player(at)
    assert "line" not in flat
    assert has(at, "domain.ymin|box")
    at.number_input(key="start.y|box").set_value(-1.0).run()
    assert player(at)["start"][1] == -1.0
    at.checkbox(key="curve").check().run()
    assert player(at)["start"] == [1.5, 1.5**4 - 3 * 1.5**2 + 1.5]
    assert at.number_input(key="interval.xmin|box").value == -2


def test_an_old_link_with_a_formula_in_x_alone_is_the_surface_that_it_was():
    at = opened(FLAT)
    head = player(at)
    assert "line" not in head
    assert head["start"] == [1.5, 1.0]
    assert at.checkbox(key="curve").value is False
    at.checkbox(key="curve").check().run()
    assert player(at)["line"] is True


def test_a_formula_with_y_has_no_such_choice():
    at = opened("surface=formula&formula=x^2%2By^2&run=sgd&steps=20")
    assert "line" not in player(at)
    assert not any(box.key == "curve" for box in at.checkbox)


def test_the_formula_of_a_line_can_be_changed_from_where_it_is():
    at = opened("surface=parabola~a~2&start=1.5&run=sgd&steps=20")
    at.button(key="edit formula").click().run()
    head = player(at)
    assert head["line"] is True
    assert head["start"] == [1.5, 4.5]
    assert at.number_input(key="formula.a|box").value == 2.0
    assert [at.number_input(key=f"interval.{edge}|box").value for edge in ("xmin", "xmax")] == [-4, 4]


def test_an_interval_that_is_none_is_one_sentence_and_the_last_good_picture():
    at = opened(CURVE)
    grid = player(at)["grid"]
    at.number_input(key="interval.xmin|box").set_value(7.0).run()
    assert player(at)["grid"] == grid
    assert any("needs xmin < xmax" in caption.value for caption in at.caption)


def test_two_numbers_for_a_start_are_one_sentence():
    at = opened("surface=parabola&start=1~2&run=sgd")
    assert any("f has one coordinate: give one start, such as 1.5." in warning.value for warning in at.warning)
    assert player(at)["runs"]


def test_a_fan_noise_and_a_schedule_on_a_line():
    at = opened("surface=two_wells&start=0.5&fan=5&steps=30&seeds=2&run=sgd~lr~0.02~~lr.cosine~~noise~sigma~0.5")
    assert len(player(at)["runs"]) == 10


def test_a_run_goes_along_to_the_compare_page_and_its_rows_have_one_coordinate():
    at = opened("surface=two_wells&start=2&run=momentum~lr~0.01&steps=30")
    at.switch_page("pages/compare.py").run()
    assert player(at)["line"] is True
    query = Experiment.from_data({"surface": "two_wells", "start": [2.0], "runs": [{"rule": "momentum"}]}).to_query()
    assert "start=2.0&" in query


def test_the_card_of_a_demo_opens_it():
    at = AppTest.from_file(APP, default_timeout=30).run()
    at.switch_page("pages/gallery.py").run()
    assert not at.exception
    assert any(heading.value == "One dimension" for heading in at.subheader)
