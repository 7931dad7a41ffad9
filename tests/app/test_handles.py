"""A handle of the player that was moved is a choice, and what cannot be one changes nothing."""

import pytest
from streamlit.testing.v1 import AppTest


def moved(page: str, *turned: tuple[str, str, float]) -> dict:
    """The choices of a page after these handles were moved: (run, name, value)."""

    def script(page, turned):
        import streamlit as st

        from ui.compare import controls as compare
        from ui.playground import controls as playground
        from ui.state import choices

        choices.begin(page)
        if page == "compare":
            compare.read()
        for run, name, value in turned:
            (compare if page == "compare" else playground).turn(run, name, value)
        st.session_state["found"] = choices.everything()

    at = AppTest.from_function(script, args=(page, turned), default_timeout=60).run()
    assert not at.exception
    return at.session_state["found"]


def test_a_number_of_the_rule_is_chosen():
    assert moved("playground", ("Adam", "lr", 0.2)) == {"adam.lr": 0.2}


def test_a_number_of_the_surface_is_chosen():
    assert moved("playground", ("", "f.b", 50.0)) == {"rosenbrock.b": 50.0}


def test_a_run_of_several_is_found_by_its_number():
    before = moved("compare")
    after = moved("compare", ("2", "momentum", 0.25), ("3", "lr", 0.5))
    changed = {key: value for key, value in after.items() if before.get(key) != value}
    assert changed == {"run 2/momentum.momentum": 0.25, "run 3/momentum.lr": 0.5}


@pytest.mark.parametrize(
    "turned",
    [
        ("Adam", "lr", -1.0),
        ("Adam", "beta1", 1.0),
        ("Adam", "momentum", 0.9),
        ("Adam", "__class__", 1.0),
        ("", "f.zeta", 1.0),
        ("", "f.", 1.0),
        ("Adam", "", 1.0),
    ],
)
def test_what_cannot_be_set_changes_nothing(turned):
    assert moved("playground", turned) == {}


def test_a_run_that_is_gone_changes_nothing():
    assert moved("compare", ("9", "lr", 0.5), ("x", "lr", 0.5), ("", "lr", 0.5)) == moved("compare")
