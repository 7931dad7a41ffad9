"""The animated contour on a page: trajectories in, a click or a drag of the start out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from player import shown
from player.shown import Shown
from simulation.experiments.ground import Ground
from surfaces import Surface
from ui import components
from ui.address import layout, present
from ui.state.sent import is_number, part


def play(
    ground: Ground,
    runs: Sequence[Shown],
    *,
    title: str,
    sentence: tuple[str, str],
    colorscale: str,
    on_start: Callable[[float, float], None],
    compared: bool = False,
    columns: int | None = None,
    curve: str = "",
    stale: bool = False,
) -> None:
    """Mount the player. `on_start(x, y)` is called before the next run of the page when the start was moved.

    stale  whether this is the last good picture and what was asked for since has none: it is dimmed

    The others are those of `player.shown.paths`.
    """
    components.grid(key=f"grid {ground.key}", data=shown.grid(ground))
    blob = shown.paths(
        ground,
        runs,
        title=title,
        sentence=sentence,
        options={"colorscale": colorscale, "stale": stale, **present.for_player()},
        layout=layout.asked(),
        compared=compared,
        columns=columns,
        curve=curve,
    )
    components.player(
        key="player",
        data=blob,
        on_start_change=lambda: _moved(on_start, ground.surface),
        on_layout_change=lambda: layout.choose(part("player", "layout")),
    )


def _moved(on_start: Callable[[float, float], None], surface: Surface) -> None:
    """A drop, rounded to a ten-thousandth of the picture: less than a pixel, and a short link."""
    point = part("player", "start")
    if isinstance(point, Mapping) and all(is_number(point.get(name)) for name in ("x", "y")):
        xmin, xmax, ymin, ymax = surface.domain
        on_start(_rounded(point["x"], xmax - xmin), _rounded(point["y"], ymax - ymin))


def _rounded(value: float, extent: float) -> float:
    unit = extent / 1e4
    return float(f"{round(value / unit) * unit:.10g}")
