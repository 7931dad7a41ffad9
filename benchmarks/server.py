"""What people cost the server, without a browser: `python -m benchmarks.server`.

Sessions speak Streamlit's own websocket protocol (`benchmarks.session`) to a server that runs as it is shipped. Its
processor time and memory are read from the system. Sessions and server share this machine.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median

import psutil

from benchmarks.claims import Claim
from benchmarks.session import Session, closed, opened
from tests.helpers.browser import served

IDLE = 30.0  # seconds
PAUSE = 0.3  # seconds between two changes of one who looks at them
REST = 30  # seconds; a server that does not come to rest is measured at work
RERUNS, SESSIONS, EVERY, CHANGES = 60, 20, 2.0, 8
CROWDS, GOAL, PATIENCE = (10, 25, 50, 75, 100), 50, 1.0
SLIDER = "step size η"
TRAINED = "network=digits~width~128~depth~2~epochs~100~batch_size~32&run=adam~lr~0.001"  # for about a minute


def claims() -> list[Claim]:
    found: list[Claim] = []
    for part in (_idle, _rerun, _beside_training, _memory, _crowds):
        with watched_server() as (address, server):
            found += asyncio.run(part(address, server))
    return found


@contextmanager
def watched_server() -> Iterator[tuple[str, psutil.Process]]:
    with served() as address:
        children = psutil.Process().children()
        yield address, next(child for child in children if address.rpartition(":")[2] in child.cmdline())


async def _idle(address: str, server: psutil.Process) -> list[Claim]:
    """One page that is open and does nothing."""
    session = await Session.open(address)
    await _rest(server)
    spent, began = _spent(server), time.perf_counter()
    await asyncio.sleep(IDLE)
    share = 100 * spent() / (time.perf_counter() - began)
    await session.close()
    return [Claim(f"one idle open page, processor time over {IDLE:g} s", share, 1.0, "%")]


async def _rest(server: psutil.Process) -> None:
    """Until what the opening left to do is done: a second of which the server takes a twentieth at the most."""
    for _ in range(REST):
        spent = _spent(server)
        await asyncio.sleep(1)
        if spent() <= 0.05:
            return


async def _rerun(address: str, server: psutil.Process) -> list[Claim]:
    """One slider of the Playground, moved again and again to where it has not been."""
    session = await Session.open(address)
    for _ in range(3):
        await session.move(SLIDER)
    spent = _spent(server)
    for _ in range(RERUNS):
        await session.move(SLIDER)
    each = spent() / RERUNS
    await session.close()
    return [Claim("rerun of the Playground's script, processor time", 1e3 * each, 25.0)]


async def _beside_training(address: str, server: psutil.Process) -> list[Claim]:
    """A slider of the Playground while a page of somebody else trains a network, beside the same with nobody else."""
    session = await Session.open(address)
    for _ in range(3):
        await session.move(SLIDER)
    alone = median([await session.move(SLIDER) for _ in range(RERUNS // 2)])
    other = await Session.open(address, "networks", TRAINED)
    spent, began, waited = _spent(server), time.perf_counter(), []
    for _ in range(RERUNS // 2):
        waited.append(await session.move(SLIDER))
        await asyncio.sleep(PAUSE)
    share = 100 * spent() / (time.perf_counter() - began)
    await closed([session, other])
    return [
        Claim("rerun of another session's page while one trains, median", 1e3 * median(waited), 100.0),
        Claim("  the same while nobody trains, in the same run", 1e3 * alone, 100.0),
        Claim("  processor time of the server meanwhile: it did train", share, 25.0, "%", at_most=False),
    ]


async def _memory(address: str, server: psutil.Process) -> list[Claim]:
    """Streamlit collects all garbage after every run, so what is left after the last change is held."""
    first = await _used(address, 1)
    alone = server.memory_info().rss
    further = await _used(address, SESSIONS)
    each = (server.memory_info().rss - alone) / SESSIONS
    await closed([*first, *further])
    return [
        Claim("memory with one session, no browser", alone / 1e6, 120.0, "MB"),
        Claim(f"memory per further session, {SESSIONS} of them", each / 1e6, 2.0, "MB"),
    ]


async def _used(address: str, count: int) -> list[Session]:
    """Pages on which something has been changed twice."""
    sessions = await opened(address, count)
    for session in sessions:
        await session.move(SLIDER)
        await session.move(SLIDER)
    return sessions


async def _crowds(address: str, server: psutil.Process) -> list[Claim]:
    """Ever more sessions with a change every two seconds, until they have to wait."""
    sessions: list[Session] = []
    kept, found = 0, []
    for count in CROWDS:
        sessions += await opened(address, count - len(sessions))
        spent = _spent(server)
        waited = sorted(
            [second for each in await asyncio.gather(*map(_play, sessions, _starts(count))) for second in each]
        )
        late, cost = waited[int(0.95 * len(waited))], 1e3 * spent() / len(waited)
        found.append(Claim(f"  {count} sessions, a change every {EVERY:g} s: p95", 1e3 * late, 1e3 * PATIENCE))
        found.append(Claim("    the same: processor time per rerun", cost, 25.0))
        if late > PATIENCE:
            break
        kept = count
    await closed(sessions)
    return [Claim(f"sessions that keep p95 ≤ {PATIENCE:g} s", kept, GOAL, "", at_most=False), *found]


def _starts(count: int) -> list[float]:
    """When each begins, so that their changes are spread evenly."""
    return [EVERY * i / count for i in range(count)]


async def _play(session: Session, start: float) -> list[float]:
    """Seconds from when each change was due until it was answered: one who had to wait is late for the next, too."""
    clock = asyncio.get_running_loop().time
    due, waited = clock() + start, []
    for _ in range(CHANGES):
        await asyncio.sleep(due - clock())
        await session.move(SLIDER)
        waited.append(clock() - due)
        due += EVERY
    return waited


def _spent(process: psutil.Process) -> Callable[[], float]:
    """Processor time, in seconds, from now until it is asked for."""

    def total() -> float:
        times = process.cpu_times()
        return times.user + times.system

    before = total()
    return lambda: total() - before


if __name__ == "__main__":
    print(*claims(), sep="\n")
