"""The app where torch is not installed."""

import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

APP = Path(__file__).parents[2] / "app.py"


@pytest.fixture(autouse=True)
def _no_torch(monkeypatch):
    for name in [name for name in sys.modules if name.split(".")[0] in ("torch", "pytorch_optimizer")]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("torch", "pytorch_optimizer"):  # for Python, a module that is None is not there
        monkeypatch.setitem(sys.modules, name, None)


@pytest.mark.parametrize("page", ["playground", "compare", "maps", "race", "networks", "gallery", "reference"])
def test_every_page_works(page):
    at = AppTest.from_file(APP, default_timeout=60)
    at.switch_page(f"pages/{page}.py")
    at.run()
    assert not at.exception
    assert not at.error


def test_the_group_of_torch_says_that_it_is_not_there():
    at = AppTest.from_file(APP, default_timeout=60)
    at.session_state["from torch"] = True
    at.run()
    at.checkbox(key="library").check().run()
    assert not at.exception
    assert any("torch is not installed" in caption.value for caption in at.sidebar.caption)
