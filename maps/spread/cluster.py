"""Pieces of a map computed by the workers of a Dask cluster: `slalom[cluster]`.

Dask gives a piece whose worker ends to another one. Its messages are pickles: whoever runs the scheduler can run any
code here, so that its address comes from whoever runs Slalom, and from no visitor.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from maps.any_map import AnyMap
from maps.computing import Found, Numbered
from maps.spread.flight import SpreadError, flown
from maps.spread.task import versions_here, work

CONNECTING = 8.0  # seconds until an address is given up
LOOK = 1.0  # seconds between two looks at whether the cluster is there, while nothing comes
ALONE = 20.0  # seconds without any worker until the map is given up


def cluster(address: str) -> Any:
    """The workers at the scheduler with this address, "tcp://host:8786". SpreadError, when pieces are asked for, if
    there is no such scheduler, it has no workers or other ones, or it goes away."""
    return lambda experiment, some: _by_cluster(address, experiment, some)


def _by_cluster(address: str, experiment: AnyMap, some: Iterable[Numbered]) -> Iterator[tuple[Numbered, Found]]:
    text, versions = experiment.to_json(), versions_here(trains=experiment.trains)
    with _connected(address) as client:

        def submit(one: Numbered) -> Any:
            return client.submit(work, text, one[1], versions, pure=False)

        yield from flown(some, submit, _landings(client, address))


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    if not find_spec("distributed"):
        raise SpreadError("Maps on a cluster need Dask: pip install slalom[cluster].")
    distributed = import_module("distributed")
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # what went wrong is told in one sentence
    try:
        client = _client(distributed, address)
    except (OSError, ValueError, TypeError, ImportError):
        said = f"No Dask scheduler answers at {address}; start one with `dask scheduler` and give the address"
        raise SpreadError(f"{said} that it prints, such as tcp://10.0.0.5:8786.") from None
    try:
        if not client.nthreads():
            said = f"The scheduler at {address} has no workers"
            raise SpreadError(f"{said}; start some with `dask worker {address}`.")
        yield client
    finally:
        client.close(timeout=2)


def _client(distributed: Any, address: str) -> Any:
    try:
        return distributed.Client(address, timeout=CONNECTING, set_as_default=False)
    except AssertionError:  # on a machine that is too busy its own thread has not begun within ten seconds: once more
        return distributed.Client(address, timeout=CONNECTING, set_as_default=False)


def _landings(client: Any, address: str) -> Callable[[list[Any]], Iterator[tuple[Any, Found]]]:
    distributed = import_module("distributed")

    def landed(under_way: list[Any]) -> Iterator[tuple[Any, Found]]:
        alone_since = None
        while not (done := [future for future in under_way if future.done()]):
            try:
                distributed.wait(under_way, timeout=LOOK, return_when="FIRST_COMPLETED")
            except Exception:  # of its many kinds; what it means is asked below
                _see(client, address)
                workers = _workers(client)
                alone_since = None if workers else alone_since or time.monotonic()
                if alone_since and time.monotonic() - alone_since > ALONE:
                    raise SpreadError(f"The scheduler at {address} has lost all of its workers.") from None
        for future in done:
            yield future, _found(future, address)

    return landed


def _found(future: Any, address: str) -> Found:
    if future.status == "finished":
        try:
            found: Found = future.result(timeout=CONNECTING)
            return found
        except (OSError, TimeoutError):
            _lost(address)
    if future.status in ("cancelled", "lost"):
        _lost(address)
    error = future.exception(timeout=CONNECTING)
    if isinstance(error, SpreadError):
        raise error
    if isinstance(error, ImportError | AttributeError):
        raise SpreadError(f"A worker cannot run this Slalom ({error}): install the same there as here.")
    if type(error).__name__ == "KilledWorker":
        raise SpreadError("A part of the map has ended every worker that tried it; perhaps their memory is too short.")
    raise error


def _see(client: Any, address: str) -> None:
    if client.status != "running":
        _lost(address)


def _lost(address: str) -> None:
    raise SpreadError(f"The scheduler at {address} went away.") from None


def _workers(client: Any) -> int:
    try:
        return len(client.nthreads())
    except Exception:  # it is going away, which the next look tells
        return 1
