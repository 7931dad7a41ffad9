"""Forty hostile texts in the fields that a link, a JSON file or a CSV can carry: they are text, and nothing else."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from simulation import Experiment, ExperimentError
from tests.helpers.browser import served
from tests.helpers.hostile import HOST, HOSTILE, wrong_links
from tests.helpers.pages import await_updates, choose, number, open_menu, open_page, saved_picture
from words.foreign import visible

RUNS = 12
FOREIGN = ("script", "a", "iframe", "foreignObject", "use", "style")  # what no saved picture holds
#: As a cell can hold them; a file with NUL is no text, which is said and tested elsewhere.
LINES = tuple(" ".join(text.replace("\0", "").split()) for text in HOSTILE)
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
        assert element.tag.rpartition("}")[2] not in FOREIGN
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert HOST not in value or name == "data-unformatted"  # Plotly's note of what a text was


def test_all_texts_and_all_sentences_on_one_page(watched):
    """What our pages give to Streamlit's parts, in one visit instead of one for each text."""
    with served(script="tests/helpers/hostile_page.py") as address:
        watched.goto(address)
        watched.get_by_text("all there").wait_for()
        alerts = watched.get_by_role("alert")
        expect(alerts).to_have_count(sum(map(is_wrong, wrong_links())))
        expect(watched.get_by_role("radio")).to_have_count(len(HOSTILE))
        harmless(watched)
        assert watched.locator(".main a, [data-testid=stMain] a").count() == 0
        assert watched.locator("[data-testid=stMain] img, .katex").count() == 0


def is_wrong(query: str) -> bool:
    try:
        Experiment.from_query(query)
    except ExperimentError:
        return True
    return False


def test_links_that_are_wrong_say_so_in_plain_text(watched, app):
    for query in wrong_links()[::13]:
        watched.goto(f"{app}/?{query}")
        watched.wait_for_function("document.querySelector('.slalom')?.slalom?.whole")
        harmless(watched)


def test_names_in_files(watched, app):
    open_page(watched, f"{app}/compare?surface=sphere&steps=1&run=sgd")
    watched.get_by_role("tab", name="Share and export").click()
    for i, text in enumerate(HOSTILE[::7]):
        bad = {"runs": [{"rule": "adam", "hyperparameters": {text: 1}}], **({text: 2} if i % 2 else {})}
        file = {"name": f"{visible(text).replace('/', '_')[:60]}.json", "mimeType": "application/json"}
        watched.locator("input[type=file]").first.set_input_files([{**file, "buffer": json.dumps(bad).encode()}])
        watched.get_by_text("was not opened").wait_for()
        harmless(watched)


def table(*rows) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def given(page: Page, name: str, content: bytes) -> None:
    """A file of this name, to the only box that is open."""
    file = {"name": f"{visible(name).replace('/', '_')[:60]}.csv", "mimeType": "text/csv", "buffer": content}
    page.locator("input[type=file]").first.set_input_files([file])


def test_labels_of_recorded_paths_and_names_of_their_files(watched, app):
    open_page(watched, f"{app}/?surface=sphere&steps=2&run=sgd")
    watched.get_by_text("A recorded path").click()
    for first in range(0, len(LINES), 8):
        texts, updates = LINES[first : first + 8], number(watched, "updates")
        rows = [(k, -k, text) for text in texts for k in (1, 2)]
        given(watched, texts[0], table(("x", "y", "label"), *rows))
        await_updates(watched, updates)
        harmless(watched)
    given(watched, LINES[-1], table(("x", "y", "label"), (1, LINES[0], "a"), (LINES[1], 2, "b")))
    watched.get_by_text("What was there is still shown.").wait_for()
    harmless(watched)


def test_names_of_columns_of_data(watched, app, tmp_path):
    """All at once in the menu of the input, and those that a browser would run on the axes of the fit."""
    open_page(watched, f"{app}/?surface=least_squares&steps=2&run=sgd")
    watched.get_by_text("Your own data").click()
    updates = number(watched, "updates")
    given(watched, LINES[4], table(LINES, *([k * (i + 1) % 53 for i in range(len(LINES))] for k in range(9))))
    await_updates(watched, updates)
    watched.get_by_text("9 rows, your own data").wait_for()
    open_menu(watched, "input")
    harmless(watched)
    watched.keyboard.press("Escape")
    for text in LINES[8:16]:
        choose(watched, "input", text)
        expect(watched.locator(".slalom-fit .slalom-aside")).to_contain_text(text[:60])
        expect(watched.locator(".slalom-fit-plot .xtitle")).to_contain_text(text[:9])
        harmless(watched)
    assert watched.locator("[data-testid=stSidebar] .katex, [data-testid=stMain] img").count() == 0
    for element in ET.parse(saved_picture(watched, "SVG", tmp_path)).iter():
        assert element.tag.rpartition("}")[2] not in FOREIGN


def test_names_of_axes_of_heights(watched, app):
    open_page(watched, f"{app}/?surface=heightmap&steps=2&run=sgd")
    rows = [(x, y, x * x + y) for x in range(5) for y in range(5)]
    for text in LINES[8:40:5]:
        updates = number(watched, "updates")
        given(watched, text, table(("lon", "lat", text), *rows))
        await_updates(watched, updates)
        expect(watched.locator(".slalom-map .ytitle").first).to_have_text("lat")
        harmless(watched)
