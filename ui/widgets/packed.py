"""Plain data for a component of our own."""

from __future__ import annotations

import json
from typing import Any


def packed(data: Any) -> bytes:
    """The data as bytes of JSON: Streamlit looks for tables in anything else, with pandas, which takes 60 MB."""
    return json.dumps(data).encode()
