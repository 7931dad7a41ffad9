"""Coroutines in tests: Playwright has a loop of its own running in the thread of the tests beside it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Result = TypeVar("Result")


def waited_for(coroutine: Coroutine[Any, Any, Result], patience: float) -> Result:
    """What it returns, in a thread of its own. TimeoutError after so many seconds."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, asyncio.wait_for(coroutine, patience)).result()
