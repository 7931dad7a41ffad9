"""Pictures of an experiment as bytes, drawn by Matplotlib."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.figure import Figure

from exports.picture.options import PixelOptions
from exports.work import ChoiceError, Tell, Work
from figures.in_matplotlib.draw import draw
from figures.in_matplotlib.writing import pdf, png, svg
from figures.options import Options
from parameters import Described

_MOST = 120_000_000  # pixels
_DRAWN = 0.5  # of the work


def as_png(work: Work, options: Described, tell: Tell) -> bytes:
    """Pixels; ChoiceError if they would be too many."""
    assert isinstance(options, PixelOptions)
    width, height = (inches * 96 * options.scale for inches in options.inches)
    if width * height > _MOST:
        raise ChoiceError(f"{width:,.0f} × {height:,.0f} pixels are too many; a smaller size or resolution would fit.")
    return _written(work, options, tell, lambda figure: png(figure, options.scale))


def as_svg(work: Work, options: Described, tell: Tell) -> bytes:
    """Vectors, with words as words."""
    return _written(work, options, tell, svg)


def as_pdf(work: Work, options: Described, tell: Tell) -> bytes:
    """A page of vectors, with its fonts."""
    return _written(work, options, tell, pdf)


def _written(work: Work, options: Described, tell: Tell, write: Callable[[Figure], bytes]) -> bytes:
    assert isinstance(options, Options)
    tell(0.0)
    try:
        drawn = draw(work.scene, options)
    except ValueError as error:
        raise ChoiceError(str(error)) from None
    tell(_DRAWN)
    found = write(drawn.figure)
    tell(1.0)
    return found
