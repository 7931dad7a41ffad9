"""The experiment and how every run ended, as JSON."""

from __future__ import annotations

import json

from exports.data.summaries import summaries
from exports.work import Tell, Work
from parameters import Described


def as_results(work: Work, options: Described, tell: Tell) -> bytes:
    """{"experiment": as `Experiment.from_json` reads it, "runs": as `summaries` tells them}."""
    whole = {
        "experiment": json.loads(work.experiment.to_json()),
        "runs": summaries(work.experiment, work.bundles),
    }
    return json.dumps(whole, indent=2, ensure_ascii=False, allow_nan=False).encode()
