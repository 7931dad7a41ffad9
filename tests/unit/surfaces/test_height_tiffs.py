"""TIFFs of all kinds of numbers, packed or not, in either order of bytes; some of them Pillow does not know."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from surfaces.heightmaps.files import read_heights
from tests.unit.surfaces.test_heights import picture

GRID = np.arange(-50.0, 70.0, 2.5).reshape(6, 8)
_FORMS = {"u": 1, "i": 2, "f": 3}


def tiff(array, order="<", packed=False, tiles=False, **changed):
    """A TIFF of one strip or tile, little or big end first"""
    rows, columns = array.shape
    if tiles:
        array = np.pad(array, ((0, 16 - rows), (0, 16 - columns)))
    data = array.astype(array.dtype.newbyteorder(order)).tobytes()
    data = zlib.compress(data) if packed else data
    tags = {256: columns, 257: rows, 258: 8 * array.itemsize, 259: 8 if packed else 1, 262: 1, 277: 1}
    place = {322: 16, 323: 16, 324: 0, 325: len(data)} if tiles else {273: 0, 278: rows, 279: len(data)}
    tags = dict(sorted({**tags, **place, 339: _FORMS[array.dtype.kind], **changed.get("tags", {})}.items()))
    tags[324 if tiles else 273] = 8 + 2 + 12 * len(tags) + 4
    entries = b"".join(struct.pack(f"{order}HHII", tag, 4, 1, number) for tag, number in tags.items())
    head = struct.pack(f"{order}2sHIH", b"II" if order == "<" else b"MM", 42, 8, len(tags))
    return head + entries + bytes(4) + data


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("kind", ["f8", "i8", "u8", "f4", "i4", "u4", "f2", "i2", "u2", "i1"])
def test_are_the_numbers_of_the_file(kind, order):
    wanted = (GRID + {"u2": 60, "u4": 3e9, "u8": 1e10}.get(kind, 0)).astype(kind)
    for form in ({}, {"packed": True}, {"tiles": True}, {"packed": True, "tiles": True}):
        found = read_heights("hill.tif", tiff(wanted, order, **form))
        np.testing.assert_array_equal(found.heights, wanted)
        assert found.note.endswith("heights as they are in the file.")


def test_what_is_not_read_is_said():
    with pytest.raises(ValueError, match="numbers of 64 bits with a predictor; save it without, or with 32 bits"):
        read_heights("hill.tif", tiff(GRID, packed=True, tags={317: 3}))
    with pytest.raises(ValueError, match="This is a BigTIFF, which is not read"):
        read_heights("hill.tif", b"II+\0\x08\0\0\0" + bytes(40))
    with pytest.raises(ValueError, match="more than 5 million pixels"):
        read_heights("hill.tif", tiff(GRID, tags={256: 3000, 257: 2000}))


@pytest.mark.parametrize(("kind", "options"), [("WEBP", {"lossless": True}), ("BMP", {}), ("PPM", {})])
def test_other_pictures(kind, options):
    shades = np.arange(0, 240, 5, dtype=np.uint8).reshape(6, 8)
    mode = "RGB" if kind == "WEBP" else None
    name = {"PPM": "hill.pgm"}.get(kind, f"hill.{kind.lower()}")
    found = read_heights(name, picture(shades, kind, mode, **options))
    np.testing.assert_allclose(found.heights, shades / 255, atol=1 / 255)
    assert "black is 0" in found.note


def test_a_grey_map_of_sixteen_bits():
    deep = np.arange(0, 48_000, 1_000, dtype=np.uint16).reshape(6, 8)
    np.testing.assert_array_equal(read_heights("hill.pgm", picture(deep, "PPM")).heights, deep)


def test_an_animation_is_its_first_picture():
    first, second = (Image.fromarray(np.full((6, 8), grey, np.uint8)) for grey in (10, 200))
    first.putpixel((3, 3), 90)
    stream = io.BytesIO()
    first.convert("RGB").save(stream, "WEBP", save_all=True, append_images=[second.convert("RGB")], lossless=True)
    assert read_heights("hill.webp", stream.getvalue()).heights.max() < 0.5
