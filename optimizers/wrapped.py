"""Rules around other rules: which can be inside, and which one is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from optimizers.base import Optimizer


@cache
def rules_to_wrap() -> Mapping[str, type[Optimizer]]:
    """All rules that are not themselves around another one, by key."""
    from optimizers import OPTIMIZERS  # they import this module

    return {key: rule for key, rule in OPTIMIZERS.items() if not _wraps(rule)}


def inner_rule(rule: Optimizer) -> Optimizer | None:
    """The rule that this one is put around. Its settings and states are known as "inner.lr", "inner.m"."""
    inner = getattr(rule, "inner", None)
    return inner if isinstance(inner, Optimizer) else None


def _wraps(rule: Any) -> bool:
    return any(field.name == "inner" for field in fields(rule))
