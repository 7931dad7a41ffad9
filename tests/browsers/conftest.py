"""The app, and the two browsers that look at it. A browser that is not installed skips its tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browsers.drivers import Driver, Firefox, WebKit
from tests.helpers.browser import served

NEEDED = {Firefox: "marionette_driver", WebKit: "selenium"}


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with served() as address:
        yield address


@pytest.fixture(scope="module", params=NEEDED, ids=lambda kind: kind.__name__)
def driver(request: pytest.FixtureRequest) -> Iterator[Driver]:
    pytest.importorskip(NEEDED[request.param], reason="make browsers installs it")
    opened = request.param()
    yield opened
    opened.close()
