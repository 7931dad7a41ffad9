"""Schedules on the Playground: every one of them, lengths that follow the run, and what does not fit."""

from urllib.parse import urlsplit

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from optimizers import SCHEDULES
from simulation import Experiment, run
from tests.app.test_playground import blob, fine, opened
from tests.helpers.payload import header, series


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_every_schedule_of_the_step_size(schedule):
    at = opened()
    at.multiselect(key="schedules|box").set_value(["lr"]).run()
    fine(at.selectbox(key="schedule lr|box").select(schedule).run())
    assert not at.error


def test_a_schedule_that_does_not_fit_gets_a_sentence_and_the_last_good_run_stays():
    at = opened()
    at.multiselect(key="schedules|box").set_value(["beta1"]).run()
    fine(at.selectbox(key="schedule beta1|box").select("one_cycle").run())
    before = series(blob(at), 0, "x")
    at.number_input(key="schedule beta1 one_cycle.max_lr|box").set_value(2.0).run()
    assert not at.exception
    assert "beta1 must be a number of at least 0 and below 1" in at.error[0].value
    np.testing.assert_array_equal(series(blob(at), 0, "x"), before)
    assert header(blob(at))["options"]["stale"]


def test_milestones_are_typed_as_a_list():
    at = opened()
    at.multiselect(key="schedules|box").set_value(["lr"]).run()
    at.selectbox(key="schedule lr|box").select("multistep").run()
    box = at.text_input(key="schedule lr multistep.milestones")
    fine(box.set_value("20, 80").run())
    assert np.unique(series_of_lr(at)).size == 3
    fine(at.text_input(key="schedule lr multistep.milestones").set_value("soon").run())
    assert any("must be whole numbers" in caption.value for caption in at.caption)


def test_a_length_that_is_left_to_the_run_follows_the_steps():
    at = opened()
    at.multiselect(key="schedules|box").set_value(["lr"]).run()
    at.selectbox(key="schedule lr|box").select("cosine").run()
    box = "schedule lr cosine.T_max|box"
    assert at.number_input(key=box).value == 500
    fine(at.number_input(key="steps|box").set_value(120).run())
    assert at.number_input(key=box).value == 120
    assert 0 < series_of_lr(at)[-1] < 1e-3 * series_of_lr(at)[0]
    at.number_input(key=box).set_value(60).run()
    fine(at.number_input(key="steps|box").set_value(200).run())
    assert at.number_input(key=box).value == 60, "a length that was chosen stays"
    fine(at.number_input(key=box).set_value(0).run())
    assert at.number_input(key=box).value == 200


def test_a_plateau_that_is_not_seen_below_zero_is_said():
    page = fine(opened(surface="saddle", run="sgd~lr~0.05~~lr.plateau", start="1.0~0.1"))
    assert any("a plateau is not cut" in caption.value for caption in page.caption)


def series_of_lr(at: AppTest) -> np.ndarray:
    """The step sizes of the run that is shown, from the link that reopens it."""
    at.session_state["details"] = "Share and export"
    link = next(code.value for code in at.run().code if "run=" in code.value)
    return run(Experiment.from_query(urlsplit(link).query))[0].lr[1:]
