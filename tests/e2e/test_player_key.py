"""A saved picture says what its signs and its colours stand for."""

import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.helpers.pages import open_page, saved_picture

SVG = "{http://www.w3.org/2000/svg}"
TWO = "run=sgd~lr~0.01&run=adam"
TWELVE = "&".join(f"run=adam~lr~0.0{n:02d}" for n in range(1, 13))


def picture(page: Page, address: str, folder: Path) -> ET.Element:
    open_page(page, address)
    return ET.parse(saved_picture(page, "SVG", folder)).getroot()


def texts(root: ET.Element, kind: str) -> list[str]:
    groups = [group for group in root.iter(f"{SVG}g") if kind in group.get("class", "").split()]
    return ["".join(text.itertext()) for group in groups for text in group.iter(f"{SVG}text")]


@pytest.mark.parametrize(
    ("query", "signs"),
    [
        ("?surface=rosenbrock&run=adam", ["start", "minimum"]),
        ("?surface=himmelblau&run=adam", ["start", "minimum", "saddle"]),
        ("?surface=saddle&run=sgd", ["start", "saddle"]),
        ("?surface=formula&formula=sin(x)%2Bcos(y)&run=adam", ["start", "minimum", "saddle", "maximum"]),
        (f"compare?surface=himmelblau&{TWO}&view=panels", ["start", "minimum", "saddle"]),
        ("?surface=formula&formula=x%2By&run=sgd", ["start"]),
    ],
)
def test_the_signs_of_a_picture_are_named_as_they_occur(page, app, tmp_path, query, signs):
    assert texts(picture(page, f"{app}/{query}", tmp_path), "legend2") == signs


@pytest.mark.parametrize("count", [2, 12])
def test_colours_are_named_and_nothing_lies_on_another(page, app, tmp_path, count):
    runs = TWO if count == 2 else TWELVE
    open_page(page, f"{app}/compare?surface=himmelblau&{runs}&view=overlay")
    drawn = saved_picture(page, "SVG", tmp_path)
    assert len(texts(ET.parse(drawn).getroot(), "legend")) == count
    page.set_content(drawn.read_text(encoding="utf-8"))
    boxes = page.evaluate(
        """() => ['.xtick', '.xtitle', '.legend', '.legend2'].map((name) => {
          const all = [...document.querySelectorAll(name)].map((one) => one.getBoundingClientRect());
          return [Math.min(...all.map((box) => box.top)), Math.max(...all.map((box) => box.bottom))];
        })"""
    )
    whole = page.locator("svg").first.bounding_box()
    assert all(above[1] <= below[0] + 1 for above, below in pairwise(boxes))
    assert boxes[-1][1] <= whole["y"] + whole["height"] + 1


def test_side_by_side_every_name_has_its_head(page, app, tmp_path):
    root = picture(page, f"{app}/compare?surface=himmelblau&{TWO}&view=panels", tmp_path)
    heads = [
        one
        for group in root.iter(f"{SVG}g")
        if "shapelayer" in group.get("class", "")
        for one in group.iter(f"{SVG}path")
    ]
    assert len({head.get("style").split("fill: ")[1].split(";")[0] for head in heads}) == 2
