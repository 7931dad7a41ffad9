"""The frame's style as a part of the page itself: it is there before anything is drawn, and nothing moves by it.

It stands at the end of the body, since of two equal rules the later wins, and Streamlit writes its own into the head.
The logo is part of it, and the icon of the tab has the address of Streamlit's own: `st.logo` and `page_icon` import a
library that reads pictures, 2 MB of the server's memory.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_UI = Path(__file__).parents[1]
_STYLE, _PLACES = _UI / "frame" / "style.css", _UI / "frame" / "places.css"
#: A place that only some pages have → the style of those pages.
_PAGES = {
    "st-key-player": _UI / "frame" / "sheet.css",
    "st-key-map-kind": _UI / "maps" / "maps.css",
    "st-key-gallery-top": _UI / "gallery" / "gallery.css",
    "st-key-reference-page": _UI / "reference" / "reference.css",
}
_ICON = _UI / "frame" / "icon.svg"
_PICTURES = {"--slalom-logo": _UI / "frame" / "logo.svg", "--slalom-icon": _ICON}
ICON = "/favicon.png"  # which the page asks for, and its script again; browsers go by the type of what comes
_SCRIPTS = [_UI / "frame" / name for name in ("dressed.js", "reached.js", "entered.js")]
_FIRST = _UI / "frame" / "first.js"
_OTHERS = ("compare", "maps", "race", "networks", "gallery", "reference")  # pages that begin with no picture of one run
# What is compressed cannot be added to, and an old copy may have another style than this one.
_NOT_ASKED = (b"accept-encoding", b"if-none-match", b"if-modified-since")


async def icon(_request: Request) -> Response:
    """The icon of the browser's tab."""
    return FileResponse(_ICON, media_type="image/svg+xml")


class Head:
    """Middleware around Streamlit: what it answers to somebody who opens a page gets our style and scripts."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self.app(scope, receive, send)
            return
        asked = [header for header in scope["headers"] if header[0] not in _NOT_ASKED]
        await self.app({**scope, "headers": asked}, receive, _Whole(send, _added(scope["path"], scope["query_string"])))


class _Whole:
    """Passes a response on; one of HTML as a whole, with what is added at the end of its body."""

    def __init__(self, send: Send, added: bytes) -> None:
        self._send, self._added = send, added
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if Headers(raw=message["headers"]).get("content-type", "").startswith("text/html"):
                self._start = message
                return
        elif self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._whole(self._start)
            return
        await self._send(message)

    async def _whole(self, start: Message) -> None:
        body = self._body.replace(b"</body>", self._added + b"</body>", 1)
        headers = MutableHeaders(raw=list(start["headers"]))
        headers["content-length"] = str(len(body))
        del headers["etag"], headers["last-modified"]
        await self._send({**start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": body})


def _added(path: str, query: bytes) -> bytes:
    """With the places of sidebar and picture and the first picture, unless the picture is embedded and alone."""
    embedded = parse_qs(query.decode("latin-1")).get("embed") == ["true"]
    files = [_STYLE] if embedded else [_STYLE, _PLACES]
    style = b"<style>" + _pictures() + b"".join(file.read_bytes() for file in files) + b"</style>" + _of_pages()
    scripts = b"".join(b"<script type=module>" + script.read_bytes() + b"</script>" for script in _SCRIPTS)
    if embedded or path.rstrip("/").rpartition("/")[2] in _OTHERS:
        return style + scripts
    return style + b"<script type=module async>" + _FIRST.read_bytes() + b"</script>" + scripts


def _of_pages() -> bytes:
    """The styles of some pages, which do nothing until such a page is there (`ui/frame/dressed.js`)."""
    begin = '<style data-page="{place}" media="not all">'
    return b"".join(
        begin.format(place=place).encode() + file.read_bytes() + b"</style>" for place, file in _PAGES.items()
    )


def _pictures() -> bytes:
    """Our pictures, by the names under which the style sheet draws them."""
    drawn = {name: quote(file.read_text(encoding="utf-8").strip()) for name, file in _PICTURES.items()}
    said = "".join(f'{name}: url("data:image/svg+xml,{svg}");' for name, svg in drawn.items())
    return f":root {{{said}}}\n".encode()
