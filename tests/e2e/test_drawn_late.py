"""A click at once, before the browser has drawn the controls: they come again with what was chosen."""

import pytest
from streamlit.proto.ClientState_pb2 import ClientState

from benchmarks.session import Session
from tests.helpers.browser import served
from tests.helpers.waiting import waited_for

LABELS = {"steps": "500", "step size η": "0.05", "decay of m β₁": "0.9"}


@pytest.fixture(scope="module")
def address():
    with served() as found:
        yield found


def test_sliders_that_have_not_been_drawn_come_with_their_values_again(address):
    async def late() -> dict[str, str]:
        session = await Session.open(address)
        await session.ask(ClientState(page_script_hash=session.page))  # it says of no widget where it stands
        found = {label: where(session.sliders[label]) for label in LABELS}
        await session.close()
        return found

    assert waited_for(late(), 120) == LABELS


def test_a_slider_that_has_been_drawn_is_left_alone(address):
    async def drawn() -> bool:
        session = await Session.open(address)
        await session.move("steps")
        told = session.sliders["steps"].set_value
        await session.close()
        return told

    assert not waited_for(drawn(), 120)


def where(slider) -> str:
    """Where a browser shows it that has not drawn it before: at what it is told, else at its first place."""
    return slider.raw_value[0] if slider.set_value else slider.options[int(slider.default[0])]
