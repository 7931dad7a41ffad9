"""PyTorch's operations in place, m.mul_(b).add_(g, alpha=1 - b), as assignments."""

from __future__ import annotations

import re

_CHAIN = re.compile(r"([A-Za-z_]\w*)\s*(\.[a-z]+_\(.*\))\s*", re.DOTALL)
_ASSIGNED = re.compile(r"([A-Za-z_]\w*)\.(assign(?:_add|_sub)?|copy_)\((.*)\)\s*", re.DOTALL)
_HOW = {"assign": "=", "copy_": "=", "assign_add": "+=", "assign_sub": "-="}


def assigned(part: str) -> str:
    """A chain of operations in place as the assignment that it is; the line itself if it is none."""
    if found := _ASSIGNED.fullmatch(part):
        return f"{found[1]} {_HOW[found[2]]} {found[3]}"
    found = _CHAIN.fullmatch(part)
    return f"{found[1]} = {found[1]}{found[2]}" if found else part
