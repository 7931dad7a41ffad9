"""What of hostile texts a page without a browser would show as more than text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from streamlit.testing.v1 import AppTest

from tests.helpers.hostile import HOST

_WORDS = ("bold", "slanted", "gone", "a heading", "a list", "a quotation", "a task", HOST, "fooled", "danger")
_CHANGES = ("image", "html_inline", "html_block", "link_open", "strong_open", "em_open", "s_open", "heading_open")
_BLOCKS = ("bullet_list_open", "ordered_list_open", "blockquote_open", "table_open")
#: What Streamlit reads besides Markdown: formulas, directives, pictures by name, addresses.
_DIRECTIVES = re.compile(
    r"(?<!\\)(?:\$.*\\frac|\$\$|:(?:red\[danger|blue-badge|rainbow|help|small\[x|color|smile|streamlit|material)"
    rf"|https?://{HOST}|www\.{HOST}|@{HOST})"
)
_CODE = re.compile(r"`[^`]*`")
_READER = MarkdownIt("commonmark").enable(["strikethrough", "table"])


def markup(at: AppTest) -> list[str]:
    """The texts on a page in which a word of others has become markup."""
    return [text for text in dict.fromkeys(_texts(at)) if text and _is_marked(text)]


def _texts(at: AppTest) -> Iterator[str]:
    for element in (*at.error, *at.warning, *at.info, *at.success, *at.caption, *at.markdown, *at.title, *at.subheader):
        yield element.value
    for widget in (*at.radio, *at.selectbox, *at.checkbox, *at.number_input, *at.text_input, *at.button, *at.toggle):
        yield widget.label
        yield from getattr(widget, "options", ())
        yield getattr(widget, "help", "") or ""


def _is_marked(text: str) -> bool:
    if not any(word in text for word in (*_WORDS, "frac", "sum", "smile", "badge", "help", "small")):
        return False
    tokens = [one for token in _READER.parse(text) for one in (token, *(token.children or ()))]
    ours = not any(word in text for word in _WORDS)
    marked = any(token.type in (*_CHANGES, *_BLOCKS) for token in tokens) and not ours
    return marked or bool(_DIRECTIVES.search(_CODE.sub("", text)))
