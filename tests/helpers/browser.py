"""A served app, and the browser to look at it: Chromium from the PATH if there is one, else Playwright's own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
#: Chromium draws a page of its own for the popup of the address bar, with every window, headless or not: a third of the
#: processor time of a visit of the player.
_POPUPS = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup")
#: What Playwright turns off itself: of two such lists, Chromium takes the last.
_PLAYWRIGHTS = (
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "LensOverlay"),
    *("HttpsFirstBalancedModeAutoEnable", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning"),
    *("AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled"),
    "PreconnectToSearch",
)


def launch_options() -> dict[str, Any]:
    """For Playwright's `chromium.launch`."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    args = ["--enable-unsafe-swiftshader", *(["--no-sandbox"] if is_root else [])]  # WebGL without a graphics card
    args.append("--disable-features=" + ",".join((*_PLAYWRIGHTS, *_POPUPS)))
    return {**({"executable_path": found} if found else {}), "args": args}


@contextmanager
def served(
    *options: str, script: str = "app.py", path: str = "", port: int = 0, address: str = "127.0.0.1"
) -> Iterator[str]:
    """A Streamlit script on this port, or a free one; the address of its first page. Without an `address` it listens
    where the configuration says."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    command += [*(["--server.address", address] if address else []), "--server.headless", "true", *options]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        await_answer(server, f"http://127.0.0.1:{port}{path}/_stcore/health")
        yield f"http://127.0.0.1:{port}{path}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def await_answer(server: subprocess.Popen, address: str) -> None:
    """Asks until a server answers; a server that ends instead is an error."""
    while True:
        try:
            with urllib.request.urlopen(address, timeout=20):
                return
        except OSError:
            try:
                server.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                continue
            raise RuntimeError("the server did not start") from None
