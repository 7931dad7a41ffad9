"""A surface as instructions: f, its gradient and the upper triangle of its Hessian at one point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from formulas import Formula
from formulas.machine import Block, blocks
from simulation.live.reasons import NotLiveError
from surfaces import Surface
from surfaces.heightmaps.heightmap import Spline
from surfaces.losses.loss import loss_of

MOST_ROWS = 2_000  # of data that travel with a loss, and are gone through at every step


@dataclass(frozen=True, eq=False)
class WrittenGround:
    """Blocks of the coordinates, then of a row of data where f is the mean over some, then of the parameters.

    blocks      as `formulas.machine.blocks` names them
    parameters  name → value
    rows        the columns of the data, `(N,)` each
    spline      whether it is the spline of a heightmap, which travels with its picture, and has no blocks
    """

    dimensions: int
    blocks: Mapping[str, Block]
    parameters: Mapping[str, float]
    rows: tuple[np.ndarray, ...] = ()
    spline: bool = False


def written_ground(surface: Surface) -> WrittenGround:
    """The surface as instructions. NotLiveError if it has none, or too many rows of data."""
    parameters = dict(zip(surface.parameters, map(float, surface.arguments), strict=True))
    if loss := loss_of(surface):
        if loss.examples > MOST_ROWS:
            raise NotLiveError(
                "The loss has {rows} rows of data: a page walks by itself with at most {most}.",
                rows=loss.examples,
                most=MOST_ROWS,
            )
        return WrittenGround(surface.dimensions, _blocks(loss.model.formula), parameters, (loss.u, loss.v))
    if isinstance(surface.function, Spline):
        return WrittenGround(surface.dimensions, {}, parameters, spline=True)
    if not isinstance(surface.function, Formula):
        raise NotLiveError("The surface is no formula: only the server can work it out.")
    return WrittenGround(surface.dimensions, _blocks(surface.function), parameters)


@lru_cache(maxsize=64)
def _blocks(formula: Any) -> Mapping[str, Block]:
    """In the order of `WrittenGround`: the columns of a loss are the first of its formula's parameters."""
    return blocks(formula.tree, formula.variables, formula.parameters)
