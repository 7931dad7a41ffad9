"""What float32 leaves out of a path, for the few numbers that show it: small differences of large numbers.

The browser works out the lines of an update that the path does not hold (g − g₋₁, f − f*) from float32, which knows
seven digits of each part, and of their difference as many as the parts have not in common. Of such parts the rest
travels, too: a second float32 series, "x.rest", and together they have fourteen digits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from optimizers.reading.inspector import ARITHMETIC, Formula, Program
from player.views import Series


def rests(formulas: Sequence[Formula], held: Mapping[str, np.ndarray]) -> list[Series]:
    """The rests that these lines need.

    held  all series of the path that the lines may read, `(rows, ...)`, at full precision
    """
    reader = _Reader(held)
    rested = {name for formula in formulas for name in reader.line(formula)}
    return [Series(f"{name}.rest", _rest(held[name])) for name in sorted(rested)]


def names(tree: Program) -> Iterator[str]:
    """All names in a program, as often as it holds them."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, list):
        for branch in tree[1:]:
            yield from names(branch)


class _Reader:
    def __init__(self, held: Mapping[str, np.ndarray]) -> None:
        self.held = held
        self.behind: dict[str, set[str]] = {}
        """Line that the path does not hold → the series that it follows from."""

    def line(self, formula: Formula) -> set[str]:
        """Series whose rests the line needs; lines are read in order."""
        worked_out = formula.target not in self.held
        if worked_out:
            self.behind[formula.target] = self.read(formula.program)
        return self.sums(formula.program, worked_out)

    def read(self, tree: Program) -> set[str]:
        """Series that a program follows from."""
        found = {name.removeprefix("old.") for name in names(_value(tree))}
        return (found & set(self.held)).union(*(self.behind[name] for name in found & set(self.behind)))

    def sums(self, tree: Program, worked_out: bool) -> set[str]:
        """Series in sums of two parts of the path, and in what it differs by from a number, where no number of the
        path is shown instead of the sum."""
        if not isinstance(tree, list):
            return set()
        name, *args = tree
        if name == "as":
            return self.sums(args[0], worked_out) | self.sums(args[1], worked_out=False)
        inside = worked_out or name not in ARITHMETIC
        found = set().union(*(self.sums(arg, inside) for arg in args))
        parts = [self.read(arg) for arg in args] if worked_out and name in ("+", "-") else []
        return found.union(*parts) if name == "-" or all(parts) else found


def _value(tree: Program) -> Program:
    """A program without what only shows how a value that is known comes about."""
    if not isinstance(tree, list):
        return tree
    return _value(tree[1]) if tree[0] == "as" else [tree[0], *map(_value, tree[1:])]


def _rest(values: np.ndarray) -> np.ndarray:
    with np.errstate(all="ignore"):
        rest = np.asarray(values, dtype=float) - np.asarray(values).astype(np.float32)
    return np.where(np.isfinite(rest), rest, 0.0)  # nothing is left out of an infinity
