"""Forty hostile texts in the fields that a link or a JSON file can carry: they are text, and nothing else."""

import json
import re
import xml.etree.ElementTree as ET
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from simulation.experiments.link import KEYS
from tests.helpers.hostile import HOST, HOSTILE
from tests.helpers.pages import open_page, saved_picture
from words.foreign import visible

RUNS = 12
#: What a page of ours never holds: what the texts ask for, were they markup.
TRACES = f"""() => [...document.querySelectorAll('*')].filter((one) =>
  ['href', 'src', 'xlink:href', 'action', 'style'].some((name) => one.getAttribute?.(name)?.includes('{HOST}'))
  || [...one.attributes].some(({{ name, value }}) => name.startsWith('on') && value.includes('fooled'))
).map((one) => one.outerHTML.slice(0, 200))"""


@pytest.fixture
def watched(page: Page):
    """A page whose every request to elsewhere, script of others and dialog is noted."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if HOST in request.url.split("?")[0] else None)
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    yield page
    assert asked == []


def harmless(page: Page) -> None:
    assert page.evaluate(TRACES) == []
    assert page.evaluate("window.fooled === undefined")


@pytest.mark.parametrize("first", range(0, len(HOSTILE), RUNS))
def test_labels_in_a_link(watched, app, tmp_path, first):
    labels = HOSTILE[first : first + RUNS]
    query = [("surface", "elongated_bowl"), ("steps", "20"), ("view", "overlay")]
    query += [("run", f"sgd~lr~0.0{i}") for i in range(1, len(labels) + 1)] + [("label", text) for text in labels]
    open_page(watched, f"{app}/compare?{urlencode(query)}")
    options = watched.get_by_role("radiogroup", name="runs").locator("label")
    expect(options).to_have_text([re.compile(r"\S")] * len(labels))  # what shows icons comes a little later
    for text, shown in zip(labels, options.all_inner_texts(), strict=True):
        assert "".join(visible(text).split()) in "".join(shown.split()) or not visible(text)
    harmless(watched)
    watched.get_by_role("tab", name="Results").click()
    watched.get_by_role("tab", name="Formulas").click()
    watched.get_by_text("Gradient and Hessian").wait_for()
    harmless(watched)
    for element in ET.parse(saved_picture(watched, "SVG", tmp_path)).iter():
        assert element.tag.rpartition("}")[2] not in ("script", "a", "iframe", "foreignObject", "use", "style")
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert HOST not in value or name == "data-unformatted"  # Plotly's note of what a text was


def wrong(text: str):
    """Links that are wrong in one field each, with the text in it."""
    fine = {"surface": "rosenbrock", "run": "adam", "steps": "20"}
    for key in KEYS:
        yield {**fine, key: text}
    for field in (f"adam~{text}~1", f"adam~lr~{text}", f"adam~~{text}", f"adam~~lr.{text}", f"adam~~noise~{text}~1"):
        yield {**fine, "run": field}
    yield {**fine, "surface": f"rosenbrock~{text}~1"}
    yield {**fine, "surface": "formula", "formula": text}
    yield {**fine, "run": "own", "text": text}


#: One field each, so that all fields get some of the texts, and all texts come to some field.
FIELDS = [list(wrong(text))[i % len(list(wrong("")))] for i, text in enumerate(HOSTILE)]


def test_links_that_are_wrong_say_so_in_plain_text(watched, app):
    for query in FIELDS[::6]:
        watched.goto(f"{app}/?{urlencode(query)}")
        watched.wait_for_function("document.querySelector('.slalom')?.slalom?.whole")
        harmless(watched)


def test_names_in_files(watched, app):
    open_page(watched, f"{app}/compare")
    watched.get_by_role("tab", name="Share and export").click()
    for i, text in enumerate(HOSTILE[::4]):
        bad = {"runs": [{"rule": "adam", "hyperparameters": {text: 1}}], **({text: 2} if i % 2 else {})}
        file = {"name": f"{visible(text).replace('/', '_')[:60]}.json", "mimeType": "application/json"}
        watched.locator("input[type=file]").first.set_input_files([{**file, "buffer": json.dumps(bad).encode()}])
        watched.get_by_text("was not opened").wait_for()
        harmless(watched)
