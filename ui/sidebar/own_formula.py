"""A surface of the user's own: its formula, the picture's corners, and a slider for every name in it."""

from __future__ import annotations

import math

import streamlit as st

from formulas import FUNCTIONS, Formula, FormulaError
from formulas.reading.formula_text import MAX_TYPED
from parameters import Hyper
from simulation.experiments.ground import DOMAIN, FORMULA, Ground
from surfaces import Surface
from ui.state import choices, chosen_surface, keys
from ui.widgets.editor import editor
from ui.widgets.settings import choose, complaint, number_box
from words.foreign import markdown
from words.language import _

_CORNER = Hyper(default=0.0, within=(-math.inf, math.inf))


def controls() -> None:
    """Draw the box, a slider for every parameter, and the corners."""
    text = chosen_surface.formula()
    draft = choices.get(keys.FORMULA_DRAFT, text)
    used = chosen_surface.formula_ground(text)
    editor(
        "formula box",
        "f(x, y)",
        draft,
        typed,
        problem=_problem(draft),
        hint=_hint(used),
        limit=MAX_TYPED,
        shown_as=lambda reading: f"${Formula.parse(reading, parameters=None).latex}$",
    )
    if used.reading.text != text and draft == text:
        st.latex(f"f(x, y) = {used.surface.latex}")
    for name, hyper in used.surface.parameters.items():
        choose(keys.of(FORMULA, name), hyper, hyper.default, label=name)
    domain_controls("domain", DOMAIN)


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
        "number with a slider of its own.\n\n"
        "What is written in other ways is read too, and shown: `2x`, `x²`, `|x|`, `sin x`, `x1`, `X`, Python and NumPy "
        "(`lambda x, y: np.exp(-x**2)`), LaTeX. Where two readings are sensible, both are offered.\n\n"
        "`log` is the natural logarithm, `log(x, b)` one to the base b; `sinc(x)` is sin(x)/x, `gauss(x)` is exp(-x²), "
        "`mod` has the sign of its second argument, and `round` goes to the even number from halfway. "
        "A comparison chooses, as in `where(x < y, a, b)`, or is 1 or 0. Steps are flat: the derivative of `sign`, "
        "`floor`, `ceil` and `round` is 0 everywhere; that of `relu` at 0 is 0."
    ).format(functions=functions)


def typed(text: str) -> None:
    """Use the text if it is a formula; else keep it in the box, and the last good one in use."""
    if _problem(text):
        choices.put(keys.FORMULA_DRAFT, text)
    else:
        choices.forget(keys.FORMULA_DRAFT)
        choices.put("formula", text)


def start_from(surface: Surface, values: dict[str, float]) -> None:
    """Let the box begin with a surface of which the formula is known."""
    if not isinstance(surface.formula, str):
        return
    typed(surface.formula)
    set_domain(surface.domain)
    for key, value in zip(keys.START, surface.starts[0], strict=True):
        choices.put(key, choices.get(key, value))
    for name, value in values.items():
        choices.put(keys.of(FORMULA, name), value)


def set_domain(domain: tuple[float, ...], key: str = "domain") -> None:
    """The corners, and those with which a surface began: what suits a run follows the latter, not the view."""
    choices.put(key, tuple(domain))
    choices.put(f"{key}.begun", tuple(domain))
    for corner, value in zip(keys.CORNERS, domain, strict=True):
        choices.put(keys.of(key, corner), value)


def domain_controls(key: str, default: tuple[float, ...]) -> None:
    """Four boxes for the choice `key`; where they are no rectangle, one sentence, and the last that was stays."""
    good = choices.get(key, ()) or default
    choices.put(f"{key}.begun", choices.get(f"{key}.begun", ()) or good)
    boxes = {corner: choices.get(keys.of(key, corner), value) for corner, value in zip(keys.CORNERS, good, strict=True)}
    for column, (corner, value) in zip(st.columns(4, gap="small"), boxes.items(), strict=True):
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
