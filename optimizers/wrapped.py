"""The rules that another rule can be put around."""

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


def _wraps(rule: Any) -> bool:
    return any(field.name == "inner" for field in fields(rule))
