"""Texts for readers: English in the source, translations as files under `locale/`."""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

import streamlit as st

_LOCALES = Path(__file__).parent.parent / "locale"


def _(message: str) -> str:
    """`message` in the language of the reader's browser; English where there is no translation."""
    return _translation(st.context.locale or "en").gettext(message)


@cache
def _translation(locale: str) -> gettext.NullTranslations:
    languages = [locale.replace("-", "_"), locale.split("-")[0]]
    return gettext.translation("slalom", localedir=_LOCALES, languages=languages, fallback=True)
