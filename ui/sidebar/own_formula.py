"""A surface of the user's own: its formula, the picture's corners, and a slider for every name in it."""

from __future__ import annotations

import math
from typing import Any

import streamlit as st

from formulas import FUNCTIONS, FormulaError, Language
from parameters import Hyper
from simulation.experiments.ground import DOMAIN, FORMULA, ground
from surfaces import Surface
from ui.state import choices
from ui.widgets.editor import editor
from ui.widgets.settings import choose, complaint, number_box
from words.language import _

FIRST = "(1 - x)^2 + 100*(y - x^2)^2"
CORNERS = ("xmin", "xmax", "ymin", "ymax")
_CORNER = Hyper(default=0.0, within=(-math.inf, math.inf))
_DRAFT = "formula draft"  # what is typed and wrong; the last good text stays in use


def controls() -> dict[str, Any]:
    """Draw the box, a slider for every parameter and the corners; the ground as plain data of an experiment."""
    text = choices.get("formula", FIRST)
    draft = choices.get(_DRAFT, text)
    editor(
        "formula box",
        "f(x, y)",
        draft,
        typed,
        problem=_problem(draft),
        hint=_("Any other name, as in a*x^2, becomes a slider."),
        limit=2 * Language(("x", "y")).max_characters,
    )
    known = ground(FORMULA, formula=text).surface.parameters
    parameters = {name: choose(f"formula.{name}", hyper, hyper.default, label=name) for name, hyper in known.items()}
    return {"formula": text, "domain": domain_controls(), "parameters": parameters}


def help_text() -> str:
    """What a formula may consist of."""
    functions = " ".join(f"`{name}`" for name in FUNCTIONS if name != "where")
    return _(
        "Numbers, `x`, `y`, `pi`, `e`, `+ - * / ^`, brackets, and the functions {functions}. Every other name is a "
        "number with a slider of its own."
    ).format(functions=functions)


def typed(text: str) -> None:
    """Use the text if it is a formula; else keep it in the box, and the last good one in use."""
    if _problem(text):
        choices.put(_DRAFT, text)
    else:
        choices.forget(_DRAFT)
        choices.put("formula", text)


def is_wrong() -> bool:
    """Whether what is typed is no formula, so that an older one is shown."""
    return choices.get("surface", "") == FORMULA and choices.get(_DRAFT, None) is not None


def start_from(surface: Surface, values: dict[str, float]) -> None:
    """Let the box begin with a surface of which the formula is known."""
    if not isinstance(surface.formula, str):
        return
    typed(surface.formula)
    set_domain(surface.domain)
    for coordinate, value in zip("xy", surface.starts[0], strict=True):
        choices.put(f"start.{coordinate}", choices.get(f"start.{coordinate}", value))
    for name, value in values.items():
        choices.put(f"formula.{name}", value)


def set_domain(domain: tuple[float, ...], key: str = "domain") -> None:
    """The corners, and those with which a surface began: what suits a run follows the latter, not the view."""
    choices.put(key, tuple(domain))
    choices.put(f"{key}.begun", tuple(domain))
    for corner, value in zip(CORNERS, domain, strict=True):
        choices.put(f"{key}.{corner}", value)


def domain_controls(key: str = "domain", default: tuple[float, ...] = DOMAIN) -> tuple[float, ...]:
    """Four boxes for the choice `key`; where they are no rectangle, one sentence and the last that was."""
    good = choices.get(key, ()) or default
    choices.put(f"{key}.begun", begun(key) or good)
    values = []
    columns = st.columns(4, gap="small")
    for column, corner, value in zip(columns, CORNERS, good, strict=True):
        box = f"{key}.{corner}"
        values.append(choices.get(box, value))
        with column:
            number_box(box, _CORNER, values[-1], f"{corner[0]} {_(corner[1:])}", show_label=True)
    for corner in CORNERS:
        complaint(f"{key}.{corner}")
    try:
        ground(FORMULA, formula=FIRST, domain=tuple(values))
    except ValueError as error:
        st.caption(f":red[{error} {_('The last good picture is still shown.')}]")
        return good
    choices.put(key, tuple(values))
    return tuple(values)


def begun(key: str = "domain") -> tuple[float, ...]:
    """The corners with which the surface began, once its boxes have been drawn."""
    return choices.get(f"{key}.begun", ())


def _problem(text: str) -> FormulaError | None:
    try:
        ground(FORMULA, formula=text)
    except FormulaError as error:
        return error
    return None
