"""A rule of the user's own: its lines, and the rule that they were opened from.

`run` is the prefix of the run's keys in `ui.state.choices`, as in `ui.sidebar.rule`. A rule that is opened is kept
under "<run>begun" until another one is: its run as plain data, its text, and the values of its numbers. What is typed later
stands under "<run>text"; without it, the text is the one it began with.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from formulas import FormulaError
from formulas.program import MAX_CHARACTERS, PROGRAM_FUNCTIONS
from formulas.program_code import ASKS
from optimizers import OPTIMIZERS
from optimizers.typed.rule_to_text import opened, why_not
from optimizers.typed.text_to_rule import written
from parameters import Hyper
from simulation import RunSpec
from simulation.experiments.rule_class import OWN
from ui.state import choices
from ui.widgets.editor import editor
from ui.widgets.settings import choose
from words.language import _

FIRST = "v = beta*v + g\nw = w - lr*v"
SWITCH = Hyper(default=True)
#: What a run of "own" holds besides its rule and hyperparameters.
_TEXT, _DRAFT, _BEGUN = "text", "text draft", "begun"


def text(run: str) -> str:
    """The lines in use: the last that are a rule."""
    return choices.get(f"{run}{_TEXT}", _begun(run).get("text", FIRST))


def resets(run: str) -> list[str]:
    """What is forgotten so that the rule is again the one that was opened."""
    return [f"{run}{_TEXT}", f"{run}{_DRAFT}"]


def first_values(run: str) -> dict[str, float]:
    """The values with which the rule was opened, of the numbers that it still has."""
    known = written(text(run)).hyperparameters()
    return {name: value for name, value in _begun(run).get("values", {}).items() if name in known}


def controls(run: str, saved: Callable[[str], dict[str, Any]]) -> None:
    """The box and the menu of rules to start from; `saved(key)` is the run with that rule as it is set now."""
    draft = choices.get(f"{run}{_DRAFT}", text(run))
    editor(
        f"{run}rule box",
        _("each step, line by line"),
        draft,
        lambda typed: _typed(run, typed),
        problem=_problem(draft),
        hint=_("Any other name becomes a slider, or is kept from step to step if a line sets it."),
        limit=2 * MAX_CHARACTERS,
        rows=3,
    )
    _menu(run, saved)
    if not run and (began := original(run)):
        label = _("draw {rule} beside").format(rule=_(OPTIMIZERS[began["rule"]].title))
        choose("beside", SWITCH, SWITCH.default, label=label)


def _menu(run: str, saved: Callable[[str], dict[str, Any]]) -> None:
    """The rules to start from."""
    box = f"{run}start from"

    def start_over() -> None:
        key, st.session_state[box] = st.session_state[box], None
        if key:
            begin(run, saved(key))

    st.selectbox(
        _("start from another rule"),
        [key for key, rule in OPTIMIZERS.items() if not rule.written],
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
        "function anywhere. What follows `#` is a comment."
    ).format(
        elementary=elementary,
        of_points=" ".join(f"`{name}`" for name in of_points),
        asks=" ".join(f"`{name}(p)`" for name in ASKS),
    )


def is_wrong(run: str) -> bool:
    """Whether what is typed is no rule, so that an older one runs."""
    return choices.get(f"{run}rule", "") == OWN and choices.get(f"{run}{_DRAFT}", None) is not None


def cannot_open(rule: str) -> str:
    """Why a built-in rule cannot be opened as text; "" if it can."""
    return why_not(OPTIMIZERS[rule]()) if rule in OPTIMIZERS else ""


def begin(run: str, other: Mapping[str, Any]) -> None:
    """Let the run have its own rule, which begins as that of `other`, a run as plain data."""
    rule = RunSpec.model_validate(other).build()
    choices.forget(*resets(run), *choices.keys_of(f"{run}{OWN}"))
    if not why_not(rule):
        found = opened(rule)
        choices.put(f"{run}{_BEGUN}", {"run": dict(other), "text": found.text, "values": found.values})
    choices.put(f"{run}rule", OWN)


def is_new(run: str) -> bool:
    """Whether there is no text of the user's own yet."""
    return not _begun(run) and not choices.get(f"{run}{_TEXT}", "")


def original(run: str) -> dict[str, Any]:
    """The run, as plain data, that was opened as text; {} if the rule was typed from nothing, or came with a link."""
    return _begun(run).get("run", {})


def _begun(run: str) -> dict[str, Any]:
    return choices.get(f"{run}{_BEGUN}", {})


def _typed(run: str, typed: str) -> None:
    """Use the text if it is a rule; else keep it in the box, and the last good one in use."""
    if _problem(typed):
        choices.put(f"{run}{_DRAFT}", typed)
    else:
        choices.forget(f"{run}{_DRAFT}")
        choices.put(f"{run}{_TEXT}", typed)


def _problem(typed: str) -> FormulaError | None:
    try:
        written(typed)
    except FormulaError as error:
        return error
    return None
