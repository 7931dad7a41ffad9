"""A recorded path beside ours, on pages without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.helpers.groups import with_groups_open
from tests.helpers.payload import header

APP = Path(__file__).parents[2] / "app.py"
PATH = b"label,step,x,y\n*SGD*,0,1,1\n*SGD*,10,2,0.5\nother,0,0,0\nother,1,1,1\n"


def player(at):
    assert not at.exception
    return header(next(c.proto.bytes for c in at.get("bidi_component") if c.proto.component_name == "slalom.player"))


@pytest.mark.parametrize("where", ["playground", "compare"])
def test_a_recorded_path_is_drawn_beside_ours(where):
    at = with_groups_open(AppTest.from_file(APP, default_timeout=60))
    if where == "compare":
        at.switch_page("pages/compare.py")
    at.query_params["surface"], at.query_params["run"] = "beale", "adam~lr~0.1"
    at.run()
    box = f"recorded file {where}"
    at.file_uploader(key=box).upload("path.csv", PATH, "text/csv").run()
    runs = player(at)["runs"]
    assert [run["label"] for run in runs[1:]] == ["*SGD*", "other"]
    assert runs[1]["last"] == 10
    assert any(r"\*SGD\*: 10 steps from x = 1, y = 1" in caption.value for caption in at.caption)
    at.selectbox(key="surface|box").select("booth").run()
    assert len(player(at)["runs"]) == 3
    at.file_uploader(key=box).upload("path.csv", b"x,y\n1,high\n2,3\n", "text/csv").run()
    assert len(player(at)["runs"]) == 3
    assert any("Row 1 of the path holds" in caption.value for caption in at.caption)
    at.button(key="recorded away").click().run()
    assert len(player(at)["runs"]) == 1


@pytest.mark.parametrize("where", ["playground", "compare"])
def test_whoever_comes_back_after_a_restart_is_told_that_a_recorded_path_is_gone(where):
    at = with_groups_open(AppTest.from_file(APP, default_timeout=60))
    if where == "compare":
        at.switch_page("pages/compare.py")
    at.query_params["surface"], at.query_params["run"] = "beale", "adam~lr~0.1"
    at.query_params["beside"] = "recorded"  # what the address of such a page says
    at.run()
    assert len(player(at)["runs"]) == 1
    assert any("A recorded path was drawn here" in warning.value for warning in at.warning)
    at.file_uploader(key=f"recorded file {where}").upload("path.csv", PATH, "text/csv").run()
    assert not at.warning
    assert len(player(at)["runs"]) == 3
