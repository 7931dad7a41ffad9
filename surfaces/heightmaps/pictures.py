"""Heights from pictures: bright is high, unless the colours say something else, and a TIFF holds heights themselves."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from surfaces.heightmaps import colors, tiff
from surfaces.heightmaps.grid import Box, Grid, cells
from surfaces.heightmaps.looked_at import MAX_DEEP, check_chunks, check_pixels, check_tags, scans
from surfaces.reading.note import Note
from surfaces.reading.problems import FileError, told

_KINDS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "tif": "TIFF", "tiff": "TIFF"}
_KINDS |= {"webp": "WEBP", "bmp": "BMP", "pgm": "PPM"}
_LOSSY = ("JPEG", "WEBP")
KINDS = tuple(_KINDS)
_GREY = 2  # of 255: channels that differ less are the same, 12 in a JPEG
_LOOKED_AT = 300  # rows and columns by which colours are judged
_MAX_COLORS = 400  # rows and columns of which colours are looked up on a scale
_MOST_COLORS = 1_200  # rows and columns of which colours are kept
_MAX_GAPS = 1_000_000  # pixels of a picture with transparent ones, which are filled in one by one
_PIXEL_SCALE, _TIE_POINT, _NO_DATA = 33550, 33922, 42113  # tags of GeoTIFF, and of GDAL
_SIXTEEN = {"LA;16B": ("RGBA", None), "RGB;16B": ("RGB", "RGB;16L"), "RGBA;16B": ("RGBA", "RGBA;16L")}


def from_picture(content: bytes, kind: str) -> list[Grid]:
    """The readings of a picture, the likeliest first. `FileError` with one sentence if it is none."""
    from PIL import Image, ImageOps

    name, numbers = _KINDS[kind], None
    with told(f"The picture cannot be read; save it again as {kind.upper()}."):
        if name == "PNG":
            check_chunks(content)
        if name == "TIFF":
            tiff.check_form(content)
            check_tags(content)
            content, numbers = tiff.told(content)
        again = scans(content) if name == "JPEG" else 1
        bombs = (Image.DecompressionBombError, Image.DecompressionBombWarning)
        try:
            picture: Any = Image.open(io.BytesIO(content), formats=[name])
        except bombs:
            check_pixels(_Size(10**9, 10**9))
        if name == "TIFF":
            tiff.in_order(picture)
        if numbers:
            check_pixels(_Size(picture.width // numbers.words, picture.height), most=MAX_DEEP)
            return _heights(picture, numbers)
        check_pixels(picture, again)
        if picture.mode in ("I", "F") or (picture.mode.startswith("I;16") and name == "TIFF"):
            check_pixels(picture, most=MAX_DEEP)
            return _heights(picture)
        if picture.mode.startswith("I"):
            return _upright([_shades(np.asarray(picture).astype(np.uint16), None, 65535)], picture)
        if deep := _sixteen_bits(content, picture):
            return _upright(_of_colors(*deep, 65535, _GREY * 257), picture)
        ImageOps.exif_transpose(picture, in_place=True)  # else it is copied, whether it lies or not
        found = _of_eight_bits(picture, 6 * _GREY if name in _LOSSY else _GREY)
        return [replace(grid, size=(picture.height, picture.width)) for grid in found]


def from_pixels(array: NDArray[Any]) -> list[Grid]:
    """The readings of an array `(rows, columns, 3 or 4)` of colours: from 0 to 1, or whole numbers of 8 or 16 bits.
    `FileError` with one sentence if it holds something else."""
    least, most = float(array.min()), float(array.max())
    if not (least >= 0 and most <= 65535) or (most > 1 and (array != np.round(array)).any()):
        raise FileError("Colours in an array are numbers from 0 to 1, or whole numbers from 0 to 255 or 65,535.")
    white = 255 if 1 < most <= 255 else 65535
    pixels = np.round(array * (65535 if most <= 1 else 1)).astype(np.uint8 if white == 255 else np.uint16)
    gone = pixels[..., 3] == 0 if pixels.shape[2] == 4 else None
    found = _of_colors(pixels[..., :3], gone, white, _GREY * (white // 255))
    said = Note("an array of colours, its channels red, green and blue")
    return [replace(grid, notes=(said, *grid.notes)) for grid in found]


def _upright(found: list[Grid], picture: Any) -> list[Grid]:
    """The readings of a picture of 16 bits, turned as its EXIF says (tag 274: the eight ways in which it may lie)."""
    turn: dict[int, Callable[[NDArray[Any]], NDArray[Any]]] = {
        2: np.fliplr,
        3: lambda heights: np.rot90(heights, 2),
        4: np.flipud,
        5: np.transpose,
        6: lambda heights: np.rot90(heights, -1),
        7: lambda heights: np.rot90(heights, 2).T,
        8: np.rot90,
    }
    way = turn.get(picture.getexif().get(274, 1))
    return [replace(grid, heights=np.ascontiguousarray(way(grid.heights))) for grid in found] if way else found


@dataclass(frozen=True)
class _Size:
    """That of a picture, of which Pillow says another one, or which it does not even open."""

    width: int
    height: int

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height


def _sixteen_bits(content: bytes, picture: Any) -> tuple[NDArray[Any], NDArray[np.bool_] | None] | None:
    """(pixels of 16 bits `(rows, columns, channels)`, which are transparent) of a PNG that has them, else None.

    Pillow keeps the upper byte of each channel. Read once more, the other way round, it gives the lower one.
    """
    from PIL import Image

    kind = picture.tile[0].args if len(picture.tile) == 1 else ""
    if kind not in _SIXTEEN or picture.format != "PNG":
        return None
    check_pixels(picture, most=MAX_DEEP)
    mode, other = _SIXTEEN[kind]
    if other is None:  # grey and alpha: four bytes a pixel, as four channels have
        picture._mode, picture.tile = mode, [picture.tile[0]._replace(args=mode)]
        four = np.asarray(picture).astype(np.uint16)
        pixels = four[..., ::2] * np.uint16(256) + four[..., 1::2]
    else:
        below = Image.open(io.BytesIO(content), formats=["PNG"])
        below.tile = [below.tile[0]._replace(args=other)]
        pixels = np.asarray(picture).astype(np.uint16) * np.uint16(256) + np.asarray(below)
    seen = pixels.shape[-1] in (1, 3)
    return (pixels, None) if seen else (pixels[..., :-1], pixels[..., -1] == 0)


def _of_eight_bits(picture: Any, grey: int) -> list[Grid]:
    from PIL import Image

    clear = picture.has_transparency_data
    if clear:
        mode = "LA" if picture.mode in ("LA", "La") else "RGBA"
        picture = picture if picture.mode == mode else picture.convert(mode)
        factor = int(np.ceil(np.sqrt(picture.width * picture.height / _MAX_GAPS)))
        picture = picture.reduce(factor) if factor > 1 else picture
    elif picture.mode not in ("L", "RGB"):
        picture = picture.convert("L" if picture.mode in ("1", "LA") else "RGB")
    bright = None
    if picture.mode == "RGB" and picture.width * picture.height > _MAX_GAPS:
        bright = np.asarray(picture.convert("L"))
        factor = -(-max(picture.size) // _MOST_COLORS)
        picture = picture.resize((picture.width // factor, picture.height // factor), Image.Resampling.NEAREST)
    pixels = np.asarray(picture)
    pixels = pixels[..., None] if pixels.ndim == 2 else pixels
    gone = pixels[..., -1] == 0 if clear else None
    return _of_colors(pixels[..., :-1] if clear else pixels, gone, 255, grey, bright)


def _of_colors(
    pixels: NDArray[Any], gone: NDArray[np.bool_] | None, white: int, grey: int, bright: NDArray[Any] | None = None
) -> list[Grid]:
    """The readings of pixels `(rows, columns, 1 or 3)` of which some are transparent.

    Of a large picture, `bright` are its shades, and `pixels` only some of all: colours that stand for heights have no
    mean that does.
    """
    gone = None if gone is None or not gone.any() else gone
    if pixels.shape[-1] == 1:
        return [_shades(pixels[..., 0], gone, white)]
    rows, columns = (slice(None, None, max(1, side // _LOOKED_AT)) for side in pixels.shape[:2])
    few, shades = pixels[rows, columns].astype(np.int32), _brightness(pixels) if bright is None else bright
    if np.quantile(np.ptp(few, axis=-1), 0.995) <= grey:
        return [_shades(pixels[..., 0] if grey < 3 and bright is None else shades, gone, white)]
    by_light = _shades(shades, gone, white)
    by_light = replace(
        by_light, reading=Note("brightness"), notes=(Note("its brightness is the height"), *by_light.notes)
    )
    if white != 255:
        return [by_light]
    middle = tuple(slice(max(0, (side - _LOOKED_AT) // 2), (side + _LOOKED_AT) // 2) for side in pixels.shape[:2])
    found, (scale, sure) = (
        colors.encoding(pixels[middle]),
        colors.scale(few.reshape(-1, 3)[:: max(1, few.size // 9000)]),
    )
    encoded = {name: _encoded(pixels, gone, name) for name in colors.ENCODINGS}
    on_scale = [_on_scale(pixels, gone, scale)] if scale else []
    on_scale += [_reversed(grid) for grid in on_scale]
    first = encoded.pop(found) if found else on_scale[0] if sure else by_light
    return [first, *(grid for grid in (by_light, *on_scale, *encoded.values()) if grid is not first)]


def _brightness(pixels: NDArray[Any]) -> NDArray[Any]:
    """Luma of ITU-R BT.601, as Pillow has it, in the unit of the pixels."""
    found: NDArray[Any] = pixels.astype(np.float32) @ np.array([0.299, 0.587, 0.114], np.float32)
    return found


def _shades(shades: NDArray[Any], gone: NDArray[np.bool_] | None, white: int) -> Grid:
    note = Note("black is 0, white is 1, steps between shades are smoothed")
    return Grid(*_without(shades, gone, note, note), step=1.0, white=float(white))


def _encoded(pixels: NDArray[Any], gone: NDArray[np.bool_] | None, name: str) -> Grid:
    factors, added, step = colors.ENCODINGS[name]
    heights = np.full(pixels.shape[:2], added, np.float64)
    note = Note("its colours are heights in metres ({name})", name=name)
    reading = Note("heights in metres ({name})", name=name)
    for channel, factor in enumerate(factors):
        heights += pixels[..., channel] * factor
    return Grid(*_without(heights, gone, note, reading), step=step)


def _on_scale(pixels: NDArray[Any], gone: NDArray[np.bool_] | None, name: str) -> Grid:
    """Of a large picture only some rows and columns are looked up: a scale is no straight line between colours."""
    rows, columns = (slice(None, None, -(-side // _MAX_COLORS)) for side in pixels.shape[:2])
    heights = colors.on_scale(pixels[rows, columns], name)
    note = Note("its colours are those of the scale {name}: from 0 to 1", name=name)
    reading = Note("those of the scale {name}", name=name)
    return Grid(*_without(heights, None if gone is None else gone[rows, columns], note, reading), step=1 / 255)


def _reversed(grid: Grid) -> Grid:
    """The same scale the other way round: many a scale is used from its end."""
    (name,) = cast(Note, grid.reading).values.values()
    note = Note("its colours are those of the scale {name}, reversed: from 0 to 1", name=name)
    reading = Note("{reading}, reversed", reading=grid.reading)
    return replace(grid, heights=1 - grid.heights, reading=reading, notes=(note, *grid.notes[1:]))


def _without(
    heights: NDArray[Any], gone: NDArray[np.bool_] | None, note: Note, reading: Note
) -> tuple[NDArray[Any], Box | None, str, tuple[str, ...]]:
    """The first fields of a Grid; where the picture is transparent, heights are missing."""
    if gone is None:
        return heights, None, reading, (note,)
    heights = np.where(gone, np.nan, heights.astype(np.float64))
    return heights, None, reading, (note, Note("transparent pixels are missing"))


def _heights(picture: Any, numbers: tiff.Numbers | None = None) -> list[Grid]:
    """The numbers of a picture of 16, 32 or 64 bits, as they are."""
    heights = np.asarray(picture) if numbers is None else numbers.of(np.asarray(picture))
    tags = getattr(picture, "tag_v2", {})
    with told("The TIFF says something of its heights that cannot be read; save it again."):
        if _NO_DATA in tags:
            missing = float(str(tags[_NO_DATA]).strip("\0 "))
            heights = np.where(heights == heights.dtype.type(missing), np.nan, heights.astype(np.float64))
        box, notes = None, [Note("heights as they are in the file")]
        if _PIXEL_SCALE in tags and _TIE_POINT in tags:
            (dx, dy, *_), (i, j, _, x, y, *_) = tags[_PIXEL_SCALE], tags[_TIE_POINT]
            rows, columns = heights.shape
            left, top = x + (0.5 - i) * dx, y - (0.5 - j) * dy
            box = (left, left + (columns - 1) * dx, top - (rows - 1) * dy, top)
            notes.append(cells(dx, dy))
    return [Grid(heights, box, Note("heights"), tuple(notes))]
