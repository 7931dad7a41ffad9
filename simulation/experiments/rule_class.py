"""Which class a run's rule is: a built-in one by its key, or one that its text describes."""

from __future__ import annotations

from optimizers import OPTIMIZERS, Optimizer
from optimizers.typed.text_to_rule import written

OWN = "own"
KEYS = (*OPTIMIZERS, OWN)


def rule_class(key: str, text: str = "") -> type[Optimizer]:
    """The rule with this key. ValueError in one sentence if it is the own one and `text` is no rule."""
    return written(text) if key == OWN else OPTIMIZERS[key]
