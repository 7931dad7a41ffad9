"""From choices to the surface: as plain data of an experiment, and as what suits a run on it."""

from __future__ import annotations

from typing import Any

from simulation.experiments.ground import (
    DOMAIN,
    FORMULA,
    HEIGHTMAP,
    INTERVAL,
    Ground,
    Rows,
    declared_names,
    ground,
    is_of_two,
)
from surfaces import SURFACES, Surface
from surfaces.heightmaps.heightmap import domain_of, example
from ui.state import choices, keys
from words.language import _

FIRST_FORMULA = "(1 - x)^2 + 100*(y - x^2)^2"

Domain = tuple[float, ...]


def ground_data(first: str) -> dict[str, Any]:
    """The surface; `first` stands where none has been chosen."""
    kind = choices.get("surface", first)
    if kind == FORMULA:
        count, box = dimension(formula()), domain_key()
        edges = corners(box, INTERVAL if count == 1 else DOMAIN)
        own: dict[str, Any] = {"formula": formula(), "dimension": count, "domain": edges}
    elif kind == HEIGHTMAP:
        names = choices.get("heights columns", ()) if heights() else ()
        begun = map_domain()  # which a link need not say
        edges = corners("map", begun)
        own = {"heights": heights(), "domain": () if edges == begun else edges, "columns": names}
        return {"surface": kind, **own}
    else:
        rows, _problem = rows_for(kind)
        own = {"data": rows, "columns": choices.get("data columns", ())} if rows else {}
    known = formula_ground(formula()).surface.parameters if kind == FORMULA else ground(kind, **own).surface.parameters
    parameters = {name: choices.get(keys.of(kind, name), hyper.default) for name, hyper in known.items()}
    return {"surface": kind, **own, "parameters": parameters}


def suiting_surface(first: str) -> Surface:
    """The surface that says what suits a run (its start, its step size). It does not follow a picture of which the
    corners are moved."""
    data = ground_data(first)
    key = {FORMULA: domain_key(), HEIGHTMAP: "map"}.get(data["surface"])
    if key:
        data["domain"] = choices.get(f"{key}.begun", ()) or data["domain"]
    return ground(data.pop("surface"), **data).surface


def formula() -> str:
    """The text in use: the last that is a formula."""
    return choices.get("formula", FIRST_FORMULA)


def formula_ground(text: str) -> Ground:
    """The ground of a formula; names that a link gave a value stay numbers. FormulaError if it is none."""
    chosen = {key.removeprefix(f"{FORMULA}."): 1.0 for key in choices.keys_of(FORMULA)}
    declared = dict.fromkeys(declared_names(text, chosen), 1.0)
    return ground(FORMULA, declared, formula=text, dimension=dimension(text))


def dimension(text: str) -> int:
    """How many coordinates a formula has: one without y is a function on a line, unless a surface is asked for.
    FormulaError if it is none."""
    return 1 if not is_of_two(text) and choices.get(keys.CURVE, True) else 2


def domain_key() -> str:
    """The choice that holds the picture of the formula: surfaces and curves have their own."""
    return "interval" if dimension(formula()) == 1 else "domain"


def formula_is_wrong() -> bool:
    """Whether what is typed is no formula, so that an older one is shown."""
    return choices.get("surface", "") == FORMULA and choices.get(keys.FORMULA_DRAFT, None) is not None


def heights() -> Rows:
    """The user's own heights; () stands for the example."""
    return choices.get("heights", ())


def map_domain() -> Domain:
    """The corners with which a map begins."""
    return domain_of(heights() or example())


def rows_for(key: str) -> tuple[Rows, str]:
    """The user's own rows for a loss, and what is wrong with those chosen: data for one need not suit another."""
    rows = choices.get("data", ()) if SURFACES[key].examples else ()
    try:
        ground(key, data=rows)
    except ValueError as error:
        return (), _("{why} The data that come along are shown.").format(why=error)
    return rows, ""


def on_data(key: str) -> Surface:
    """The loss on the data in use, with its parameters as they are by default."""
    rows, _problem = rows_for(key)
    return ground(key, data=rows, columns=choices.get("data columns", ()) if rows else ()).surface


def corners(key: str, default: Domain) -> Domain:
    """The corners of the picture for the choice `key`; where the boxes are no rectangle, the last that was."""
    good = choices.get(key, ()) or default
    boxes = tuple(choices.get(keys.of(key, name), value) for name, value in zip(keys.CORNERS, good, strict=False))
    return good if why_no_rectangle(boxes) else boxes


def why_no_rectangle(boxes: Domain) -> str:
    """One sentence if they are none."""
    try:
        ground(FORMULA, formula="x", dimension=len(boxes) // 2, domain=boxes)
    except ValueError as error:
        return str(error)
    return ""
