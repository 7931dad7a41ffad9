"""Blobs of the player as a file holds them: so folded they compress to less than a half of what they do otherwise.

A blob is ``u32 header length | header | 32-bit words``. Along a path neighbours are alike: of each word the difference
to the one before the last is kept (points have two numbers), and then the first bytes of all words, the second, and so
on. No bit is lost. `player/frontend/payload/folded.js` unfolds it.
"""

from __future__ import annotations

import struct

import numpy as np

STRIDE = 2
_BYTES = 4


def folded(blob: bytes) -> bytes:
    """As many bytes in another order, and as differences."""
    length = _BYTES + struct.unpack_from("<I", blob)[0]
    words = np.frombuffer(blob, "<u4", offset=length)
    steps = words.copy()
    steps[STRIDE:] -= words[:-STRIDE]
    return blob[:length] + steps.view(np.uint8).reshape(-1, _BYTES).T.tobytes()


def unfolded(data: bytes) -> bytes:
    """The blob."""
    length = _BYTES + struct.unpack_from("<I", data)[0]
    planes = np.frombuffer(data, np.uint8, offset=length).reshape(_BYTES, -1)
    words = np.ascontiguousarray(planes.T).view("<u4")[:, 0].copy()
    for first in range(STRIDE):
        words[first::STRIDE] = np.cumsum(words[first::STRIDE], dtype=np.uint32)
    return data[:length] + words.astype("<u4").tobytes()
