"""A surface of the user's own: its formula, the picture's corners, and a slider for every name in it."""

from __future__ import annotations

import math

import streamlit as st

from formulas import FUNCTIONS, Formula, FormulaError
from formulas.reading.formula_text import MAX_TYPED
from parameters import Hyper
from simulation.experiments.ground import DOMAIN, FORMULA, INTERVAL, Ground, is_of_two
from surfaces import Surface
from ui.state import choices, chosen_surface, keys
from ui.widgets.editor import editor
from ui.widgets.settings import choose, complaint, number_box
from words.foreign import markdown
from words.language import _

CURVE = Hyper(default=True, doc="one coordinate: f(x) as a curve")
_CORNER = Hyper(default=0.0, within=(-math.inf, math.inf))


def controls() -> None:
    """Draw the box, a slider for every parameter, and the corners."""
    text = chosen_surface.formula()
    draft = choices.get(keys.FORMULA_DRAFT, text)
    used = chosen_surface.formula_ground(text)
    editor(
        "formula box",
        _called(used),
        draft,
        typed,
        problem=_problem(draft),
        hint=_hint(used),
        limit=MAX_TYPED,
        shown_as=lambda reading: f"${Formula.parse(reading, parameters=None).latex}$",
    )
    if used.reading.text != text and draft == text:
        st.latex(f"{_called(used)} = {used.surface.latex}")
    for name, hyper in used.surface.parameters.items():
        choose(keys.of(FORMULA, name), hyper, hyper.default, label=name)
    if not is_of_two(text):
        choose(keys.CURVE, CURVE, CURVE.default)
    domain_controls(chosen_surface.domain_key(), INTERVAL if used.dimension == 1 else DOMAIN)


def _called(used: Ground) -> str:
    """f(x, y), or f(x)."""
    return f"f({', '.join(used.surface.coordinates)})"


def _hint(used: Ground) -> str:
    """What was read, and what was assumed."""
    read = [_("Read as {formula}.").format(formula=used.reading.text)] if used.reading.text != used.formula else []
    usual = _("Any other name, as in a*x^2, becomes a slider.")
    return " ".join([*read, *map(_, used.reading.notes)] or [usual])


def help_text() -> str:
    """What a formula may consist of."""
    functions = " ".join(f"`{name}`" for name in FUNCTIONS)
    return _(
        "Numbers, `x`, `y`, `pi`, `e`, `+ - * / ^`, brackets, and the functions {functions}. Every other name is a "
        "number with a slider of its own. Without `y` it is a curve f(x), or a surface if you like.\n\n"
        "What is written in other ways is read too, and shown: `2x`, `x²`, `|x|`, `sin x`, `x1`, `X`, Python and NumPy "
        "(`lambda x, y: np.exp(-x**2)`), sums and norms of a point (`np.sum(x**2)`, `x @ x`), MATLAB, R, Julia, "
        "Mathematica, a spreadsheet's `=A1^2`, `x > 0 ? a : b`, LaTeX. Where two readings are sensible, both are "
        "offered.\n\n"
        "`log` is the natural logarithm, `log(x, b)` one to the base b; `sinc(x)` is sin(x)/x, `gauss(x)` is exp(-x²), "
        "`mod` has the sign of its second argument, and `round` goes to the even number from halfway. "
        "A comparison chooses, as in `where(x < y, a, b)`, or is 1 or 0. Steps are flat: the derivative of `sign`, "
        "`floor`, `ceil` and `round` is 0 everywhere; that of `relu` at 0 is 0."
    ).format(functions=functions)


def typed(text: str) -> None:
    """Use the text if it is a formula; else keep it in the box, and the last good one in use."""
    if _problem(text):
        choices.put(keys.FORMULA_DRAFT, text)
        return
    choices.forget(keys.FORMULA_DRAFT)
    choices.put("formula", text)


def start_from(surface: Surface, values: dict[str, float]) -> None:
    """Let the box begin with a surface of which the formula is known."""
    if not isinstance(surface.formula, str):
        return
    typed(surface.formula)
    if not is_of_two(surface.formula):
        choices.put(keys.CURVE, surface.dimensions == 1)
    set_domain(surface.domain, "interval" if surface.dimensions == 1 else "domain")
    for key, value in zip(keys.STARTS[surface.dimensions], surface.starts[0], strict=True):
        choices.put(key, choices.get(key, value))
    for name, value in values.items():
        choices.put(keys.of(FORMULA, name), value)


def set_domain(domain: tuple[float, ...], key: str = "domain") -> None:
    """The corners, and those with which a surface began: what suits a run follows the latter, not the view."""
    choices.put(key, tuple(domain))
    choices.put(f"{key}.begun", tuple(domain))
    for corner, value in zip(keys.CORNERS, domain, strict=False):
        choices.put(keys.of(key, corner), value)


def domain_controls(key: str, default: tuple[float, ...]) -> None:
    """Four boxes for the choice `key`, or two; where they are no domain, one sentence, and the last that was stays."""
    good = choices.get(key, ()) or default
    choices.put(f"{key}.begun", choices.get(f"{key}.begun", ()) or good)
    boxes = {
        corner: choices.get(keys.of(key, corner), value) for corner, value in zip(keys.CORNERS, good, strict=False)
    }
    for column, (corner, value) in zip(st.columns(len(boxes), gap="small"), boxes.items(), strict=True):
        with column:
            number_box(keys.of(key, corner), _CORNER, value, f"{corner[0]} {_(corner[1:])}", show_label=True)
    for corner in boxes:
        complaint(keys.of(key, corner))
    domain = tuple(boxes.values())
    if problem := chosen_surface.why_no_rectangle(domain):
        st.caption(f":red[{markdown(problem)} {_('The last good picture is still shown.')}]")
    else:
        choices.put(key, domain)


def _problem(text: str) -> FormulaError | None:
    try:
        chosen_surface.formula_ground(text)
    except FormulaError as error:
        return error
    return None
