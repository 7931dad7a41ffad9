"""No number on a page or in a shell stands as a program would write it, whatever was chosen."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cli import main
from tests.helpers.groups import with_groups_open

APP = Path(__file__).parents[2] / "app.py"
RAW = re.compile(r"\d{12,}|\d\.\d{12,}|\d[eE][+-]\d|\d\.0(?![\d.])")
SHOWN = ("caption", "markdown", "warning", "error", "info", "success", "title", "header", "subheader")
QUERIES = [
    "surface=rosenbrock&start=1e-9~-3.3333333333333335&steps=40&run=sgd~lr~1e9",
    "surface=sphere&start=1e200~-1e-200&steps=5&run=sgd~lr~1e-12&run=adam~lr~1e150",
    "formula=1e12*x^2+y^2&surface=formula&start=1~0.1&steps=2709&run=momentum~lr~0.123456789012345",
    "surface=saddle&steps=1234&run=sgd~lr~1.5&run=adam~beta2~0.99999999&run=rmsprop~eps~1e-30",
    "surface=rosenbrock&steps=1000000000&run=adam",
    "surface=rosenbrock&run=adam~lr~-1.0",
    "surface=least_squares&steps=3000&run=sgd~lr~1e-300",
]


def texts(at):
    assert not at.exception
    found = [(kind, element.value) for kind in SHOWN for element in getattr(at, kind)]
    for kind in ("select_slider", "selectbox", "radio"):
        found += [(kind, option) for element in getattr(at, kind) for option in element.options]
    found += [("help", box.help) for box in at.number_input if box.help]
    return [(kind, re.sub(r"<svg.*?</svg>|<[^>]*>|`[^`]*`", " ", str(text), flags=re.DOTALL)) for kind, text in found]


@pytest.mark.parametrize("page", ["playground", "compare"])
@pytest.mark.parametrize("query", QUERIES)
def test_no_text_of_a_page_has_a_raw_number(page, query):
    at = with_groups_open(AppTest.from_file(APP, default_timeout=60))
    if page == "compare":
        at.switch_page("pages/compare.py")
    for pair in query.split("&"):
        name, value = pair.split("=", 1)
        at.query_params[name] = [*at.query_params.get(name, []), value] if name in at.query_params else [value]
    found = texts(at.run())
    assert len(found) > 3
    assert [(kind, text) for kind, text in found if RAW.search(str(text))] == []


@pytest.mark.parametrize("page", ["gallery", "reference"])
def test_nor_has_one_of_a_page_without_runs(page):
    at = AppTest.from_file(APP, default_timeout=60)
    at.switch_page(f"pages/{page}.py")
    assert [(kind, text) for kind, text in texts(at.run()) if RAW.search(str(text))] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["--surface", "saddle", "--steps", "400", "--run", "sgd~lr~1.5"],
        ["--formula", "1e30*x^2 + b*y^2", "--set", "b=1e-12", "--start", "-1e-7", "3.3333333333333335"],
        ["--formula", "1e12*x^2 + b*y^2", "--set", "b=1e-12", "--steps", "2709", "--run", "sgd~lr~1e-9"],
        ["--surface", "sphere", "--start", "1e200", "-1e-200", "--run", "adam~lr~1e150"],
        ["--surface", "rosenbrock", "--run", "adam~lr~-1.0"],
        ["--surface", "rosenbrock", "--steps", "1e12"],
    ],
)
def test_nor_has_one_of_the_shell(arguments, capsys):
    main(["run", *arguments])
    said = capsys.readouterr()
    ours = (said.out + said.err).replace(arguments[1], "").replace("1e30", "")  # the formula stands as it was typed
    assert not RAW.search(ours)
