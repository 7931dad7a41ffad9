"""How far a picture of the loss over a plane is to be trusted, in words."""

from __future__ import annotations

from networks.landscape.plane import LossPlane
from networks.shown.picture import LossGround, apart
from words import counts
from words.language import _
from words.numbers import short


def trust(plane: LossPlane) -> str:
    """What the plane holds of the paths, and where it shows another loss than theirs."""
    parts = []
    if plane.explained is not None:
        share = short(100 * float(plane.explained.sum()), 3)
        parts.append(_("The plane holds {share} % of the paths' variance").format(share=share))
    words = _("true and drawn loss differ by up to {part} % of the larger")
    parts.append(words.format(part=short(100 * max(apart(plane)), 2)))
    if count := LossGround(plane).filled:
        said = counts.values_not_finite(count)
        parts.append(_("{said}, and stand at the highest that is").format(said=said))
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}."
