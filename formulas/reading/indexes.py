"""Coordinates with an index: x1 and x2, w[0] and w[1], theta_1 and theta_2."""

from __future__ import annotations

from collections.abc import Sequence

from formulas.errors import FormulaError
from formulas.language import CONSTANTS
from formulas.reading.doubts import Doubts
from formulas.reading.split import with_digits
from formulas.reading.token import Token

_AXES = ("x", "y")
_USUAL = ("x", "w", "theta", "z", "u", "v", "p", "q")  # the first of them that has an index has the coordinates


def coordinates(
    names: Sequence[Token], plain: bool, declared: frozenset[str], doubts: Doubts, text: str
) -> dict[str, str]:
    """Name as it was written → x or y, of the only names with an index; {} if x or y is there without one (`plain`).

    FormulaError if there are more than two of them.
    """
    groups: dict[str, list[Token]] = {}
    for token in names:
        if token.index >= 0 and token.text not in declared and len(with_digits(token.text)) < 2:
            groups.setdefault(token.stem.lower(), []).append(token)
    brackets = [token for token in names if token.style == "bracket"]
    if plain:
        if brackets:
            wrong = brackets[0]
            message = f"{wrong.text} at column {wrong.column + 1} stands beside x or y: write all coordinates one way."
            raise FormulaError(message, wrong.column, text)
        return {}
    stem = _stem(groups)
    if not stem or (not brackets and _lost_powers(stem, groups)):
        return {}
    return _places(groups[stem], doubts, text)


def _stem(groups: dict[str, list[Token]]) -> str:
    if len(groups) == 1:
        return next(iter(groups))
    return next((stem for stem in _USUAL if stem in groups and _fits(groups[stem])), "")


def _fits(group: Sequence[Token]) -> bool:
    found = {token.index for token in group}
    return found <= {0, 1} or found <= {1, 2}


def _lost_powers(stem: str, groups: dict[str, list[Token]]) -> bool:
    """x2 and y2, or y2 alone, are no coordinates: their powers were lost."""
    return ("x" in groups and "y" in groups) or (stem == "y" and len({token.index for token in groups["y"]}) == 1)


def _places(group: Sequence[Token], doubts: Doubts, text: str) -> dict[str, str]:
    found = sorted({token.index for token in group})
    first = group[0]
    if first.stem in CONSTANTS or (len(found) == 1 and first.style != "bracket" and first.stem.lower() not in _USUAL):
        return {}
    if found == [1] and first.style == "bracket":
        place = doubts.pick(f"index {first.text}", first.column)
        return {first.text: _AXES[1 - place]}
    if found == [2] and first.style == "digit":  # x2 alone: the second coordinate, or a power
        if doubts.pick(f"second {first.text}", first.column) == 0:
            return {token.text: "y" for token in group}
        return {}
    if not _fits(group):
        last = max(group, key=lambda token: token.index)
        message = f"{last.text} at column {last.column + 1} is a third coordinate: a surface has two, x and y."
        raise FormulaError(message, last.column, text)
    begin = 0 if 0 in found else 1
    return {token.text: _AXES[token.index - begin] for token in group}
