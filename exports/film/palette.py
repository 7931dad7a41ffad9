"""The colours of a film of at most 256: the same in all frames, so that nothing flickers."""

from __future__ import annotations

import numpy as np
from PIL import Image

from exports.film.reel import Reel
from figures.scene.looks import channels

CLEAR = 255  # the number of no colour: what the frame before has shown stays
_OFTEN = 128  # colours that are kept as they are
_BITS = 6  # of each channel by which colours are told apart when they are looked up


class Palette:
    """At most 255 colours, `(n, 3)`, and for every pixel the nearest of them."""

    def __init__(self, colors: np.ndarray) -> None:
        self.colors = colors
        self._known = np.full(1 << 3 * _BITS, CLEAR, dtype=np.uint8)
        cells, first = np.unique(_cells(_packed(colors)), return_index=True)
        self._known[cells] = first

    @classmethod
    def of(cls, reel: Reel) -> Palette:
        """What suits all frames: the colours of the paths and the most frequent ones of the first and the last frame as
        they are, and for the others some that are near to them."""
        pixels = np.concatenate([reel.frame(reel.shots[at].step).reshape(-1, 4) for at in (0, -1)])
        packed, counts = np.unique(pixels.view("<u4").ravel(), return_counts=True)
        packed = packed[np.argsort(-counts, kind="stable")]
        found = _parts(packed)
        exact = np.concatenate([[channels(color) for color in reel.colors], found[:_OFTEN]]).astype(np.uint8)
        rest = found[_OFTEN:]
        return cls(np.concatenate([exact, _mixed(rest, CLEAR - len(exact))]) if len(rest) else exact)

    def numbers(self, packed: np.ndarray) -> np.ndarray:
        """Of pixels as `<u4`, the number of the nearest colour."""
        cells = _cells(packed)
        found = self._known[cells]
        fresh = np.unique(cells[found == CLEAR])
        if fresh.size:
            self._learn(fresh)
            found = self._known[cells]
        return found

    def _learn(self, cells: np.ndarray) -> None:
        shift, mask = 8 - _BITS, (1 << _BITS) - 1
        middle = np.stack([(cells >> _BITS * i & mask) << shift for i in range(3)], axis=-1) + (1 << shift - 1)
        away = middle[:, np.newaxis].astype(np.int32) - self.colors.astype(np.int32)
        self._known[cells] = (away**2).sum(axis=-1).argmin(axis=-1)


def _cells(packed: np.ndarray) -> np.ndarray:
    """Which colours are looked up as one."""
    shift, mask = 8 - _BITS, (1 << _BITS) - 1
    return sum((packed >> (8 * i + shift) & mask) << _BITS * i for i in range(3))  # type: ignore[return-value]


def _packed(colors: np.ndarray) -> np.ndarray:
    return (colors.astype("<u4") << np.array([0, 8, 16], dtype="<u4")).sum(axis=-1, dtype="<u4")


def _parts(packed: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(packed).view(np.uint8).reshape(-1, 4)[:, :3]


def _mixed(colors: np.ndarray, count: int) -> np.ndarray:
    """At most so many colours that are near to all of these, each of which counts once."""
    image = Image.fromarray(np.ascontiguousarray(colors[np.newaxis]))
    flat = image.quantize(count, method=Image.Quantize.MEDIANCUT).getpalette() or []
    return np.array(flat, dtype=np.uint8).reshape(-1, 3)[:count]
