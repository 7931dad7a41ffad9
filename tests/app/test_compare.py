"""The Compare page without a browser: what it says and sends for everything a user may choose or type."""

from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from gallery import DEMOS
from optimizers import OPTIMIZERS
from simulation import Experiment, run
from tests.helpers.groups import with_groups_open
from tests.helpers.payload import header, picture, series

APP = Path(__file__).parents[2] / "app.py"


def opened(query: str = "") -> AppTest:
    at = with_groups_open(AppTest.from_file(APP, default_timeout=30))
    at.switch_page("pages/compare.py")
    found: dict[str, list[str]] = {}
    for key, value in parse_qsl(query):
        found.setdefault(key, []).append(value)
    for key, values in found.items():
        at.query_params[key] = values
    return at.run()


def blob(at: AppTest) -> bytes:
    return next(c.proto.bytes for c in at.get("bidi_component") if c.proto.component_name == "slalom.player")


def fine(at: AppTest) -> AppTest:
    assert not at.exception
    assert not at.error
    return at


def names(at: AppTest) -> list[str]:
    return [run["label"] for run in header(blob(at))["runs"]]


def link(at: AppTest) -> str:
    at.session_state["compare details"] = "Share and export"
    return next(code.value for code in at.run().code if "run=" in code.value)


def test_the_first_visit_asks_what_beta_does():
    head = header(blob(fine(opened())))
    assert head["title"] == "What does β do?"
    assert head["layout"] == "panels"
    assert [run["label"] for run in head["runs"]] == ["β = 0", "β = 0.5", "β = 0.9", "β = 0.99"]
    assert len({(run["color"], run["marker"]) for run in head["runs"]}) == 4


def test_vary_one_makes_a_run_per_value():
    at = opened()
    at.text_input(key="vary.first.values").set_value("0, 0.5, 0.78, 0.9, 0.99").run()
    fine(at.button(key="vary.make").click().run())
    assert names(at) == ["β = 0", "β = 0.5", "β = 0.78", "β = 0.9", "β = 0.99"]
    assert header(blob(at))["title"] == "What does β do?"


def test_two_hyperparameters_make_a_grid():
    at = opened()
    at.selectbox(key="vary.momentum.second|box").select("lr").run()
    at.text_input(key="vary.second.values").set_value("0.1, 0.2").run()
    at.text_input(key="vary.first.values").set_value("0, 0.9").run()
    fine(at.button(key="vary.make").click().run())
    assert names(at) == ["η = 0.1, β = 0", "η = 0.2, β = 0", "η = 0.1, β = 0.9", "η = 0.2, β = 0.9"]


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "There is no value"), ("0.5, x", "'x' is no value"), ("0:1:50", "no range"), ("-1", "must be a number")],
)
def test_values_that_are_none_leave_the_runs_and_say_why(text, why):
    at = opened()
    before = blob(at)
    at.text_input(key="vary.first.values").set_value(text).run()
    fine(at.button(key="vary.make").click().run())
    assert blob(at) == before
    assert any(why in caption.value for caption in at.caption)


def test_runs_are_copied_moved_and_deleted():
    at = opened()
    fine(at.button(key="runs copy").click().run())
    assert len(names(at)) == 5
    at.number_input(key="run 5/momentum.momentum|box").set_value(0.25).run()
    assert "β = 0.25" in names(at)
    fine(at.button(key="runs up").click().run())
    assert names(at)[0] == "β = 0.25"
    fine(at.button(key="runs delete").click().run())
    assert len(names(at)) == 4
    assert "β = 0.25" not in names(at)


def test_a_run_that_is_added_suits_the_surface():
    at = fine(opened().button(key="runs add").click().run())
    assert names(at)[-1] == "Adam"
    assert at.number_input(key="run 5/adam.lr|box").value == 0.1


def test_twelve_runs_are_the_most_and_the_last_one_stays():
    at = opened("run=sgd")
    assert at.button(key="runs delete").disabled
    for _ in range(11):
        at.button(key="runs copy").click().run()
    assert len(names(fine(at))) == 12
    assert at.button(key="runs copy").disabled


def test_the_rule_label_and_colour_of_a_run_can_be_changed():
    at = opened()
    fine(at.selectbox(key="run 1/rule|box").select("adam").run())
    assert "Adam" in names(at)[0]
    at.text_input(key="run 1/label").set_value("ours").run()
    at.color_picker(key="run 1/color").set_value("#123456").run()
    assert (names(at)[0], header(blob(at))["runs"][0]["color"]) == ("ours", "#123456")


@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_choosing_another_run_changes_no_path(rule):
    at = opened()
    at.selectbox(key="run 1/rule|box").select(rule).run()
    before = blob(fine(at))
    fine(at.radio(key="runs|box").set_value(2).run())
    assert [header(sent)["options"]["inspect"] for sent in (before, blob(at))] == ["1", "2"]
    assert blob(at) == before.replace(b'"inspect":"1"', b'"inspect":"2"')


def test_the_link_reopens_every_run():
    at = opened()
    at.selectbox(key="run 1/rule|box").select("lookahead").run()
    at.multiselect(key="run 1/schedules|box").set_value(["inner.lr"]).run()
    at.multiselect(key="run 1/transforms|box").set_value(["noise"]).run()
    again = opened(urlsplit(link(fine(at))).query)
    assert picture(blob(fine(again))) == picture(blob(at))


def test_twelve_runs_fit_in_an_e_mail():
    at = opened("run=adam")
    for _ in range(11):
        at.button(key="runs copy").click().run()
    assert len(link(at)) <= 2000


def test_results_are_counted_to_the_tolerance():
    at = opened("surface=sphere&start=-4~3&run=sgd~lr~0.1&run=sgd~lr~0.2&steps=60")
    assert not at.dataframe
    at.session_state["compare details"] = "Results"
    rows = at.run().dataframe[0].value
    paths = run(Experiment.from_query("surface=sphere&start=-4~3&run=sgd~lr~0.1&run=sgd~lr~0.2&steps=60"))
    assert list(rows["steps"]) == [int(np.argmax(path.value <= 1e-3)) for path in paths]
    at.number_input(key="tolerance|box").set_value(1e-1).run()
    assert list(at.dataframe[0].value["steps"]) == [int(np.argmax(path.value <= 1e-1)) for path in paths]


@pytest.mark.parametrize("tab", ["Results", "Formulas", "Code", "Share and export"])
def test_every_tab_has_its_content(tab):
    at = opened()
    at.session_state["compare details"] = tab
    fine(at.run())
    shown = [*at.dataframe, *at.latex, *at.code, *at.get("download_button")]
    assert shown


def test_the_path_sent_is_the_experiments():
    query = "surface=himmelblau&steps=40&run=adam~lr~0.1&run=sgd~lr~0.01"
    at = fine(opened(query))
    for i, path in enumerate(run(Experiment.from_query(query))):
        np.testing.assert_array_equal(series(blob(at), i, "x"), path.x.astype("f4"))


@pytest.mark.parametrize(
    "query", ["run=adam~lr~fast", "&".join(["run=adam"] * 13), "run=sgd&start=nan~1", "run=sgd&steps=1000000000"]
)
def test_a_bad_link_gets_a_sentence_and_the_first_picture(query):
    at = fine(opened(query))
    assert "could not be opened" in at.warning[0].value
    assert len(names(at)) == 4


def test_a_fan_of_starts_and_a_bundle_of_seeds():
    at = opened()
    fine(at.number_input(key="fan|box").set_value(5).run())
    assert len(names(at)) == 20
    assert len(set(names(at))) == 4
    at.multiselect(key="run 1/transforms|box").set_value(["noise"]).run()
    fine(at.number_input(key="seeds|box").set_value(2).run())
    assert len(names(at)) == 40
    at.number_input(key="fan|box").set_value(16).run()
    assert "paths are too many" in at.error[0].value
    assert len(names(at)) == 40


def test_boxes_that_stand_on_two_pages_are_filled_on_both():
    at = with_groups_open(AppTest.from_file(APP, default_timeout=30))
    for key, value in parse_qsl("surface=elongated_bowl&start=-7~2&steps=150&run=adam~lr~0.1"):
        at.query_params[key] = value
    at.run()
    boxes = ("start.x|box", "start.y|box", "steps|box")
    assert [at.number_input(key=key).value for key in boxes] == [-7, 2, 150]
    at.switch_page("pages/compare.py").run()
    assert [at.number_input(key=key).value for key in boxes] == [-7, 2, 150]


def test_the_selection_follows_the_run_and_not_its_label():
    at = opened()
    at.radio(key="runs|box").set_value(4).run()
    at.number_input(key="run 4/momentum.lr|box").set_value(0.3).run()
    assert at.radio(key="runs|box").value == 4
    at.text_input(key="run 4/label").set_value("huge").run()
    assert at.radio(key="runs|box").value == 4
    fine(at.button(key="runs delete").click().run())
    assert "huge" not in names(at)
    assert len(names(at)) == 3


def test_what_is_varied_is_at_first_the_rule_of_the_chosen_run():
    at = opened("surface=saddle&run=adagrad~lr~0.2&run=sgd~lr~0.1&steps=20")
    assert at.selectbox(key="vary.rule|box").value == "adagrad"
    assert at.text_input(key="vary.first.values").value == "0.001, 0.01, 0.1, 1"
    fine(at.button(key="vary.make").click().run())
    assert len(names(at)) == 4


def test_the_noise_of_one_run_can_be_that_of_all():
    at = opened("surface=sphere&start=-4~3&run=sgd~lr~0.1~~noise~sigma~2&run=sgd~lr~0.2~~clip_norm&run=adam&steps=30")
    assert "clip_norm" in link(at)
    fine(at.checkbox(key="transforms alike").check().run())
    written = link(at)
    assert written.count("~~noise~sigma~2.0") == 3
    assert "clip_norm" not in written


def test_noise_is_set_once_for_runs_that_have_the_same():
    at = opened("surface=sphere&start=-4~3&run=sgd~lr~0.1&run=adam&steps=30")
    at.multiselect(key="run 1/transforms|box").set_value(["noise", "clip_norm"]).run()
    at.number_input(key="run 1/noise.sigma|box").set_value(2.0).run()
    assert link(at).count("~~noise~sigma~2.0~~clip_norm") == 2
    fine(at.button(key="runs add").click().run())
    assert link(at).count("~~noise~sigma~2.0~~clip_norm") == 3
    at.multiselect(key="run 3/transforms|box").set_value([]).run()
    assert "noise" not in link(at)
    at.checkbox(key="transforms alike").uncheck().run()
    at.multiselect(key="run 3/transforms|box").set_value(["l2"]).run()
    assert link(fine(at)).count("~~l2") == 1


def test_enter_makes_the_runs_and_those_that_stay_are_the_same():
    at = opened()
    at.radio(key="runs|box").set_value(3).run()
    at.text_input(key="run 3/label").set_value("mine").run()
    fine(at.text_input(key="vary.first.values").set_value("0.9, 0.95, 0").run())
    assert names(at) == ["mine", "β = 0.95", "β = 0"]
    assert at.radio(key="runs|box").value == 3
    assert at.session_state["choices of compare"]["runs"] == [3, 5, 1]


def test_what_is_typed_to_vary_stays_while_other_values_change():
    at = opened()
    at.text_input(key="vary.first.values").set_value("0.1, x").run()
    at.number_input(key="run 1/momentum.lr|box").set_value(0.05).run()
    at.selectbox(key="surface|box").select("beale").run()
    assert at.text_input(key="vary.first.values").value == "0.1, x"
    at.selectbox(key="vary.momentum.first|box").select("lr").run()
    assert ":" not in at.text_input(key="vary.first.values").value


def test_runs_that_are_made_keep_noise_and_schedule():
    at = opened("surface=sphere&run=momentum~lr~0.1~~lr.cosine~~noise~sigma~2&steps=30")
    fine(at.text_input(key="vary.first.values").set_value("0, 0.9").run())
    assert link(at).count("~~lr.cosine") == link(at).count("~~noise~sigma~2.0") == 2


def test_a_demo_says_above_the_picture_what_to_look_for_and_opens_on_its_curve():
    demo = DEMOS["adagrad-dies"]
    at = opened(f"{demo.experiment.to_query()}&demo=adagrad-dies")
    assert any(demo.look in caption.value for caption in at.caption)
    assert header(blob(at))["curve"] == "step_length"


def test_a_grid_of_two_hyperparameters_is_shown_as_one():
    runs = "&".join(f"run=momentum~lr~{lr}~momentum~{beta}" for lr in (0.1, 0.2) for beta in (0.0, 0.5, 0.9))
    assert header(blob(opened(f"surface=sphere&{runs}&steps=20")))["columns"] == 3
