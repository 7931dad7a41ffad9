"""One honest sentence about a run or about several, and the colour of its dot."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress

import numpy as np

from simulation import Trajectory
from simulation.judging.outcome import Outcome, outcome
from surfaces import Surface
from words.language import _
from words.numbers import short

GOOD, WARN, BAD = "good", "warn", "bad"
LOST = ("diverged", "no value")  # kinds of outcomes


def sentence(path: Trajectory, surface: Surface) -> tuple[str, str]:
    """(tone, sentence) for a single run: green converged, amber undecided, red diverged."""
    found = outcome(path, surface)
    tone = {"minimum": GOOD, **dict.fromkeys(LOST, BAD)}.get(found.kind, WARN)
    words = _words(found).format(step=found.step, f=short(found.value, 4), evaluations=found.evaluations)
    if found.kind in LOST and _is_singular(path, found.step):
        words += _(": the Hessian is singular where f slopes, and the step infinite")
    return tone, words


def _is_singular(path: Trajectory, step: int) -> bool:
    """Whether a rule that solves with the Hessian had an eigenvalue of zero, to rounding, in that step."""
    if "eigenvalues" not in path.states:
        return False
    sizes = np.abs(path.states["eigenvalues"][step])
    return bool(sizes.min() <= 8 * np.finfo(float).eps * sizes.max())


def _words(found: Outcome) -> str:
    if found.kind in LOST and found.step == 0:
        return _("cannot begin: f is not finite at the start")
    if found.kind == "left" and found.step == 0:
        return _("never came into the view, still finite")
    return {
        "minimum": _("converged at step {step}, f = {f}, {evaluations} gradients"),
        "local minimum": _("converged at step {step} in a local minimum, f = {f}, {evaluations} gradients"),
        "saddle": _("stopped at a saddle at step {step}, f = {f}: no gradient, no minimum"),
        "maximum": _("stopped at a maximum at step {step}, f = {f}: no gradient, no minimum"),
        "flat": _("stopped on level ground at step {step}, f = {f}: no gradient there"),
        "descending": _("still descending at step {step}, f = {f}, {evaluations} gradients"),
        "moving": _("still moving at step {step}, f = {f}, {evaluations} gradients"),
        "stalled": _("stopped at step {step}: f has not improved for a while, f = {f}, {evaluations} gradients"),
        "out of time": _("out of time at step {step}, f = {f}, {evaluations} gradients"),
        "left": _("left the view at step {step}, still finite"),
        "diverged": _("diverged at step {step}"),
        "no value": _("ended at step {step}: f has no value there"),
    }[found.kind]


def summary(paths: Sequence[Trajectory], names: Sequence[str], surface: Surface) -> tuple[str, str]:
    """(tone, sentence) for all runs together; for a single run its own sentence."""
    if len(paths) == 1:
        return sentence(paths[0], surface)
    found = [outcome(path, surface) for path in paths]
    arrived = [(o.step, name) for o, name in zip(found, names, strict=True) if o.kind == "minimum"]
    stayed = [o.kind not in (*LOST, "left") for o in found]
    words = []
    if arrived:
        step, name = min(arrived)
        words.append(_("{count} of {all} converged").format(count=len(arrived), all=len(paths)))
        words.append(_("{name} first, at step {step}").format(name=name, step=step))
    elif any(stayed):
        words.append(_lowest(list(compress(paths, stayed)), list(compress(names, stayed))))
    words += _gone([o.kind for o in found])
    lost = any(o.kind in LOST for o in found)
    return BAD if lost else GOOD if len(arrived) == len(paths) else WARN, ", ".join(words)


def _gone(kinds: Sequence[str]) -> list[str]:
    """How many runs are not in the picture any more, and why."""
    said = {
        "left": _("{count} left the view, still finite"),
        "no value": _("{count} ended where f has no value"),
        "diverged": _("{count} diverged"),
    }
    return [words.format(count=kinds.count(kind)) for kind, words in said.items() if kind in kinds]


def _lowest(paths: Sequence[Trajectory], names: Sequence[str]) -> str:
    """Where nobody has arrived, or nothing says when one has: who is lowest in the end."""
    values = [short(float(path.value[path.last]), 4) for path in paths]
    least = values[int(np.argmin([path.value[path.last] for path in paths]))]
    first = [name for name, value in zip(names, values, strict=True) if value == least]
    if len(first) == len(paths) > 1:
        return _("all end at f = {f}").format(f=least)
    if len(first) > 1:
        return _("{name} and {count} more lowest, f = {f}").format(name=first[0], count=len(first) - 1, f=least)
    return _("{name} lowest, f = {f}").format(name=first[0], f=least)
