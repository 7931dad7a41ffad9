"""A rule of the user's own: its lines, and the rule that they were opened from.

A rule that is opened is kept until another one is: its run as plain data, its text, and the values of its numbers. What
is typed later stands beside it; without that, the text is the one it began with.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from optimizers import OPTIMIZERS
from optimizers.typed.rule_to_text import opened, why_not
from optimizers.typed.text_to_rule import written
from simulation import RunSpec
from simulation.experiments.rule_class import OWN
from ui.state import choices, keys

FIRST = "v = beta*v + g\nw = w - lr*v"


def text(run: str) -> str:
    """The lines in use: the last that are a rule."""
    return choices.get(keys.text(run), _begun(run).get("text", FIRST))


def draft(run: str) -> str:
    """What stands in the box: what is typed and no rule, else the lines in use."""
    return choices.get(keys.text_draft(run), text(run))


def resets(run: str) -> list[str]:
    """What is forgotten so that the rule is again the one that was opened."""
    return [keys.text(run), keys.text_draft(run)]


def first_values(run: str) -> dict[str, float]:
    """The values with which the rule was opened, of the numbers that it still has."""
    known = written(text(run)).hyperparameters()
    return {name: value for name, value in _begun(run).get("values", {}).items() if name in known}


def is_wrong(run: str) -> bool:
    """Whether what is typed is no rule, so that an older one runs."""
    return choices.get(keys.rule(run), "") == OWN and choices.get(keys.text_draft(run), None) is not None


def is_new(run: str) -> bool:
    """Whether there is no text of the user's own yet."""
    return not _begun(run) and not choices.get(keys.text(run), "")


def original(run: str) -> dict[str, Any]:
    """The run, as plain data, that was opened as text; {} if the rule was typed from nothing, or came with a link."""
    return _begun(run).get("run", {})


def cannot_open(rule: str) -> str:
    """Why a built-in rule cannot be opened as text; "" if it can."""
    return why_not(OPTIMIZERS[rule]()) if rule in OPTIMIZERS else ""


def begin(run: str, other: Mapping[str, Any]) -> None:
    """Let the run have its own rule, which begins as that of `other`, a run as plain data."""
    rule = RunSpec.model_validate(other).build()
    choices.forget(*resets(run), *choices.keys_of(keys.rule_settings(run, OWN)))
    if not why_not(rule):
        found = opened(rule)
        choices.put(keys.begun(run), {"run": dict(other), "text": found.text, "values": found.values})
    choices.put(keys.rule(run), OWN)


def _begun(run: str) -> dict[str, Any]:
    return choices.get(keys.begun(run), {})
