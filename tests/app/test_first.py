"""What is drawn before the page has come is what the page then draws, byte for byte."""

import tomllib
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ui.playground.first import first

ROOT = Path(__file__).parents[2]
SAME = [
    "",
    "run=sgd~lr~0.001",
    "surface=himmelblau&run=momentum~lr~0.01~momentum~0.9&start=0~0&steps=60",
    "formula=x%5E2%2Ba*y%5E2&surface=formula~a~3&run=adam~lr~0.1",
    "surface=rosenbrock~b~10&run=newton&view=step~3",
    "surface=saddle&run=adam~lr~0.05&view=space~camera~-40,30,2~colours~viridis",
    "surface=elongated_bowl&run=momentum&fan=5&spread=0.2",
    "surface=matyas&run=adam~lr~0.05~~lr.cosine&maximize=true",
]
LEFT = [
    "run=sgd&run=adam",  # two runs are another page's
    "surface=matyas",  # the page chooses the rest
    "run=sgd~lr~many",
    "run=sgd&view=step~few",
    "run=sgd&view=beside~false",
    "run=sgd&hide=controls",
    "run=sgd~lr~0.01~~noise~0.1",
    "surface=logistic&run=sgd&steps=50000&fan=40",
    "run=sgd&" + "start=" + "1" * 9000,
    "surface=nowhere&run=sgd",
]


def drawn_by_the_page(query: str) -> bytes:
    at = AppTest.from_file(ROOT / "app.py", default_timeout=30)
    for part in filter(None, query.split("&")):
        name, _, value = part.partition("=")
        at.query_params[name] = value.replace("%5E", "^").replace("%2B", "+")
    at.run()
    assert not at.exception
    return next(c.proto.bytes for c in at.get("bidi_component") if c.proto.component_name == "slalom.player")


@pytest.mark.parametrize("query", SAME)
def test_it_is_the_pages_own_picture(query):
    blob = first(query)
    length = int.from_bytes(blob[:4], "little")
    assert blob[4 : 4 + length] == drawn_by_the_page(query)
    assert len(blob) > 4 + length + 4


@pytest.mark.parametrize("query", LEFT, ids=lambda query: query[:40])
def test_what_only_the_page_can_show_is_left_to_it(query):
    assert first(query) is None


def test_it_has_the_colours_of_the_page():
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
    style = (ROOT / "player" / "frontend" / "player.css").read_text()
    light, dark = style.split("prefers-color-scheme: dark")
    names = {"background": "backgroundColor", "text": "textColor", "secondary-background": "secondaryBackgroundColor"}
    for part, colours in ((light, theme["light"]), (dark, theme["dark"])):
        for name, key in {**names, "border": "borderColor"}.items():
            assert f"var(--st-{name}-color, {colours[key]})" in part
        assert f"var(--st-primary-color, {colours['primaryColor'].lower()})" in part
