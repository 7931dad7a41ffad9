"""What no browser could have sent for a widget is one sentence, and changes nothing."""

import math

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.session import Session
from tests.helpers.browser import served
from tests.helpers.waiting import waited_for

LINK = "surface=rosenbrock&run=adam~lr~0.1~~lr.multistep~~noise"
DEEP = "[" * 20_000 + "]" * 20_000
SENTENCE = "A control sent something that it cannot be set to. What was chosen before is still in use."

BOGUS = {
    "NaN": lambda state: setattr(state, "double_value", math.nan),
    "infinity": lambda state: setattr(state, "double_value", math.inf),
    "a text": lambda state: setattr(state, "string_value", "![](//evil.invalid/x)"),
    "a large number": lambda state: setattr(state, "int_value", 10**15),
    "a switch": lambda state: setattr(state, "bool_value", True),
    "texts": lambda state: state.string_array_value.data.extend(["nan", "x"]),
    "no text": lambda state: state.string_array_value.data.extend([]),
    "numbers": lambda state: state.double_array_value.data.extend([math.nan, 1e308]),
    "a place that is none": lambda state: setattr(state, "json_value", '{"start": {"x": "a", "y": NaN}}'),
    "a layout that is none": lambda state: setattr(state, "json_value", '{"layout": [1], "typed": 5}'),
    "handles that are none": lambda state: setattr(
        state, "json_value", '{"handle": [{"run": 1, "name": "lr", "value": NaN}, {"run": "", "name": "lr"}, 7, null]}'
    ),
    "handles that are no list": lambda state: setattr(state, "json_value", '{"handle": {"run": "", "name": "lr"}}'),
    "no JSON": lambda state: setattr(state, "json_value", "{"),
    "deep JSON": lambda state: setattr(state, "json_value", DEEP),
    "a click": lambda state: setattr(state, "trigger_value", True),
}


@pytest.fixture(scope="module")
def address():
    with served() as found:
        yield found


async def send(session: Session, widget: str, put) -> None:
    session.alerts.clear()
    asked = ClientState(page_script_hash=session.page, fragment_id=session.widgets[widget][1], query_string=LINK)
    state: WidgetState = asked.widget_states.widgets.add(id=widget)
    put(state)
    await session.ask(asked)


@pytest.mark.parametrize("name", BOGUS)
def test_what_a_widget_cannot_be_set_to_changes_nothing(address, name):
    async def all_widgets() -> set[str]:
        session, said = await Session.open(address), set()
        await session.ask(ClientState(page_script_hash=session.page, query_string=LINK))
        one_of_each = {kind: widget for widget, (kind, _) in session.widgets.items()}
        players = [w for w, (kind, _) in session.widgets.items() if kind == "bidi_component"]
        for widget in {*one_of_each.values(), *players}:
            await send(session, widget, BOGUS[name])
            assert "exception" not in session.alerts
            said |= set(session.alerts)
        await session.close()
        return said

    said = waited_for(all_widgets(), 120)
    assert SENTENCE in said
