"""A table of numbers: as many digits as matter, and a dash where there is nothing to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import streamlit as st


def table(
    rows: Sequence[Mapping[str, Any]] | Mapping[str, np.ndarray], *, digits: int = 4, height: int | None = None
) -> None:
    """Draws rows, or columns by their names. Left to itself, Streamlit rounds to a fixed place, and 3·10⁻⁹ is 0."""
    shown = {name: st.column_config.NumberColumn(format=f"%.{digits}g") for name in _numbers(rows)}
    said: dict[str, Any] = {"height": height} if height else {}
    st.dataframe(rows, hide_index=True, column_config=shown, placeholder="–", **said)


def _numbers(rows: Sequence[Mapping[str, Any]] | Mapping[str, np.ndarray]) -> list[str]:
    """The columns with numbers that are not whole."""
    if isinstance(rows, Mapping):
        return [name for name, values in rows.items() if values.dtype.kind == "f"]
    names = dict.fromkeys(name for row in rows for name in row)
    return [name for name in names if any(isinstance(row.get(name), float) for row in rows)]
