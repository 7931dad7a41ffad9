"""What colour and height of a map stand for, in words."""

from __future__ import annotations

from figures.scene.ground import whole
from surfaces import Surface
from words.numbers import short


def scale_words(surface: Surface) -> str:
    """ "f", or what is taken the logarithm of."""
    if surface.scale != "log":
        return "f"
    values = whole(surface)
    lowest = "" if values.lowest == 0 else f" {'+' if values.lowest < 0 else '−'} {short(abs(values.lowest))}"
    return f"log₁₀(f{lowest} + {short(values.softening)})"
