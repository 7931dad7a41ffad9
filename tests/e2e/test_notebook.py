"""The tour of the documents, executed: by itself, and in a real JupyterLab, where the start is dragged."""

import base64
import shutil
from io import BytesIO

import nbclient
import nbformat
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.helpers.browser import ROOT
from tests.helpers.jupyter import environment, laboratory

TOUR = ROOT / "docs" / "notebook.ipynb"
WIDGET = "application/vnd.jupyter.widget-view+json"
_PLAYER = "document.querySelector('.slalom-notebook .slalom').slalom"


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    """The tour with its outputs."""
    tour, place = nbformat.read(TOUR, as_version=4), tmp_path_factory.mktemp("own")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment(place).items():
            patch.setenv(name, value)
        return nbclient.NotebookClient(tour, timeout=120, resources={"metadata": {"path": str(ROOT)}}).execute()


def outputs(executed):
    return [cell.outputs[-1].data for cell in executed.cells if cell.cell_type == "code"]


def test_the_tour_is_kept_without_its_outputs():
    cells = nbformat.read(TOUR, as_version=4).cells
    assert all(cell.outputs == [] and cell.execution_count is None for cell in cells if cell.cell_type == "code")


def test_runs_show_the_player_the_page_and_the_picture(executed):
    for data in outputs(executed)[:3]:
        assert data[WIDGET]["model_id"]
        assert "<iframe" in data["text/html"]
        assert data["image/svg+xml"].startswith("<svg")
        assert len(data["text/plain"]) < 300


def test_links_figures_and_tables_are_what_a_notebook_knows(executed):
    link, figure, table = outputs(executed)[3:]
    assert "compare?surface=himmelblau" in link["text/html"]
    assert Image.open(BytesIO(base64.b64decode(figure["image/png"]))).width > 400
    assert "<table" in table["text/html"]


def test_a_lab_plays_it_and_runs_it_again(page, tmp_path):
    (tmp_path / "files").mkdir()
    shutil.copy(TOUR, tmp_path / "files")
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    with laboratory(tmp_path / "files", tmp_path / "own") as address:
        select = page.get_by_role("button", name="Select Kernel")  # it may ask, if the kernel is slow to start
        page.add_locator_handler(select, lambda button: button.click())
        page.goto(f"{address}/lab/tree/notebook.ipynb")
        expect(page.locator(".jp-Notebook .jp-CodeCell").first).to_be_visible(timeout=60_000)
        expect(page.get_by_role("button", name="Python 3 (ipykernel) | Idle")).to_be_visible(timeout=60_000)
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        expect(page.locator(".slalom-notebook .slalom-map").first).to_be_visible(timeout=120_000)
        page.wait_for_function(f"() => {_PLAYER}?.whole", timeout=60_000)
        assert page.evaluate(f"() => {_PLAYER}.updates") == 1
        ring = page.locator(".slalom-notebook .slalom-ring").first
        ring.scroll_into_view_if_needed()
        box = ring.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 60, y - 20, steps=5)
        page.mouse.up()
        page.wait_for_function(f"() => {_PLAYER}.updates === 2 && !{_PLAYER}.previewing", timeout=60_000)
        start = page.evaluate(f"() => {_PLAYER}.start")
        first = page.evaluate(f"() => {_PLAYER}.path().slice(0, 2)")
        assert start != {"x": -1.2, "y": 1}
        assert first == pytest.approx([start["x"], start["y"]], rel=1e-6)
        picture = Image.open(BytesIO(page.locator(".slalom-notebook .slalom-frame").first.screenshot())).convert("RGB")
        assert len(picture.resize((160, 120)).getcolors(160 * 120)) > 200  # contours and a path, not a white sheet
        assert wrong == []
