"""Runs walked by the player's own scripts, under node."""

from __future__ import annotations

import base64
import json
import struct
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[2]
NODE = ROOT / ".venv" / "bin" / "node"
MARKED = ("minima", "local_minima", "saddles", "maxima")
SCRIPT = Path(__file__).with_name("live.mjs")


class Node:
    """One node process that is asked again and again: starting one costs more than a walk.

    A question is {"do": …}; what it answers are plain data and float64 arrays.
    """

    def __enter__(self) -> Node:
        self._process = subprocess.Popen(
            [NODE, "--disallow-code-generation-from-strings", SCRIPT], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.__exit__(None, None, None)  # closes what it reads, at which it ends

    def ask(self, question: dict[str, Any], blob: bytes = b"") -> tuple[Any, list[np.ndarray]]:
        """What the script says, and arrays. RuntimeError with its message if it refuses."""
        head = json.dumps(question).encode()
        pipe, back = self._process.stdin, self._process.stdout
        assert pipe is not None
        assert back is not None
        pipe.write(struct.pack("<II", len(head), len(blob)) + head + blob)
        pipe.flush()
        size, numbers = struct.unpack("<II", back.read(8))
        said, arrays = json.loads(back.read(size)), np.frombuffer(back.read(8 * numbers))
        if "error" in said:
            raise RuntimeError(said["error"])
        return said, np.split(arrays, np.cumsum(said["sizes"])[:-1]) if said["sizes"] else []

    def walk(
        self, blob: bytes, run: int, change: dict[str, Any] | None = None, grid: bytes = b""
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """The run of this number of a payload: what is said of it, and its series by name, `(rows, width)`."""
        question = {"do": "walk", "run": run, "change": change or {}, "grid": base64.b64encode(grid).decode()}
        said, arrays = self.ask(question, blob)
        widths: Sequence[tuple[str, int]] = said["series"]
        return said, {name: a.reshape(-1, width) for (name, width), a in zip(widths, arrays, strict=True)}

    def places(self, blob: bytes, ground: dict[str, float], grid: bytes) -> dict[str, list[Any]]:
        """What is marked on the surface of a payload with other numbers, by kind."""
        question = {"do": "places", "ground": ground, "grid": base64.b64encode(grid).decode()}
        said, _ = self.ask(question, blob)
        return {kind: said[kind] for kind in MARKED}
