"""The Playground without a browser: what it says and sends for everything a user may choose or type."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from optimizers import OPTIMIZERS, TRANSFORMS
from parameters import NONZERO
from simulation import Experiment, run
from surfaces import SURFACES
from tests.helpers.groups import with_groups_open
from tests.helpers.payload import header, picture, series

APP = Path(__file__).parents[2] / "app.py"


def opened(**query: str | list[str]) -> AppTest:
    at = with_groups_open(AppTest.from_file(APP, default_timeout=30))
    for key, value in query.items():
        at.query_params[key] = value
    return at.run()


def blob(at: AppTest) -> bytes:
    return next(c.proto.bytes for c in at.get("bidi_component") if c.proto.component_name == "slalom.player")


def said(at: AppTest) -> str:
    return header(blob(at))["sentence"]["text"]


def fine(at: AppTest) -> AppTest:
    assert not at.exception
    assert not at.error
    assert header(blob(at))["runs"]
    return at


def test_the_first_visit_shows_a_run_that_has_something_to_say():
    at = fine(opened())
    head = header(blob(at))
    assert head["title"] == "Adam on Rosenbrock"
    assert head["options"]["autoplay"] is True
    assert head["minima"] == [[1.0, 1.0, "minimum"]]
    assert "step" in said(at)
    assert not at.warning


def show_all(rules: Iterable[str], surfaces: Iterable[str]) -> None:
    at = opened()
    for surface in surfaces:
        at.selectbox(key="surface|box").select(surface).run()
        for rule in rules:
            fine(at.selectbox(key="rule|box").select(rule).run())
            head = header(blob(at))
            assert head["title"] == f"{OPTIMIZERS[rule].title} on {SURFACES[surface].name}"
            assert len(head["saddles"]) == len(SURFACES[surface].saddles)
            np.testing.assert_allclose(series(blob(at), 0, "x")[0], SURFACES[surface].starts[0], rtol=1e-6)


@pytest.mark.parametrize("surface", ["beale", "saddle", "kinks"])
def test_every_optimizer(surface):
    show_all(OPTIMIZERS, [surface])


def test_every_surface():
    show_all(["sgd", "newton"], SURFACES)


def widget_of(at: AppTest, key: str, options: tuple):
    """A few options are a row of buttons, more are a menu."""
    if len(options) > 4:
        return at.selectbox(key=f"{key}|box")
    return next(group for group in at.get("button_group") if group.key == key)


@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_every_option_of_every_optimizer(rule):
    at = opened()
    at.selectbox(key="rule|box").select(rule).run()
    for name, known in OPTIMIZERS[rule].hyperparameters().items():
        key = f"{rule}.{name}"
        for companion, wanted in known.when.items():
            if wanted is NONZERO:  # the option is hidden until its companion is on
                fine(at.number_input(key=f"{rule}.{companion}|box").set_value(0.1).run())
        if known.kind == "switch":
            fine(at.checkbox(key=key).set_value(not known.default).run())
        elif known.kind == "choice" and not known.when:
            for choice in known.choices:
                fine(widget_of(at, key, known.choices).set_value(choice).run())


def test_the_path_is_the_experiments():
    at = fine(opened(surface="himmelblau", start="1.0~-2.0", steps="50", run="rmsprop~lr~0.02"))
    path = run(Experiment.from_query("surface=himmelblau&start=1~-2&steps=50&run=rmsprop~lr~0.02"))[0]
    np.testing.assert_array_equal(series(blob(at), 0, "x"), path.x.astype("f4"))
    np.testing.assert_array_equal(series(blob(at), 0, "v"), path.states["v"].astype("f4"))


def test_a_typed_value_beyond_the_slider_counts():
    at = opened()
    fine(at.number_input(key="adam.lr|box").set_value(3.25).run())
    assert at.session_state["choices of playground"]["adam.lr"] == 3.25


@pytest.mark.parametrize(
    ("key", "typed", "sentence"),
    [
        ("adam.beta1", 1.5, "must be a number of at least 0 and below 1, not 1.5"),
        ("adam.lr", -1.0, "must be a number of at least 0, not −1"),
        ("steps", 0, "must be a whole number from 1 to 50,000, not 0"),
        ("steps", 10**9, "must be a whole number from 1 to 50,000, not 1,000,000,000"),
        ("adam.lr", None, "must be a number of at least 0, not nothing"),
        ("steps", None, "must be a whole number from 1 to 50,000, not nothing"),
    ],
)
def test_a_value_that_is_not_valid_gets_a_sentence_and_changes_nothing(key, typed, sentence):
    at = opened()
    before = blob(at)
    fine(at.number_input(key=f"{key}|box").set_value(typed).run())
    assert any(sentence in caption.value for caption in at.caption)
    assert blob(at) == before
    assert at.number_input(key=f"{key}|box").value == typed


def test_a_valid_value_clears_the_sentence():
    at = opened()
    at.number_input(key="adam.beta1|box").set_value(1.5).run()
    fine(at.number_input(key="adam.beta1|box").set_value(0.5).run())
    assert not any("must be" in caption.value for caption in at.caption)


def test_reset_returns_to_the_first_picture():
    at = opened()
    before = blob(at)
    at.number_input(key="adam.lr|box").set_value(0.5).run()
    assert blob(at) != before
    fine(at.button(key="reset Optimizer").click().run())
    assert blob(at) == before


def test_a_parameter_of_the_surface_moves_the_ground_and_the_path():
    at = opened()
    before = blob(at)
    fine(at.number_input(key="rosenbrock.b|box").set_value(50.0).run())
    head = header(blob(at))
    assert head["grid"] == "rosenbrock~b~50.0"
    assert blob(at) != before
    fine(at.number_input(key="rosenbrock.a|box").set_value(0.5).run())
    assert header(blob(at))["minima"] == [[0.5, 0.25, "minimum"]]
    fine(at.button(key="reset Surface").click().run())
    assert blob(at) == before


def test_a_parameter_that_is_not_valid_changes_nothing():
    at = opened()
    before = blob(at)
    fine(at.number_input(key="rosenbrock.b|box").set_value(-1.0).run())
    assert any("must be a number of at least 0, not −1" in caption.value for caption in at.caption)
    assert blob(at) == before


def test_a_link_may_name_a_surface_with_its_parameters_alone():
    at = fine(opened(surface="rotated_ellipse~kappa~50"))
    assert at.number_input(key="rotated_ellipse.kappa|box").value == 50
    assert header(blob(at))["grid"] == "rotated_ellipse~kappa~50.0"


def test_keys_of_choices_never_mean_two_things():
    owners = [*SURFACES, *OPTIMIZERS, *TRANSFORMS, "stop", "start"]
    assert len(owners) == len(set(owners))


def test_the_menu_says_the_family_of_each_surface():
    options = opened().selectbox(key="surface|box").options
    assert "Rosenbrock · valley" in options
    assert options[:3] == ["Your own formula", "Heightmap…", "Sphere (round bowl) · bowl"]


def test_switching_rules_and_back_loses_nothing():
    at = opened()
    at.number_input(key="adam.lr|box").set_value(0.123).run()
    at.selectbox(key="rule|box").select("sgd").run()
    at.selectbox(key="rule|box").select("adam").run()
    assert at.number_input(key="adam.lr|box").value == 0.123


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ({"run": "adam~lr~fast"}, "Adam: lr must be a number of at least 0, not 'fast'"),
        ({"run": "adamm"}, "run 1: there is no rule 'adamm'; near is adam"),
        ({"run": "adam", "surface": "hill"}, "There is no surface 'hill'; known are"),
        ({"run": "adam", "steps": "1000000000"}, "steps: must be at most 50,000"),
        ({"run": "adam", "start": "nan~1"}, "start 1: must be a finite number"),
        ({"run": ["adam"] * 13}, "at most 12 runs"),
    ],
)
def test_a_bad_link_gets_a_sentence_and_the_first_picture(query, why):
    at = fine(opened(**query))
    assert why in at.warning[0].value
    assert header(blob(at))["title"] == "Adam on Rosenbrock"


def test_a_link_may_name_a_surface_alone():
    at = fine(opened(surface="beale"))
    assert header(blob(at))["title"] == "Adam on Beale"
    by_hand = opened()
    by_hand.selectbox(key="surface|box").select("beale").run()
    np.testing.assert_array_equal(series(blob(at), 0, "x"), series(blob(by_hand), 0, "x"))


def test_the_link_shown_reopens_the_same_picture():
    at = opened()
    at.selectbox(key="surface|box").select("beale").run()
    at.selectbox(key="rule|box").select("momentum").run()
    at.number_input(key="momentum.momentum|box").set_value(0.77).run()
    at.multiselect(key="transforms|box").set_value(["noise", "clip_norm"]).run()
    at.number_input(key="seed|box").set_value(5).run()
    at.session_state["details"] = "Share and export"
    fine(at.run())
    link = next(code.value for code in at.code if "run=" in code.value)
    again = with_groups_open(AppTest.from_file(APP, default_timeout=30))
    for key, value in parse_qsl(urlsplit(link).query):
        again.query_params[key] = value
    assert picture(blob(fine(again.run()))) == picture(blob(at))


@pytest.mark.parametrize("tab", ["Formula", "Code", "Data", "Curvature", "Share and export"])
def test_every_tab_has_its_content(tab):
    at = opened()
    at.session_state["details"] = tab
    fine(at.run())
    shown = {
        "Formula": [*at.latex, *at.code],
        "Code": [c for c in at.code if "simulate(" in c.value],
        "Data": list(at.dataframe),
        "Curvature": [c for c in at.caption if "2/η" in c.value],
        "Share and export": list(at.get("download_button")),
    }
    assert shown[tab]


def test_torch_scipy_and_pandas_are_not_imported_by_the_page():
    script = (
        f"import sys; from streamlit.testing.v1 import AppTest; AppTest.from_file({str(APP)!r}).run(timeout=30); "
        "sys.exit(any(name in sys.modules for name in ('torch', 'scipy', 'pandas')))"
    )
    assert subprocess.run([sys.executable, "-W", "ignore", "-c", script], capture_output=True).returncode == 0
