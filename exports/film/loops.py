"""Pictures that move, by Pillow: GIF and animated WebP. Only one frame is in memory at a time."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from PIL import Image
from PIL.GifImagePlugin import getdata

from exports.film.options import LoopOptions
from exports.film.palette import CLEAR, Palette
from exports.film.reel import Reel
from exports.film.timing import ends
from exports.work import ChoiceError, Tell, Work
from parameters import Described
from words.language import _

_GIF_MOST = 50  # frames a second: what is asked to be faster, readers slow down to ten
_HUNDREDTHS, _THOUSANDTHS = 100, 1000
_COLORS = 0xF7  # a palette of 256 colours, 8 bits each
_FOR_EVER = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"
_END = b";"
_KEEP = 1  # what a frame has drawn stays under the next one
#: Smaller than what loses colours: there are few of them, and edges stay sharp.
_WEBP: dict[str, Any] = {"lossless": True, "quality": 30, "method": 1, "kmin": 0, "kmax": 0}


def as_gif(work: Work, options: Described, tell: Tell) -> bytes:
    """Frames of one palette, each only of what has changed."""
    assert isinstance(options, LoopOptions)
    if options.fps > _GIF_MOST:
        words = _("A GIF shows at most {most} frames per second; WebP, MP4 and WebM can show more.")
        raise ChoiceError(words.format(most=_GIF_MOST))
    reel = Reel(work, options)
    palette = Palette.of(reel)
    stops = ends(reel.shots, options.fps, _HUNDREDTHS)
    parts = [_head(reel.size, palette, loop=options.loop)]
    before, began = np.zeros(reel.size[::-1], dtype="<u4"), 0  # no pixel of a frame is 0: all are opaque
    for stop, (_shot, frame) in zip(stops, reel.play(tell), strict=True):
        packed = frame.view("<u4")[..., 0]
        parts += _part(packed, before, palette, 10 * (stop - began))
        before[:], began = packed, stop
    tell(1.0)
    return b"".join([*parts, _END])


def _head(size: tuple[int, int], palette: Palette, *, loop: bool) -> bytes:
    """What is in front of all frames: size, palette, and whether they start again."""
    width, height = (side.to_bytes(2, "little") for side in size)
    colors = palette.colors.tobytes().ljust(3 * 256, b"\0")
    return b"GIF89a" + width + height + bytes([_COLORS, 0, 0]) + colors + (_FOR_EVER if loop else b"")


def _part(packed: np.ndarray, before: np.ndarray, palette: Palette, duration: int) -> list[bytes]:
    """A frame: the smallest rectangle of what differs from the one before, and in it nothing else."""
    differs = packed != before
    (top, bottom), (left, right) = (_span(differs.any(axis=axis)) for axis in (1, 0))
    part = (slice(top, bottom), slice(left, right))
    numbers = np.full((bottom - top, right - left), CLEAR, dtype=np.uint8)
    numbers[differs[part]] = palette.numbers(packed[part][differs[part]])
    image = Image.fromarray(numbers)
    return getdata(image, (left, top), duration=duration, transparency=CLEAR, disposal=_KEEP)


def _span(differs: np.ndarray) -> tuple[int, int]:
    """From the first to behind the last; a frame has one pixel at least."""
    found = np.flatnonzero(differs)
    return (int(found[0]), int(found[-1]) + 1) if found.size else (0, 1)


def as_webp(work: Work, options: Described, tell: Tell) -> bytes:
    """Frames in full colour."""
    assert isinstance(options, LoopOptions)
    reel = Reel(work, options)
    stops = ends(reel.shots, options.fps, _THOUSANDTHS)
    durations = [stop - began for began, stop in zip([0, *stops], stops, strict=False)]
    file, loops = io.BytesIO(), 0 if options.loop else 1
    _Lazy(reel, tell).save(file, "WEBP", save_all=True, duration=durations, loop=loops, **_WEBP)
    tell(1.0)
    return file.getvalue()


class _Lazy(Image.Image):
    """An image of many frames, each of which is drawn when it is looked for."""

    def __init__(self, reel: Reel, tell: Tell) -> None:
        super().__init__()
        blank = Image.new("RGB", reel.size)
        self.im, self._mode, self._size = blank.im, blank.mode, blank.size
        self._frames, self._at = reel.play(tell), -1
        self.n_frames = len(reel.shots)

    def seek(self, frame: int) -> None:
        while self._at < frame:
            _shot, pixels = next(self._frames)
            self.frombytes(np.ascontiguousarray(pixels[..., :3]).tobytes())
            self._at += 1
