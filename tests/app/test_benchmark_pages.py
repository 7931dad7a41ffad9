"""The pages that benchmarks open are drawn: one that is not would be waited for in vain."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.helpers.payload import header

PAGES = Path(__file__).parents[2] / "benchmarks" / "pages"


@pytest.mark.parametrize("script", sorted(path.name for path in PAGES.glob("*.py")))
def test_it_is_drawn_without_an_error(script):
    at = AppTest.from_file(PAGES / script, default_timeout=60).run()
    assert not at.exception
    assert not at.error
    assert len(at.main) > 0


def test_the_slider_of_four_runs_sends_them_again():
    at = AppTest.from_file(PAGES / "four_runs.py", default_timeout=60).run()
    first = blob(at)
    assert [run["label"] for run in header(first)["runs"]] == ["momentum", "nesterov", "rmsprop", "adam"]
    moved = blob(at.slider[0].set_value(21).run())
    assert moved != first
    assert blob(at.button[0].click().run()) == moved
    assert any("drawn again" in caption.value for caption in at.caption)


def blob(at):
    return next(c.proto.bytes for c in at.get("bidi_component") if c.proto.component_name == "slalom.player")
