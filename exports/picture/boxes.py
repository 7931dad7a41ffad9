"""Letters for which there is no font where a picture is drawn."""

from __future__ import annotations

from typing import Any

from exports.work import Work
from figures.in_matplotlib import words
from words.foreign import visible
from words.language import _

_MOST = 8  # that are named


def boxes(work: Work, options: Any) -> str:
    """A sentence on the signs that are drawn as boxes in a font of `options`; "" if there are none."""
    signs = words.boxes(options.font, work.scene.texts)
    named = visible(signs[:_MOST]) + ("…" if len(signs) > _MOST else "")
    said = _("No font here has {signs}: boxes stand in their place. An SVG keeps the letters.")
    return said.format(signs=named) if signs else ""
