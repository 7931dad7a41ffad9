"""What the server does before the first visitor comes, and what it would do for that visitor if it did not."""

from __future__ import annotations

import asyncio
import importlib
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from ui.frame import left, server

# Imported when the server runs: a component is declared to a running one.
FIRST, PICTURE = "ui.playground.page", "ui.playground.first"


@asynccontextmanager
async def ready(_app: st.App) -> AsyncIterator[None]:
    """Get the first page ready while the server starts, and open it, as `streamlit run` does for a script.

    Not in a thread beside it: what a thread allocates stays its own, which is a megabyte more.
    """
    prepare()
    if not st.get_option("server.headless"):
        asyncio.get_running_loop().call_soon(_open_browser)
    yield


def prepare() -> None:
    """Import what the first page imports, and make what it shows to everybody."""
    left.ignore()
    server.return_memory()
    server.end_sessions_in_time()
    server.look_up_entries()
    importlib.import_module(FIRST).prepare()
    server.freeze()


async def first_picture(request: Request) -> Response:
    """What the player draws before Streamlit has come, if there is something; it is asked for by `first.js`."""
    found = await run_in_threadpool(importlib.import_module(PICTURE).first, request.url.query)
    return Response(found or b"", 200 if found else 204, {"cache-control": "no-store"}, "application/octet-stream")


def _open_browser() -> None:
    address, port, path = (st.get_option(f"server.{name}") for name in ("address", "port", "baseUrlPath"))
    host = "localhost" if address in (None, "", "0.0.0.0", "::") else address  # of all addresses, the one at hand
    webbrowser.open(f"http://{host}:{port}/{(path or '').strip('/')}")
