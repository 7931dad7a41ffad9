"""Pictures as heights: 16 bits, alpha, colours that stand for heights, and TIFF."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image, TiffImagePlugin

from surfaces.heightmaps.colors import scales
from surfaces.heightmaps.files import read_heights, readings

X, Y = np.meshgrid(np.linspace(0, 3, 60), np.linspace(2, 0, 40))
HILL = 0.5 + 0.45 * np.sin(2 * X) * np.cos(1.5 * Y)


def picture(array, kind="PNG", **options):
    stream = io.BytesIO()
    Image.fromarray(array).save(stream, kind, **options)
    return stream.getvalue()


def png16(pixels, filters=(0, 1, 2, 3, 4)):
    """A PNG of 16 bits a channel, which Pillow does not write in colour; its rows are filtered in turn."""
    rows, columns, channels = pixels.shape
    data, before = b"", np.zeros(columns * channels * 2, int)
    for at, row in enumerate(pixels.astype(">u2")):
        now, kind = np.frombuffer(row.tobytes(), np.uint8).astype(int), filters[at % len(filters)]
        wide = 2 * channels
        left, corner = (np.concatenate([np.zeros(wide, int), line[:-wide]]) for line in (now, before))
        guess = left + before - corner
        away = np.abs(np.stack([guess - left, guess - before, guess - corner]))
        paeth = np.choose(away.argmin(axis=0), [left, before, corner])
        predicted = (0 * now, left, before, (left + before) // 2, paeth)[kind]
        data += bytes([kind]) + ((now - predicted) % 256).astype(np.uint8).tobytes()
        before = now
    kind = {1: 0, 2: 4, 3: 2, 4: 6}[channels]
    chunks = (b"IHDR", struct.pack(">IIBBBBB", columns, rows, 16, kind, 0, 0, 0)), (b"IDAT", zlib.compress(data))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part)) + name + part + struct.pack(">I", zlib.crc32(name + part))
        for name, part in (*chunks, (b"IEND", b""))
    )


@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_sixteen_bits_are_kept_in_every_kind_of_png(channels):
    grey = np.round(HILL * 65535).astype(int)
    pixels = np.stack({1: [grey], 2: [grey, 65535 + 0 * grey]}.get(channels, [grey] * 3 + [65535 + 0 * grey]), -1)
    heights, note = read_heights("hill.png", png16(pixels[..., :channels]))
    np.testing.assert_allclose(heights, HILL, atol=2e-5)
    assert note == "40 rows × 60 columns of pixels; black is 0, white is 1, steps between shades are smoothed."


@pytest.mark.parametrize("bits", [8, 16])
def test_transparent_pixels_are_missing(bits):
    white = 2**bits - 1
    grey = np.round(HILL * white).astype(int)
    clear = np.full(grey.shape, white)
    clear[10:14, 20:24] = 0
    grey_there = np.where(clear, grey, 0)
    for channels in (2, 4):
        pixels = np.stack([grey_there] * (channels - 1) + [clear], -1)
        content = png16(pixels) if bits == 16 else picture(pixels.astype(np.uint8))
        heights, note = read_heights("hill.png", content)
        assert "transparent pixels are missing; 16 missing heights filled in" in note
        np.testing.assert_allclose(heights, HILL, atol=0.02)


def terrarium(metres):
    value = np.round((metres + 32768) * 256).astype(int)
    return np.stack([value >> 16, value >> 8 & 255, value & 255], -1).astype(np.uint8)


def terrain_rgb(metres):
    value = np.round((metres + 10000) * 10).astype(int)
    return np.stack([value >> 16, value >> 8 & 255, value & 255], -1).astype(np.uint8)


@pytest.mark.parametrize("metres", [400 + 3000 * HILL, 100 * HILL - 20, 6000 * HILL - 4000, 8 + 30 * HILL])
@pytest.mark.parametrize(("encode", "name"), [(terrarium, "Terrarium"), (terrain_rgb, "Terrain-RGB")])
def test_elevation_in_three_bytes_is_in_metres(metres, encode, name):
    assumed, *others = readings("tile.png", picture(encode(metres)))
    np.testing.assert_allclose(assumed.heights, metres, atol=0.2)
    assert f"its colours are heights in metres ({name})" in assumed.note
    assert "brightness" in [other.reading for other in others]


@pytest.mark.parametrize("name", sorted(scales()))
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_scales_of_colours_are_read_back(name, kind):
    pixels = np.round(scales()[name][np.round(HILL * 1023).astype(int)]).astype(np.uint8)
    options = {"quality": 97, "subsampling": 0} if kind == "JPEG" else {}
    assumed, *others = readings(f"map.{kind.lower()}", picture(pixels, kind, **options))
    assert f"the scale {name}" in assumed.note
    apart = np.abs(assumed.heights - HILL)
    assert np.median(apart) < 0.01
    assert "brightness" in [other.reading for other in others]


def test_a_photograph_is_its_brightness_and_says_so():
    noise = np.random.default_rng(0).normal(0, 12, (40, 60, 3))
    sky = np.clip(np.stack([90 + 60 * HILL, 120 + 90 * Y / 2, 250 - 80 * HILL], -1) + noise, 0, 255)
    for kind in ("PNG", "JPEG"):
        assumed, *others = readings(f"photo.{kind.lower()}", picture(sky.astype(np.uint8), kind))
        assert "its brightness is the height" in assumed.note
        assert {"heights in metres (Terrarium)", "heights in metres (Terrain-RGB)"} <= {o.reading for o in others}
    grey = np.repeat(np.round(255 * HILL).astype(np.uint8)[..., None], 3, axis=-1)
    assert len(readings("grey.jpg", picture(grey, "JPEG"))) == len(readings("grey.png", picture(grey))) == 1


@pytest.mark.parametrize("kind", ["u1", "u2", "i2", "i4", "f4"])
@pytest.mark.parametrize("compression", ["raw", "tiff_adobe_deflate", "tiff_lzw"])
def test_tiff(kind, compression):
    wanted = np.round(200 * HILL) - (50 if kind in ("i2", "i4", "f4") else 0)
    heights, note = read_heights("hill.tif", picture(wanted.astype(kind), "TIFF", compression=compression))
    if kind == "u1":
        np.testing.assert_allclose(heights, wanted / 255, atol=0.01)
    else:
        np.testing.assert_allclose(heights, wanted)
        assert "heights as they are in the file" in note


def test_a_geotiff_knows_its_place_and_its_gaps():
    metres = (100 * HILL).astype(np.float32)
    metres[5, 5] = -9999
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[33550], tags.tagtype[33550] = (30.0, 30.0, 0.0), 12
    tags[33922], tags.tagtype[33922] = (0.0, 0.0, 0.0, 5000.0, 9000.0, 0.0), 12
    tags[42113], tags.tagtype[42113] = "-9999", 2
    found = read_heights("hill.tiff", picture(metres, "TIFF", tiffinfo=tags))
    assert found.domain == (5015, 5015 + 59 * 30, 8985 - 39 * 30, 8985)
    assert "cells of 30; 1 missing height filled in" in found.note
    np.testing.assert_allclose(found.heights, 100 * HILL, atol=0.1)


def test_large_pictures_are_reduced_to_the_same_hill():
    x, y = np.meshgrid(np.linspace(0, 3, 1800), np.linspace(2, 0, 1200))
    hill = 0.5 + 0.45 * np.sin(2 * x) * np.cos(1.5 * y)
    for dtype, white in ((np.uint8, 255), (np.uint16, 65535)):
        heights, note = read_heights("hill.png", picture(np.round(hill * white).astype(dtype)))
        assert "1,200 rows × 1,800 columns of pixels, resampled to 134 × 200 by a spline" in note
        expected = 0.5 + 0.45 * np.sin(2 * np.linspace(0, 3, 200)) * np.cos(1.5 * np.linspace(2, 0, 134))[:, None]
        np.testing.assert_allclose(heights, expected, atol=1 / white)


WAVES = np.sin(np.arange(40)[:, None] / 9) * np.cos(np.arange(60) / 11)


def as_png(pixels, **how):
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "PNG", **how)
    return stream.getvalue()


@pytest.mark.parametrize("name", ["viridis", "hot", "jet", "coolwarm", "terrain", "YlGnBu"])
def test_a_scale_from_its_end_is_one_click(name):
    level = (WAVES - WAVES.min()) / np.ptp(WAVES)
    pixels = scales()[name][::-1][np.round(level * 1023).astype(int)].round().astype(np.uint8)
    found = {file.reading: file for file in readings("f.png", as_png(pixels))}
    other = found[f"those of the scale {name}, reversed"]
    assert np.abs(other.heights - level).max() < 0.04
    assert f"its colours are those of the scale {name}, reversed: from 0 to 1" in other.note


@pytest.mark.parametrize("way", range(1, 9))
def test_a_picture_of_16_bits_stands_as_its_exif_says(way):
    exif = Image.Exif()
    exif[274] = way
    shades = np.round((WAVES + 1) * 30_000 + np.arange(60)).astype(np.uint16)
    small = (shades >> 8).astype(np.uint8)
    deep, flat = (read_heights("f.png", as_png(pixels, exif=exif)).heights for pixels in (shades, small))
    assert deep.shape == flat.shape
    assert np.abs(deep - flat).max() < 0.02


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA"])
def test_a_note_tells_the_size_of_the_picture(mode):
    rows, columns = np.mgrid[0:1300, 0:1600]
    pixels = np.stack([rows // 8, columns // 8, (rows + columns) // 16], -1).astype(np.uint8)
    picture = Image.fromarray(pixels).convert(mode)
    if mode == "RGBA":
        picture.putpixel((3, 3), (0, 0, 0, 0))
    for file in readings("f.png", as_png(np.asarray(picture))):
        assert file.note.startswith("1,300 rows × 1,600 columns of pixels, resampled to 163 × 200 by a spline")
