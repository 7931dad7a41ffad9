"""One honest sentence about a run or about several, and the colour of its dot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import compress

import numpy as np

from simulation import Trajectory
from simulation.judging.outcome import Outcome, outcome
from simulation.judging.place import FOUND, KINK, LOCAL_MINIMUM, MAXIMUM, MINIMUM, PLATEAU, SADDLE, diagonal, reach
from surfaces import Surface
from words.climbing import climbing
from words.language import _
from words.numbers import short

GOOD, WARN, BAD = "good", "warn", "bad"
LOST = ("diverged", "no value")  # reasons of outcomes


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
    return words.format(near=short(reach(surface)), wide=short(FOUND * diagonal(surface)))


def _filled(words: str, found: Outcome) -> str:
    return (climbing(words) if found.maximize else words).format(
        step=found.step,
        f=short(found.value, 4),
        evaluations=found.evaluations,
        period=found.period,
        point=found.point and f"({short(found.point[0])}, {short(found.point[1])})",
    )


def _whole(found: Outcome, surface: Surface) -> str:
    if found.step == 0 and (words := _from_the_start(found)):
        return words
    if found.arrived is not None:
        return _at(found, surface)
    return {
        "step size 0": _("does not move since step {step}: its step size is 0 there, f = {f}"),
        "no step": _("does not move since step {step}, f = {f}: the rule takes no step there"),
        "orbit": _("repeats itself every {period} steps, f = {f} at step {step}"),
        "descending": _("still descending at step {step}, f = {f}, {evaluations} gradients"),
        "moving": _("still moving at step {step}, f = {f}, {evaluations} gradients"),
        "left": {
            "growing": _("left the view at step {step} and moves ever farther away, still finite"),
            "returning": _("left the view at step {step} and is on its way back"),
            "": _("left the view at step {step}, still finite"),
        }[found.away],
        "stop rule": _("met its stop rule at step {step}, f = {f}, {evaluations} gradients"),
        "stalled": _("stopped at step {step}: f has not improved for a while, f = {f}, {evaluations} gradients"),
        "out of time": _("out of time at step {step}, f = {f}, {evaluations} gradients"),
        "diverged": _("diverged at step {step}"),
        "no value": _("ended at step {step}: f has no value there"),
    }[found.why]


def _from_the_start(found: Outcome) -> str:
    """Of a run of which row 0 says it already; empty of others."""
    return {
        "diverged": _("cannot begin: f is not finite at the start"),
        "no value": _("cannot begin: f is not finite at the start"),
        "step size 0": _("does not move: its step size is 0, f = {f}"),
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
        return _("converged at step {step} to {point}, {evaluations} gradients, final f = {f}")
    return {
        MINIMUM: _("converged at step {step}, {evaluations} gradients, final f = {f}"),
        LOCAL_MINIMUM: _("converged at step {step} in a local minimum, {point}, final f = {f}"),
        SADDLE: _("rests at a saddle since step {step}, f = {f}: no slope, no minimum"),
        MAXIMUM: _("rests at a maximum since step {step}, f = {f}: no slope, no minimum"),
        KINK: _("rests in a kink since step {step}, f = {f}: the slope jumps, and f rises to both sides"),
        PLATEAU: _("rests on level ground since step {step}, f = {f}: no slope"),
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
    }[found.kind]


def summary(paths: Sequence[Trajectory], names: Sequence[str], surface: Surface) -> tuple[str, str]:
    """(tone, sentence) for all runs together; for a single run its own sentence."""
    if len(paths) == 1:
        return sentence(paths[0], surface)
    turn = climbing if paths[0].maximize else str
    found = [outcome(path, surface).as_descent for path in paths]
    arrived = [(o.step, name) for o, name in zip(found, names, strict=True) if o.where == MINIMUM]
    stayed = [o.kind not in (*LOST, "left") for o in found]
    words = []
    if arrived:
        words += [_("{count} of {all} converged").format(count=len(arrived), all=len(paths)), _first(arrived)]
    elif any(stayed):
        words.append(_lowest(list(compress(paths, stayed)), list(compress(names, stayed)), turn))
    words += _elsewhere([o.kind for o in found], turn)
    lost = any(o.kind in LOST for o in found)
    return BAD if lost else GOOD if len(arrived) == len(paths) else WARN, ", ".join(words)


def _first(arrived: Sequence[tuple[int, str]]) -> str:
    """Who arrived in the fewest steps; several may share it."""
    step = min(step for step, _name in arrived)
    first = [name for at, name in arrived if at == step]
    if len(first) == len(arrived) > 1:
        return _("all at step {step}").format(step=step)
    if len(first) > 1:
        return _("{name} and {count} more first, at step {step}").format(name=first[0], count=len(first) - 1, step=step)
    return _("{name} first, at step {step}").format(name=first[0], step=step)


def _elsewhere(kinds: Sequence[str], turn: Callable[[str], str]) -> list[str]:
    """How many runs have come to rest elsewhere, or are not in the picture any more, and why."""
    said = {
        LOCAL_MINIMUM: _("{count} in a local minimum"),
        SADDLE: _("{count} at a saddle"),
        MAXIMUM: _("{count} at a maximum"),
        "left": _("{count} left the view, still finite"),
        "no value": _("{count} ended where f has no value"),
        "diverged": _("{count} diverged"),
    }
    return [turn(words).format(count=kinds.count(kind)) for kind, words in said.items() if kind in kinds]


def _lowest(paths: Sequence[Trajectory], names: Sequence[str], turn: Callable[[str], str]) -> str:
    """Where nobody has arrived, or nothing says when one has: who is lowest in the end; highest of those who climb."""
    ends = [float(path.value[path.last]) for path in paths]
    values = [short(end, 4) for end in ends]
    least = values[int((np.argmax if paths[0].maximize else np.argmin)(ends))]
    first = [name for name, value in zip(names, values, strict=True) if value == least]
    if len(first) == len(paths) > 1:
        return _("all end at f = {f}").format(f=least)
    if len(first) > 1:
        return turn(_("{name} and {count} more lowest, f = {f}")).format(name=first[0], count=len(first) - 1, f=least)
    return turn(_("{name} lowest, f = {f}")).format(name=first[0], f=least)
