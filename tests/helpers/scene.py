"""Questions to the player's own scripts under node: what they draw of the same scene."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.helpers.live import NODE

SCRIPT = Path(__file__).with_name("scene.mjs")


def ask(questions: list[dict[str, Any]]) -> list[Any]:
    """What the scripts answer to each, in order; a question is {"do": …}."""
    asked = json.dumps(questions).encode()
    return json.loads(subprocess.run([NODE, SCRIPT], input=asked, capture_output=True, check=True).stdout)
