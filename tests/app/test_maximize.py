"""Maximise on the pages: the switch, what is said, what the player is sent."""

import numpy as np

from tests.app import test_compare as compare
from tests.app.test_playground import blob, fine, opened, said
from tests.helpers.payload import header, series


def test_the_switch_turns_the_run_uphill_and_back():
    at = opened(surface="himmelblau", run="adam~lr~0.1", start="0.0~0.0")
    down = series(blob(at), 0, "value")
    at.session_state["details"] = "Formula"
    fine(at.checkbox(key="maximize").check().run())
    head, up = header(blob(at)), series(blob(at), 0, "value")
    assert head["title"] == "Adam climbs Himmelblau"
    assert head["maximize"] is True
    assert up[-1] > up[0] > down[-1]
    assert said(at).startswith("converged at step")
    assert head["maxima"], "the maxima are marked"
    assert head["labels"]["− gradient"] == "gradient"
    assert "turned" not in head["runs"][0], "the sign stands in the lines themselves"
    assert r"g_{t} &= -\nabla f" in at.latex[1].value
    assert "to a maximum" in head["sentence"]["note"]
    assert any("Maximised: the rule is given −f" in caption.value for caption in at.caption)
    fine(at.checkbox(key="maximize").uncheck().run())
    np.testing.assert_array_equal(series(blob(at), 0, "value"), down)
    assert "maximize" not in header(blob(at))


def test_a_link_opens_with_the_switch_on_and_keeps_it():
    at = fine(opened(maximize="true", surface="sphere", run="sgd~lr~0.01", start="1.0~1.0", steps="30"))
    assert at.checkbox(key="maximize").value
    assert said(at).startswith("still climbing at step 30")
    at.session_state["details"] = "Share and export"
    assert any("maximize=true" in code.value for code in at.run().code)
    fine(at.button(key="reset Run").click().run())
    assert not at.checkbox(key="maximize").value


def test_a_stop_rule_that_has_no_sense_is_said_and_the_last_good_run_stays():
    at = opened(surface="himmelblau", run="adam~lr~0.1")
    at.number_input(key="stop.value_below|box").set_value(0.1).run()
    at.checkbox(key="maximize").check().run()
    assert not at.exception
    assert "does not stop where f is low" in at.error[0].value
    assert header(blob(at))["options"]["stale"]


def test_compare_says_what_is_measured_from_the_highest_value():
    page = compare.opened("surface=formula&formula=1-x^2-y^2&maximize=true&run=adam~lr~0.1&run=sgd~lr~0.1")
    page.session_state["compare details"] = "Results"
    fine(page.run())
    head = header(blob(page))
    assert head["title"] == "2 runs climb your formula"
    gap = series(blob(page), 0, "gap")
    assert gap[0] > 0
    assert abs(gap[-1]) < 1e-6
    assert "f* − f" in page.dataframe[0].value.columns
