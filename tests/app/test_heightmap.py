"""A heightmap on every page, without a browser."""

import io
import json
from pathlib import Path

import numpy as np
import pytest
import streamlit as st
from PIL import Image
from streamlit.proto.Common_pb2 import FileURLs
from streamlit.runtime.uploaded_file_manager import UploadedFile, UploadedFileRec
from streamlit.testing.v1 import AppTest

from surfaces.heightmaps.heightmap import example, heightmap
from tests.helpers.payload import header
from ui.widgets.file_box import _taken

APP = Path(__file__).parents[2] / "app.py"
BOWL = np.add.outer(np.linspace(-2, 2, 20) ** 2, np.linspace(-3, 3, 30) ** 2)


def opened(page="playground"):
    at = AppTest.from_file(APP, default_timeout=30)
    at.query_params["surface"] = "heightmap"
    at.query_params["run"] = "adam~lr~0.1"
    at.run()
    return at if page == "playground" else at.switch_page(f"pages/{page}.py").run()


def player(at):
    assert not at.exception
    return header(next(c.proto.bytes for c in at.get("bidi_component") if c.proto.component_name == "slalom.player"))


def captions(at):
    return " ".join(caption.value for caption in at.caption)


def csv(heights):
    return "\n".join(",".join(map(repr, row)) for row in heights.tolist()).encode()


def give(at, name, content):
    uploader = next(uploader for uploader in at.file_uploader if "first row" in uploader.label)
    return uploader.set_value((name, content, "application/octet-stream")).run()


@pytest.mark.parametrize("page", ["playground", "compare"])
def test_an_example_is_there_before_a_file_is(page):
    at = opened(page)
    surface = heightmap(example())
    assert "made-up ridge" in captions(at)
    np.testing.assert_allclose(player(at)["minima"][0][:2], surface.minima[0])
    boxes = [at.number_input(key=f"map.{corner}|box").value for corner in ("xmin", "xmax", "ymin", "ymax")]
    assert boxes == [0, 10, 0, 7.5]


@pytest.mark.parametrize("page", ["playground", "compare"])
def test_a_file_becomes_the_surface(page):
    at = give(opened(page), "bowl.csv", csv(BOWL))
    head = player(at)
    assert not at.error
    assert "bowl.csv: 20 rows × 30 columns." in captions(at)
    assert [kind for *_, kind in head["minima"]] == ["minimum"]
    np.testing.assert_allclose(head["minima"][0][:2], (5, 9.5 / 29 * 10), atol=1e-9)
    assert at.number_input(key="map.ymax|box").value == pytest.approx(19 / 29 * 10)
    at.button(key="heights back").click().run()
    np.testing.assert_allclose(player(at)["minima"][0][:2], heightmap(example()).minima[0])
    assert "made-up ridge" in captions(at)


def test_a_picture_says_what_was_done_to_it():
    stream = io.BytesIO()
    Image.fromarray(np.tile(np.arange(250, dtype=np.uint8), (300, 1))).save(stream, "PNG")
    at = give(opened(), "hill.png", stream.getvalue())
    assert player(at)
    assert (
        "hill.png: 300 rows × 250 columns of pixels, resampled to 200 × 167 by a spline; black is 0, white is 1"
        in captions(at)
    )


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("bowl.csv", b"1,2,3\n4,5\n", "Line 2 has 2 numbers, but the first has 3"),
        ("bowl.npy", b"nothing", "holds something else"),
        ("bowl.png", b"\x89PNG\r\n\x1a\n", "cannot be read"),
        ("bowl.csv", csv(BOWL[:3]), "4 rows and 4 columns of numbers, not 3 × 30"),
    ],
)
def test_a_file_that_is_none_changes_nothing_and_is_told_why(name, content, why):
    at = give(opened(), "bowl.csv", csv(BOWL))
    before = player(at)
    at = give(at, name, content)
    assert player(at)["minima"] == before["minima"]
    assert why in captions(at)
    assert "The last good picture is still shown." in captions(at)
    at = give(at, "bowl.csv", csv(BOWL + 1))
    assert why not in captions(at)


def test_one_click_leads_to_the_other_reading_of_a_file_and_back():
    holed = BOWL.copy()
    holed[3:5, 3] = -9999
    at = give(opened(), "bowl.csv", csv(holed))
    before = player(at)["minima"]
    assert "−9999 is taken as no height; 2 missing heights filled in" in captions(at)
    assert at.selectbox(key="heights reading|box").options == [
        "rows of heights",
        "rows of heights in which −9999 is one",
    ]
    at.selectbox(key="heights reading|box").select(1).run()
    assert player(at)["minima"] != before
    assert "is taken as no height" not in captions(at)
    at.selectbox(key="heights reading|box").select(0).run()
    assert player(at)["minima"] == before
    at = give(at, "bowl.csv", csv(BOWL))
    with pytest.raises(KeyError):
        at.selectbox(key="heights reading|box")


def test_a_file_says_where_its_heights_are():
    x, y = np.linspace(-3, 3, 30), np.linspace(-2, 2, 20)
    rows = [["", *x.tolist()], *([b, *row] for b, row in zip(y.tolist(), BOWL.tolist(), strict=True))]
    at = give(opened(), "bowl.csv", "\n".join(",".join(map(str, row)) for row in rows).encode())
    boxes = [at.number_input(key=f"map.{corner}|box").value for corner in ("xmin", "xmax", "ymin", "ymax")]
    assert boxes == [-3, 3, -2, 2]
    np.testing.assert_allclose(player(at)["minima"][0][:2], (0, 0), atol=1e-9)
    assert "read as heights with axes" in captions(at)


def test_a_file_that_was_read_is_not_kept():
    given = UploadedFile(UploadedFileRec("1", "bowl.csv", "text/csv", csv(BOWL)), FileURLs())
    st.session_state["box"], taken = given, []
    _taken("box", lambda name, content: taken.append((name, len(content))), 10**6, "")
    assert taken == [("bowl.csv", len(csv(BOWL)))]
    assert given.getvalue() == b""


def test_what_a_file_says_is_no_markup():
    at = give(opened(), "![x](//host/x).csv", b"1,2,3,![x](//host/y)\n" * 5)
    assert not any("![" in caption.value for caption in at.caption)
    at = give(at, "![x](//host/x).csv", csv(BOWL))
    assert player(at)
    assert not any("![" in caption.value for caption in at.caption)


def test_the_corners_belong_to_the_map():
    at = give(opened(), "bowl.csv", csv(BOWL))
    at.number_input(key="map.xmax|box").set_value(20.0).run()
    np.testing.assert_allclose(player(at)["minima"][0][:2], (10, 9.5 / 29 * 10), atol=1e-9)
    at.number_input(key="map.xmin|box").set_value(30.0).run()
    assert "xmin < xmax" in captions(at)
    np.testing.assert_allclose(player(at)["minima"][0][0], 10, atol=1e-9)


def test_a_link_cannot_carry_heights_of_ones_own():
    at = opened()
    at.session_state["details"] = "Share and export"
    at.run()
    assert not any("do not fit in a link" in caption.value for caption in at.caption)
    at = give(at, "bowl.csv", csv(BOWL))
    assert "Heights of your own do not fit in a link; the experiment as a JSON file carries them." in captions(at)


def test_an_experiment_with_heights_opens_from_its_file():
    at = opened("compare")
    at.session_state["compare details"] = "Share and export"
    at.run()
    data = {"surface": "heightmap", "heights": BOWL.tolist(), "domain": [-3, 3, -2, 2], "start": [-2, 1]}
    data |= {"runs": [{"rule": "sgd"}, {"rule": "adam"}], "steps": 30}
    at.file_uploader(key="experiment file").set_value(
        ("bowl.json", json.dumps(data).encode(), "application/json")
    ).run()
    assert not at.error
    np.testing.assert_allclose(player(at)["minima"][0][:2], (0, 0), atol=1e-9)
    assert "20 × 30 heights." in captions(at)
    boxes = [at.number_input(key=f"map.{corner}|box").value for corner in ("xmin", "xmax", "ymin", "ymax")]
    assert boxes == [-3, 3, -2, 2]


def test_other_surfaces_and_back_lose_nothing():
    at = give(opened(), "bowl.csv", csv(BOWL))
    before = player(at)["minima"]
    for surface in ("formula", "beale", "heightmap"):
        at.selectbox(key="surface|box").select(surface).run()
        assert not at.error
        after = player(at)["minima"]
    assert after == before
