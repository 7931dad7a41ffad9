"""Nothing moves while a page loads. Wide and narrow, `test_access.py` looks as well, on the same visits."""

import pytest
from playwright.sync_api import Page

from tests.helpers.shifts import MOST, watched

WIDTH = 900


@pytest.mark.parametrize("path", ["", "compare", "gallery", "reference"])
def test_a_page_keeps_its_shape_while_it_loads(page: Page, app: str, path: str):
    page.set_viewport_size({"width": WIDTH, "height": 800})
    shifts = watched(page, f"{app}/{path}", playing=path in ("", "compare"))
    assert sum(score for score, _ in shifts) <= MOST, shifts[:3]
