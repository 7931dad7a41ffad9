"""What a picture costs, looked at before it is decoded: its pixels, and what a small file can hide."""

from __future__ import annotations

import re
from typing import Any, Literal

from parameters.numbers import whole
from surfaces.reading.problems import FileError

MAX_PIXELS, MAX_SIDE = 16_000_000, 20_000
MAX_DEEP = 5_000_000  # of pixels with more than eight bits a channel
_MAX_PARTS = 4_000  # segments of a JPEG, chunks of a PNG
_MAX_SCANNED = 180_000_000  # pixels times scans: a progressive JPEG goes over its pixels again and again
_MAX_TAGS = 140_000  # numbers in the directory of a TIFF: where each strip or tile is, and how long
_BYTES = (1, 2, 6, 7)  # types of a TIFF that are kept as they are
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")


def check_pixels(picture: Any, scans: int = 1, most: int = MAX_PIXELS) -> None:
    """`FileError` if a picture that is opened and not decoded yet has too many pixels."""
    pixels = picture.width * picture.height
    if pixels > most:
        raise FileError(f"The picture has more than {most / 1e6:.0f} million pixels; save a smaller one.")
    if max(picture.size) > MAX_SIDE:
        raise FileError(f"The picture has a side of more than {whole(MAX_SIDE)} pixels; save a smaller one.")
    if pixels * scans > _MAX_SCANNED:
        raise FileError(
            f"The JPEG goes over its pixels in {whole(scans)} scans; save it again without them (baseline)."
        )


def scans(content: bytes) -> int:
    """How many scans a JPEG has. `FileError` if it is made of more pieces than a picture is."""
    at, parts = 2, 0
    while content[at : at + 1] == b"\xff" and content[at + 1 : at + 2] not in (b"\xda", b"\xd9", b""):
        parts += 1
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        _check_parts(parts)
    count = 0
    for marker in _MARKER.finditer(content, at):
        parts += 1
        _check_parts(parts)
        if marker[0] == b"\xff\xd9":
            break
        count += marker[0] == b"\xff\xda"
    return count


def check_tags(content: bytes) -> None:
    """`FileError` if the first directory of a TIFF lists more numbers than the strips or tiles of a picture are: each
    of them would become an object, and each strip or tile is decoded on its own."""
    order: Literal["little", "big"] = "little" if content.startswith(b"II") else "big"
    at = int.from_bytes(content[4:8], order)
    listed = 0
    for entry in range(at + 2, at + 2 + 12 * int.from_bytes(content[at : at + 2], order), 12):
        kind, count = (int.from_bytes(content[entry + a : entry + b], order) for a, b in ((2, 4), (4, 8)))
        listed += 0 if kind in _BYTES else count
    if listed > _MAX_TAGS:
        raise FileError(f"The TIFF is made of more than {whole(_MAX_TAGS // 2)} pieces; save it again.")


def check_chunks(content: bytes) -> None:
    """`FileError` if a PNG is made of more pieces than a picture is, other than its rows."""
    at, parts = 8, 0
    while at < len(content):
        parts += 1
        _check_parts(parts)
        at += 12 + int.from_bytes(content[at : at + 4], "big")


def _check_parts(parts: int) -> None:
    if parts > _MAX_PARTS:
        raise FileError(f"The picture is made of more than {whole(_MAX_PARTS)} pieces; save it again.")
