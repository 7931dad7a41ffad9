"""What belongs to a session is let go when its time to come back is over, with all that was worked out for it."""

import asyncio
import gc
import weakref

import numpy as np
import pytest
from streamlit.runtime.memory_session_storage import MemorySessionStorage

from figures.framing import box, lean
from player.shown import grid, patch
from simulation import Experiment
from simulation.experiments.ground import ground
from surfaces.remembered import forget
from ui.frame import server
from ui.state import runs


class Session:
    id = "one"


class Info:
    def __init__(self):
        self.session = Session()


@pytest.fixture
def in_time(monkeypatch):
    monkeypatch.setattr(MemorySessionStorage, "save", MemorySessionStorage.save)
    monkeypatch.setattr(server, "_LATER", 0.0)
    server.end_sessions_in_time()
    server.end_sessions_in_time()  # a server that gets ready twice does no more than once


@pytest.mark.usefixtures("in_time")
def test_the_last_session_is_let_go_although_none_comes_after_it():
    async def gone():
        storage, info = MemorySessionStorage(ttl_seconds=0.05), Info()
        storage.save(info)
        session = weakref.ref(info.session)
        del info
        assert session()
        assert storage.get("one")
        while session():
            await asyncio.sleep(0.01)
        return storage

    assert asyncio.run(asyncio.wait_for(gone(), 20)).list() == []


@pytest.mark.usefixtures("in_time")
def test_one_that_came_back_stays():
    async def kept():
        storage, info = MemorySessionStorage(ttl_seconds=0.05), Info()
        storage.save(info)
        storage.delete("one")  # as Streamlit does with a session that is active again
        await asyncio.sleep(0.1)
        return info.session

    assert asyncio.run(kept()).id == "one"


def of_a_file(number):
    """A weak reference to a surface of heights, or of data, that has been looked at as a page does."""
    numbers = np.random.default_rng(number)
    given = {"surface": "heightmap", "heights": numbers.normal(size=(30, 30)).tolist()}
    if number % 2:
        given = {"surface": "logistic", "data": (numbers.normal(size=(30, 2)) > 0).astype(float).tolist()}
    experiment = Experiment.from_data({**given, "runs": [{"rule": "sgd"}], "steps": 5})
    runs.bundles(experiment)
    where = experiment.ground
    assert all([grid(where), patch(where, (0.0, 1.0, 0.0, 1.0)), box(where.surface), lean(where.surface)])
    return weakref.ref(where.surface)


def test_nothing_is_held_of_numbers_from_a_file():
    surfaces = [of_a_file(number) for number in range(6)]
    assert all(surface() for surface in surfaces)
    forget()
    gc.collect()
    assert [surface() for surface in surfaces] == [None] * 6


def test_surfaces_that_everybody_has_stay():
    forget()
    rosenbrock = grid(ground("rosenbrock"))
    forget()
    assert grid(ground("rosenbrock")) is rosenbrock
