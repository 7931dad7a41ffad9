"""One open page without a browser: the browser's side of Streamlit's websocket, as far as a measurement needs it."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Slider_pb2 import Slider
from websockets.asyncio.client import ClientConnection, connect


@dataclass
class Session:
    """A page that has been opened, with its sliders by their labels.

    fragments  label → id of the part of the page that is drawn again when the slider moves
    stops      label → where each slider that has been moved stands
    said       how far a long walk has come, in the page's words
    widgets    id → (kind, id of its part of the page)
    alerts     what the page complains of since this was last emptied; "exception" for an error that it did not expect
    """

    socket: ClientConnection
    sliders: dict[str, Slider] = field(default_factory=dict)
    fragments: dict[str, str] = field(default_factory=dict)
    stops: dict[str, str] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    page: str = ""
    received: int = 0
    said: str = ""
    widgets: dict[str, tuple[str, str]] = field(default_factory=dict)
    alerts: list[str] = field(default_factory=list)

    @classmethod
    async def open(cls, address: str, page: str = "", query: str = "") -> Self:
        """Connect, and wait until the whole page has been sent; `page` is its name in the address, and `query` what
        stands behind its question mark."""
        url = address.replace("http", "ws", 1) + "/_stcore/stream"
        session = cls(await connect(url, subprotocols=["streamlit"], max_size=None, compression=None))
        await session.ask(ClientState(page_name=page, query_string=query))
        return session

    async def close(self) -> None:
        await self.socket.close()

    async def move(self, label: str) -> float:
        """The slider of this label to its next stop, the first after the last; seconds until all of it is answered."""
        stops = list(self.sliders[label].options)
        stop = self.stops.get(label) or self.sliders[label].raw_value[0]
        self.stops[label] = stops[(stops.index(stop) + 1) % len(stops)]
        asked = ClientState(page_script_hash=self.page, fragment_id=self.fragments[label])
        asked.cached_message_hashes.extend(self.known)
        for name, stop in self.stops.items():
            asked.widget_states.widgets.add(id=self.sliders[name].id).string_array_value.data.append(stop)
        began = time.perf_counter()
        await self.ask(asked)
        return time.perf_counter() - began

    async def ask(self, asked: ClientState) -> None:
        """One run of the page, to its end."""
        await self.socket.send(BackMsg(rerun_script=asked).SerializeToString())
        while not await self.finished():
            pass

    async def finished(self) -> bool:
        """Takes one message; whether the script has come to its end with it."""
        received = await self.socket.recv()
        self.received += len(received)
        message = ForwardMsg.FromString(received)
        kind = message.WhichOneof("type")
        if kind in ("new_session", "navigation"):  # the first run of a page begins as that of the first page
            self.page = getattr(message, kind).page_script_hash
        if kind == "delta":
            self._note(message)
        return kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN

    def _note(self, message: ForwardMsg) -> None:
        if message.metadata.cacheable:
            self.known.add(message.hash)
        element = message.delta.new_element
        if element.WhichOneof("type") == "slider":
            self.sliders[element.slider.label] = element.slider
            self.fragments[element.slider.label] = message.delta.fragment_id
        kind = element.WhichOneof("type")
        if kind == "progress":
            self.said = element.progress.text
        if kind in ("alert", "exception"):
            self.alerts.append(element.alert.body or kind)
        if kind and (name := getattr(getattr(element, kind), "id", "")):
            self.widgets[name] = kind, message.delta.fragment_id


async def opened(address: str, count: int) -> list[Session]:
    """So many pages, one after another."""
    return [await Session.open(address) for _ in range(count)]


async def closed(sessions: list[Session]) -> None:
    await asyncio.gather(*(session.close() for session in sessions))
