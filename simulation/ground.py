"""Where an experiment takes place: a built-in surface or one of the user's own, as data that can be compared."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from functools import cached_property, lru_cache
from typing import Any, cast

from formulas import Formula, FormulaError
from simulation import link
from simulation.specs import read_parameters
from surfaces import SURFACES, Surface
from surfaces.suit import suited

FORMULA = "formula"
KINDS = (*SURFACES, FORMULA)
MAX_PARAMETERS = 8  # of a formula: each is a slider
DOMAIN = (-5.0, 5.0, -5.0, 5.0)

Domain = tuple[float, ...]
Rows = tuple[tuple[float, ...], ...]
Box = tuple[float, float, float, float]  # what a domain is once it is checked


@dataclass(frozen=True)
class Ground:
    """A surface with its parameters. Make one with `ground`, which checks them.

    Attributes:
        kind: a key of `SURFACES`, or "formula".
        parameters: (name, value) of those that are not defaults.
        formula: the text of f(x, y), if it is a formula.
        domain: (xmin, xmax, ymin, ymax) of the picture, if it is a formula.
        data: rows of input and target, if it is a loss on data of the user's own.
    """

    kind: str
    parameters: tuple[tuple[str, float], ...] = ()
    formula: str = ""
    domain: Domain = ()
    data: Rows = ()

    @cached_property
    def key(self) -> str:
        """A short word that no other ground has: "rosenbrock~b~50.0"."""
        if self.kind in SURFACES and not self.data:
            return link.surface_text(self.kind, dict(self.parameters))
        return f"{self.kind}~{hashlib.blake2b(repr(astuple(self)).encode(), digest_size=8).hexdigest()}"

    @property
    def fits_a_link(self) -> bool:
        """Whether it can be told in a few words; data of one's own cannot."""
        return not self.data

    @property
    def surface(self) -> Surface:
        """The surface meant, the same object each time, so that its points are found once."""
        return _surface(self)


def ground(
    kind: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    formula: str = "",
    domain: Domain | None = None,
    data: Rows = (),
) -> Ground:
    """The checked ground. Parameters may be texts for numbers, and those of a formula that are not given are 1.

    ValueError in one sentence if something is wrong; for a formula its subclass FormulaError, which knows the column.
    """
    if kind in SURFACES and (formula or domain):
        raise ValueError(f"formula and domain belong to the surface {FORMULA!r}, not to {kind!r}.")
    if kind == FORMULA and data:
        raise ValueError(f"data belong to a loss such as least_squares, not to {kind!r}.")
    bare = Ground(kind, formula=formula, domain=() if kind in SURFACES else tuple(domain or DOMAIN), data=data)
    return replace(bare, parameters=tuple(read_parameters(_plain(bare), parameters or {}).items()))


@lru_cache(maxsize=64)
def _surface(where: Ground) -> Surface:
    surface = _plain(where)
    if where.parameters:
        surface = surface.with_parameters(**dict(where.parameters))
    return surface if where.kind in SURFACES else suited(surface)


@lru_cache(maxsize=64)
def _plain(where: Ground) -> Surface:
    """The surface with all parameters as they are by default."""
    if where.kind in SURFACES:
        surface = SURFACES[where.kind]
        return surface.with_data(where.data) if where.data else surface
    names = Formula.parse(where.formula, parameters=None).parameters
    if len(names) > MAX_PARAMETERS:
        named = ", ".join(names)
        raise FormulaError(f"A formula may have {MAX_PARAMETERS} named numbers, not {len(names)}: {named}.")
    return Surface.from_formula(where.formula, cast(Box, where.domain), dict.fromkeys(names, 1.0))
