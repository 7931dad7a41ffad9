"""The app, served once for all tests, and the browser they use."""

from collections.abc import Iterator

import pytest

from tests.helpers.browser import launch_options, served


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
