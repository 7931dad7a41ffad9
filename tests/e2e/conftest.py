"""The app, served once for all tests, and the browser they use.

A browser test stays cheap by what it does not load again. Nearly all of its time is the browser's own: a visit of the
app costs some four seconds of a processor, a player on the plain page (`player_core`) in a new context one and a half,
and in a page that has had one before a half. So: what no browser is needed for is a unit or an app test, or speaks the
server's websocket (`benchmarks/session.py`); what Streamlit is not needed for mounts the player on the plain page, by
`opened()`, which hands on the pages of earlier tests; and one visit answers several questions.
"""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.player_core.mounted import VIEWPORT, Mounted, plain_page
from tests.helpers.browser import launch_options, served

expect.set_options(timeout=20_000)  # how long a condition is awaited at most: a busy machine is no failure


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, **launch_options()}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "viewport": {"width": 1360, "height": 800}, "color_scheme": "light"}


@pytest.fixture(scope="session")
def app() -> Iterator[str]:
    with served() as address:
        yield address


@pytest.fixture(scope="session")
def plain() -> Iterator[str]:
    with plain_page() as address:
        yield address


@pytest.fixture(scope="session")
def used() -> list[Page]:
    """Pages that a test has had, empty again: scripts that are in a process need not be fetched and compiled anew."""
    return []


@pytest.fixture
def opened(browser: Browser, plain: str, used: list[Page]):
    """Opens a page; what went wrong on it is looked at in the end. What cannot be changed in a context that is there
    (touch, pixels of another size) gets one of its own."""
    with ExitStack() as stack:
        pages = []

        def open_page(viewport=VIEWPORT, color_scheme="light", reduced_motion="no-preference", **options) -> Mounted:
            page = used.pop() if used and not options else browser.new_context(**options).new_page()
            page.set_default_timeout(10_000)
            page.set_viewport_size(viewport)
            page.emulate_media(color_scheme=color_scheme, reduced_motion=reduced_motion)
            pages.append(mounted := Mounted(page, plain))
            stack.callback(page.context.close if options else lambda: used.append(mounted.leave()))
            return mounted

        yield open_page
        assert [error for page in pages for error in page.errors] == []


@pytest.fixture
def player(opened) -> Mounted:
    mounted = opened()
    mounted.mount()
    return mounted
