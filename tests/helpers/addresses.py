"""What tests without a browser do with the address of a page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from streamlit.testing.v1 import AppTest

from tests.helpers.payload import header

APP = Path(__file__).parents[2] / "app.py"
LINK = "surface=beale&start=1.0~1.5&steps=500&run=adam~lr~0.1"
PAGES = {"playground": "", "compare": "run 1/"}


def come(at: AppTest, page: str, query: str = "") -> AppTest:
    """To a page by a link, or by the navigation."""
    return back_with(at.switch_page(f"pages/{page}.py"), query)


def back_with(at: AppTest, query: str) -> AppTest:
    """A run of the same page that comes with this query."""
    at.query_params.clear()
    for key, values in parse_qs(query, keep_blank_values=True).items():
        at.query_params[key] = values
    at.run()
    assert not at.exception
    return at


def opened(page: str, query: str = "") -> AppTest:
    return come(AppTest.from_file(APP, default_timeout=30), page, query)


def said(at: AppTest) -> dict[str, Any]:
    """What the browser is told of its address."""
    found = next(
        c.proto for c in at.get("bidi_component") if c.proto.component_name == "slalom.address" and c.proto.bytes
    )
    return json.loads(found.bytes)


def picture(at: AppTest) -> dict[str, Any]:
    return header(next(c.proto.bytes for c in at.get("bidi_component") if c.proto.component_name == "slalom.player"))


def set_rate(at: AppTest, value: float, page: str = "playground") -> str:
    """Change the step size; the new address."""
    at.number_input(key=f"{PAGES[page]}adam.lr|box").set_value(value).run()
    assert f"adam~lr~{value}" in said(at)["query"]
    return said(at)["query"]
