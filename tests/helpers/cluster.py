"""A Dask scheduler and workers of this machine, as somebody starts them in a shell."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple


class Cluster(NamedTuple):
    """Where the scheduler listens, and the processes of it and of its workers."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


@contextmanager
def cluster(workers: int) -> Iterator[Cluster]:
    """They are there inside, on loopback, each worker with one thread."""
    with TemporaryDirectory() as place:
        file = Path(place) / "scheduler.json"
        scheduler = _started("scheduler", place, "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file))
        try:
            address = _address(file)
            options = ("--nthreads", "1", "--no-nanny", "--local-directory", place)
            some = [_started("worker", place, address, *options) for _ in range(workers)]
            try:
                _awaited(address, workers)
                yield Cluster(address, scheduler, some)
            finally:
                for one in some:
                    one.kill()
                    one.wait()
        finally:
            scheduler.kill()
            scheduler.wait()


def _started(what: str, place: str, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--no-dashboard", *options]
    with (Path(place) / f"{what}.log").open("ab") as log:
        return subprocess.Popen(command, stderr=log, stdout=log)


def _address(file: Path) -> str:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            return str(json.loads(file.read_text())["address"])
        except (OSError, ValueError):
            time.sleep(0.05)
    raise TimeoutError("the scheduler did not start")


def _awaited(address: str, workers: int) -> None:
    from distributed import Client

    with Client(address, timeout=30, set_as_default=False) as client:
        if workers:
            client.wait_for_workers(workers, timeout=60)
