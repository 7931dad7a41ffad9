"""Documents in which no player plays: an index, and a page with a picture."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from html import escape

_POLICY = (
    "default-src 'none'; script-src {script}; style-src file: http: https:; img-src data: file: http: https:; "
    "base-uri 'none'; form-action 'none'"
)


def document(name: str, body: str, styles: Sequence[str], script: str = "", *, kind: str = "") -> bytes:
    """The document; `body` is markup, `styles` are files beside it, and `kind` is a class of the body."""
    nonce = hashlib.sha256(body.encode()).hexdigest()[:32]
    policy = _POLICY.format(script=f"'nonce-{nonce}'" if script else "'none'")
    links = "".join(f'<link rel="stylesheet" href="{style}">\n' for style in styles)
    scripts = f'<script nonce="{nonce}">{script}</script>\n' if script else ""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="Slalom">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(name)}</title>\n{links}</head>\n"
        f'<body class="{f"page {kind}".strip()}">\n{body}\n{scripts}</body>\n</html>\n'
    ).encode()
