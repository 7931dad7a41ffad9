"""The animated contour on a page: trajectories in; a click or a drag of the start, or of a handle, out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from player import shown
from player.shown import Shown
from simulation.experiments.ground import Ground
from surfaces import Surface
from ui import components
from ui.address import layout, present, seen
from ui.state.sent import is_number, part
from words.results import Results

_VIEW = "view of the player"


def play(
    ground: Ground,
    runs: Sequence[Shown],
    *,
    title: str,
    sentence: tuple[str, str],
    colorscale: str,
    on_start: Callable[..., None],
    compared: bool = False,
    columns: int | None = None,
    curve: str = "",
    sample: str = "",
    results: Results | None = None,
    stale: bool = False,
    inspect: str = "",
    on_handle: Callable[[str, str, float], None] = lambda *_: None,
) -> None:
    """Mount the player. `on_start(x, y)`, on a line `on_start(x)`, is called before the next run of the page when the
    start was moved, and `on_handle(run, name, value)` when a setting of the run of this id was; names of the surface
    begin with "f.".

    inspect  id of the run whose step is looked into
    stale    whether this is the last good picture and what was asked for since has none: it is dimmed

    The others are those of `player.shown.paths`.
    """
    blob = shown.paths(
        ground,
        runs,
        title=title,
        sentence=sentence,
        options={"colorscale": colorscale, "stale": stale, **asked(inspect)},
        layout=layout.asked(),
        compared=compared,
        columns=columns,
        curve=curve,
        sample=sample,
        results=results,
    )
    mount(
        ground.key,
        shown.grid(ground),
        blob,
        patch=_looked_at(ground),
        on_start=lambda: _moved(on_start, ground.surface),
        on_handle=lambda: _turned(on_handle, part("player", "handle")),
    )


def mount(
    key: str,
    grid: bytes,
    blob: bytes,
    *,
    patch: bytes | None = None,
    on_start: Callable[[], None] = lambda: None,
    on_handle: Callable[[], None] = lambda: None,
) -> None:
    """What is shown, packed (`player.pack`), on heights that have this key; `patch` are those of a part that is looked
    at. The callbacks are called when the start, or a handle, was moved."""
    components.grid(key=f"grid {key}", data=grid)
    components.grid(key="grid looked at", data=patch)
    components.player(
        key="player",
        data=blob,
        on_start_change=on_start,
        on_handle_change=on_handle,
        on_layout_change=lambda: layout.choose(part("player", "layout")),
        on_view_change=lambda: _look(part("player", "view")),
    )


def asked(inspect: str) -> dict[str, Any]:
    """How the picture is to be seen: by the address, and by the page."""
    return {**seen.for_player(), **({"inspect": inspect} if inspect else {}), **present.for_player()}


def _moved(on_start: Callable[..., None], surface: Surface) -> None:
    """A drop. The player has rounded it to a fraction of a pixel; ten digits make a short link."""
    point = part("player", "start")
    if isinstance(point, Mapping) and all(is_number(point.get(name)) for name in ("x", "y")):
        on_start(*(float(f"{point[name]:.10g}") for name in surface.coordinates))


def _turned(on_handle: Callable[[str, str, float], None], turned: object) -> None:
    """Handles that were moved; what cannot be one is not heard."""
    for one in turned if isinstance(turned, list) else ():
        match one:
            case {"run": str(run), "name": str(name), "value": float() | int() as value} if is_number(value):
                on_handle(run, name, float(value))


def _look(view: object) -> None:
    """The viewer looks at a part of the plane that the grid does not show well; what is no such part is not heard."""
    if not isinstance(view, Mapping) or not isinstance(edges := view.get("window"), list | tuple):
        return
    if len(edges) == 4 and all(map(is_number, edges)) and edges[0] < edges[1] and edges[2] < edges[3]:
        st.session_state[_VIEW] = (view.get("key"), tuple(map(float, edges)))


def _looked_at(ground: Ground) -> bytes | None:
    """The surface there, as long as it is the same surface."""
    key, window = st.session_state.get(_VIEW, ("", ()))
    return shown.patch(ground, window) if key == ground.key else None
