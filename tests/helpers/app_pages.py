"""Pages of the app without a browser, opened by a link."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from streamlit.testing.v1 import AppTest

from tests.helpers.payload import header

APP = Path(__file__).parents[2] / "app.py"


def opened(query: str, page: str = "playground") -> AppTest:
    at = AppTest.from_file(APP, default_timeout=30)
    for key, values in parse_qs(query, keep_blank_values=True).items():
        at.query_params[key] = values
    at.run()
    return at if page == "playground" else at.switch_page(f"pages/{page}.py").run()


def player(at: AppTest) -> dict[str, Any]:
    """The header of what the player was sent."""
    assert not at.exception
    return header(next(c.proto.bytes for c in at.get("bidi_component") if c.proto.component_name == "slalom.player"))
