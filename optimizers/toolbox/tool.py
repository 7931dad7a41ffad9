"""What a function of the toolbox says of itself, so that a rule that calls it can be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from formulas.tree import Node

_Function = TypeVar("_Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Tool:
    """How a function is shown that is more than arithmetic.

    latex      its name in formulas
    constants  numbers that follow its arguments where the call is plain data
    lines      `lines(target, *arguments)`: the same as assignments (name, tree) that are arithmetic, of which the last
               sets `target`. An argument is a tree, or the value of an option
    """

    latex: str
    constants: tuple[float, ...]
    lines: Callable[..., Iterable[tuple[str, Node]]]


def shown_as(tool: Tool) -> Callable[[_Function], _Function]:
    """Says so of a function: `@shown_as(Tool(…))`."""

    def said(function: _Function) -> _Function:
        function.tool = tool  # type: ignore[attr-defined]
        return function

    return said


def tools(rule: type) -> Mapping[str, Tool]:
    """Name → tool of the functions that the code of a rule can call."""
    names = rule.step.__globals__  # type: ignore[attr-defined]
    return {name: tool for name, thing in names.items() if isinstance(tool := getattr(thing, "tool", None), Tool)}
