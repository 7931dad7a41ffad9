"""What can be chosen about a picture, with words, ranges and defaults: pages, shell and notebook read them here."""

from __future__ import annotations

from dataclasses import dataclass

from parameters import Described, hyper
from words.language import _
from words.numbers import whole

CM = 2.54  # of an inch
OWN = "own"
#: Size → (width, height) in centimetres and the size of words in points.
SIZES = {
    "slide": (33.867, 19.05, 18.0),
    "one column": (8.6, 7.4, 7.0),
    "two columns": (17.8, 9.6, 8.0),
    "page": (17.8, 23.0, 9.0),
}
CURVES = ("f", "gap")
_WORDS = (7.0, 18.0)  # in a picture of one's own size at least and at most


def last_of(first: int, last: int, end: int) -> int:
    """The last step that is drawn of paths with `end` steps; a `last` of 0 is the end. ValueError in one sentence if
    nothing would be drawn."""
    drawn = min(last or end, end)
    if first > drawn:
        words = _("Paths cannot begin at step {first}: the last one is {last}.")
        raise ValueError(words.format(first=whole(first), last=whole(drawn)))
    return drawn


@dataclass(frozen=True)
class Options(Described):
    """How a picture is made.

    size        one of `SIZES`, or "own": then `width` and `height` say, in centimetres
    layout      all paths on one map, or one map a run
    curve       what is drawn beside the maps: nothing, f, or f − f* where the least value is known
    first, last  steps from which and up to which paths are drawn; 0 is the end
    arrows      what is drawn of the last step
    view        what maps show: the domain, or all points of all paths
    theme       "publication" is black on white, with a pale ground
    font_size   in points; 0 is what suits the size
    line_width  how much wider lines and heads are than by themselves
    raster      whether the ground is an image where everything else is vectors
    """

    title = "Picture"

    size: str = hyper("two columns", choices=(*SIZES, OWN), doc="size")
    width: float = hyper(16.0, slider=(4, 40), within=(4, 120), doc="width in cm", when={"size": OWN})
    height: float = hyper(12.0, slider=(4, 40), within=(4, 120), doc="height in cm", when={"size": OWN})
    layout: str = hyper("overlay", choices=("overlay", "panels"), doc="maps")
    curve: str = hyper("none", choices=("none", *CURVES), doc="curve beside the map")
    log: bool = hyper(True, doc="curve on a log scale", when={"curve": frozenset(CURVES)})
    theme: str = hyper("light", choices=("light", "dark", "publication"), doc="style")
    colorscale: str = hyper("calm", choices=("calm", "viridis", "cividis"), doc="colours")
    heading: bool = hyper(True, doc="title")
    legend: bool = hyper(True, doc="legend")
    axes: bool = hyper(True, doc="axes")
    colorbar: bool = hyper(False, doc="colour bar")
    font: str = hyper("sans serif", choices=("sans serif", "serif"), doc="font", rare=True)
    font_size: float = hyper(0.0, slider=(0, 24), within=(0, 72), doc="font size in points (0: what suits)", rare=True)
    line_width: float = hyper(1.0, slider=(0.25, 3), within=(0.1, 10), doc="width of lines", rare=True)
    first: int = hyper(0, slider=(0, 1000), doc="first step", rare=True)
    last: int = hyper(0, slider=(0, 1000), doc="last step (0: the end)", rare=True)
    arrows: str = hyper("none", choices=("none", "gradient", "momentum", "step", "all"), doc="arrows of the last step")
    view: str = hyper("domain", choices=("domain", "paths"), doc="maps show", rare=True)
    raster: bool = hyper(False, doc="contour as an image", rare=True)

    @property
    def inches(self) -> tuple[float, float]:
        """Width and height."""
        width, height = (self.width, self.height) if self.size == OWN else SIZES[self.size][:2]
        return width / CM, height / CM

    @property
    def points(self) -> float:
        """The size of words."""
        if self.font_size:
            return self.font_size
        if self.size != OWN:
            return SIZES[self.size][2]
        low, high = _WORDS
        return min(high, max(low, 0.5 * (self.width * self.height) ** 0.5))

    @property
    def apart(self) -> bool:
        """Whether every run has a map of its own."""
        return self.layout == "panels"
