"""What can be chosen about a page that plays anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from parameters import Described, hyper
from simulation.experiments.view import COLOURS, LAYOUTS

THEMES = ("system", "light", "dark")
SPEEDS = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0)
#: Option → the card of the player that is left out without it.
_CARDS = {"heading": "title", "curves": "loss", "table": "inside", "fit": "fit", "bar": "bar"}


@dataclass(frozen=True)
class PageOptions(Described):
    """Of a page. A single run has one map, whether "overlay" or "panels" is asked for."""

    title = "A page"

    layout: str = hyper("panels", choices=LAYOUTS, doc="layout at first")
    theme: str = hyper("system", choices=THEMES, doc="colours of the page")
    colours: str = hyper("calm", choices=COLOURS, doc="colours of the heights")
    three_d: bool = hyper(False, doc="3-D can be chosen (0.8 MB more)")
    autoplay: bool = hyper(True, doc="plays when it is opened")
    speed: float = hyper(1.0, choices=SPEEDS, doc="speed at first")
    heading: bool = hyper(True, doc="title and sentence")
    curves: bool = hyper(True, doc="curves")
    table: bool = hyper(True, doc="inside of the step")
    fit: bool = hyper(True, doc="fitted curve", rare=True)
    bar: bool = hyper(True, doc="playback bar")

    @property
    def deep(self) -> bool:
        """Whether there is 3-D: where it is asked for, and where the page begins with it."""
        return self.three_d or self.layout == "space"

    def for_player(self) -> dict[str, Any]:
        """The options of the player's header that say so."""
        hidden = [card for name, card in _CARDS.items() if not getattr(self, name)]
        dressed = {"embed": True, "hide": hidden} if hidden else {}
        flat = {} if self.deep else {"flat": True}
        return {"colorscale": self.colours, "autoplay": self.autoplay, "speed": float(self.speed), **flat, **dressed}
