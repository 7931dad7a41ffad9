"""Nothing moves while a page loads. Of some pages `test_access.py` sees it wide and narrow, on its own visits."""

import pytest
from playwright.sync_api import Page

from tests.helpers.shifts import MOST, PLAYING, watched

OF_MANY = ("maps", "networks", "race")
VISITS = [(900, path) for path in ("", "compare", "gallery", "reference", *OF_MANY)]
VISITS += [(width, path) for width in (390, 1360) for path in OF_MANY]


@pytest.mark.parametrize(("width", "path"), VISITS)
def test_a_page_keeps_its_shape_while_it_loads(page: Page, app: str, width: int, path: str):
    page.set_viewport_size({"width": width, "height": 800})
    shifts = watched(page, f"{app}/{path}", playing=path in PLAYING)
    assert sum(score for score, _ in shifts) <= MOST, shifts[:3]
