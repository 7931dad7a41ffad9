"""A run whose settings can be moved in the player, and a page where a stand-in walks it in the browser."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from optimizers import OPTIMIZERS
from player import PathView
from player.handles import ground_handles, handles
from surfaces import SURFACES
from tests.e2e.player_core import payloads
from tests.e2e.player_core.mounted import Mounted

#: Where the start is dragged along.
LINE = [(-1.2 + 0.05 * i, 1 + 0.02 * i) for i in range(31)]
NUMBERS = {"lr": 0.06, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "weight_decay": 0.0}


def view(start: tuple[float, float] = payloads.START, live: bool = True, **numbers: float) -> PathView:
    """Adam on Rosenbrock's function."""
    chosen = NUMBERS | numbers
    shown = payloads.view(payloads.adam(start, lr=chosen["lr"]))
    walked = {"live": {name: chosen[name] for name in ("lr", "beta1", "beta2")}} if live else {}
    return replace(shown, why=walked, handles=handles(OPTIMIZERS["adam"]()), settings=chosen)


def paths(
    *views: PathView,
    start: tuple[float, float] = payloads.START,
    a: float = 1.0,
    layout: str | None = None,
    **options: object,
) -> bytes:
    """With a `layout` the runs are compared; without one, all others are drawn beside the first."""
    views = views or (view(start),)
    known = ground_handles(SURFACES["rosenbrock"].parameters)
    asked = {"ground": known, "grounded": {"a": a, "b": 100.0}} | ({"layout": layout} if layout else {})
    return payloads.paths(*views, start=start, asked=asked, **options)


def mount(mounted: Mounted, *views: PathView, **options: object) -> Mounted:
    mounted.page.evaluate("() => { mountStandIn(); }")
    mounted.update(0, paths=paths(*views, **options), grid=payloads.grid())
    mounted.until("s.whole")
    mounted.settle()
    return mounted


def take(mounted: Mounted, along=LINE) -> None:
    """Drag the start along a line, a drawing at every point, and do not let go."""
    mounted.page.mouse.move(*mounted.where(*along[0]))
    mounted.page.mouse.down()
    for point in along[1:]:
        mounted.page.mouse.move(*mounted.where(*point))
        mounted.settle()


def path(mounted: Mounted, run: int = 0) -> np.ndarray:
    return np.array(mounted.get(f"path({run})")).reshape(-1, 2)


def answer(mounted: Mounted, **numbers: float) -> None:
    """The server's paths from where the start is shown."""
    start = mounted.get("start")
    at = (start["x"], start["y"])
    mounted.update(paths=paths(view(at, **numbers), start=at))
    mounted.settle()


def handle(mounted: Mounted, name: str):
    return mounted.page.locator(".slalom-handles").get_by_role("slider", name=name)


def turned(mounted: Mounted) -> list[list[dict]]:
    return mounted.page.evaluate("players[0].turned")
