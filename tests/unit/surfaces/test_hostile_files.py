"""Files that are made to hold or to break whoever reads them: one sentence each, soon, and little memory."""

import io
import struct
import tracemalloc
import zipfile
import zlib

import numpy as np
import pytest
from PIL import Image

from surfaces.heightmaps.files import readings
from surfaces.losses.table import read_data

MB = 1_000_000


def npy(header, body=b""):
    text = header.encode() + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text + body


def png(*chunks, width=64, height=64, depth=8, kind=0):
    header = (b"IHDR", struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in (header, *chunks, (b"IEND", b""))
    )


def scanned(times):
    """A progressive JPEG of which the last scan comes again and again."""
    stream = io.BytesIO()
    Image.new("L", (2000, 2000), 99).save(stream, "JPEG", progressive=True)
    content = stream.getvalue()
    at = content.rindex(b"\xff\xda")
    return content[:at] + content[at:-2] * times + content[-2:]


def zipped(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(f"{name}.npy", content)
    return stream.getvalue()


def tiff(*tags):
    """A TIFF of one directory with tags of so many numbers; width and height are numbers themselves."""
    entries = [struct.pack("<HHII", tag, 4, 1 if tag < 258 else n, n if tag < 258 else 300) for tag, n in tags]
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(tags)) + b"".join(entries) + bytes(16 * MB)


def lying():
    """An NPZ whose member says that it has a hundred bytes."""
    content = zipped(z=bytes(50 * MB))
    return content.replace(struct.pack("<I", 50 * MB), struct.pack("<I", 100))


ROWS = b"1,2,3,4\n"
HOSTILE = {
    "digits and a letter": ("f.csv", b"1" * 131_000 + b"a\n" + ROWS * 4),
    "digits and a letter in a cell": ("f.csv", ROWS + b"1,2,3," + b"9" * 100_000 + b"x\n"),
    "digits, a comma, a letter": ("f.csv", b"1;2;3;4\n1;2;3;" + b"9" * 60_000 + b"," + b"9" * 60_000 + b"x\n"),
    "groups of thousands": ("f.csv", b"1;2;3;4\n1;2;3;" + b"1.000" * 20_000 + b",x\n"),
    "points without end": ("f.csv", ROWS + b"1,2,3," + b"." * 100_000 + b"\n"),
    "spaces without end": ("f.csv", b" " * MB + b"x"),
    "commas only": ("f.csv", b",,,,,\n" * 1_000),
    "one comma": ("f.csv", b","),
    "quotes": ("f.csv", b'"' * 200_001),
    "a quote that never ends": ("f.csv", b'"' + ROWS * 100_000),
    "blank lines": ("f.csv", b"\n" * (4 * MB)),
    "comments": ("f.csv", b"#\n" * MB),
    "one column": ("f.csv", b"1\n" * (2 * MB)),
    "many lines of one column": ("f.csv", b"1\n" * 400_000),
    "many columns": ("f.csv", b"1," * (3 * MB)),
    "many cells": ("f.csv", (b"1," * 400 + b"\n") * 4_000),
    "a grid without end": ("f.csv", ROWS * 100_000),
    "words": ("f.csv", b"word " * 500_000),
    "every hole": ("f.csv", b"1,,3,\n" * 100_000),
    "a header again and again": ("f.asc", b"ncols 4\n" * 500_000),
    "a header of large numbers": ("f.asc", b"ncols 1e308\nnrows 1e308\ncellsize 1\n"),
    "a header that is no number": ("f.asc", b"ncols nan\nnrows inf\ncellsize 1\n1"),
    "brackets": ("f.npy", npy("(" * 9_000)),
    "minus signs": ("f.npy", npy("-" * 9_000 + "1")),
    "a dictionary of one": ("f.npy", npy("{'descr': 7}")),
    "keys that are lists": ("f.npy", npy("{[]: 1}")),
    "an open string": ("f.npy", npy("{'descr': '''")),
    "a shape of words": ("f.npy", npy("{'descr': '<f8', 'fortran_order': False, 'shape': ('a', 'b')}")),
    "a shape below zero": ("f.npy", npy("{'descr': '<f8', 'fortran_order': False, 'shape': (-4, -4)}", bytes(128))),
    "a shape without end": ("f.npy", npy("{'descr': '<f8', 'fortran_order': False, 'shape': (9**9**9,)}")),
    "a type of types": ("f.npy", npy("{'descr': [[['<f8']]], 'fortran_order': False, 'shape': (4, 4)}")),
    "objects": ("f.npy", npy("{'descr': '|O', 'fortran_order': False, 'shape': (4, 4)}", b"cos\nsystem\n")),
    "no bytes a number": ("f.npy", npy("{'descr': '<V0', 'fortran_order': False, 'shape': (4, 4)}")),
    "a NUL in the header": ("f.npy", npy("{'descr': '\0'}")),
    "a later version": ("f.npy", b"\x93NUMPY\x09\x00" + bytes(99)),
    "a zip of zeros": ("f.npz", zipped(z=bytes(400 * MB // 4))),
    "a zip of many": ("f.npz", zipped(**{f"m{at}": b"" for at in range(3_000)})),
    "a zip of other things": ("f.npz", zipped(z=b"PK\x03\x04", y=b"\x93NUMPY")),
    "a zip that is none": ("f.npz", b"PK\x03\x04" + bytes(99)),
    "scans": ("f.jpg", scanned(2_000)),
    "segments": ("f.jpg", b"\xff\xd8" + b"\xff\xe1\x00\x02" * 500_000 + b"\xff\xd9"),
    "a segment of nothing": ("f.jpg", b"\xff\xd8\xff\xe1\x00\x00" + b"\xff\xe1\x00\x00" * 300_000),
    "fill bytes": ("f.jpg", b"\xff\xd8\xff" + b"\xff" * MB),
    "chunks": ("f.png", png(*[(b"teXt", b"")] * 200_000)),
    "a text of a gigabyte": ("f.png", png((b"zTXt", b"k\0\0" + zlib.compress(bytes(100 * MB))))),
    "a profile of a gigabyte": ("f.png", png((b"iCCP", b"k\0\0" + zlib.compress(bytes(100 * MB))))),
    "a depth that is none": ("f.png", png((b"IDAT", zlib.compress(bytes(65 * 64))), depth=7)),
    "sixteen bits cut off": ("f.png", png((b"IDAT", zlib.compress(bytes(100))), depth=16, kind=6)),
    "a picture of one row": ("f.png", png((b"IDAT", b""), width=4 * MB, height=1)),
    "a directory that is its next": ("f.tif", b"II*\0\x08\0\0\0\0\0\x08\0\0\0"),
    "a directory of everything": ("f.tif", b"II*\0\x08\0\0\0\xff\xff" + b"\xff" * 200_000),
    "a directory beyond the end": ("f.tif", b"MM\0*\xff\xff\xff\xff"),
    "a tile for each pixel": ("f.tif", tiff((256, 2000), (257, 2000), (324, 4 * MB), (325, 4 * MB))),
    "a strip for each number": ("f.tif", tiff((256, 5), (257, MB), (273, MB), (279, MB))),
    "strips and nothing in them": ("f.tif", tiff(*((tag, MB) for tag in range(700, 740)))),
    "a side without end": ("f.tif", tiff((256, 2**31 - 1), (257, 2**31 - 1))),
    "long lines": ("f.csv", (b"1.25," * 90_000 + b"2\n") * 40),
    "brackets in brackets": ("f.csv", b"[" * (2 * MB) + b"1" + b"]" * (2 * MB)),
    "large numbers": ("f.csv", b"1e308,1e308,1e308,-1e308\n" * 4),
    "lines of old Macs": ("f.csv", b"1.5\r" * (2 * MB)),
    "three ways to write": (
        "f.csv",
        "ö,ä\n".encode() * 99 + "ö;ä\n".encode("latin-1") * 99 + "1,2\n".encode("utf-16-le") * 99,
    ),
    "a zip that lies": ("f.npz", lying()),
    "units without end": ("f.csv", b"2 m;3 m;4 m;5 m\n" * 60_000),
    "signs without end": ("f.csv", ROWS + b"$" * 50 + b",2,3,4\n"),
    "text in disguise": ("f.csv", b"\xff\xfe" + b"\xd8" * 99_999),
    "half a character": ("f.csv", "1,2\n".encode("utf-16") + b"\x00"),
    "NUL": ("f.csv", ROWS * 9 + b"\0" * MB),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_one_sentence(name):
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        readings(*HOSTILE[name])
    assert type(caught.value) is ValueError
    assert str(caught.value).endswith(".")
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 170


@pytest.mark.parametrize(
    "name",
    [
        "many columns",
        "one column",
        "a zip of zeros",
        "chunks",
        "long lines",
        "a tile for each pixel",
        "a zip that lies",
    ],
)
def test_little_memory(name):
    tracemalloc.start()
    try:
        with pytest.raises(ValueError, match=r"\.$"):
            readings(*HOSTILE[name])
        assert tracemalloc.get_traced_memory()[1] < 120 * MB
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", [name for name, (file, _) in HOSTILE.items() if file == "f.csv"])
def test_tables_of_data_are_as_safe(name):
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        read_data(HOSTILE[name][1][:MB]).table()
    assert type(caught.value) is ValueError
    assert str(caught.value).endswith(".")


def test_whatever_is_changed_in_a_file_makes_heights_or_one_sentence():
    array = io.BytesIO()
    np.save(array, np.arange(25.0).reshape(5, 5))
    stream = io.BytesIO()
    Image.fromarray(np.arange(64, dtype=np.uint8).reshape(8, 8)).save(stream, "TIFF")
    files = {"f.npy": array.getvalue(), "f.tif": stream.getvalue(), "f.csv": ROWS * 5}
    random = np.random.default_rng(0)
    for name, content in files.items():
        for _ in range(60):
            changed = bytearray(content)
            for at in random.integers(0, min(len(content), 160), 3):
                changed[at] = random.integers(256)
            told, found = "", []
            try:
                found = readings(name, bytes(changed))
            except ValueError as error:
                told = str(error)
            assert told.endswith(".") != bool(found)
            assert all(np.isfinite(reading.heights).all() for reading in found)
