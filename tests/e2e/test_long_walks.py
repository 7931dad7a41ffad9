"""A long walk holds nobody: other sessions are answered meanwhile, and it ends with the session that asked for it."""

import asyncio

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

from benchmarks.server import watched_server
from benchmarks.session import Session
from simulation import Experiment
from simulation.experiments.price import MOST, price
from tests.helpers.waiting import waited_for

LONG = "surface=logistic&steps=3000&run=line_search~search~exact~~noise~sigma~1"
SLIDER = "step size η"
PATIENCE = 120  # seconds for a test


@pytest.fixture(scope="module")
def server():
    with watched_server() as found:
        yield found


async def ask(session: Session, query: str) -> None:
    asked = ClientState(query_string=query, page_script_hash=session.page)
    await session.socket.send(BackMsg(rerun_script=asked).SerializeToString())


async def progress(session: Session) -> None:
    """Until the page says how far the walk has come."""
    while not session.said:
        await session.finished()


async def at_rest(process) -> bool:
    """Whether the server is soon at rest."""
    for _ in range(50):
        before = process.cpu_times()
        await asyncio.sleep(0.2)
        after = process.cpu_times()
        if after.user + after.system - before.user - before.system < 0.05:
            return True
    return False


def test_it_is_as_long_as_an_experiment_may_be():
    assert MOST / 2 < price(Experiment.from_query(LONG)) < MOST


def test_others_are_answered_and_it_ends_when_its_page_is_closed(server):
    address, process = server

    async def both() -> list[float]:
        other, own = await Session.open(address), await Session.open(address)
        await ask(own, LONG)
        await progress(own)
        waited = [await other.move(SLIDER) for _ in range(8)]
        await own.close()
        assert await at_rest(process)
        await other.close()
        return waited

    waited = waited_for(both(), PATIENCE)
    assert sorted(waited)[4] < 1.0  # 0.05 s alone; held up, it would be the length of the walk


def test_it_ends_when_its_session_asks_for_something_else(server):
    address, process = server

    async def changed() -> None:
        own = await Session.open(address)
        await ask(own, LONG)
        await progress(own)
        await ask(own, "surface=beale&run=adam&steps=50")
        while not await own.finished():
            pass
        assert await at_rest(process)
        await own.close()

    waited_for(changed(), PATIENCE)
