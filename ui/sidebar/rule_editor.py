"""The box for a rule of the user's own. `run` is the prefix of the run's keys (`ui.state.keys`)."""

from __future__ import annotations

import streamlit as st

from formulas import FormulaError
from formulas.program import PROGRAM_FUNCTIONS
from formulas.program_code import ASKS
from formulas.reading.rules.text import MAX_TYPED
from optimizers import OPTIMIZERS
from optimizers.typed.text_to_rule import read_program, written
from parameters import Hyper
from surfaces import Surface
from ui.state import choices, keys, own_rule, reading
from ui.widgets.editor import editor
from ui.widgets.settings import choose
from words.language import _

SWITCH = Hyper(default=True)


def controls(run: str, surface: Surface | None) -> None:
    """The box and the menu of rules to start from, each as it is set now."""
    draft = own_rule.draft(run)
    editor(
        f"{run}rule box",
        _("each step, line by line"),
        draft,
        lambda typed: _typed(run, typed),
        problem=_problem(draft),
        hint=_hint(own_rule.text(run)),
        limit=MAX_TYPED,
        rows=3,
    )
    _menu(run, surface)
    if not run and (began := own_rule.original(run)):
        label = _("draw {rule} beside").format(rule=_(OPTIMIZERS[began["rule"]].title))
        choose(keys.BESIDE, SWITCH, SWITCH.default, label=label)


def _hint(text: str) -> str:
    """What was read, or what names become."""
    program, read = read_program(text)
    said = []
    if read != text:
        said.append(_("Read as: {lines}.").format(lines="; ".join(read.split("\n"))))
    if not (program.asks_gradient or program.questions):
        said.append(_("The gradient g does not occur in these lines."))
    usual = _("Any other name becomes a slider, or is kept from step to step if a line sets it.")
    return " ".join(said or [usual])


def _menu(run: str, surface: Surface | None) -> None:
    """The rules to start from."""
    box = f"{run}start from"

    def start_over() -> None:
        key, st.session_state[box] = st.session_state[box], None
        if key:
            own_rule.begin(run, reading.rule_data(run, key, surface))

    st.selectbox(
        _("start from another rule"),
        [key for key, rule in OPTIMIZERS.items() if not rule.latex_lines],
        index=None,
        key=box,
        format_func=lambda key: _(OPTIMIZERS[key].title),
        placeholder=_("Start from …"),
        label_visibility="collapsed",
        on_change=start_over,
    )


def help_text() -> str:
    """What the lines may consist of."""
    of_points, names = ("norm", "norm1", "dot", "rms"), [n for n in PROGRAM_FUNCTIONS if n not in ASKS]
    elementary = " ".join(f"`{name}`" for name in names if name not in of_points)
    return _(
        "Every line is `name = expression`; one of them sets `w`, the point. Given are `g`, the gradient at `w`, the "
        "step `t` = 1, 2, …, the step size `lr`, `pi` and `e`.\n\n"
        "A name that is read before it is set is kept from step to step, and starts at zero. A name that is never set "
        "is a number with a slider.\n\n"
        "Arithmetic is `+ - * / ^` with brackets, for each coordinate by itself, with the functions {elementary}; "
        "a comparison stands first in `where(t > 1, a, b)`. Of the whole point are {of_points}; {asks} ask the "
        "function anywhere. What follows `#` is a comment.\n\n"
        "What is written in other ways is read too, and shown: `grad` or `∇f(w)`, `theta` or `x` for the point, "
        "`m_t = β₁ m_{{t-1}} + …`, products without a sign, Python with its classes and loops, LaTeX."
    ).format(
        elementary=elementary,
        of_points=" ".join(f"`{name}`" for name in of_points),
        asks=" ".join(f"`{name}(p)`" for name in ASKS),
    )


def _typed(run: str, typed: str) -> None:
    """Use the text if it is a rule; else keep it in the box, and the last good one in use."""
    if _problem(typed):
        choices.put(keys.text_draft(run), typed)
    else:
        choices.forget(keys.text_draft(run))
        choices.put(keys.text(run), typed)


def _problem(typed: str) -> FormulaError | None:
    try:
        written(typed)
    except FormulaError as error:
        return error
    return None
