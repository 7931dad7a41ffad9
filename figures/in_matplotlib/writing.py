"""A figure as bytes: the same for the same figure, with its words as words."""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any

import matplotlib
from matplotlib.figure import Figure

_ONE = RLock()  # what Matplotlib reads while it writes belongs to the whole process
_RULES: dict[Any, Any] = {
    "svg.fonttype": "none",  # text, and not outlines of letters
    "pdf.fonttype": 42,  # TrueType, as journals ask for
    "ps.fonttype": 42,
    "svg.hashsalt": "slalom",
    "path.simplify": True,
    "lines.scale_dashes": True,
    "axes.unicode_minus": True,
    "text.usetex": False,
}
_NOT_OURS = ("backend", "backend_fallback", "interactive")
_OWN = {name: value for name, value in matplotlib.rcParamsDefault.items() if name not in _NOT_OURS} | _RULES
DPI = 96.0  # of a PNG once as large


@contextmanager
def quiet() -> Iterator[None]:
    """While a figure is drawn or written: by our rules and nobody's settings, and with no word on a sign that no font
    here has. A box stands in its place; an SVG holds the sign itself."""
    with _ONE, warnings.catch_warnings(), matplotlib.rc_context(_OWN):
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        log = logging.getLogger("matplotlib.font_manager")
        before = log.level
        log.setLevel(logging.ERROR)
        try:
            yield
        finally:
            log.setLevel(before)


class Picture(Figure):
    """A figure that is always saved with its words as words."""

    def savefig(self, fname: Any, **options: Any) -> None:
        """As Matplotlib's own; the ground is that of the theme."""
        with quiet():
            super().savefig(fname, **({"facecolor": self.get_facecolor()} | options))

    def _repr_png_(self) -> tuple[bytes, dict[str, float]]:
        """For a notebook: sharp on every screen, and as large as it is meant."""
        width, height = self.get_size_inches()
        return png(self, 2.0), {"width": round(DPI * width), "height": round(DPI * height)}


def png(figure: Figure, scale: float = 1.0) -> bytes:
    """As pixels, so many times as large as on a screen."""
    return _written(figure, "png", dpi=DPI * scale, metadata={"Software": None})


def svg(figure: Figure) -> bytes:
    """As vectors."""
    return _written(figure, "svg", dpi=300, metadata={"Date": None, "Creator": "Slalom"})


def pdf(figure: Figure) -> bytes:
    """As vectors, one page as large as the figure."""
    metadata = {"CreationDate": None, "ModDate": None, "Creator": "Slalom", "Producer": "Matplotlib"}
    return _written(figure, "pdf", dpi=300, metadata=metadata)


def _written(figure: Figure, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    with quiet():
        Figure.savefig(figure, file, format=kind, facecolor=figure.get_facecolor(), **options)
    return file.getvalue()
