"""Files that are made in threads: how far they are, what stops them, and what is left of them."""

import gc
import threading
import time
import tracemalloc

import pytest

from exports.formats import FORMATS, GROUPS
from exports.work import Work
from simulation import Experiment
from tests.helpers import makers
from ui.keeping import making
from ui.keeping.job import FAILED, MADE, MAKING, STOPPED, WAITING, Job, Line
from ui.keeping.making import FILES, Asked, Making

WORK = Work.of(Experiment.from_query("surface=rosenbrock&steps=40&run=adam~lr~0.05&run=sgd"))
LONG = 30.0  # seconds that a busy machine may take


class Open:
    """A tab that can be closed."""

    def __init__(self):
        self.away, self.forgotten = False, False

    def closed(self):
        return self.away

    def forget_files(self):
        self.forgotten = True


@pytest.fixture(autouse=True)
def others(monkeypatch):
    """The makers of the tests beside the real ones; whatever still runs after a test is let go."""
    monkeypatch.setattr(makers, "hand", makers.Hand())
    monkeypatch.setattr(making, "LOOK", 0.01)
    for name, known in makers.formats().items():
        monkeypatch.setitem(FORMATS, name, known)
    yield
    makers.hand.go.set()
    wait(lambda: not FILES.jobs)


def make(format, tab=None, **values):
    return Making(Asked("playground", WORK.experiment, FORMATS[format], values), WORK, tab or Open())


def wait(until):
    end = time.monotonic() + LONG
    while not until():
        assert time.monotonic() < end
        threading.Event().wait(0.005)


def ended(one):
    assert one.wait(LONG)
    return one


def test_a_file_has_its_name_its_content_and_no_thread_once_it_is_dropped():
    one = ended(make("csv"))
    assert (one.state, one.share, one.name) == (MADE, 1.0, "rosenbrock-adam-sgd.csv")
    assert one.content == FORMATS["csv"].make(WORK)
    assert one.file() == one.content
    one.drop()
    with pytest.raises(LookupError, match="not kept any more"):
        one.file()
    assert one.content == b""
    wait(lambda: not any(thread.name.startswith("watches") for thread in threading.enumerate()))
    assert len(FILES.workers) <= FILES.at_once


def test_options_are_those_that_were_asked_for():
    assert ended(make("html", theme="dark")).content == FORMATS["html"].make(WORK, {"theme": "dark"})


def test_a_page_comes_with_what_shows_it_in_another():
    assert 'src="rosenbrock-adam-sgd.html"' in ended(make("html")).snippet
    assert ended(make("json")).snippet == ""


def test_a_stop_stops_at_once_and_nothing_is_left():
    one = make("slow")
    wait(lambda: one.share == 0.5)
    assert one.state == MAKING
    assert one.under_way
    one.drop()
    assert (one.state, one.under_way) == (STOPPED, False)
    assert ended(one).content == b""
    wait(lambda: makers.hand.at_work == 0)


def test_what_tells_nothing_is_dropped_when_it_comes():
    one = make("deaf")
    wait(lambda: one.state == MAKING)
    one.drop()
    assert one.state == STOPPED
    makers.hand.go.set()
    assert (ended(one).state, one.content) == (STOPPED, b"")


def test_so_many_are_made_at_once_and_the_next_waits_for_its_turn():
    several = [make("slow") for _ in range(FILES.at_once + 2)]
    wait(lambda: makers.hand.at_work == FILES.at_once)
    assert [one.state for one in several] == [MAKING] * FILES.at_once + [WAITING] * 2
    assert [one.ahead for one in several] == [0] * FILES.at_once + [1, 2]
    several[-2].drop()  # while it waits
    wait(lambda: several[-1].ahead == 1)
    several[0].drop()
    wait(lambda: several[-1].state == MAKING)
    makers.hand.go.set()
    assert [ended(one).state for one in several] == [STOPPED, *[MADE] * (FILES.at_once - 1), STOPPED, MADE]
    assert makers.hand.most == FILES.at_once
    for one in several:
        one.drop()


def test_a_closed_tab_stops_its_file_and_drops_the_one_it_has():
    tab = Open()
    under_way, made = make("slow", tab), ended(make("csv", tab))
    wait(lambda: under_way.share == 0.5)
    tab.away = True
    assert ended(under_way).state == STOPPED
    wait(lambda: made.content == b"" and tab.forgotten)


def test_what_cannot_be_made_says_why_in_one_sentence(caplog):
    assert (ended(make("sorry")).state, ended(make("sorry")).why) == (FAILED, "A film needs *at least* two steps.")
    assert ended(make("png", size="huge")).why.startswith("Picture: size must be one of slide,")
    one = ended(make("broken"))
    assert (one.state, one.why) == (FAILED, "Something went wrong that should not have (RuntimeError).")
    assert "rosenbrock-adam-sgd.broken" in caplog.text
    one.drop()
    assert one.state == FAILED


def test_the_time_that_is_left_is_said_when_something_is_known():
    one = make("slow")
    wait(lambda: one.share == 0.5)
    one._began = time.monotonic()
    assert one.left == ""
    one._began -= 20
    assert one.left == "about 20 s left"
    one.drop()


def test_every_format_is_in_a_group_and_its_short_name_is_one():
    assert {known.group for known in FORMATS.values()} <= set(GROUPS)
    shorts = {key: FORMATS[key].short for key in ("png", "html", "csv", "npz", "pytorch")}
    assert shorts == {"png": "PNG", "html": "HTML", "csv": "CSV", "npz": "NPZ", "pytorch": "PyTorch"}


def test_thirty_files_in_a_row_leave_nothing_behind():
    """Of each kind ten, after one that fills what is kept for all: a quarter of the largest is not left."""
    asked: list = [("html", {}), ("csv", {}), ("results", {})]
    before = None

    def next_one(format, values):
        nonlocal before
        if before:
            before.drop()
        before = ended(make(format, **values))
        assert before.state == MADE
        return len(before.content)

    sizes = [next_one(*one) for one in asked]
    tracemalloc.start()
    try:
        next_one(*asked[0])
        gc.collect()
        first = tracemalloc.get_traced_memory()[0]
        for _ in range(10):
            for one in asked[1:] + asked[:1]:
                next_one(*one)
        gc.collect()
        assert tracemalloc.get_traced_memory()[0] - first < max(sizes) / 4
    finally:
        tracemalloc.stop()
        before.drop()


def test_a_server_that_is_stopped_leaves_no_job_under_way():
    line = Line("for a test", 1)
    begun, waits = (Slow(name, Open(), line) for name in ("begun", "waits"))
    assert begun.started.wait(LONG)
    line.leave()
    assert begun.state == waits.state == STOPPED
    assert not line.jobs


class Slow(Job):
    """Work that ends only when it is told to."""

    def __init__(self, name, tab, line):
        self.started = threading.Event()
        super().__init__(name, tab, line)

    def _make(self):
        self.started.set()
        while True:
            self._tell(0.5)
