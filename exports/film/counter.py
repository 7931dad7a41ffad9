"""The lowest line of a film: which step is seen, at the left; the step size it was taken with, at the right."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from figures.in_matplotlib.words import file_of
from figures.options import Options
from figures.scene.looks import THEMES
from figures.scene.scene import Scene
from simulation.running.plan import lr_name
from words.language import _
from words.numbers import setting, short, whole

_HIGH = 1.5  # letters
_LETTERS = 0.9  # as high as these, those of the line
_BASE = 0.72  # of the height, from above: what letters stand on
_DPI = 96
_PAD = 0.9  # letters from the edge, as everything else in a picture


def counter_height(options: Options) -> int:
    """In pixels."""
    return math.ceil(_HIGH * options.points / 72 * _DPI)


class Counter:
    """Draws the line for a step; what has been drawn last is kept."""

    def __init__(self, scene: Scene, options: Options, width: int) -> None:
        self._scene, theme, pixels = scene, THEMES[options.theme], options.points / 72 * _DPI
        self._blank = Image.new("RGBA", (width, counter_height(options)), theme.page)
        self._face = ImageFont.truetype(file_of(options.font), _LETTERS * pixels, layout_engine=ImageFont.Layout.BASIC)
        self._ink, self._pad = theme.muted, _PAD * pixels
        self._said: tuple[str, str] | None = None
        self._pixels = np.empty((0, 0, 4), dtype=np.uint8)

    def pixels(self, step: int) -> np.ndarray:
        """`(height, width, 4)`."""
        words = said(self._scene, step)
        if words != self._said:
            self._said, self._pixels = words, np.asarray(self._drawn(*words))
        return self._pixels

    def _drawn(self, left: str, right: str) -> Image.Image:
        line = self._blank.copy()
        pen, (width, height) = ImageDraw.Draw(line), line.size
        for text, at, side in ((left, self._pad, "l"), (right, width - self._pad, "r")):
            pen.text((at, _BASE * height), text, self._ink, self._face, anchor=f"{side}s")
        return line


def said(scene: Scene, step: int) -> tuple[str, str]:
    """What is said of a step: its number, or its epoch, and the step size if it was the same in all runs."""
    if scene.moments:
        epoch, last = (short(scene.moments[row], 4) for row in (min(step, len(scene.moments) - 1), -1))
        return _("epoch {epoch} of {last}").format(epoch=epoch, last=last), ""
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
