"""A page that plays anywhere, opened from a disk in Firefox and in WebKit: it plays, and its start is dragged."""

from __future__ import annotations

import pytest

from exports.formats import FORMATS
from exports.work import Work
from simulation import Experiment
from tests.browsers.drivers import Driver

pytestmark = [
    pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

PLAYER = "document.getElementById('slalom').slalom"


def test_it_plays_and_is_dragged(driver: Driver, tmp_path):
    file = tmp_path / "page.html"
    file.write_bytes(FORMATS["html"].make(Work.of(Experiment.from_query("surface=rosenbrock&steps=200&run=adam"))))
    driver.goto(file.as_uri())
    driver.wait(f"{PLAYER}?.whole && {PLAYER}.step > 3")
    right, down = driver.run(f"return Object.values({PLAYER}.pixels(-1.2, 1))")
    left, top = driver.run("const b = document.querySelector('.slalom-map').getBoundingClientRect(); return [b.x, b.y]")
    driver.drag((left + right, top + down), (left + right + 60, top + down - 40))
    driver.wait(f"{PLAYER}.previewing && {PLAYER}.start.x > -1.19")
    assert "Worked out in this page." in driver.run("return document.body.innerText")
