"""Plain text from docstrings, put on a page as it is: nothing in it is markup, except `names` and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

_ADDRESS = re.compile(r"https?://[^\s;]*[^\s;,.]")
_NAME = re.compile(r"`([^`]+)`")


def html(text: str) -> str:
    """`text` as HTML: `names` as code, addresses as links."""
    safe = _NAME.sub(r"<code>\1</code>", escape(text))
    return _ADDRESS.sub(lambda found: _anchor(found.group()), safe)


def paragraphs(texts: Iterable[str]) -> str:
    """Paragraphs as HTML; one that lists forms or formulas line by line keeps its lines."""
    return "".join(_paragraph(text) for text in texts)


def _paragraph(text: str) -> str:
    """Columns and arrows are a table of forms, everything else is prose."""
    if re.search(r"\S {2,}\S|←", text):
        return f'<div class="reference-forms" tabindex="0">{html(text)}</div>'
    return f"<p>{html(' '.join(text.split()))}</p>"


def _anchor(address: str) -> str:
    return f'<a href="{address}" target="_blank" rel="noopener">{re.sub("^https?://(www[.])?", "", address)}</a>'
