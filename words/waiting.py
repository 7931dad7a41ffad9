"""How long something that is under way will still take, wherever it is waited for."""

from __future__ import annotations

from words.language import _

_SURE = (0.02, 0.3)  # which part must be done, and after how many seconds, before anything is said
_MINUTE = 60


def left(share: float, seconds: float) -> str:
    """After so many seconds this share of the work is done, from 0 to 1; "" while it is too early to tell."""
    if share < _SURE[0] or seconds < _SURE[1]:
        return ""
    rest = seconds * (1 - min(share, 1.0)) / share
    if rest < 1:
        return _("almost done")
    if rest < 1.5 * _MINUTE:
        return _("about {seconds} s left").format(seconds=round(rest) if rest < 10 else 5 * round(rest / 5))
    return _("about {minutes} min left").format(minutes=round(rest / _MINUTE))
