"""From choices to the surface: as plain data of an experiment, and as what suits a run on it."""

from __future__ import annotations

from typing import Any

from simulation.experiments.ground import DOMAIN, FORMULA, HEIGHTMAP, Ground, Rows, declared_names, ground
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
        own: dict[str, Any] = {"formula": formula(), "domain": corners("domain", DOMAIN)}
    elif kind == HEIGHTMAP:
        own = {"heights": heights(), "domain": corners("map", map_domain())}
        return {"surface": kind, **own}
    else:
        rows, _problem = rows_for(kind)
        own = {"data": rows} if rows else {}
    known = formula_ground(formula()).surface.parameters if kind == FORMULA else ground(kind, **own).surface.parameters
    parameters = {name: choices.get(keys.of(kind, name), hyper.default) for name, hyper in known.items()}
    return {"surface": kind, **own, "parameters": parameters}


def suiting_surface(first: str) -> Surface:
    """The surface that says what suits a run (its start, its step size). It does not follow a picture of which the
    corners are moved."""
    data = ground_data(first)
    key = {FORMULA: "domain", HEIGHTMAP: "map"}.get(data["surface"])
    if key:
        data["domain"] = choices.get(f"{key}.begun", ()) or data["domain"]
    return ground(data.pop("surface"), **data).surface


def formula() -> str:
    """The text in use: the last that is a formula."""
    return choices.get("formula", FIRST_FORMULA)


def formula_ground(text: str) -> Ground:
    """The ground of a formula; names that a link gave a value stay numbers. FormulaError if it is none."""
    chosen = {key.removeprefix(f"{FORMULA}."): 1.0 for key in choices.keys_of(FORMULA)}
    return ground(FORMULA, dict.fromkeys(declared_names(text, chosen), 1.0), formula=text)


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


def corners(key: str, default: Domain) -> Domain:
    """The corners of the picture for the choice `key`; where the boxes are no rectangle, the last that was."""
    good = choices.get(key, ()) or default
    boxes = tuple(choices.get(keys.of(key, name), value) for name, value in zip(keys.CORNERS, good, strict=True))
    return good if why_no_rectangle(boxes) else boxes


def why_no_rectangle(boxes: Domain) -> str:
    """One sentence if they are none."""
    try:
        ground(FORMULA, formula=FIRST_FORMULA, domain=boxes)
    except ValueError as error:
        return str(error)
    return ""
