"""TIFFs whose numbers Pillow does not know, of 64 bits, half precision or a signed byte, told to it as ones it does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from surfaces.reading.problems import FileError

_WIDTH, _BITS, _SAMPLES, _PREDICTOR, _TILE, _FORM = 256, 258, 277, 317, 322, 339
_SHORT, _LONG = 3, 4
_BIG = re.compile(r"(;\d+)B")  # F;32BF
#: (bits, form: unsigned, signed or floating) → the numbers
_UNKNOWN = {(64, 1): "u8", (64, 2): "i8", (64, 3): "f8", (32, 1): "u4", (16, 3): "f2", (8, 2): "i1"}


#: in which nothing that is worked out with them overflows
_WIDER = {"f2": np.float32, "i1": np.int16}


@dataclass(frozen=True)
class Numbers:
    """Numbers that were told as others: of 64 bits as two signed words of 32 a pixel, of 32 as one, shorter ones as
    unsigned."""

    dtype: str
    big: bool

    @property
    def words(self) -> int:
        """A pixel's."""
        return 2 if self.dtype.endswith("8") else 1

    def of(self, pixels: NDArray[Any]) -> NDArray[Any]:
        """The heights in the decoded pixels (rows, columns · words)."""
        if self.dtype == "u4":
            return np.ascontiguousarray(pixels.astype("<i4")).view("<u4")
        if self.words == 1:
            short = np.ascontiguousarray(pixels.astype(f"u{self.dtype[1:]}")).view(self.dtype)
            return short.astype(_WIDER[self.dtype])
        rows, columns = pixels.shape
        pairs = pixels.astype("<i4").reshape(rows, columns // 2, 2)[..., :: -1 if self.big else 1]
        return np.ascontiguousarray(pairs).view(f"<{self.dtype}")[..., 0]


def check_form(content: bytes) -> None:
    """`FileError` for the form of files beyond 4 GB."""
    if content[2:4] in (b"+\0", b"\0+"):
        raise FileError("This is a BigTIFF, which is not read; save it as a usual TIFF.")


def told(content: bytes) -> tuple[bytes, Numbers | None]:
    """The file as Pillow reads it, and what its numbers are then; as it is, and None, if Pillow knows them.

    `FileError` with one sentence for numbers that are packed as differences, which have no such form.
    """
    order: Literal["little", "big"] = "little" if content.startswith(b"II") else "big"
    found = _entries(content, order)

    def value(tag: int, otherwise: int = 1) -> int:
        place = found.get(tag)
        return otherwise if place is None else int.from_bytes(content[place[0] : place[0] + place[1]], order)

    bits = value(_BITS)
    if not (kind := _UNKNOWN.get((bits, value(_FORM)))) or value(_SAMPLES) != 1:
        return content, None
    if value(_PREDICTOR) != 1 and kind != "u4":
        raise FileError(f"The TIFF has numbers of {bits} bits with a predictor; save it without, or with 32 bits.")
    numbers = Numbers(kind, order == "big")
    changed = {_FORM: 2 if bits >= 32 else 1}
    if numbers.words == 2:
        changed |= {_BITS: 32, _WIDTH: 2 * value(_WIDTH), **({_TILE: 2 * value(_TILE)} if _TILE in found else {})}
    if not {*changed} <= found.keys():  # without its form, a number is unsigned
        return content, None
    new = bytearray(content)
    for tag, number in changed.items():
        at, size = found[tag]
        new[at : at + size] = number.to_bytes(size, order)
    return bytes(new), numbers


def _entries(content: bytes, order: Literal["little", "big"]) -> dict[int, tuple[int, int]]:
    """Tag → where its single number is, and of how many bytes."""

    def number(begin: int, size: int) -> int:
        return int.from_bytes(content[begin : begin + size], order)

    at, found = number(4, 4), {}
    for entry in range(at + 2, at + 2 + 12 * number(at, 2), 12):
        kind, count = number(entry + 2, 2), number(entry + 4, 4)
        if count == 1 and kind in (_SHORT, _LONG):
            found[number(entry, 2)] = entry + 8, 2 if kind == _SHORT else 4
    return found


def in_order(picture: Any) -> None:
    """Let Pillow take what libtiff has unpacked as it is: in the order of this machine, and not in that of the file."""
    picture.tile = [
        one._replace(args=(_BIG.sub(r"\1N", one.args[0]), *one.args[1:])) if one.codec_name == "libtiff" else one
        for one in picture.tile
    ]
