"""Texts for readers: English in the source, translations as files under `locale/`."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

_LOCALES = Path(__file__).parent.parent / "locale"
_TRANSLATED = _LOCALES.is_dir()  # asking for the language takes longer than all else here, hundreds of times a page
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}")
_ask: Callable[[], str] = lambda: "en"  # noqa: E731 - replaced by whoever knows the reader


def ask_by(locale: Callable[[], str]) -> None:
    """From now on, `locale()` says which language the reader has, such as "en" or "de-AT"."""
    global _ask
    _ask = locale


def _(message: str) -> str:
    """`message` in the language of the reader; English where there is no translation, or nobody to ask."""
    return _translation(_known(_ask())).gettext(message) if _TRANSLATED else message


def _known(locale: str) -> str:
    """`locale` if it may be the name of a language: a browser calls its own as it likes."""
    return locale if _LANGUAGE.fullmatch(locale) else "en"


@lru_cache(maxsize=32)
def _translation(locale: str) -> gettext.NullTranslations:
    languages = [locale.replace("-", "_"), locale.split("-")[0]]
    return gettext.translation("slalom", localedir=_LOCALES, languages=languages, fallback=True)
