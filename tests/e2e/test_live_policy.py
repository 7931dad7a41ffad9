"""Runs are walked in a page whose content-security policy forbids all evaluation, as they are under node."""

from __future__ import annotations

import base64
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser

from optimizers import OPTIMIZERS
from tests.helpers import live_cases as cases

FRONTEND = Path(__file__).parents[2] / "player" / "frontend"
WALKS = {"adam": "rosenbrock", "lookahead": "ackley", "newton": "himmelblau", "momentum": "logistic", "sam": "kinks"}
SCRIPT = """async (text) => {
  const { unpackPaths } = await import('/payload/payload.js');
  const { Live } = await import('/live/live.js');
  const paths = unpackPaths(Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)));
  return Array.from(new Live(paths).walk(paths.runs[0]).x);
}"""


class Strict(SimpleHTTPRequestHandler):
    """Serves files that may run no script but those of their own place."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", "default-src 'none'; script-src 'self'")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def page(browser: Browser):
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=FRONTEND)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/live/live.js")
        yield page
        page.close()
        server.shutdown()


@pytest.mark.parametrize("rule", WALKS)
def test_a_strict_page_walks(page, rule):
    path, payload = cases.blob(cases.case(WALKS[rule], OPTIMIZERS[rule]()))
    x = page.evaluate(SCRIPT, base64.b64encode(payload).decode())
    np.testing.assert_allclose(np.reshape(x, (-1, 2)), path.x, rtol=1e-10, atol=1e-12)


def test_the_page_is_strict(page):
    tried = """() => new Promise((done) => setTimeout(() => {
      try { new Function('1'); done(''); } catch (error) { done(error.name); }
    }))"""  # later, as what a debugger evaluates itself is free of the policy
    assert page.evaluate(tried) == "EvalError"
