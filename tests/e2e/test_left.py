"""A page that has been left says something still: the page that was come to stays."""

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

from benchmarks.session import Session
from tests.helpers.waiting import waited_for


async def stays(address: str, left: str, come_to: str) -> None:
    """Two pages by their names in the address."""
    session = await Session.open(address, left)
    gone, part = session.page, session.fragments["steps"]
    late = ClientState(page_script_hash=gone, fragment_id=part)
    for asked in (ClientState(page_name=come_to), late):
        await session.socket.send(BackMsg(rerun_script=asked).SerializeToString())
    while not await session.finished():
        pass
    here = session.page
    assert here != gone
    await session.ask(ClientState(page_script_hash=here, fragment_id=session.fragments["steps"]))
    assert session.page == here, "what is run after the late change is the page that was come to"
    assert session.alerts == []
    await session.close()


def test_a_late_change_does_not_empty_the_page_that_was_come_to(app: str):
    waited_for(stays(app, "compare", ""), 60)
    waited_for(stays(app, "", "compare"), 60)
