"""What can be chosen about a picture as a file."""

from __future__ import annotations

from dataclasses import dataclass

from figures.options import Options
from parameters import hyper


@dataclass(frozen=True)
class PixelOptions(Options):
    """A picture of pixels: `scale` is how many times as many as a screen has, along each side."""

    scale: float = hyper(2.0, slider=(1, 4), within=(0.25, 9), doc="resolution, times that of a screen")
