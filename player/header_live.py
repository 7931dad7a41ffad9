"""What the player's headers hold of runs that the page walks by itself; the rest is in `player.header`."""

from __future__ import annotations

from typing import Literal, NotRequired

from pydantic import ConfigDict, with_config
from typing_extensions import TypedDict

strict = with_config(ConfigDict(extra="forbid"))


@strict
class BlockHeader(TypedDict):
    """Instructions, as `formulas.machine.Block` describes them; constants that are no finite numbers are words."""

    registers: int
    constants: list[float | Literal["NaN", "Infinity", "-Infinity"]]
    code: list[int]
    results: dict[str, list[int]]


@strict
class ProgramHeader(TypedDict):
    """A step of a rule (`simulation.running.steps.Written`)."""

    inputs: list[str]
    begin: BlockHeader
    step: BlockHeader
    states: list[str]


@strict
class LiveGroundHeader(TypedDict):
    """f (`simulation.live.ground.WrittenGround`); `rows` are places of arrays."""

    dimensions: int
    blocks: dict[str, BlockHeader]
    parameters: dict[str, float]
    rows: NotRequired[list[int]]
    spline: NotRequired[Literal[True]]  # f is the spline that came with the grid, and there are no blocks


@strict
class LiveHeader(TypedDict):
    """What the page walks runs with; the arrays follow the series."""

    ground: LiveGroundHeader
    lowest: NotRequired[float]  # the least value of what the runs descend on, that is known
    programs: list[ProgramHeader]
    arrays: list[tuple[Literal["f8", "u2"], int]]  # numbers of so many, each array filled up to four bytes


@strict
class LiveRunHeader(TypedDict):
    """How the page walks a run (`simulation.live.course.Course`); numbers of arrays are their places."""

    program: int
    start: list[float]
    steps: int
    values: dict[str, float]
    climbs: NotRequired[Literal[True]]  # the rule is given −f
    stop: NotRequired[dict[str, float]]
    noise: NotRequired[dict[str, int]]  # "transform.0.noise" → what is drawn
    follows: NotRequired[dict[str, list[int]]]  # setting → its values, and how much they grow with the base value
    rows: NotRequired[list[int]]  # rows of the mini-batches, and how many each has
    fixed: NotRequired[list[str]]  # settings that cannot be changed here
