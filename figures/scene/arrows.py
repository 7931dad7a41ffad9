"""What moved a path in a step, in the plane: the gradient that it was given, momentum, the step itself.
`map/anatomy.js` of the player does the same."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from figures.framing import Box
from figures.scene.looks import ARROW_MOST, ARROW_PART, ARROW_SMALLEST
from figures.scene.scene import Lane, Scene
from optimizers.reading.directions import directions
from optimizers.wrappers.inner import inner_rule
from words.language import _
from words.numbers import short

#: What can be asked for as `arrows` → what is then drawn of the last step; anything else is drawn by itself.
KINDS = {"none": (), "all": ("gradient", "momentum", "step")}
_TANGENT = 0.14  # of the picture's width on either side


@dataclass(frozen=True, eq=False)
class Arrow:
    """From a point along a vector; `kind` is one of `looks.ARROWS`."""

    kind: str
    at: np.ndarray
    vector: np.ndarray


@dataclass(frozen=True, eq=False)
class LastStep:
    """The arrows in a picture.

    step     the row that it led to
    of_runs  those of every run
    longer   by how much all but steps are longer than in the plane
    words    what their kinds are called
    """

    step: int
    of_runs: list[list[Arrow]]
    longer: float
    words: dict[str, str]

    def end(self, one: Arrow) -> np.ndarray:
        """Where its point is."""
        return one.at + one.vector * (1.0 if one.kind == "step" else self.longer)


def last_step(
    scene: Scene, step: int, kinds: Collection[str], view: Box, size: tuple[float, float], radius: float
) -> LastStep:
    """The arrows of the step that led to this row, of every run's first path, as they are seen on a map.

    size, radius  of a map and of a head, in one unit
    """
    found = [arrows(scene, run.leader, step, kinds) for run in scene.runs]
    longer = factor([one for some in found for one in some], view, size)
    heads = [run.leader.points[min(step, run.leader.last)] for run in scene.runs]
    found = [uncovered(some, head, view, size, radius) for some, head in zip(found, heads, strict=True)]
    times = "" if longer == 1 else f" × {short(longer, 6)}"
    seen = dict.fromkeys(one.kind for some in found for one in some)
    said = {kind: words(kind, maximize=scene.maximize) + times * (kind != "step") for kind in seen}
    return LastStep(step, found, longer, said)


def arrows(scene: Scene, lane: Lane, step: int, kinds: Collection[str]) -> list[Arrow]:
    """Of the step that led to this row; none before the first. Of a function on a line they lie along x, at the height
    of the point that they begin at."""
    row, path = min(step, lane.last), lane.path
    if row < 1 or not np.isfinite(path.x[row - 1 : row + 1]).all():
        return []
    before = path.x[row - 1]
    asked = path.asked[row] if np.isfinite(path.asked[row]).all() else before
    found = []
    if "gradient" in kinds:
        sign = 1.0 if path.maximize else -1.0
        exact = scene.surface.gradient(asked)
        found.append(Arrow("gradient", asked, sign * exact))
        if np.isfinite(path.seen[row]).all() and not np.array_equal(-sign * exact, path.seen[row]):
            found.append(Arrow("given", asked, -path.seen[row]))
    if "momentum" in kinds:
        found += [Arrow("momentum", before, sign * path.states[name][row]) for name, sign in _momenta(lane)]
    if "step" in kinds:
        found.append(Arrow("step", before, path.x[row] - before))
    shown = [one for one in found if np.isfinite(one.vector).all() and one.vector.any()]
    # Along x they lie on each other: the widest is drawn first.
    return [_along_x(scene, one) for one in reversed(shown)] if scene.line else shown


def _along_x(scene: Scene, one: Arrow) -> Arrow:
    at = np.array([one.at[0], float(scene.surface.value(one.at))])
    return replace(one, at=at, vector=np.array([one.vector[0], 0.0]))


def tangent(scene: Scene, lane: Lane, step: int, view: Box) -> np.ndarray | None:
    """Both ends `(2, 2)` of the tangent to a function on a line where the step to this row asked for its slope; None of
    a surface, and where there was no step."""
    row = min(step, lane.last)
    if not scene.line or row < 1 or not np.isfinite(lane.path.x[row - 1 : row + 1]).all():
        return None
    asked = lane.path.asked[row] if np.isfinite(lane.path.asked[row]).all() else lane.path.x[row - 1]
    value, slope = float(scene.surface.value(asked)), float(scene.surface.gradient(asked)[0])
    if not np.isfinite([value, slope]).all():
        return None
    reach = _TANGENT * (view[1] - view[0]) / np.hypot(1.0, slope * (view[1] - view[0]) / (view[3] - view[2]))
    ways = np.array([-reach, reach])
    return np.stack([asked[0] + ways, value + slope * ways], axis=-1)


def uncovered(
    found: Sequence[Arrow], head: np.ndarray, view: Box, size: tuple[float, float], radius: float
) -> list[Arrow]:
    """The arrows of a path with none under its head, which hides short ones: where one begins there, it begins at the
    edge of the head, and the step ends there.

    size, radius  of the map and of the head, in one unit
    """
    scale = np.array([size[0] / (view[1] - view[0]), size[1] / (view[3] - view[2])])

    def edge(vector: np.ndarray) -> np.ndarray:
        length = float(np.hypot(*(vector * scale)))
        return vector * (radius / length) if length > 0 else 0 * vector

    def moved(one: Arrow) -> Arrow:
        if float(np.hypot(*((one.at - head) * scale))) >= radius:
            return one
        at = head - edge(one.vector) - one.vector if one.kind == "step" else head + edge(one.vector)
        return replace(one, at=at)

    return [moved(one) for one in found]


def _momenta(lane: Lane) -> list[tuple[str, int]]:
    """States that point somewhere, and the sign with which they point downhill."""
    if lane.rule is None:
        return []
    inner = inner_rule(lane.rule)
    known = directions(lane.rule) if inner is None else {f"inner.{k}": v for k, v in directions(inner).items()}
    return [(name, sign) for name, sign in known.items() if name in lane.path.states]


def words(kind: str, *, maximize: bool = False) -> str:
    """What an arrow is called."""
    if maximize and kind in ("gradient", "given"):
        return _("gradient") if kind == "gradient" else _("gradient as the rule is given it")
    return {
        "gradient": _("− gradient"),
        "given": _("− gradient as the rule is given it"),
        "momentum": _("momentum"),
        "step": _("step taken"),
    }[kind]


def factor(found: Sequence[Arrow], view: Box, size: tuple[float, float]) -> float:
    """By how much all arrows but steps are longer than in the plane: 1 where they fit and are long enough to be seen.

    size  of a map, in any unit
    """
    scale = np.array([size[0] / (view[1] - view[0]), size[1] / (view[3] - view[2])])
    lengths = [float(np.hypot(*(one.vector * scale))) for one in found if one.kind != "step"]
    longest, room = max(lengths, default=0.0), ARROW_PART * min(size)
    if longest == 0 or ARROW_SMALLEST * room <= longest <= room:
        return 1.0
    return min(ARROW_MOST, _nice(room / longest))


def _nice(room: float) -> float:
    """The greatest 1, 2 or 5 times a power of ten that is not greater."""
    power = 10.0 ** math.floor(math.log10(room))
    return next(part * power for part in (5, 2, 1) if part * power <= room * (1 + 1e-9))
