"""What a page needs beside its paths: the player's script and style, and Plotly, packed as text."""

from __future__ import annotations

import base64
import gzip
from functools import lru_cache
from pathlib import Path

import player

_FRONTEND = Path(player.__file__).parent / "frontend"
_HERE = Path(__file__).parent
#: Name → file. The bundles of Plotly are named as the player asks for them.
FILES = {
    "player": _FRONTEND / "built" / "page.js",
    "cartesian": _FRONTEND / "vendor" / "plotly-cartesian.min.js",
    "gl3d": _FRONTEND / "vendor" / "plotly-gl3d.min.js",
}


def packed(content: bytes) -> str:
    """Compressed, as text of letters and digits; equal contents give equal texts."""
    return base64.b64encode(zipped(content)).decode()


def zipped(content: bytes) -> bytes:
    """Compressed; equal contents give equal bytes."""
    return gzip.compress(content, 9, mtime=0)


@lru_cache(maxsize=8)
def script(name: str) -> str:
    """One of `FILES`, packed: half a second once, for Plotly."""
    return base64.b64encode(zipped_script(name)).decode()


@lru_cache(maxsize=8)
def zipped_script(name: str) -> bytes:
    """The same as bytes."""
    return zipped(FILES[name].read_bytes())


@lru_cache(maxsize=8)
def own(name: str) -> str:
    """A file beside this one, as it is."""
    return (_HERE / name).read_text("utf-8")


@lru_cache(maxsize=1)
def style() -> str:
    """The player's style, and that of the page around it."""
    return (_FRONTEND / "built" / "player.css").read_text("utf-8") + own("page.css")
