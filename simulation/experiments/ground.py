"""Where an experiment takes place: a built-in surface or one of the user's own, as data that can be compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any, cast

import numpy as np

from formulas import Formula, FormulaError
from formulas.reading.formula_text import Reading, read_formula
from simulation.experiments import link
from simulation.experiments.specs import read_parameters
from surfaces import SURFACES, Surface
from surfaces.heightmaps.heightmap import example, heightmap
from surfaces.losses.own_data import with_data
from surfaces.suit import suited

FORMULA, HEIGHTMAP = "formula", "heightmap"
KINDS = (*SURFACES, FORMULA, HEIGHTMAP)
LOSSES = tuple(key for key, surface in SURFACES.items() if surface.examples)
MAX_PARAMETERS = 8  # of a formula: each is a slider
DOMAIN = (-5.0, 5.0, -5.0, 5.0)

Domain = tuple[float, ...]
Rows = tuple[tuple[float, ...], ...]
Box = tuple[float, float, float, float]  # what a domain is once it is checked

#: What belongs to some kinds of surfaces only.
_PARTS_OF = {"formula": (FORMULA,), "domain": (FORMULA, HEIGHTMAP), "heights": (HEIGHTMAP,), "data": LOSSES}


@dataclass(frozen=True)
class Ground:
    """A surface with its parameters. Make one with `ground`, which checks them.

    kind        a key of `SURFACES`, "formula" or "heightmap"
    parameters  (name, value) of those that are not defaults
    formula     the text of f(x, y) as it was typed, if it is a formula
    declared    names in it that stay numbers, however they look
    domain      (xmin, xmax, ymin, ymax) of the picture, if it is a formula or a heightmap
    heights     rows of heights, if it is a heightmap of the user's own; the first row is the top
    data        rows of input and target, if it is a loss on data of the user's own
    """

    kind: str
    parameters: tuple[tuple[str, float], ...] = ()
    formula: str = ""
    domain: Domain = ()
    heights: Rows = ()
    data: Rows = ()
    declared: tuple[str, ...] = ()

    @cached_property
    def key(self) -> str:
        """A short word that no other ground has: "rosenbrock~b~50.0"."""
        if self.kind in SURFACES and not self.data:
            return link.surface_text(self.kind, dict(self.parameters))
        words = repr((self.parameters, self.formula, self.domain, *self.declared))
        numbers = np.array(self.heights or self.data).tobytes()
        return f"{self.kind}~{hashlib.blake2b(words.encode() + numbers, digest_size=8).hexdigest()}"

    @property
    def fits_a_link(self) -> bool:
        """Whether it can be told in a few words; data and heights of one's own cannot."""
        return not self.data and not self.heights

    @property
    def reading(self) -> Reading:
        """What was read of the formula."""
        return read_formula(self.formula, self.declared)

    @cached_property
    def surface(self) -> Surface:
        """The surface meant, the same object each time, so that its points are found once."""
        return _surface(self)


def ground(
    kind: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    formula: str = "",
    domain: Domain = (),
    heights: Rows = (),
    data: Rows = (),
) -> Ground:
    """The checked ground. Parameters may be texts for numbers, and those of a formula that are not given are 1.

    ValueError in one sentence if something is wrong; for a formula its subclass FormulaError, which knows the column.
    """
    given = {"formula": formula, "domain": domain, "heights": heights, "data": data}
    for part, kinds in _PARTS_OF.items():
        if given[part] and kind not in kinds:
            owners = " or ".join(map(repr, kinds))
            raise ValueError(f"An experiment has {part} where the surface is {owners}, not where it is {kind!r}.")
    declared = declared_names(formula, parameters or {}) if kind == FORMULA else ()
    bare = Ground(kind, formula=formula, domain=tuple(domain), heights=heights, data=data, declared=declared)
    bare = replace(bare, domain=tuple(_plain(bare).domain) if kind in (FORMULA, HEIGHTMAP) else ())
    return replace(bare, parameters=tuple(read_parameters(_plain(bare), parameters or {}).items()))


def declared_names(formula: str, given: Iterable[str]) -> tuple[str, ...]:
    """Those names of a formula that stay numbers because they are given a value, as links of before do: there xy was a
    name like any other, not x·y."""
    try:
        read = Formula.parse(read_formula(formula).text, parameters=None).parameters
    except FormulaError:
        read = ()
    if not (others := {*given} - {*read}):
        return ()
    try:
        return tuple(sorted(others & {*Formula.parse(formula, parameters=None).parameters}))
    except FormulaError:
        return ()


@lru_cache(maxsize=64)
def _surface(where: Ground) -> Surface:
    surface = _plain(replace(where, parameters=()))
    if where.parameters:
        surface = surface.with_parameters(**dict(where.parameters))
    return suited(surface) if where.kind == FORMULA else surface


@lru_cache(maxsize=64)
def _plain(where: Ground) -> Surface:
    """The surface with all parameters as they are by default."""
    domain = cast(Box, where.domain)
    if where.kind == HEIGHTMAP:
        return heightmap(where.heights or example(), domain or None)
    if where.kind in SURFACES:
        surface = SURFACES[where.kind]
        return with_data(surface, where.data) if where.data else surface
    names = Formula.parse(where.reading.text, parameters=None).parameters
    if len(names) > MAX_PARAMETERS:
        named = ", ".join(names)
        raise FormulaError(f"A formula may have {MAX_PARAMETERS} named numbers, not {len(names)}: {named}.")
    return Surface.from_formula(where.reading.text, domain or DOMAIN, dict.fromkeys(names, 1.0))
