"""What a page needs to walk runs by itself: instructions as `simulation.live` writes them, and the numbers they follow.

Everything is sent once: runs of one rule share its instructions, runs of one seed their noise. The numbers are of
double precision, behind those of the paths in the blob.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from optimizers.reading.given import name_of
from simulation.judging.results import least_value
from simulation.live.course import MOST_BYTES, Course, course
from simulation.live.ground import WrittenGround, written_ground
from simulation.live.reasons import NotLiveError
from simulation.running.asked import Asked
from simulation.running.steps import Written
from surfaces import Surface
from words.language import _

_UNTOLD = NotLiveError("This path is drawn as it came: the page was not told how to walk it.")
_ASK_HESSIAN = {"diagonal", "bend"}  # series for which the second derivatives travel, whatever the rules ask


@dataclass
class Live:
    """The live part of a payload.

    header  `PathsHeader.live`, empty if no run is live
    runs    of every run {"live": …} or {"resting": why it is not}
    arrays  what `header["arrays"]` describes, in its order
    """

    header: dict[str, Any] = field(default_factory=dict)
    runs: list[dict[str, Any]] = field(default_factory=list)
    arrays: list[np.ndarray] = field(default_factory=list)


def live(surface: Surface, runs: Sequence[Asked | None], series: Sequence[set[str]]) -> Live:
    """The live part of runs on a surface; None of a path that is not walked by a rule of ours.

    series  names of the series that each run is sent with
    """
    found = Live()
    try:
        ground = written_ground(surface)
    except NotLiveError as why:
        found.runs = [_resting(why if asked else _UNTOLD) for asked in runs]
        return found
    pack = _Pack()
    most = MOST_BYTES / max(1, len(runs))
    for asked in runs:
        try:
            walked = course(asked, ground.dimensions, surface.examples, most) if asked else None
            found.runs.append({"live": pack.run(walked)} if walked else _resting(_UNTOLD))
        except NotLiveError as why:
            found.runs.append(_resting(why))
    if pack.programs:
        hessian = any(_ASK_HESSIAN & names for names in series) or any(_asks_second(one) for one in pack.programs)
        found.header = {"ground": pack.ground(ground, hessian), "programs": [_program(one) for one in pack.programs]}
        lowest = least_value(surface.negated if any(asked and asked.maximize for asked in runs) else surface)
        found.header |= {} if lowest is None else {"lowest": lowest}
        found.header["arrays"] = [[array.dtype.str[1:], array.size] for array in pack.arrays]
        found.arrays = pack.arrays
    return found


def _resting(why: NotLiveError) -> dict[str, str]:
    return {"resting": _(why.sentence).format(**why.values)}


def _asks_second(program: Written) -> bool:
    return "second" in program.step.operations


def _program(program: Written) -> dict[str, Any]:
    return {
        "inputs": list(program.inputs),
        "begin": program.begin.plain,
        "step": program.step.plain,
        "states": list(program.states),
    }


class _Pack:
    """Programs and arrays, each once."""

    def __init__(self) -> None:
        self.programs: list[Written] = []
        self.arrays: list[np.ndarray] = []
        self._places: dict[tuple[str, bytes], int] = {}

    def array(self, values: np.ndarray, kind: str = "<f8") -> int:
        """The place of these numbers among the arrays."""
        values = np.ascontiguousarray(values, dtype=kind)
        key = (kind, values.tobytes())
        if key not in self._places:
            self._places[key] = len(self.arrays)
            self.arrays.append(values)
        return self._places[key]

    def run(self, walked: Course) -> dict[str, Any]:
        """`RunHeader.live`; what is left out is not there."""
        if walked.program not in self.programs:
            self.programs.append(walked.program)
        asked = walked.asked
        stop = {name: value for name, value in asked.stop.values().items() if value}
        noise = {name_of(place, "noise"): self.array(numbers) for place, numbers in walked.noise.items()}
        follows: dict[str, Any] = {}
        for name, one in walked.follows.items():
            follows[name] = [self.array(one.values), *([] if one.slope is None else [self.array(one.slope)])]
        rows = [self.array(numbers, "<u2") for numbers in walked.rows or ()]
        more = {"stop": stop, "noise": noise, "follows": follows, "rows": rows, "fixed": sorted(walked.fixed)}
        return {
            "program": self.programs.index(walked.program),
            "start": list(asked.start),
            "steps": asked.steps,
            "values": dict(walked.values),
            **({"climbs": True} if asked.maximize else {}),
            **{name: value for name, value in more.items() if value},
        }

    def ground(self, ground: WrittenGround, hessian: bool) -> dict[str, Any]:
        """`PathsHeader.live.ground`."""
        wanted = {name: block for name, block in ground.blocks.items() if hessian or not name.startswith("second")}
        return {
            "dimensions": ground.dimensions,
            "blocks": {name: block.plain for name, block in wanted.items()},
            "parameters": dict(ground.parameters),
            **({"spline": True} if ground.spline else {}),
            **({"rows": [self.array(column) for column in ground.rows]} if ground.rows else {}),
        }
