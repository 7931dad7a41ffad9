"""Forty hostile texts in every field that a link, a JSON file or a CSV can carry: sentences, and no markup."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from streamlit.testing.v1 import AppTest

from simulation import Experiment, ExperimentError
from tests.helpers.addresses import back_with
from tests.helpers.groups import with_groups_open
from tests.helpers.hostile import HOSTILE, wrong
from tests.helpers.markup import markup

APP = Path(__file__).parents[2] / "app.py"
PAGES = ["playground", "compare"]
SOME = 8  # every so many of the texts go through a page, which costs a run of it each
FIELDS = len(list(wrong("")))
LINK = "surface=rosenbrock&run=adam~lr~0.1&steps=20"
RUN = {"rule": "sgd", "hyperparameters": {"lr": 0.1}}
FINE = {"surface": "rosenbrock", "start": [1, 1], "steps": 20, "runs": [RUN]}
#: A JSON file that is wrong in one field each: where the text stands.
WRONG = {
    "surface": lambda text: {"surface": text},
    "a number of the surface": lambda text: {"surface": "rosenbrock", "parameters": {text: 1}},
    "formula": lambda text: {"surface": "formula", "formula": text},
    "domain": lambda text: {"domain": [text, 1, 2, 3]},
    "start": lambda text: {"start": [text, 1]},
    "steps": lambda text: {"steps": text},
    "rule": lambda text: {"runs": [{"rule": text}]},
    "a hyperparameter": lambda text: {"runs": [{"rule": "sgd", "hyperparameters": {text: 1}}]},
    "its value": lambda text: {"runs": [{"rule": "sgd", "hyperparameters": {"lr": text}}]},
    "text of a rule": lambda text: {"runs": [{"rule": "own", "text": text}]},
    "schedule": lambda text: {"runs": [{**RUN, "schedules": {"lr": {"name": text}}}]},
    "transform": lambda text: {"runs": [{**RUN, "transforms": [{"name": text}]}]},
    "its setting": lambda text: {"runs": [{**RUN, "transforms": [{"name": "noise", "settings": {text: 1}}]}]},
    "colour": lambda text: {"runs": [{**RUN, "color": text}]},
    "an unknown key": lambda text: {text: 1},
    "stop rule": lambda text: {"stop": {text: 1}},
    "seed": lambda text: {"seed": text},
    "heights": lambda text: {"surface": "heightmap", "heights": [[text, 1], [2, 3]]},
    "names of x, y and heights": lambda text: {
        **{"surface": "heightmap", "heights": [[0.0, 1.0, 4.0, 9.0]] * 4, "columns": [text, "b", text]},
        "domain": [0, 3, 0, 3],
    },
    "names of columns": lambda text: {
        **{"surface": "least_squares", "data": [[1, 2], [2, 3], [4, 4]], "columns": [text, text]}
    },
    "rows of data": lambda text: {"surface": "least_squares", "data": [[text, 1], [2, 3]]},
}


def opened(query: str, page: str) -> AppTest:
    at = with_groups_open(AppTest.from_file(APP, default_timeout=60))
    at.session_state["compare details"] = "Share and export"
    return back_with(at if page == "playground" else at.switch_page(f"pages/{page}.py"), query)


def pairs(page: str) -> list[tuple[str, str]]:
    """Half of the texts for each page, in pairs that go on as a cell each."""
    return list(zip(HOSTILE[::2], HOSTILE[1::2], strict=False))[PAGES.index(page) :: 2]


def table(rows: list[list[object]]) -> bytes:
    """A CSV with these cells; a file with NUL is no text, which is tested elsewhere."""
    written = io.StringIO()
    csv.writer(written).writerows(
        [str(cell).replace("\0", "").replace("\r", " ").replace("\n", " ") for cell in row] for row in rows
    )
    return written.getvalue().encode()


@pytest.mark.parametrize("page", PAGES)
def test_in_a_field_of_a_link(page):
    """Every field with several of the texts, every text in several fields; all of all fields are read below."""
    at = opened(LINK, page)
    turn = 4 * SOME
    for place in range(FIELDS):
        for text in HOSTILE[(2 * place + PAGES.index(page)) % turn :: turn]:
            back_with(at, urlencode(list(wrong(text))[place]))
            assert markup(at) == [], text


def problem(read: Callable[[str], Experiment], content: str) -> str:
    """What is said of it, "" if it is an experiment."""
    try:
        read(content)
    except ExperimentError as error:
        return str(error).strip()
    return ""


@pytest.mark.parametrize("place", range(FIELDS))
def test_every_text_in_every_field_of_a_link_is_an_experiment_or_a_sentence(place):
    for text in HOSTILE:
        said = problem(Experiment.from_query, urlencode(list(wrong(text))[place]))
        assert said == said.rstrip(".") + "." * bool(said), text


@pytest.mark.parametrize("field", WRONG)
def test_every_text_in_every_field_of_a_json_file_is_an_experiment_or_a_sentence(field):
    for text in HOSTILE:
        said = problem(Experiment.from_json, json.dumps({**FINE, **WRONG[field](text)}))
        assert said == said.rstrip(".") + "." * bool(said), text


@pytest.mark.parametrize("first", range(0, len(HOSTILE), 12))
def test_labels(first):
    labels = HOSTILE[first : first + 12]
    query = [("surface", "elongated_bowl"), ("steps", "20"), ("view", "overlay")]
    query += [("run", f"sgd~lr~0.0{i}") for i in range(1, len(labels) + 1)] + [("label", text) for text in labels]
    assert markup(opened(urlencode(query), "compare")) == []
    at = opened(LINK, "compare")
    runs = [{**RUN, "hyperparameters": {"lr": 0.01 * (i + 1)}, "label": text} for i, text in enumerate(labels)]
    content = json.dumps({"surface": "elongated_bowl", "steps": 20, "start": [1, 1], "runs": runs}).encode()
    at.file_uploader(key="experiment file").upload("a.json", content, "application/json").run()
    assert not at.exception
    assert markup(at) == []


def test_in_a_field_of_a_json_file():
    at = opened(LINK, "compare")
    for place, field in enumerate(WRONG):
        for text in HOSTILE[place % 23 :: 23]:
            content = json.dumps({**FINE, **WRONG[field](text)}).encode()
            at.file_uploader(key="experiment file").upload("a.json", content, "application/json").run()
            assert not at.exception
            assert markup(at) == [], text


@pytest.mark.parametrize("page", PAGES)
def test_in_the_columns_of_own_data(page):
    at = opened("surface=least_squares&run=sgd~lr~0.1&steps=10", page)
    for first, second in pairs(page):
        for rows in ([[first, second], *([i, 2 * i + i % 3] for i in range(6))], [[1, 2], [first, second], [3, 5]]):
            at.file_uploader(key="data file").upload(f"{first[:9]}.csv", table(rows), "text/csv").run()
            assert not at.exception
            assert markup(at) == [], first


@pytest.mark.parametrize("page", PAGES)
def test_in_a_recorded_path(page):
    at = opened(LINK, page)
    for first in range(4 * PAGES.index(page), len(HOSTILE), 8):
        rows = [[text, step, step, 1 + step] for text in HOSTILE[first : first + 4] for step in (0, 1)]
        for content in ([["label", "step", "x", "y"], *rows], [["x", "y", HOSTILE[first]], *rows]):
            at.file_uploader(key=f"recorded file {page}").upload("a.csv", table(content), "text/csv").run()
            assert not at.exception
            assert markup(at) == []


@pytest.mark.parametrize("page", PAGES)
def test_in_a_file_of_heights(page):
    at = opened("surface=heightmap&run=adam~lr~0.1&steps=10", page)
    box = next(box for box in at.file_uploader if "first row" in box.label).key
    for first, second in pairs(page):
        corner = [[first, *range(6)], *([y, *(x * x + y for x in range(6))] for y in range(6))]
        long = [[first, second, "z"], *([x, y, x * x + y] for x in range(5) for y in range(5))]
        wrong_cell = [*([x + y for x in range(6)] for y in range(5)), [second, 1, 2, 3, 4, 5]]
        for rows in (corner, long, wrong_cell)[len(first) % 3 :][:1]:
            at.file_uploader(key=box).upload(f"{second[:9]}.csv", table(rows), "text/csv").run()
            assert not at.exception
            assert markup(at) == [], first
