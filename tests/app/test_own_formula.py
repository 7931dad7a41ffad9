"""A formula of one's own on every page, without a browser (typing needs one: see tests/e2e/test_own_formula.py)."""

import json
from urllib.parse import quote

import pytest
from streamlit.testing.v1 import AppTest

from simulation import Experiment
from surfaces import SURFACES
from tests.helpers.app_pages import APP, opened, player
from words.foreign import markdown

LINK = "surface=formula~b~20.0&formula=a*(x-1)^2%2By^2/b&domain=-3.0~3.0~-2.0~2.0&run=adam~lr~0.1&steps=50"


def box(at: AppTest) -> str:
    return next(c.proto.bytes.decode() for c in at.get("bidi_component") if c.proto.component_name == "slalom.text")


@pytest.mark.parametrize("page", ["playground", "compare"])
def test_a_link_opens_the_formula_with_a_slider_for_every_name_in_it(page):
    at = opened(LINK, page)
    head = player(at)
    assert not at.error
    assert not at.warning
    assert head["minima"] == [[1.0, 0.0, "minimum"]]
    assert (at.number_input(key="formula.a|box").value, at.number_input(key="formula.b|box").value) == (1.0, 20.0)
    at.number_input(key="formula.a|box").set_value(-4.0).run()
    assert player(at)["minima"] == []
    assert player(at)["saddles"] == [[1.0, 0.0, "saddle"]]


def test_the_formula_of_a_built_in_surface_can_be_changed_from_where_it_is():
    at = opened("surface=rosenbrock~b~50&start=-1~0.5&run=adam&steps=30")
    at.button(key="edit formula").click().run()
    assert '"(a - x)^2 + b*(y - x^2)^2"' in box(at)
    assert at.number_input(key="formula.b|box").value == 50.0
    assert player(at)["start"] == [-1.0, 0.5]
    assert [at.number_input(key=f"domain.{c}|box").value for c in ("xmin", "xmax", "ymin", "ymax")] == [-2, 2, -1, 3]


def test_the_first_formula_is_that_of_the_surface_before_and_stays_when_one_comes_back():
    at = opened("surface=saddle&run=sgd&steps=20")
    at.selectbox(key="surface|box").select("formula").run()
    assert f'"{SURFACES["saddle"].formula}"' in box(at)
    at.selectbox(key="surface|box").select("beale").run()
    at.selectbox(key="surface|box").select("formula").run()
    assert f'"{SURFACES["saddle"].formula}"' in box(at)
    assert not at.error


def test_corners_that_are_no_rectangle_are_one_sentence_and_the_last_good_picture():
    at = opened(LINK)
    grid = player(at)["grid"]
    at.number_input(key="domain.xmin|box").set_value(7.0).run()
    assert player(at)["grid"] == grid
    assert any("needs xmin < xmax" in caption.value for caption in at.caption)
    at.number_input(key="domain.xmax|box").set_value(9.0).run()
    assert player(at)["grid"] != grid
    assert not any("xmin < xmax" in caption.value for caption in at.caption)


@pytest.mark.parametrize(
    "text", ["x +", "import os", "__class__", "x^99", "9^9^9^9", "log(-1 - x^2)", "1/0", "x" * 500, "é", "lambda: 1"]
)
def test_nonsense_in_a_link_is_a_sentence_and_the_page_goes_on(text):
    at = AppTest.from_file(APP, default_timeout=30)
    at.query_params["surface"], at.query_params["formula"], at.query_params["run"] = "formula", text, "adam"
    at.run()
    assert player(at)["runs"]
    assert "Traceback" not in " ".join(w.value for w in at.warning)


def test_gradient_and_hessian_are_shown_when_asked_for():
    at = opened(LINK)
    assert not any("nabla^2" in block.value for block in at.latex)
    at.session_state["derivatives"] = True
    at.run()
    shown = " ".join(block.value for block in at.latex)
    assert r"2 a \left(x - 1\right)" in shown
    assert r"\frac{2 y}{b}" in shown
    assert Experiment.from_query(LINK).landscape().hessian((1.0, 0.0)).tolist() == [[2.0, 0.0], [0.0, 0.1]]


def test_the_corners_change_the_picture_and_not_the_run():
    at = opened("surface=rosenbrock&run=adam")
    at.button(key="edit formula").click().run()
    lr, start = at.number_input(key="adam.lr|box").value, player(at)["start"]
    at.number_input(key="domain.ymax|box").set_value(400.0).run()
    assert (at.number_input(key="adam.lr|box").value, player(at)["start"]) == (lr, start)
    typed = opened("surface=formula&formula=x^4%2By^2")
    lr, start = typed.number_input(key="adam.lr|box").value, player(typed)["start"]
    typed.number_input(key="domain.xmax|box").set_value(90.0).run()
    assert (typed.number_input(key="adam.lr|box").value, player(typed)["start"]) == (lr, start)


def said(at: AppTest) -> str:
    """What stands under the box."""
    return json.loads(box(at))["said"]


@pytest.mark.parametrize("page", ["playground", "compare"])
def test_a_pasted_formula_is_read_and_shown_and_the_link_keeps_what_was_typed(page):
    typed = "f(x,y) = (1-x)^2 + 100(y-x²)²"
    at = opened(f"surface=formula&formula={quote(typed)}&run=adam&steps=30", page)
    assert not at.exception
    assert not at.warning
    assert json.loads(box(at))["text"] == typed
    assert said(at) == "Read as (1 - x)^2 + 100*(y - x^2)^2."
    assert player(at)["minima"] == [[1.0, 1.0, "minimum"]]
    assert any(block.value.strip("$\n ").startswith("f(x, y) = ") for block in at.latex)


def test_two_readings_are_two_buttons_each_one_click():
    at = opened("surface=formula&formula=x^2%2By^2&run=sgd~lr~0.1&steps=20")
    at.session_state["choices of playground"]["formula draft"] = "x^2/2y + 9"  # as if it were typed
    at.run()
    assert "can be read in 2 ways" in said(at)
    labels = [at.button(key=f"formula box reading {i}").label for i in (0, 1)]
    assert all(label.startswith("$") for label in labels)
    at.button(key="formula box reading 1").click().run()
    assert json.loads(box(at))["text"] == "x^2/(2*y) + 9"
    assert not at.exception


def test_a_link_that_gives_a_name_a_value_keeps_it_as_a_number():
    """Before formulas were read, xy was a name like any other."""
    at = opened("surface=formula~xy~2.5&formula=xy*x^2%2By^2&run=sgd~lr~0.1&steps=20")
    assert at.number_input(key="formula.xy|box").value == 2.5
    assert not at.warning
    at.number_input(key="formula.xy|box").set_value(3.5).run()
    assert not at.exception
    assert not at.error


@pytest.mark.parametrize(
    ("typed", "readings", "page"),
    [
        ("1/2x+y", ("1/2*x + y", "1/(2*x) + y"), "playground"),
        ("x2 + y2", ("x^2 + y^2", "2*x + 2*y"), "compare"),
        ("sin x y", ("sin(x)*y", "sin(x*y)"), "playground"),
        ("e^2x+y", ("e^2*x + y", "e^(2*x) + y"), "compare"),
        ("u^2+v^2", ("x^2 + y^2",), "playground"),
    ],
)
def test_a_link_whose_formula_has_several_readings_offers_each_with_one_click(typed, readings, page):
    at = opened(f"surface=formula&formula={quote(typed)}&domain=-3.0~3.0~-2.0~2.0&run=adam~lr~0.1&steps=50", page)
    assert len(at.warning) == 1
    buttons = [button for button in at.button if button.key.startswith("link reading")]
    assert tuple(button.help for button in buttons) == tuple(map(markdown, readings))
    buttons[-1].click().run()
    assert not at.exception
    assert not at.warning
    assert not [button for button in at.button if button.key.startswith("link reading")]
    assert json.loads(box(at))["text"] == readings[-1]
