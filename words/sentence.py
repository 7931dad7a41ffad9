"""One honest sentence about a run, and the colour of its dot."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulation import Trajectory
from simulation.judging.outcome import LOST, Outcome, outcome
from simulation.judging.place import FOUND, KINK, LOCAL_MINIMUM, MAXIMUM, MINIMUM, PLATEAU, SADDLE, diagonal, reach
from surfaces import Surface
from words.climbing import climbing
from words.counts import gradients
from words.language import _
from words.numbers import short
from words.on_a_line import on_a_line

GOOD, WARN, BAD = "good", "warn", "bad"


def sentence(path: Trajectory, surface: Surface) -> tuple[str, str]:
    """(tone, sentence) for a single run: green at a lowest minimum, red not finite, amber all else.

    Of a run that climbs: green at a highest maximum.
    """
    found = outcome(path, surface)
    tone = {MINIMUM: GOOD, **dict.fromkeys(LOST, BAD)}.get(found.as_descent.kind, WARN)
    words = _filled(_whole(found.as_descent, surface.negated if path.maximize else surface), found)
    if found.kind in LOST and _is_singular(path, found.step):
        words += _(": the Hessian is singular where f slopes, and the step infinite")
    return tone, words


def _is_singular(path: Trajectory, step: int) -> bool:
    """Whether a rule that solves with the Hessian had an eigenvalue of zero, to rounding, in that step."""
    if "eigenvalues" not in path.states:
        return False
    sizes = np.abs(path.states["eigenvalues"][step])
    return bool(sizes.min() <= 8 * np.finfo(float).eps * sizes.max())


def brief(found: Outcome) -> str:
    """The same in the few words of a table's cell."""
    return _filled(_few(found.as_descent), found)


def stated(surface: Surface, *, maximize: bool = False) -> str:
    """What "at a point" means on this surface."""
    words = _(
        "At a point means: nearer than {near}, a ten-thousandth of the picture's diagonal, from that step on; or ended "
        "by its stop rule nearer than {wide} to a minimum."
    )
    words = climbing(words) if maximize else words
    words = on_a_line(words) if surface.dimensions == 1 else words
    lengths = [short(reach(surface)), short(FOUND * diagonal(surface))]
    if (surface.units != 1).any():
        (x, y), alike = surface.units, _("{x} in x and {y} in y")
        lengths = [alike.format(x=short(d * x), y=short(d * y)) for d in (reach(surface), FOUND * diagonal(surface))]
    return words.format(near=lengths[0], wide=lengths[1])


def _filled(words: str, found: Outcome) -> str:
    words = climbing(words) if found.maximize else words
    return (on_a_line(words) if found.dimensions == 1 else words).format(
        step=found.step,
        f=short(found.value, 4),
        gradients=gradients(found.evaluations),
        period=found.period,
        point=found.point and place(found.point),
    )


def place(point: Sequence[float]) -> str:
    """A point in words: (1.2, 3), on a line x = 1.2."""
    named = ", ".join(map(short, point))
    return f"({named})" if len(point) > 1 else f"x = {named}"


def _whole(found: Outcome, surface: Surface) -> str:
    if found.step == 0 and (words := _from_the_start(found)):
        return words
    if found.arrived is not None:
        return _at(found, surface)
    return {
        "step size 0": _("does not move since step {step}: its step size is 0 there, f = {f}"),
        "lost in rounding": _("does not move since step {step}, f = {f}: its steps are too small to change x or y"),
        "shrunk": _("hardly moves since step {step}, f = {f}: its step size has shrunk"),
        "no step": _("does not move since step {step}, f = {f}: the rule takes no step there"),
        "orbit": _("repeats itself every {period} steps, f = {f} at step {step}"),
        "descending": _("still descending at step {step}, f = {f}, {gradients}"),
        "moving": _("still moving at step {step}, f = {f}, {gradients}"),
        "left": {
            "growing": _("left the view at step {step} and moves ever farther away, still finite"),
            "returning": _("left the view at step {step} and is on its way back"),
            "": _("left the view at step {step}, still finite"),
        }[found.away],
        "stop rule": _("met its stop rule at step {step}, f = {f}, {gradients}"),
        "stalled": _("stopped at step {step}: f has not improved for a while, f = {f}, {gradients}"),
        "out of time": _("out of time at step {step}, f = {f}, {gradients}"),
        "diverged": _("diverged at step {step}"),
        "no value": _("ended at step {step}: f has no value there"),
        "no slope": _("ended at step {step}: f has no finite slope there"),
    }[found.why]


def _from_the_start(found: Outcome) -> str:
    """Of a run of which row 0 says it already; empty of others."""
    if found.jump:
        return _("began on level ground and stays there, f = {f}: no slope, and f jumps beside it")
    return {
        "diverged": _("cannot begin: f is not finite at the start"),
        "no value": _("cannot begin: f is not finite at the start"),
        "no slope": _("cannot begin: the slope of f is not finite at the start"),
        "step size 0": _("does not move: its step size is 0, f = {f}"),
        "lost in rounding": _("does not move: its steps are too small to change x or y, f = {f}"),
        "shrunk": _("hardly moves: its step size has shrunk, f = {f}"),
        "no step": _("does not move: the rule takes no step, f = {f}"),
        "left": _("never came into the view, still finite"),
        MINIMUM: _("began at the minimum and stays there, f = {f}"),
        LOCAL_MINIMUM: _("began in a local minimum, {point}, and stays there, f = {f}"),
        SADDLE: _("began at a saddle and stays there, f = {f}: no slope, no minimum"),
        MAXIMUM: _("began at a maximum and stays there, f = {f}: no slope, no minimum"),
        KINK: _("began in a kink and stays there, f = {f}: the slope jumps, and f rises to both sides"),
        PLATEAU: _("began on level ground and stays there, f = {f}: no slope"),
    }.get(found.kind, "")


def _at(found: Outcome, surface: Surface) -> str:
    """Of a run that has arrived somewhere."""
    if found.where == MINIMUM and len(surface.minima) > 1:
        return _("converged at step {step} to {point}, {gradients}, final f = {f}")
    if found.jump:
        return _("is on level ground since step {step}, f = {f}: no slope, and f jumps beside it")
    return {
        MINIMUM: _("converged at step {step}, {gradients}, final f = {f}"),
        LOCAL_MINIMUM: _("converged at step {step} in a local minimum, {point}, final f = {f}"),
        SADDLE: _("rests at a saddle since step {step}, f = {f}: no slope, no minimum"),
        MAXIMUM: _("rests at a maximum since step {step}, f = {f}: no slope, no minimum"),
        KINK: _("rests in a kink since step {step}, f = {f}: the slope jumps, and f rises to both sides"),
        PLATEAU: _("is on level ground since step {step}, f = {f}: no slope"),
    }[found.where]


def _few(found: Outcome) -> str:
    return {
        MINIMUM: _("at the minimum from step {step}"),
        LOCAL_MINIMUM: _("in a local minimum from step {step}"),
        SADDLE: _("at a saddle from step {step}"),
        MAXIMUM: _("at a maximum from step {step}"),
        KINK: _("in a kink from step {step}"),
        PLATEAU: _("on level ground from step {step}"),
        "step size 0": _("step size 0 since step {step}"),
        "lost in rounding": _("steps too small to count since step {step}"),
        "shrunk": _("hardly moves since step {step}"),
        "no step": _("no step taken since step {step}"),
        "orbit": _("repeats itself every {period} steps"),
        "descending": _("still descending at step {step}"),
        "moving": _("still moving at step {step}"),
        "left": _("left the view at step {step}"),
        "stop rule": _("stop rule met at step {step}"),
        "stalled": _("no improvement, stopped at step {step}"),
        "out of time": _("out of time at step {step}"),
        "diverged": _("diverged at step {step}"),
        "no value": _("no value at step {step}"),
        "no slope": _("no finite slope at step {step}"),
    }[found.kind]
