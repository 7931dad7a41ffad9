"""Where an experiment takes place: a built-in surface or one of the user's own, as data that can be compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, cast

import numpy as np

from formulas import Formula, FormulaError
from formulas.reading.formula_text import Reading, read_formula
from simulation.experiments import link
from simulation.experiments.specs import read_parameters
from surfaces import SURFACES, Surface
from surfaces.checks import Box, has_two
from surfaces.heightmaps.heightmap import example, heightmap
from surfaces.losses.own_data import with_data
from surfaces.remembered import remembered, weighs
from surfaces.suit import suited

FORMULA, HEIGHTMAP = "formula", "heightmap"
KINDS = (*SURFACES, FORMULA, HEIGHTMAP)
LOSSES = tuple(key for key, surface in SURFACES.items() if surface.examples)
MAX_PARAMETERS = 8  # of a formula: each is a slider
DOMAIN = (-5.0, 5.0, -5.0, 5.0)
INTERVAL = (-5.0, 5.0)

Domain = tuple[float, ...]
Rows = tuple[tuple[float, ...], ...]

#: What belongs to some kinds of surfaces only.
_PARTS_OF = {
    **{"formula": (FORMULA,), "dimension": (FORMULA,), "domain": (FORMULA, HEIGHTMAP)},
    **{"heights": (HEIGHTMAP,), "data": LOSSES, "columns": (HEIGHTMAP, *LOSSES)},
}
_NAMED = {HEIGHTMAP: ("x", "y", "heights"), **dict.fromkeys(LOSSES, ("input", "target"))}


@dataclass(frozen=True)
class Ground:
    """A surface with its parameters. Make one with `ground`, which checks them.

    kind        a key of `SURFACES`, "formula" or "heightmap"
    parameters  (name, value) of those that are not defaults
    formula     the text of f(x, y) as it was typed, if it is a formula
    declared    names in it that stay numbers, however they look
    domain      (xmin, xmax, ymin, ymax) of the picture, if it is a formula or a heightmap; (xmin, xmax) of f(x)
    heights     rows of heights, if it is a heightmap of the user's own; the first row is the top
    data        rows of input and target, if it is a loss on data of the user's own
    columns     what the columns of such data are called, or x, y and the heights; () where nobody says
    """

    kind: str
    parameters: tuple[tuple[str, float], ...] = ()
    formula: str = ""
    domain: Domain = ()
    heights: Rows = ()
    data: Rows = ()
    declared: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()

    @property
    def dimension(self) -> int:
        """How many coordinates a point has: 1 or 2."""
        return self.surface.dimensions

    @cached_property
    def key(self) -> str:
        """A short word that no other ground has: "rosenbrock~b~50.0"."""
        if self.kind in SURFACES and not self.data:
            return link.surface_text(self.kind, dict(self.parameters))
        words = repr((self.parameters, self.formula, self.domain, *self.declared, *self.columns))
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
    dimension: int = 2,
    domain: Domain = (),
    heights: Rows = (),
    data: Rows = (),
    columns: tuple[str, ...] = (),
) -> Ground:
    """The checked ground. Parameters may be texts for numbers, and those of a formula that are not given are 1. With
    the dimension 1, or a domain of two numbers, a formula is one of x alone.

    ValueError in one sentence if something is wrong; for a formula its subclass FormulaError, which knows the column.
    """
    own: dict[str, object] = {"formula": formula, "domain": domain, "heights": heights, "data": data}
    given = {**own, "columns": columns, "dimension": dimension == 1}
    for part, kinds in _PARTS_OF.items():
        if given[part] and kind not in kinds:
            owners = " or ".join(map(repr, kinds))
            raise ValueError(f"An experiment has {part} where the surface is {owners}, not where it is {kind!r}.")
    if dimension == 1 and is_of_two(formula):
        raise FormulaError("f has one coordinate, x, and this formula has y as well; as f(x, y) it is a surface.")
    if dimension == 1 and not domain:
        domain = INTERVAL
    if dimension == 1 and len(domain) == 4:
        raise ValueError("f has one coordinate: its domain has two numbers, such as -5 and 5.")
    declared = declared_names(formula, parameters or {}) if kind == FORMULA else ()
    names = _checked_names(kind, columns, bool(heights or data))
    numbers: dict[str, Any] = {"heights": heights, "data": data}
    bare = Ground(kind, formula=formula, domain=tuple(domain), declared=declared, columns=names, **numbers)
    bare = replace(bare, domain=tuple(_plain(bare).domain) if kind in (FORMULA, HEIGHTMAP) else ())
    return replace(bare, parameters=tuple(read_parameters(_plain(bare), parameters or {}).items()))


def _checked_names(kind: str, columns: tuple[str, ...], has_numbers: bool) -> tuple[str, ...]:
    """The names, () if none of them says anything. ValueError if there is nothing that they name."""
    if not any(columns):
        return ()
    if not has_numbers:
        raise ValueError("columns are the names of data or heights of one's own, of which there are none.")
    if len(columns) != len(_NAMED[kind]):
        raise ValueError(f"columns must be the {len(_NAMED[kind])} names of {', '.join(_NAMED[kind])}.")
    return tuple(columns)


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


def is_of_two(formula: str) -> bool:
    """Whether y is in a formula as it was typed. FormulaError if it is none."""
    return has_two(read_formula(formula).text)


def is_curve(formula: str) -> bool:
    """Whether a formula, as it was typed, is one that has no y."""
    try:
        return not is_of_two(formula)
    except FormulaError:  # what is wrong with it is said where it is used
        return False


@remembered(64)
def _surface(where: Ground) -> Surface:
    surface = _plain(replace(where, parameters=()))
    if where.parameters:
        surface = surface.with_parameters(**dict(where.parameters))
    return suited(surface) if where.kind == FORMULA else surface


@remembered(64)
def _plain(where: Ground) -> Surface:
    """The surface with all parameters as they are by default."""
    if not where.fits_a_link:
        weighs()
    if where.kind == HEIGHTMAP:
        whole = heightmap(where.heights or example(), cast(Box, where.domain) or None)
        return replace(whole, axes=where.columns)
    if where.kind in SURFACES:
        surface = SURFACES[where.kind]
        columns = cast(tuple[str, str], where.columns or ("", ""))
        return with_data(surface, where.data, columns) if where.data else surface
    names = Formula.parse(where.reading.text, parameters=None).parameters
    if len(names) > MAX_PARAMETERS:
        named = ", ".join(names)
        raise FormulaError(f"A formula may have {MAX_PARAMETERS} named numbers, not {len(names)}: {named}.")
    return Surface.from_formula(where.reading.text, where.domain or DOMAIN, dict.fromkeys(names, 1.0))
