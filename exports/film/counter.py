"""The lowest line of a film: which step is seen, at the left; the step size it was taken with, at the right."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from figures.in_matplotlib.words import families, plain
from figures.in_matplotlib.writing import quiet
from figures.options import Options
from figures.scene.looks import THEMES
from figures.scene.scene import Scene
from simulation.running.plan import lr_name
from words.language import _
from words.numbers import setting, whole

_HIGH = 1.5  # letters
_DPI = 96
_PAD = 0.9  # letters from the edge, as everything else in a picture


def counter_height(options: Options) -> int:
    """In pixels."""
    return math.ceil(_HIGH * options.points / 72 * _DPI)


class Counter:
    """Draws the line for a step; what has been drawn last is kept."""

    def __init__(self, scene: Scene, options: Options, width: int) -> None:
        self._scene, self._last, height = scene, scene.last, counter_height(options)
        theme, size = THEMES[options.theme], options.points
        self._figure = Figure(figsize=((width + 0.01) / _DPI, (height + 0.01) / _DPI), dpi=_DPI, facecolor=theme.page)
        self._canvas = FigureCanvasAgg(self._figure)
        pad, family = _PAD * size / 72 * _DPI / width, families(options.font, [])
        self._left, self._right = (
            plain(self._figure.text(x, 0.5, "", ha=side, va="center_baseline", fontsize=0.9 * size, color=theme.muted,
                                    fontfamily=family))
            for x, side in ((pad, "left"), (1 - pad, "right"))
        )  # fmt: skip
        self._said: tuple[str, str] | None = None
        self._pixels = np.empty((0, 0, 4), dtype=np.uint8)

    def pixels(self, step: int) -> np.ndarray:
        """`(height, width, 4)`."""
        words = said(self._scene, step)
        if words != self._said:
            self._left.set_text(words[0])
            self._right.set_text(words[1])
            with quiet():
                self._canvas.draw()
            self._said, self._pixels = words, np.asarray(self._canvas.buffer_rgba())
        return self._pixels


def said(scene: Scene, step: int) -> tuple[str, str]:
    """What is said of a step: its number, and the step size if it was the same in all runs."""
    counted = _("step {step} of {last}").format(step=whole(step), last=whole(scene.last))
    return counted, _step_size(scene, step)


def _step_size(scene: Scene, step: int) -> str:
    leaders = [run.leader for run in scene.runs]
    names = {lr_name(lane.rule) if lane.rule else None for lane in leaders}
    sizes = {float(lane.path.lr[min(step, lane.last)]) for lane in leaders}
    if len(sizes) != 1 or len(names) != 1 or None in names:
        return ""
    (size,), (name,) = sizes, names
    return f"{name} = {setting(size)}" if math.isfinite(size) else ""
