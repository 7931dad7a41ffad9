"""A server that has just been started, before anybody comes and with a first visitor who does not come to the front."""

import asyncio
import re
import time
import urllib.request
from pathlib import Path

import psutil
import pytest

from benchmarks.session import Session
from tests.helpers.browser import served
from ui.frame import ready


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="looks where Linux says what a process has loaded")
def test_the_first_page_is_imported_before_anybody_comes():
    with served() as address:
        port = address.rpartition(":")[2]
        server = next(child for child in psutil.Process().children() if port in child.cmdline())
        maps, until = Path(f"/proc/{server.pid}/maps"), time.monotonic() + 60
        while not re.search(r"numpy.*\.so", maps.read_text()):
            assert time.monotonic() < until, "nothing was imported"
            time.sleep(0.05)


@pytest.mark.parametrize("page", ["", "compare", "gallery", "reference"])
def test_every_page_may_be_the_first_that_is_visited(page):
    async def visit(address: str) -> Session:
        session = await Session.open(address, page)
        await session.close()
        return session

    with served() as address:
        with urllib.request.urlopen(f"{address}/{page}") as answer:
            assert b"<html" in answer.read()
        assert asyncio.run(visit(address)).alerts == []


@pytest.mark.parametrize(
    ("set_to", "opened"),
    [
        ({"address": None, "port": 8501, "baseUrlPath": ""}, "http://localhost:8501/"),
        ({"address": "localhost", "port": 8600, "baseUrlPath": "slalom"}, "http://localhost:8600/slalom"),
        ({"address": "0.0.0.0", "port": 8501, "baseUrlPath": ""}, "http://localhost:8501/"),
        ({"address": "::", "port": 8501, "baseUrlPath": ""}, "http://localhost:8501/"),
        ({"address": "192.168.7.2", "port": 80, "baseUrlPath": "/a/"}, "http://192.168.7.2:80/a"),
    ],
)
@pytest.mark.parametrize("headless", [False, True])
def test_the_browser_is_opened_where_there_is_one(monkeypatch, set_to, opened, headless):
    options = {**{f"server.{name}": value for name, value in set_to.items()}, "server.headless": headless}
    monkeypatch.setattr(ready.st, "get_option", options.__getitem__)
    asked, prepared = [], []
    monkeypatch.setattr(ready.webbrowser, "open", asked.append)
    monkeypatch.setattr(ready, "prepare", lambda: prepared.append(True))

    async def start():
        async with ready.ready(None):
            await asyncio.sleep(0)  # what the loop has been asked to do soon

    asyncio.run(start())
    assert asked == ([] if headless else [opened])
    assert prepared
