"""What a page loads, as Chromium asks for it."""

import re

import pytest
from playwright.sync_api import Page

from tests.helpers.pages import open_page

TABLE = re.compile(r"/DataFrame\.|loadVegaEmbed|reactJsonView", re.IGNORECASE)
PLAYER = re.compile(r"plotly|slalom\.(player|grid)|BidiComponent|recordbatch", re.IGNORECASE)
SEVERAL = "compare?surface=sphere&run=sgd~lr~0.1~~noise~sigma~1&run=adam~~~noise~sigma~1&seeds=4"


def asked(page: Page) -> list[str]:
    """Grows with what the page asks for."""
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    return addresses


@pytest.mark.parametrize(
    "path", ["", "compare", "compare?view=space", "compare?maximize=true&surface=saddle&run=adam", SEVERAL]
)
def test_no_code_of_tables_before_a_table_is_looked_at(page: Page, app, path):
    addresses = asked(page)
    open_page(page, f"{app}/{path}")
    page.wait_for_load_state("networkidle")
    assert not [one for one in addresses if TABLE.search(one)]
    page.get_by_role("tab", name="Results" if "compare" in path else "Data").click()
    page.get_by_test_id("stDataFrame").wait_for()
    assert [one for one in addresses if TABLE.search(one)]


@pytest.mark.parametrize(
    "path", ["gallery", "reference", "reference?rule=adam", "reference?schedule=step", "reference?transform=noise"]
)
def test_pages_of_pictures_load_no_player(page: Page, app, path):
    addresses = asked(page)
    page.goto(f"{app}/{path}")
    page.get_by_role("heading", level=1).wait_for()
    page.wait_for_load_state("networkidle")
    assert not [one for one in addresses if PLAYER.search(one) or TABLE.search(one)]
