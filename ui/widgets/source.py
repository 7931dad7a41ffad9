"""Python source on a page, without the 1.5 MB that Streamlit's own highlighter would add to the first visit."""

from __future__ import annotations

import inspect
import textwrap
from functools import lru_cache
from typing import Any

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer


@lru_cache(maxsize=256)
def source_html(function: Any) -> str:
    """The source of a function as HTML, its kinds of words marked by Pygments' classes."""
    return marked(textwrap.dedent(inspect.getsource(function)))


def marked(text: str) -> str:
    """Python as HTML; lines of a typed rule read as Python, too."""
    code = highlight(text, PythonLexer(), HtmlFormatter(nowrap=True))
    return f'<pre class="slalom-source" tabindex="0"><code>{code}</code></pre>'
