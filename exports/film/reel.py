"""The frames of a film: everything that stands still is drawn once, what moves anew on a copy."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg

from exports.film.counter import Counter, counter_height
from exports.film.moving import Moving
from exports.film.options import FilmOptions
from exports.film.timing import Shot, shots
from exports.work import ChoiceError, Tell, Work
from figures.in_matplotlib.draw import draw
from figures.options import last_of
from figures.scene.scene import Scene
from words.language import _
from words.numbers import whole

_LEAST = 160  # pixels that are left for the picture
_MOST = 4_000_000_000  # pixels of all frames that are drawn


class Reel:
    """A film that can be drawn frame by frame.

    size   width and height in pixels
    shots  which step is seen for how many frames
    """

    def __init__(self, work: Work, options: FilmOptions, *, even: bool = False) -> None:
        """`even`: a film whose width or height is odd gets a pixel more. ChoiceError, and of steps
        ValueError, if it cannot be made."""
        width, height = options.pixels
        self.options, self.size = options, (width + (even and width % 2), height + (even and height % 2))
        scene = work.scene
        last = last_of(options.first, options.last, scene.last)
        self.shots = shots(options.first, last, options.seconds, options.fps, options.hold)
        if len(self.shots) * width * height > _MOST:
            raise ChoiceError(
                _("{count} frames of this size are too many; fewer seconds or frames per second would fit.").format(
                    count=whole(len(self.shots))
                )
            )
        self._prepare(scene)

    @property
    def colors(self) -> list[str]:
        """Of the paths."""
        return list(dict.fromkeys(run.look.color for run in self.drawn.scene.runs))

    def frame(self, step: int) -> np.ndarray:
        """Red, green, blue and 255 of every pixel, `(height, width, 4)`. It is overwritten by the next frame."""
        since = step - self.options.trail if self.options.trail else None
        self._canvas.get_renderer().restore_region(self._still)
        self._moving.draw(step, since)
        self._pixels[: self._high] = np.asarray(self._canvas.buffer_rgba())
        if self._counter is not None:
            self._pixels[self._high :] = self._counter.pixels(step)
        return self._pixels

    def play(self, tell: Tell) -> Iterator[tuple[Shot, np.ndarray]]:
        """Every shot with its frame, in order. Whoever waits is told after each how far the film has come."""
        tell(0.0)
        for number, shot in enumerate(self.shots, start=1):
            yield shot, self.frame(shot.step)
            tell(number / (len(self.shots) + 1))

    def _prepare(self, scene: Scene) -> None:
        width, height = self.size
        words = self.options.picture(width, height)
        self._high = height - (counter_height(words) if self.options.counter else 0)
        if self._high < _LEAST:
            raise ChoiceError(_("The film is too small for its words; make it larger, or its words smaller."))
        picture = self.options.picture(width, self._high)
        try:
            self.drawn = draw(scene, picture)
        except ValueError as error:
            raise ChoiceError(str(error)) from None
        self._counter = Counter(scene, picture, width) if self.options.counter else None
        self._pixels = np.empty((height, width, 4), dtype=np.uint8)
        canvas = self.drawn.figure.canvas
        assert isinstance(canvas, FigureCanvasAgg)
        self._canvas = canvas
        self._moving = Moving(self.drawn, canvas.get_renderer())
        self._still = self._moving.without()
