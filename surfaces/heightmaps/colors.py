"""Heights that a picture's colours stand for: elevation in three bytes, or a scale of colours.

Terrarium: R·256 + G + B/256 − 32768 metres (Mapzen, "Terrain Tiles", github.com/tilezen/joerd). Terrain-RGB: −10000 +
(R·65536 + G·256 + B)/10 metres (docs.mapbox.com/data/tilesets/reference/mapbox-terrain-rgb-v1). The scales are those
of Matplotlib (matplotlib.org/stable/gallery/color/colormap_reference.html), at 33 even places.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

#: Name → (factors of R, G and B, added, the unit of the last byte)
ENCODINGS = {
    "Terrarium": ((256.0, 1.0, 1 / 256), -32768.0, 1 / 256),
    "Terrain-RGB": ((6553.6, 25.6, 0.1), -10000.0, 0.1),
}
_USUAL = {"Terrarium": (83, 165), "Terrain-RGB": (0, 2)}  # first bytes of what is on earth
_EARTH = (-11_500.0, 9_500.0)  # metres between the deepest trench and the highest summit, and a little more
_CALMER = 0.5  # heights are so much calmer than their last bytes, or it is no encoding; less where the first is alike
_NEAR, _MOST = 14.0, 0.9  # of 255: how near to a scale, and how much of the picture, for it to be the picture's
_FINE = 1024  # colours of a scale


def encoding(pixels: NDArray[Any]) -> str:
    """The encoding of elevation of which pixels `(rows, columns, 3)` of 8 bits are; "" if of none."""
    rgb = pixels.astype(np.float64)
    bytes_below = max(_roughness(rgb[..., 1]), _roughness(rgb[..., 2]))
    for name, (factors, added, _) in ENCODINGS.items():
        heights = rgb @ np.array(factors) + added
        on_earth = (heights >= _EARTH[0]).mean() > 0.95 and (heights <= _EARTH[1]).mean() > 0.95
        usual = np.mean((_USUAL[name][0] <= rgb[..., 0]) & (rgb[..., 0] <= _USUAL[name][1])) > 0.99
        if on_earth and usual and _roughness(heights) < (_CALMER if np.ptp(rgb[..., 0]) > 2 else 1.2) * bytes_below:
            return name
    return ""


def _roughness(values: Array) -> float:
    """How much neighbours differ, measured in how much all differ: about 1.1 for noise, 0 for a plain."""
    spread = float(values.std())
    steps = [np.abs(np.diff(values, axis=axis)).mean() for axis in (0, 1) if values.shape[axis] > 1]
    return float(np.mean(steps)) / spread if spread else 0.0


@cache
def scales() -> dict[str, Array]:
    """Name → colours `(1024, 3)` from 0 to 255, from the low end to the high one."""
    known = json.loads((Path(__file__).parent / "color_scales.json").read_text(encoding="utf-8"))
    found = {}
    for name, text in known.items():
        stops = np.array([list(bytes.fromhex(color)) for color in text.split()], dtype=np.float64)
        at, even = np.linspace(0, 1, _FINE), np.linspace(0, 1, len(stops))
        found[name] = np.stack([np.interp(at, even, stops[:, channel]) for channel in range(3)], axis=-1)
    return found


def scale(pixels: NDArray[Any]) -> tuple[str, bool]:
    """(the scale nearest to pixels `(n, 3)`, "" if none is near to most, and whether it is theirs beyond doubt)"""
    from scipy.spatial import KDTree

    best = ("", -1.0, np.inf)
    for name, colors in scales().items():
        distances, _ = KDTree(colors).query(pixels)
        near = float((distances <= _NEAR).mean())
        if (near, -distances.mean()) > (best[1], -best[2]):
            best = (name, near, float(distances.mean()))
    return best[0] if best[1] > 0.5 else "", best[1] >= _MOST


def on_scale(pixels: NDArray[Any], name: str) -> Array:
    """Where on the scale each of pixels `(rows, columns, 3)` is: from 0 to 1."""
    from scipy.spatial import KDTree

    _, places = KDTree(scales()[name]).query(pixels.reshape(-1, 3))
    found: Array = places.reshape(pixels.shape[:2]) / (_FINE - 1)
    return found
