"""Texts for readers: English in the source, translations as files under `locale/`."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import cache
from pathlib import Path

_LOCALES = Path(__file__).parent.parent / "locale"
_TRANSLATED = _LOCALES.is_dir()  # asking for the language takes longer than all else here, hundreds of times a page
_ask: Callable[[], str] = lambda: "en"  # noqa: E731 - replaced by whoever knows the reader


def ask_by(locale: Callable[[], str]) -> None:
    """From now on, `locale()` says which language the reader has, such as "en" or "de-AT"."""
    global _ask
    _ask = locale


def _(message: str) -> str:
    """`message` in the language of the reader; English where there is no translation, or nobody to ask."""
    return _translation(_ask()).gettext(message) if _TRANSLATED else message


@cache
def _translation(locale: str) -> gettext.NullTranslations:
    languages = [locale.replace("-", "_"), locale.split("-")[0]]
    return gettext.translation("slalom", localedir=_LOCALES, languages=languages, fallback=True)
