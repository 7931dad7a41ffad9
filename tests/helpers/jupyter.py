"""A JupyterLab of its own, with settings, kernels and files of nobody else."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.helpers.browser import ROOT, await_answer

_OWN = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR")


def environment(place: Path) -> dict[str, str]:
    """For kernels that know this project and nothing of the reader's."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **{name: str(place / name) for name in _OWN}}


@contextmanager
def laboratory(folder: Path, place: Path) -> Iterator[str]:
    """The address of a JupyterLab that shows the files of a folder, and keeps its own things in another."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    overrides = place / "settings" / "overrides.json"
    overrides.parent.mkdir(parents=True)
    overrides.write_text(json.dumps({"@jupyterlab/apputils-extension:notification": {"fetchNews": "false"}}))
    options = [f"--ServerApp.port={port}", "--ServerApp.port_retries=0", f"--ServerApp.root_dir={folder}"]
    options += ["--no-browser", "--IdentityProvider.token=", f"--LabApp.app_settings_dir={overrides.parent}"]
    options += ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    command = [sys.executable, "-m", "jupyterlab", *options]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command, env=environment(place), **quiet)
    try:
        await_answer(server, f"http://127.0.0.1:{port}/api")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)
