"""Vectors saved in the browser: the ground is in the file once, and a page has its words as words."""

import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pypdf
import pytest
from playwright.sync_api import expect

from tests.e2e.player_core import compared
from tests.e2e.player_core.several import mount
from tests.helpers.pages import saved_picture

SVG = "{http://www.w3.org/2000/svg}"
TWELVE = tuple(round(0.08 * i, 2) for i in range(12))


def page_of(file: Path) -> pypdf.PageObject:
    (only,) = pypdf.PdfReader(file).pages
    return only


def test_twelve_maps_hold_their_ground_once_and_a_page_has_words(opened, tmp_path):
    mounted = mount(opened, compared.views(TWELVE), "panels")
    file = saved_picture(mounted.page, "SVG", tmp_path)
    root = ET.parse(file).getroot()
    drawn = [group for group in root.iter(f"{SVG}g") if group.get("id") == "slalom-ground"]
    used = [use for use in root.iter(f"{SVG}use") if use.get("href") == "#slalom-ground"]
    assert (len(drawn), len(used)) == (1, 11)
    bands = [path for path in drawn[0].iter(f"{SVG}path") if "fill: rgb" in path.get("style", "")]
    assert len(bands) > 10
    assert file.stat().st_size < 600_000
    seen = page_of(saved_picture(mounted.page, "PDF", tmp_path))
    assert (float(seen.mediabox.width), float(seen.mediabox.height)) == pytest.approx(
        [0.75 * float(root.get(side)) for side in ("width", "height")], abs=0.01
    )
    text = seen.extract_text()
    names = [f"β = {beta:g}" for beta in TWELVE]
    assert all(word in text for word in [*names, "What does β do?", "colour: f", "minimum", "−4"])


def test_a_page_has_its_fonts_in_it_and_what_is_seen(opened, tmp_path):
    mounted = mount(opened, [compared.view(compared.trajectory(0.9), 0, "Ωμέγα & η < 1")], "overlay")
    seen = page_of(saved_picture(mounted.page, "PDF", tmp_path))
    assert "Ωμέγα & η < 1" in seen.extract_text()
    fonts = [font.get_object() for font in seen["/Resources"]["/Font"].values()]
    inside = [font["/DescendantFonts"][0].get_object() for font in fonts if "/DescendantFonts" in font]
    assert inside
    assert all("/FontFile2" in font["/FontDescriptor"] for font in inside)
    assert len(seen.images) == 0


def test_letters_that_the_font_of_a_page_lacks_are_drawn_as_the_browser_has_them(opened, tmp_path):
    label = "Ελ العربية 学习率"
    views = [compared.view(compared.trajectory(0.9), 0, label), compared.view(compared.trajectory(0.5), 1, "plain")]
    seen = page_of(saved_picture(mount(opened, views, "overlay").page, "PDF", tmp_path))
    text = seen.extract_text()
    assert "plain" in text
    assert "Ελ" not in text
    (image,) = seen.images
    ink = np.asarray(image.image.convert("RGBA"))[..., 3] > 100
    assert ink[:, : ink.shape[1] // 3].any()
    assert ink[:, -ink.shape[1] // 3 :].any()


def test_a_page_that_cannot_be_made_says_so_and_leaves_the_player_whole(opened, tmp_path):
    mounted = mount(opened, compared.views(TWELVE[:2]), "overlay")
    page = mounted.page
    page.route("**/pdf.min.js", lambda route: route.abort())
    page.locator(".slalom").get_by_role("button", name="Download").click()
    page.get_by_role("button", name="Save as PDF").click()
    expect(page.locator(".slalom-notice").first).to_have_text(
        "The file could not be made. Reload the page to try again."
    )
    page.unroute("**/pdf.min.js")
    assert saved_picture(page, "SVG", tmp_path).stat().st_size > 10_000
    mounted.errors.clear()  # what the browser itself says of the file that did not come
