"""Which step a film shows when: the first frame has the first step, the last one the last."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class Shot:
    """A step, and for how many frames it is seen."""

    step: int
    frames: int


def steps_shown(first: int, last: int, frames: int) -> list[int]:
    """The step of every frame, evenly from the first to the last. One frame alone shows the last."""
    if frames < 2 or first == last:
        return [last]
    gaps = frames - 1
    return [first + (2 * i * (last - first) + gaps) // (2 * gaps) for i in range(frames)]


def shots(first: int, last: int, seconds: float, fps: float, hold: float) -> list[Shot]:
    """Of a film that takes so many seconds from `first` to `last`, with the last step held for `hold` more.

    A way of at least one step has two frames at least, so that it is seen where it begins.
    """
    shown = steps_shown(first, last, max(2, round(seconds * fps)))
    found = [Shot(step, len(list(frames))) for step, frames in groupby(shown)]
    return [*found[:-1], Shot(last, found[-1].frames + round(hold * fps))]


def ends(some: list[Shot], fps: float, units: int) -> list[int]:
    """When every shot ends, in so many units a second: rounded, but never further and further off."""
    found, frames = [], 0
    for shot in some:
        frames += shot.frames
        found.append(round(frames * units / fps))
    return found
