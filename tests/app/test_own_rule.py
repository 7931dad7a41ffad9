"""A rule of one's own on the pages, without a browser (typing needs one: see tests/e2e/test_own_rule.py)."""

import json
from urllib.parse import quote

import pytest

from simulation import Experiment
from tests.app.test_own_formula import box, opened, player
from tests.unit.formulas.test_program import ADAM

QUERY = Experiment.from_data(
    {
        "surface": "himmelblau",
        "steps": 60,
        "runs": [{"rule": "own", "text": ADAM, "hyperparameters": {"lr": 0.05, "b1": 0.8}}],
    }
).to_query()


def test_a_link_opens_the_text_with_a_slider_for_every_number():
    at = opened(QUERY)
    head = player(at)
    assert not at.warning
    assert json.loads(box(at))["text"] == ADAM
    assert (at.number_input(key="own.b1|box").value, at.number_input(key="own.b2|box").value) == (0.8, 0.999)
    assert [run["label"] for run in head["runs"]] == ["Own rule"]
    assert any(r"m_{t} &= b_{1} m_{t-1}" in block.value for block in at.latex)


@pytest.mark.parametrize("rule", ["adam", "nadam", "muon"])
def test_a_built_in_rule_opens_as_text_with_its_values_and_stays_beside(rule):
    at = opened(f"surface=rosenbrock&run={rule}~lr~0.03~~clip_norm~theta~2.0~~lr.exponential~gamma~0.99&steps=40")
    at.button(key="edit rule").click().run()
    head = player(at)
    assert not at.error
    assert at.number_input(key="own.lr|box").value == 0.03
    assert [run["label"] for run in head["runs"]] == ["Own rule", head["runs"][1]["label"]]
    assert any("equal to the last bit over 40 steps" in caption.value for caption in at.caption)
    at.number_input(key="own.lr|box").set_value(0.05).run()
    assert any("the largest difference of the two paths is" in caption.value for caption in at.caption)
    at.checkbox(key="beside").uncheck().run()
    assert len(player(at)["runs"]) == 1


def test_the_first_own_rule_is_the_one_before_and_reset_brings_it_back():
    at = opened("surface=rosenbrock&run=momentum~lr~0.0004~momentum~0.8&steps=40")
    at.selectbox(key="rule|box").select("own").run()
    assert json.loads(box(at))["text"] == "v = momentum*v + g\nw = w - lr*v"
    at.number_input(key="own.momentum|box").set_value(0.2).run()
    at.button(key="reset Optimizer").click().run()
    assert at.number_input(key="own.momentum|box").value == 0.8
    at.selectbox(key="start from").select("sign_sgd").run()
    assert json.loads(box(at))["text"] == "w = w - lr*sign(g)"
    assert at.selectbox(key="start from").value is None
    at.selectbox(key="rule|box").select("adam").run()
    at.selectbox(key="rule|box").select("own").run()
    assert json.loads(box(at))["text"] == "w = w - lr*sign(g)"
    assert not at.error


def test_what_is_more_than_arithmetic_cannot_be_opened():
    at = opened("surface=rosenbrock&run=newton&steps=40")
    assert at.button(key="edit rule").disabled
    at.selectbox(key="rule|box").select("own").run()
    assert not at.exception
    assert json.loads(box(at))["text"] == "v = beta*v + g\nw = w - lr*v"


def test_in_compare_it_is_a_run_below_the_original():
    at = opened("surface=rosenbrock&run=adam~lr~0.05&run=sgd~lr~0.001&steps=40", "compare")
    at.button(key="run 1/edit rule").click().run()
    head = player(at)
    assert [run["label"] for run in head["runs"]] == ["Adam", "Own rule", "SGD"]
    assert at.number_input(key="run 3/own.lr|box").value == 0.05
    at.radio(key="runs|box").set_value(2).run()
    assert [run["label"] for run in player(at)["runs"]] == ["Adam", "Own rule", "SGD"]
    assert not at.error


def test_its_numbers_can_be_varied():
    at = opened(QUERY, "compare")
    at.selectbox(key="vary.rule|box").select("own").run()
    at.selectbox(key="vary.own.first|box").select("b1").run()
    at.text_input(key="vary.first.values").set_value("0, 0.5, 0.9").run()
    at.button(key="vary.make").click().run()
    assert [run["label"] for run in player(at)["runs"]] == ["b1 = 0", "b1 = 0.5", "b1 = 0.9"]


@pytest.mark.parametrize("text", ["", "w = foo(g)", "import os", "w = w - lr*g; 2", "é" * 2000, "w = w\n" * 30])
def test_nonsense_in_a_link_is_a_sentence_and_the_page_goes_on(text):
    at = opened("surface=rosenbrock&run=own&steps=20&text=" + text.replace("\n", "%0A").replace(";", "%3B"))
    assert player(at)["runs"]
    assert "could not be opened" in at.warning[0].value
    assert "Traceback" not in at.warning[0].value


def test_a_pasted_rule_is_read_and_shown_and_two_readings_are_two_buttons():
    typed = "v_t = 0.9 v_{t-1} + grad\nθ_t = θ_{t-1} − η v_t"
    at = opened(f"surface=rosenbrock&run=own~lr~0.001&steps=20&text={quote(typed)}")
    player(at)
    assert not at.warning
    shown = json.loads(box(at))
    assert shown["text"] == typed
    assert shown["said"] == "Read as: v = 0.9*v + g; w = w - lr*v."
    at.session_state["choices of playground"]["text draft"] = "w = w - lr g/2t"  # as if it were typed
    at.run()
    at.button(key="rule box reading 1").click().run()
    assert json.loads(box(at))["text"] == "w = w - lr*g/(2*t)"
    assert not at.exception
