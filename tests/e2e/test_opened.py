"""Tabs and folded groups stay as their reader has put them: the server does not say back what the browser has said."""

from dataclasses import dataclass, field

from streamlit.proto.Block_pb2 import Block
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.session import Session
from tests.helpers.waiting import waited_for


@dataclass
class Watched(Session):
    """With the tabs and groups of the page: key → (block as it was drawn last, id of its part of the page)."""

    blocks: dict[str, tuple[Block, str]] = field(default_factory=dict)
    kinds: list[str] = field(default_factory=list)

    def _note(self, message: ForwardMsg) -> None:
        super()._note(message)
        block = message.delta.add_block
        if block.id:
            self.blocks[block.id.rpartition("-")[2]] = block, message.delta.fragment_id
        if kind := message.delta.new_element.WhichOneof("type"):
            self.kinds.append(kind)

    async def click(self, key: str, **value: str | bool) -> None:
        """What a click on a tab or a group sends; `kinds` are those of the elements that are drawn then."""
        self.kinds.clear()
        block, part = self.blocks[key]
        states = {"widgets": [WidgetState(id=block.id, **value)]}
        await self.ask(ClientState(page_script_hash=self.page, fragment_id=part, widget_states=states))

    def tab(self) -> int:
        return self.blocks["compare details"][0].tab_container.default_tab_index

    def is_open(self) -> bool:
        return self.blocks["derivatives"][0].expandable.expanded


async def visit(address: str) -> None:
    session = await Watched.open(address, "compare")
    assert (session.tab(), session.is_open()) == (0, False)
    texts = session.kinds.count("markdown")
    await session.click("derivatives", bool_value=True)
    assert session.kinds.count("markdown") > texts, "what is in the group is drawn"
    assert not session.is_open(), "the browser knows that it is open"
    await session.click("compare details", string_value="Results")
    assert "dataframe" in session.kinds, "what is in the tab is drawn"
    assert session.tab() == 0, "the browser knows which tab is open"
    await session.close()


def test_what_the_browser_has_said_is_not_said_back(app: str):
    waited_for(visit(app), 60)
