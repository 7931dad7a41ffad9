"""The box for exports in Chromium: its files open in other programs, its settings stay, and a stop stops."""

import io
import re

import pandas as pd
import pytest
from lxml import etree
from PIL import Image
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from exports.film.options import SIZES
from exports.picture.options import PixelOptions
from tests.helpers.pages import kept, make_file, open_page, saved
from tests.helpers.standalone import Standalone

QUERY = "surface=himmelblau&start=-4~-4&steps=60&run=adam~lr~0.1&run=sgd~lr~0.01"


@pytest.fixture
def page_open(page: Page, app: str) -> Page:
    open_page(page, f"{app}/compare?{QUERY}")
    page.get_by_role("tab", name="Share and export").click()
    return page


def test_every_kind_of_file_opens_in_another_program(page_open, browser, tmp_path):
    png = kept(page_open, "Picture", "PNG", ".png", tmp_path)
    assert png.name == "himmelblau-adam-sgd.png"
    with Image.open(png) as picture:
        assert picture.format == "PNG"
        assert picture.size == pytest.approx([2 * 96 * inches for inches in PixelOptions().inches], abs=1)
        assert len(picture.convert("RGB").getcolors(1 << 24)) > 100
    svg = etree.parse(kept(page_open, "Picture", "SVG", ".svg", tmp_path))
    words = " ".join(svg.getroot().itertext())
    assert "Adam" in words
    assert "SGD" in words
    pdf = PdfReader(io.BytesIO(kept(page_open, "Picture", "PDF", ".pdf", tmp_path).read_bytes()))
    assert "Adam" in pdf.pages[0].extract_text()
    with Image.open(kept(page_open, "Film", "GIF", ".gif", tmp_path)) as film:
        assert (film.format, film.size) == ("GIF", SIZES["standard"])
        assert film.n_frames > 10
    rows = pd.read_csv(kept(page_open, "Data", "Paths (CSV)", ".csv", tmp_path))
    assert len(rows) == 2 * 61
    alone = Standalone(browser, kept(page_open, "Page", "", ".html", tmp_path)).whole()
    assert alone.read("last") == 60
    assert alone.errors == []
    expect(page_open.locator("code", has_text="<iframe")).to_contain_text('src="himmelblau-adam-sgd.html"')


def test_what_was_chosen_is_there_for_the_next_one_and_on_the_other_page(page_open, tmp_path):
    address = page_open.url
    box = page_open.locator(".st-key-export")
    box.get_by_role("radio", name="publication").click()
    box.get_by_text("legend", exact=True).click()
    expect(box.get_by_role("checkbox", name="legend")).not_to_be_checked()
    svg = etree.parse(kept(page_open, "Picture", "SVG", ".svg", tmp_path))
    assert "SGD" not in " ".join(svg.getroot().itertext())
    assert page_open.url == address
    page_open.get_by_role("link", name="Playground").click()
    page_open.get_by_role("tab", name="Share and export").click()
    expect(box.get_by_role("radio", name="SVG")).to_be_checked()
    expect(box.get_by_role("radio", name="publication")).to_be_checked()
    expect(box.get_by_role("checkbox", name="legend")).not_to_be_checked()
    expect(box.get_by_role("button", name=".svg (")).to_have_count(0)


def test_a_stop_stops(page, app):
    """Of a film of 5,000 pictures, which nobody draws in a moment."""
    open_page(page, f"{app}/compare?{QUERY.replace('steps=60', 'steps=5000')}")
    page.get_by_role("tab", name="Share and export").click()
    box = page.locator(".st-key-export")
    box.get_by_role("radio", name="Film").click()
    seconds = box.get_by_role("spinbutton", name="seconds", exact=True)
    seconds.fill("600")
    seconds.press("Enter")
    expect(box.get_by_role("slider", name="seconds seconds")).to_have_attribute("aria-valuetext", "30")
    box.get_by_role("button", name="Make GIF").click()
    expect(box.get_by_text(re.compile(r"himmelblau-adam-sgd.gif: [1-9]\d? %, about \d+ (s|min) left"))).to_be_visible()
    box.get_by_role("button", name="Stop").click()
    expect(box.get_by_text("himmelblau-adam-sgd.gif was stopped; nothing of it is kept.")).to_be_visible()
    expect(box.get_by_role("button", name="Stop")).to_have_count(0)
    file = make_file(page, "Data", "Experiment (JSON)", ".json")
    expect(file).to_have_accessible_name(re.compile(r"himmelblau-adam-sgd.json \(\d+ bytes\)"))


def test_one_button_is_enough_for_the_keyboard(page_open, tmp_path):
    box = page_open.locator(".st-key-export")
    box.get_by_role("radio", name="Data").click()
    make = box.get_by_role("button", name="Make JSON")
    make.focus()
    page_open.keyboard.press("Enter")
    file = box.get_by_role("button", name=".json (")
    expect(file).to_be_visible()
    file.focus()
    with page_open.expect_download() as download:
        page_open.keyboard.press("Enter")
    assert download.value.suggested_filename == "himmelblau-adam-sgd.json"
    assert saved(page_open, file, tmp_path).read_bytes()
