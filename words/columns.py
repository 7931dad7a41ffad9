"""What the columns of data are called, wherever they are spoken of: by the names in their file, else in plain words.

Names are words of others: they pass `visible` here, and whoever shows them as Markdown escapes what comes out.
"""

from __future__ import annotations

from collections.abc import Sequence

from surfaces import Surface
from surfaces.losses.loss import Loss, loss_of
from words.counts import rows
from words.foreign import visible
from words.language import _
from words.numbers import setting

_IN_A_TITLE = 18  # characters of a name that stands inside of a title


def distinct(names: Sequence[str], usual: Sequence[str]) -> tuple[str, ...]:
    """The names as they are shown, one line each: `usual` where nothing of one can be seen, numbered where two look
    the same."""
    seen = [visible(name) or other for name, other in zip(names, usual, strict=True)]
    return tuple(f"{name} ({at})" if seen.count(name) > 1 else name for at, name in enumerate(seen, start=1))


def columns(loss: Loss) -> tuple[str, str]:
    """(the input, the target) in words."""
    if not loss.own:
        return _(loss.names[0]), _(loss.names[1])
    u, v = distinct(loss.names, (_("input"), _("target")))
    return u, v


def axes(names: Sequence[str]) -> tuple[str, ...]:
    """x, y and f as somebody's file calls them; () where it says nothing else than that."""
    shown = distinct(names, ("x", "y", "f")) if names else ()
    return () if shown == ("x", "y", "f") else shown


def surface_name(surface: Surface) -> str:
    """What the surface is called, with the columns of the user's own data: "Least squares, price by size"."""
    loss = loss_of(surface)
    if not loss or not _has_names(loss):
        return _(surface.name)
    u, v = (_shortened(name) for name in columns(loss))
    return _("{surface}, {target} by {input}").format(surface=_(surface.name), target=v, input=u)


def teaches(surface: Surface) -> str:
    """One sentence on what the surface shows; on data of the user's own what was done to which column."""
    loss = loss_of(surface)
    if not loss or not _has_names(loss):
        return _(surface.teaches)
    u, v = columns(loss)
    words = _("Your own data, {rows} of {input} and {target}: {input} is shifted by {c} and its unit is {s}.")
    c, s = (setting(surface.parameters[name].default) for name in ("c", "s"))
    return words.format(rows=rows(loss.examples), input=u, target=v, c=c, s=s)


def _has_names(loss: Loss) -> bool:
    return loss.own and any(map(visible, loss.names))


def _shortened(name: str) -> str:
    return name if len(name) <= _IN_A_TITLE else f"{name[: _IN_A_TITLE - 1].rstrip()}…"
