"""The Networks page without a browser: it is drawn again until what was asked for is trained."""

from __future__ import annotations

import time
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.helpers.app_pages import opened
from tests.helpers.payload import header

SMALL = "network=moons~examples~60~depth~1~width~4~epochs~3"
LEARNING = "learning"  # in the session's state: what is trained, or was last
PATIENCE = 240.0  # seconds that a busy machine may take, with torch imported on the way


def at_networks(query: str) -> AppTest:
    """The page of this link, trained."""
    return trained(opened(query, "networks"))


def trained(at: AppTest) -> AppTest:
    """Drawn until nothing is under way."""
    until = time.monotonic() + PATIENCE
    while LEARNING in at.session_state and not at.session_state[LEARNING].wait(1.0):
        assert time.monotonic() < until
    return at.run()


def shown(at: AppTest) -> dict[str, Any]:
    """The header of what the player was sent."""
    assert not at.exception
    return header(next(c.proto.bytes for c in at.get("bidi_component") if c.proto.component_name == "slalom.player"))
