"""The app, served once for all tests, and the browser they use."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.player_core.mounted import Mounted, plain_page
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


@pytest.fixture
def opened(browser: Browser, plain: str):
    """Opens a page with a context of its own; what went wrong on it is looked at in the end."""
    with ExitStack() as stack:
        pages = []

        def open_page(**options) -> Mounted:
            context = browser.new_context(**{"viewport": {"width": 1076, "height": 800}, **options})
            context.set_default_timeout(10_000)
            stack.callback(context.close)
            pages.append(Mounted(context.new_page(), plain))
            return pages[-1]

        yield open_page
        assert [error for page in pages for error in page.errors] == []


@pytest.fixture
def player(opened) -> Mounted:
    mounted = opened()
    mounted.mount()
    return mounted
