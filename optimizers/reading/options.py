"""What a rule's code says hangs on its class and options alone, so it is read once for them, whatever the numbers."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from optimizers.base import Described, Hyper, Optimizer

_Rest = ParamSpec("_Rest")
_Read = TypeVar("_Read")

_KEPT = 128  # of every reader; a page compares a dozen rules


def once_per_options(
    read: Callable[Concatenate[Optimizer, _Rest], _Read],
) -> Callable[Concatenate[Optimizer, _Rest], _Read]:
    """A reader `read(rule, …)` that is asked once for all rules that differ in numbers only; what it finds is shared.

    It is given such a rule with numbers that are always the same, so that no other number can enter what it finds.
    """

    @lru_cache(maxsize=_KEPT)
    def kept(known: Decided, *args: _Rest.args, **kwargs: _Rest.kwargs) -> _Read:
        return read(known.thing, *args, **kwargs)

    @wraps(read)
    def reader(rule: Optimizer, *args: _Rest.args, **kwargs: _Rest.kwargs) -> _Read:
        return kept(decided(rule), *args, **kwargs)  # type: ignore[arg-type]

    return reader


def decides(known: Hyper | None) -> bool:
    """Whether the lines of a rule may depend on this one: all options, and numbers that switch something off at 0."""
    return known is not None and (known.kind not in ("number", "integer") or _is_switch(known))


def is_zero(value: Any) -> bool:
    """Whether a number is 0; an array of settings is not, as some of them may be on."""
    return isinstance(value, int | float) and value == 0


@dataclass(frozen=True)
class Decided:
    """A rule, or a transform, by what decides its lines; its numbers are always the same, and do not count."""

    key: Hashable
    thing: Any = field(compare=False)


def decided(rule: Described) -> Decided:
    """What decides the lines of a rule or a transform."""
    parts = {name: _part(known, getattr(rule, name)) for name, known in rule.hyperparameters().items()}
    key = (type(rule), *(key for key, _ in parts.values()))
    return Decided(key, rule.with_values(**{name: value for name, (_, value) in parts.items()}))


def _part(known: Hyper, value: Any) -> tuple[Hashable, Any]:
    """(what decides, the value in its place) of one hyperparameter."""
    if isinstance(value, Optimizer):
        inner = decided(value)
        return inner.key, inner.thing
    if not decides(known):
        return None, known.default
    if not _is_switch(known):
        return value, value
    return (True, 0.0) if is_zero(value) else (False, known.default or 1.0)


def _is_switch(known: Hyper) -> bool:
    return known.kind == "number" and (known.default == 0 or known.coupled)
