"""The player as an anywidget: in JupyterLab, VS Code, Colab and marimo. What is moved in it the kernel runs again."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets

import player
from exports.html import parts
from exports.notebook.again import Again, Turned

_FRONTEND = Path(player.__file__).parent / "frontend"
_BUNDLES = ("cartesian", "gl3d")


@lru_cache(maxsize=1)
def _script() -> str:
    return (_FRONTEND / "built" / "widget.js").read_text("utf-8")


@lru_cache(maxsize=1)
def _style() -> str:
    style = (_FRONTEND / "built" / "player.css").read_text("utf-8")
    return style + (Path(__file__).parent / "notebook.css").read_text("utf-8")


class PlayerWidget(anywidget.AnyWidget):
    """The player of something that can be run again.

    paths, grid  what the player draws: the blobs of `player.pack`
    """

    _esm = _script()
    _css = _style()
    paths = traitlets.Bytes().tag(sync=True)
    grid = traitlets.Bytes().tag(sync=True)

    def __init__(self, shown: Again) -> None:
        self.shown = shown
        super().__init__(paths=_paths(shown), grid=shown.played.grid())
        self.on_msg(lambda _widget, content, _buffers: self.hear(content))

    def hear(self, content: Any) -> None:
        """What the page tells. What cannot be is not heard: the last good picture stays."""
        match content:
            case {"bundle": str(name)} if name in _BUNDLES:
                self.send({"bundle": name}, [parts.zipped_script(name)])
            case {"start": {"x": float() | int() as x, "y": float() | int() as y}} if _finite(x, y):
                self._move([float(x), float(y)][: self.shown.played.ground.surface.dimensions], [])
            case {"turned": list(turned)} if known := _read(turned):
                self._move([], known)
            case {"looked": {"key": str(key), "window": list(edges)}} if _is_window(edges):
                self._look(key, edges)

    def _move(self, start: Sequence[float], turned: Sequence[Turned]) -> None:
        try:
            shown = self.shown.moved(start, turned)
            paths, grid = _paths(shown), shown.played.grid()
        except ValueError:
            return
        self.shown = shown
        with self.hold_sync():
            self.grid, self.paths = grid, paths

    def _look(self, key: str, edges: Sequence[float]) -> None:
        xmin, xmax, ymin, ymax = map(float, edges)
        if key == self.shown.played.ground.key:
            self.send({"patch": key}, [self.shown.played.patch((xmin, xmax, ymin, ymax))])


def _paths(shown: Again) -> bytes:
    return shown.played.paths({}, shown.layout)


def _read(turned: Sequence[Any]) -> list[Turned]:
    """What was turned, as far as it can be."""
    found: list[Turned] = []
    for one in turned:
        match one:
            case {"run": str(run), "name": str(name), "value": float() | int() as value} if _finite(value):
                found.append((run if run.isdecimal() else "", name, value))
    return found


def _finite(*numbers: Any) -> bool:
    return all(isinstance(one, float | int) and not isinstance(one, bool) and math.isfinite(one) for one in numbers)


def _is_window(edges: Sequence[Any]) -> bool:
    return len(edges) == 4 and _finite(*edges) and edges[0] < edges[1] and edges[2] < edges[3]
