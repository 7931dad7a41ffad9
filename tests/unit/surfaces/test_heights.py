"""Heights from files."""

import io
import zlib

import numpy as np
import pytest
from PIL import Image

from surfaces import critical_points
from surfaces.heightmaps.files import read_heights
from surfaces.heightmaps.heightmap import heightmap

GRID = np.arange(20.0).reshape(4, 5)


def npy(array, **options):
    stream = io.BytesIO()
    np.save(stream, array, **options)
    return stream.getvalue()


def picture(array, kind="PNG", mode=None, **options):
    stream = io.BytesIO()
    image = Image.fromarray(array)
    (image.convert(mode) if mode else image).save(stream, kind, **options)
    return stream.getvalue()


def text(separator=",", end="\n", form="{:g}"):
    return end.join(separator.join(form.format(height) for height in row) for row in GRID).encode()


@pytest.mark.parametrize(
    "content",
    [
        text(),
        text(";"),
        text("\t"),
        text(" "),
        text("   "),
        text(", "),
        text(end="\r\n"),
        text(form="+{:.3e}"),
        text(form='"{:g}"'),
        b"\xef\xbb\xbf" + text() + b"\n\n",
        b"\n\n" + text(",", ",\n"),
    ],
)
def test_csv(content):
    heights, note = read_heights("hill.CSV", content)
    np.testing.assert_array_equal(heights, GRID)
    assert note == "4 rows × 5 columns."


@pytest.mark.parametrize("kind", ["f8", "f4", "f2", "i8", "u1", ">f8", "<i2"])
def test_npy(kind):
    heights, note = read_heights("hill.npy", npy(GRID.astype(kind)))
    np.testing.assert_array_equal(heights, GRID)
    assert heights.dtype == np.float64
    assert note == "4 rows × 5 columns."
    np.testing.assert_array_equal(read_heights("hill.npy", npy(np.asfortranarray(GRID)))[0], GRID)


def test_pictures_are_heights_from_black_to_white():
    shades = (GRID * 13).astype(np.uint8)
    heights, note = read_heights("hill.png", picture(shades))
    np.testing.assert_allclose(heights, shades / 255, atol=1e-12)
    assert note == "4 rows × 5 columns of pixels; black is 0, white is 1, steps between shades are smoothed."
    for mode in ("RGB", "RGBA", "LA"):
        np.testing.assert_allclose(read_heights("hill.png", picture(shades, mode=mode))[0], shades / 255, atol=1e-12)
    photograph, _ = read_heights("hill.jpeg", picture(np.full((9, 9), 200, np.uint8), "JPEG"))
    np.testing.assert_allclose(photograph, 200 / 255, atol=0.02)


def test_pictures_of_16_bits_keep_them():
    shades = (GRID * 3000 + 1).astype(np.uint16)
    np.testing.assert_allclose(read_heights("hill.png", picture(shades))[0], shades / 65535, atol=1e-12)


def test_a_gentle_slope_in_a_picture_is_no_staircase():
    y, x = np.mgrid[0:150, 0:200] / 50
    shades = np.round(100 + 40 * np.sin(x) * np.cos(y)).astype(np.uint8)
    heights, _ = read_heights("hill.png", picture(shades))
    assert np.abs(heights * 255 - shades).max() < 1.5
    assert np.sqrt(np.mean((heights * 255 - shades) ** 2)) < 0.3
    assert 1 <= len(critical_points(heightmap(heights))) <= 8 < 50 < len(critical_points(heightmap(shades)))


def test_a_photograph_stands_as_the_camera_was_held():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    lying = np.zeros((40, 80), np.uint8)
    lying[:, :40] = 255
    heights, _ = read_heights("hill.jpg", picture(lying, "JPEG", exif=exif))
    assert heights.shape == (80, 40)
    assert heights[:30].min() > 0.9
    assert heights[50:].max() < 0.1


def bomb(width, height):
    """A PNG that promises so many pixels and holds none."""
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x00\x00\x00\x00"
    chunks = (b"IHDR", header), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big") for name, data in chunks
    )


ROW = b"1,2,3,4\n"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("hill.gif", b"GIF89a", "CSV, NPY, PNG, JPEG, WebP or BMP file, which 'hill.gif' is not"),
        ("hill", b"", "CSV, NPY, PNG, JPEG, WebP or BMP file"),
        ("../" * 40 + "etc/passwd", b"", "CSV, NPY, PNG, JPEG, WebP or BMP file"),
        ("hill.csv", b"1," * 13_000_000, "26.0 MB; at most 24 MB is read"),
        ("hill.csv", b"1," * 3_000_000, "a line of more than 500,000 characters"),
        ("hill.png", ROW, "called PNG but holds something else; save it again as PNG"),
        ("hill.jpg", picture(np.eye(9) > 0), "called JPG but holds something else"),
        ("hill.npy", b"PK\x03\x04", "called NPY but holds something else"),
        ("hill.csv", b"", "no rows of numbers"),
        ("hill.csv", b" \n\n ", "no rows of numbers"),
        ("hill.csv", picture(np.eye(9) > 0), "no rows of numbers"),
        ("hill.csv", npy(GRID), "no rows of numbers"),
        ("hill.csv", ROW + b"1,2,3\n" + ROW * 3, "Line 2 has 3 numbers, but the first has 4"),
        ("hill.csv", ROW * 3 + b"1,2,high,4\n", "Line 4, column 3 holds 'high' where a height belongs."),
        ("hill.csv", ROW * 3 + b"1,inf,3,4\n", "row 4, column 2 is not finite"),
        ("hill.csv", b"a,b,c,d\n" * 3 + ROW * 4, "Line 2, column 1 holds 'a' where a height belongs"),
        ("hill.csv", b"1" + b"," * 39 + b"\n" + 40 * (b"," * 39 + b"1\n"), "heights are missing, too many"),
        ("hill.csv", ROW * 3 + b"1,1_000,3,4\n", "holds '1_000'"),
        ("hill.csv", ROW * 3 + b"1,1e400,3,4\n", "row 4, column 2 is not finite"),
        ("hill.csv", ROW * 3 + b'1,"2\n', "Line 5, column 2|Line 4"),
        ("hill.csv", ROW * 3, "4 rows and 4 columns of numbers, not 3 × 4"),
        ("hill.csv", b"1\n" * 4, "4 rows and 4 columns of numbers, not 4 × 1"),
        ("hill.npy", npy(GRID)[:40], "cannot be read"),
        ("hill.npy", npy(GRID)[:-8], "cut off"),
        ("hill.npy", npy(GRID) + b"more", "holds more than its heights"),
        ("hill.npy", npy(GRID).replace(b"(4, 5)", b"(9**9)"), "cannot be read"),
        ("hill.npy", npy(GRID).replace(b"(4, 5), }           ", b"(40000000, 500000)} "), "cut off"),
        ("hill.npy", npy(GRID.astype(object), allow_pickle=True), "does not hold plain real numbers"),
        ("hill.npy", npy(GRID.astype(complex)), "does not hold plain real numbers"),
        ("hill.npy", npy(GRID.astype(str)), "does not hold plain real numbers"),
        ("hill.npy", npy(np.zeros(4, [("a", float)])), "does not hold plain real numbers"),
        ("hill.npy", npy(np.zeros(9)), "two dimensions, rows and columns, not 1"),
        ("hill.npy", npy(np.zeros((4, 4, 2))), "two dimensions, rows and columns, not 3"),
        ("hill.npy", npy(np.where(GRID == 7, np.inf, GRID)), "row 2, column 3 is not finite"),
        ("hill.npy", npy(np.zeros((0, 5))), "not 0 × 5"),
        ("hill.png", picture(np.eye(9) > 0)[:60], "cannot be read"),
        ("hill.png", b"\x89PNG\r\n\x1a\n" + bytes(99), "cannot be read"),
        ("hill.jpg", b"\xff\xd8\xff" + bytes(99), "cannot be read"),
        ("hill.png", bomb(5_000, 5_000), "more than 16 million pixels"),
        ("hill.png", bomb(12_000, 12_000), "more than 16 million pixels"),
        ("hill.png", bomb(60_000, 60_000), "more than 16 million pixels"),
        ("hill.png", bomb(100, 100), "cannot be read"),
        ("hill.png", picture(np.zeros((2, 300), np.uint8)), "4 rows and 4 columns of numbers, not 2 × 300"),
    ],
)
def test_mistakes_get_one_sentence(name, content, message):
    with pytest.raises(ValueError, match=message) as caught:
        read_heights(name, content)
    assert type(caught.value) is ValueError
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert sentence.isprintable()
    assert len(sentence) < 170
