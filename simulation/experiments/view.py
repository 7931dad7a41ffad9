"""How an experiment is seen, as the part `view` of a link: a layout, unless it is the page's own, then name ~ value.

    view=overlay~zoom~-2,2,-1,3~level~true~hidden~2,3~curve~gap~arrows~gradient,step~step~40

It is no part of the experiment: two links that differ in it open equal experiments, and one that cannot be read leaves
the experiment as it is.

layout              "overlay", "panels" or "space"
zoom                xmin, xmax, ymin, ymax of what is seen; of a function on a line, the last two are of f
level               whether x and y have equal scales
hidden              the numbers of the runs that are not drawn, in the order of the link
curve, against, log what the curves show, against what, and whether on a logarithmic scale
arrows              what is drawn of the present step; "none" where a curve would have its tangent and step
camera              azimuth and elevation in degrees, distance in the units of the box, of the view in 3-D
step                of the clock, which then stands still
inside, formulas    the number of the run whose step is taken apart, and whether its formulas are filled in
handles             the one or two numbers that can be moved in the picture: of the chosen run, or "f.a" of the surface
colours             of the heights
library, arguments  the class of another library whose path is drawn beside ("true": the same rule), and its arguments
batch, beside       whether the path of the full batch, or of the rule that was opened as text, is drawn beside
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from simulation.experiments.mistakes import MAX_RUNS
from simulation.running.simulate import MAX_STEPS

MAX_VIEW = 600  # characters
MOST_HANDLES = 2
LAYOUTS = ("overlay", "panels", "space")
COLOURS = ("calm", "viridis", "cividis")
ARROWS = ("gradient", "given", "momentum", "step", "asked", "axes", "parabola", "none")
CURVES = (
    *("value", "gap", "gradient_norm", "distance", "step_length", "lr", "x", "y"),
    *("accuracy", "weight_norm", "sparsity", "true"),  # of trainings
)
AGAINST = ("step", "evaluations")

_LARGEST = 1e37  # of what is seen; beyond it there are no pixels
_Reader = Callable[[str], Any]


def _numbers(count: int, good: Callable[[list[float]], bool]) -> _Reader:
    def read(text: str) -> list[float]:
        found = [float(part) for part in text.split(",")]
        if len(found) != count or not all(math.isfinite(c) and abs(c) <= _LARGEST for c in found) or not good(found):
            raise ValueError
        return found

    return read


def _whole(low: int, high: int) -> _Reader:
    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not low <= int(text) <= high:
            raise ValueError
        return int(text)

    return read


def _one_of(*words: str) -> _Reader:
    return lambda text: words[words.index(text)]


def _some_of(read: _Reader) -> _Reader:
    return lambda text: list(dict.fromkeys(read(part) for part in text.split(",")))


def _switch(text: str) -> bool:
    return (False, True)[("false", "true").index(text)]


def _word(text: str) -> str:
    if not re.fullmatch(r"[\w.]{1,80}", text):
        raise ValueError
    return text


def _setting(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z_]\w{0,39}(\.[A-Za-z_]\w{0,39}){0,3}", text):
        raise ValueError
    return text


def _few_of(read: _Reader, most: int) -> _Reader:
    some = _some_of(read)

    def few(text: str) -> list[Any]:
        if len(found := some(text)) > most:
            raise ValueError
        return found

    return few


_PARTS: dict[str, tuple[_Reader, str]] = {
    "layout": (_one_of(*LAYOUTS), f"one of {', '.join(LAYOUTS)}"),
    "zoom": (
        _numbers(4, lambda c: c[0] < c[1] and c[2] < c[3]),
        "four numbers xmin,xmax,ymin,ymax such as -2,2,-1,3, each least before its greatest",
    ),
    "level": (_switch, "true or false"),
    "hidden": (_some_of(_whole(1, MAX_RUNS)), f"numbers of runs from 1 to {MAX_RUNS} such as 2,3"),
    "curve": (_one_of(*CURVES), f"one of {', '.join(CURVES)}"),
    "against": (_one_of(*AGAINST), f"one of {', '.join(AGAINST)}"),
    "log": (_switch, "true or false"),
    "arrows": (_some_of(_one_of(*ARROWS)), f"some of {','.join(ARROWS)}"),
    "camera": (
        _numbers(3, lambda c: abs(c[0]) <= 360 and 2 <= c[1] <= 89 and 0.9 <= c[2] <= 6),
        "azimuth, elevation from 2 to 89 and distance from 0.9 to 6, such as -62,43,1.95",
    ),
    "step": (_whole(0, MAX_STEPS), f"a whole number from 0 to {MAX_STEPS}"),
    "inside": (_whole(1, MAX_RUNS), f"the number of a run from 1 to {MAX_RUNS}"),
    "formulas": (_switch, "true or false"),
    "handles": (_few_of(_setting, MOST_HANDLES), "one or two settings such as lr,momentum or f.a"),
    "colours": (_one_of(*COLOURS), f"one of {', '.join(COLOURS)}"),
    "library": (_word, "the name of a class, or true for the same rule"),
    "arguments": (lambda text: text[:300], "arguments"),
    "batch": (_switch, "true or false"),
    "beside": (_switch, "true or false"),
}

#: What the sidebar of a page shows, and not the player.
PAGES_OWN = frozenset({"colours", "library", "arguments", "batch", "beside"})


def read_view(text: str) -> dict[str, Any]:
    """Part → value. ValueError in one sentence if the text is no view."""
    if len(text) > MAX_VIEW:
        raise ValueError(f"The view of the link is longer than {MAX_VIEW} characters.")
    parts = text.split("~") if text else []
    if len(parts) % 2:
        parts.insert(0, "layout")
    names = parts[::2]
    if unknown := next((name for name in names if name not in _PARTS), None):
        raise ValueError(f"The view of the link has an unknown part {unknown[:40]!r}; known are {', '.join(_PARTS)}.")
    if len(set(names)) < len(names):
        raise ValueError("The view of the link says a part more than once.")
    return {name: _read(name, value) for name, value in zip(names, parts[1::2], strict=True)}


def view_text(view: Mapping[str, Any]) -> str:
    """The text that `read_view` reads back."""
    layout = [view["layout"]] if "layout" in view else []
    return "~".join(layout + [part for name in view if name != "layout" for part in (name, _text(view[name]))])


def _read(name: str, text: str) -> Any:
    reader, right = _PARTS[name]
    try:
        return reader(text)
    except ValueError:
        raise ValueError(f"The view of the link says {name!r} is {text[:40]!r}; it must be {right}.") from None


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(map(_text, value))
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.10g}" if isinstance(value, float) else str(value)
