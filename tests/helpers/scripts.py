"""Scripts that were written for users, run in a fresh process, many in one, since each must import what it needs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np

_DRIVER = """
import contextlib, io, json, pathlib, runpy, sys
import numpy as np
folder, name = pathlib.Path(sys.argv[1]), sys.argv[2]
for file in sorted(folder.glob("*.py")):
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        left = runpy.run_path(str(file), run_name="__main__")
    file.with_suffix(".txt").write_text(said.getvalue(), encoding="utf-8")
    found = left.get(name, {})
    pairs = found.items() if isinstance(found, dict) else enumerate(found)
    arrays = {json.dumps(key): np.asarray(getattr(path, "x", path)) for key, path in pairs}
    np.savez(file.with_suffix(".npz"), **arrays)
"""


def left_by(folder: Path, texts: Mapping[str, str], name: str = "paths") -> dict[str, dict[str, np.ndarray]]:
    """What every script has left in `name`, as arrays by their JSON keys; what it printed is in a file beside it.

    AssertionError with what was said on stderr if one of them fails.
    """
    for script, text in texts.items():
        (folder / f"{script}.py").write_text(text, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", _DRIVER, str(folder), name],
        capture_output=True, text=True, cwd=folder, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-2000:]
    found = {}
    for script in texts:
        with np.load(folder / f"{script}.npz") as file:
            found[script] = {key: file[key] for key in file.files}
    return found
