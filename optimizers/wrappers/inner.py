"""Which rule is inside another one."""

from __future__ import annotations

from optimizers.base import Optimizer


def inner_rule(rule: Optimizer) -> Optimizer | None:
    """The rule that this one is put around. Its settings and states are known as "inner.lr", "inner.m"."""
    inner = getattr(rule, "inner", None)
    return inner if isinstance(inner, Optimizer) else None
