"""What can be chosen about a film. What pictures have as well is said where theirs is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from figures.options import CM, OWN, Options
from parameters import Described, hyper

#: Size → (width, height) in pixels.
SIZES = {"standard": (800, 600), "wide": (1280, 720), "full HD": (1920, 1080), "square": (720, 720),
         "upright": (720, 1280)}  # fmt: skip
_PICTURE = Options.hyperparameters()
_DPI = 96
_AIR = 0.01  # of a pixel, so that a size that passes through centimetres is not a pixel short


def _as_in_pictures(name: str) -> Any:
    known = _PICTURE[name]
    return field(default=known.default, metadata={"hyper": known})


@dataclass(frozen=True)
class FilmOptions(Described):
    """How a film is made.

    size     one of `SIZES`, or "own": then `width` and `height` say, in pixels
    seconds  from the first step to the last
    fps      frames per second
    hold     for how many seconds more the last step is seen
    trail    how many steps are drawn behind every head; 0 is all of them
    """

    title = "Film"

    size: str = hyper("standard", choices=(*SIZES, OWN), doc="size")
    width: int = hyper(800, slider=(320, 1920), within=(200, 3841), doc="width in pixels", when={"size": OWN})
    height: int = hyper(600, slider=(240, 1080), within=(200, 3841), doc="height in pixels", when={"size": OWN})
    seconds: float = hyper(6.0, slider=(1, 30), within=(0.1, 601), doc="seconds")
    fps: int = hyper(20, slider=(5, 60), within=(1, 61), doc="frames per second")
    hold: float = hyper(1.5, slider=(0, 5), within=(0, 61), doc="seconds at the end")
    layout: str = _as_in_pictures("layout")
    curve: str = _as_in_pictures("curve")
    log: bool = _as_in_pictures("log")
    theme: str = _as_in_pictures("theme")
    colorscale: str = _as_in_pictures("colorscale")
    heading: bool = _as_in_pictures("heading")
    legend: bool = _as_in_pictures("legend")
    counter: bool = hyper(True, doc="step and step size in the corners")
    axes: bool = _as_in_pictures("axes")
    colorbar: bool = _as_in_pictures("colorbar")
    trail: int = hyper(0, slider=(0, 500), doc="steps behind the head (0: all)", rare=True)
    first: int = _as_in_pictures("first")
    last: int = _as_in_pictures("last")
    view: str = _as_in_pictures("view")
    font: str = _as_in_pictures("font")
    font_size: float = _as_in_pictures("font_size")
    line_width: float = _as_in_pictures("line_width")

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height."""
        return (self.width, self.height) if self.size == OWN else SIZES[self.size]

    def picture(self, width: int, height: int) -> Options:
        """Of a frame of so many pixels. Its words are as large as suits the whole film."""
        own = ("size", "width", "height")
        shared = {name: value for name, value in self.values().items() if name in _PICTURE and name not in own}
        whole = Options(**shared | {"size": OWN} | _in_cm(*self.pixels))
        return Options(**shared | {"size": OWN, "font_size": whole.points} | _in_cm(width, height))


def _in_cm(width: int, height: int) -> dict[str, float]:
    return {"width": (width + _AIR) / _DPI * CM, "height": (height + _AIR) / _DPI * CM}


@dataclass(frozen=True)
class LoopOptions(FilmOptions):
    """Of pictures that move, which start again by themselves."""

    loop: bool = hyper(True, doc="start again at the end")
