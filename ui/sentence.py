"""One honest sentence about a run, and the colour of its dot."""

from __future__ import annotations

from simulation import Trajectory
from simulation.outcome import Outcome, outcome
from surfaces import Surface
from ui.numbers import short
from ui.text import _

GOOD, WARN, BAD = "good", "warn", "bad"


def sentence(path: Trajectory, surface: Surface) -> tuple[str, str]:
    """(tone, sentence) for a single run: green converged, amber undecided, red diverged."""
    found = outcome(path, surface)
    tone = {"minimum": GOOD, "diverged": BAD}.get(found.kind, WARN)
    return tone, _words(found).format(
        step=found.step,
        f=short(found.value, 4),
        evaluations=found.evaluations,
    )


def _words(found: Outcome) -> str:
    if found.kind == "diverged" and found.step == 0:
        return _("diverged at the start: f is not finite there")
    return {
        "minimum": _("converged at step {step}, f = {f}, {evaluations} gradients"),
        "local minimum": _("converged at step {step} in a local minimum, f = {f}, {evaluations} gradients"),
        "saddle": _("stopped at a saddle at step {step}, f = {f}: no gradient, no minimum"),
        "maximum": _("stopped at a maximum at step {step}, f = {f}: no gradient, no minimum"),
        "flat": _("stopped on a plateau at step {step}, f = {f}: no gradient, no minimum"),
        "descending": _("still descending at step {step}, f = {f}, {evaluations} gradients"),
        "moving": _("still moving at step {step}, f = {f}, {evaluations} gradients"),
        "stalled": _("stopped at step {step}: f has not improved for a while, f = {f}, {evaluations} gradients"),
        "out of time": _("out of time at step {step}, f = {f}, {evaluations} gradients"),
        "left": _("left the view at step {step}, still finite"),
        "diverged": _("diverged at step {step}"),
    }[found.kind]
