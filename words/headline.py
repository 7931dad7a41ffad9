"""One honest sentence about several runs together, and the colour of its dot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import compress

import numpy as np

from simulation import Trajectory
from simulation.judging.outcome import GONE, LOST, Outcome, outcome
from simulation.judging.place import KINK, LOCAL_MINIMUM, MAXIMUM, MINIMUM, PLATEAU, SADDLE
from surfaces import Surface
from words.climbing import climbing
from words.language import _
from words.numbers import short
from words.on_a_line import on_a_line
from words.sentence import BAD, GOOD, WARN, sentence

_Turn = Callable[[str], str]


def summary(paths: Sequence[Trajectory], names: Sequence[str], surface: Surface) -> tuple[str, str]:
    """(tone, sentence) for all runs together; for a single run its own sentence.

    Who has arrived at a lowest minimum, and first; else who has left, and what became of those who have not. Nobody is
    called the lowest where another one has left the picture: it may be lower, and often is.
    """
    if len(paths) == 1:
        return sentence(paths[0], surface)
    turn = _turn(maximize=paths[0].maximize, line=surface.dimensions == 1)
    found = [outcome(path, surface).as_descent for path in paths]
    kinds, gone = [o.kind for o in found], [o.kind in GONE for o in found]
    arrived = [(o.step, name) for o, name in zip(found, names, strict=True) if o.where == MINIMUM]
    tone = BAD if any(kind in LOST for kind in kinds) else GOOD if len(arrived) == len(paths) else WARN
    if arrived:
        words = [_first(arrived, len(paths)), *_elsewhere(kinds, names, turn), *_lost(kinds, names)]
        return tone, ", ".join(words)
    stays = [not lost for lost in gone]
    still = list(compress(paths, stays)), list(compress(names, stays)), list(compress(found, stays))
    lost = ", ".join(_lost(kinds, names, of_all=True))
    return tone, "; ".join(filter(None, [lost, _here(*still, others_gone=any(gone), turn=turn)]))


def _turn(*, maximize: bool, line: bool) -> _Turn:
    """What words become where the runs climb, and where f has one coordinate."""

    def turned(words: str) -> str:
        words = climbing(words) if maximize else words
        return on_a_line(words) if line else words

    return turned


def _first(arrived: Sequence[tuple[int, str]], runs: int) -> str:
    """How many arrived, and who in the fewest steps; several may share it."""
    step = min(step for step, _name in arrived)
    first = [name for at, name in arrived if at == step]
    count, others = len(arrived), len(first) - 1
    if count == 1:
        words = _("{count} of {all} converged: {name}, at step {step}")
    elif others == count - 1:
        words = _("{count} of {all} converged, all at step {step}")
    elif others:
        words = _("{count} of {all} converged, {name} and {others} more first, at step {step}")
    else:
        words = _("{count} of {all} converged, {name} first, at step {step}")
    return words.format(count=count, all=runs, name=first[0], others=others, step=step)


def _elsewhere(kinds: Sequence[str], names: Sequence[str], turn: _Turn) -> list[str]:
    """Who has come to rest at another place: by name if it is only one."""
    said = {
        LOCAL_MINIMUM: (_("{name} in a local minimum"), _("{count} in a local minimum")),
        SADDLE: (_("{name} at a saddle"), _("{count} at a saddle")),
        MAXIMUM: (_("{name} at a maximum"), _("{count} at a maximum")),
        KINK: (_("{name} in a kink"), _("{count} in a kink")),
        PLATEAU: (_("{name} on level ground"), _("{count} on level ground")),
    }
    return _told(said, kinds, names, turn)


def _lost(kinds: Sequence[str], names: Sequence[str], *, of_all: bool = False) -> list[str]:
    """Who is not in the picture any more, and why: by name if it is only one."""
    said = {
        "left": (_("{name} has left the view"), _("{count} have left the view")),
        "no value": (_("{name} ended where f has no value"), _("{count} ended where f has no value")),
        "no slope": (_("{name} ended where f has no slope"), _("{count} ended where f has no slope")),
        "diverged": (_("{name} diverged"), _("{count} diverged")),
    }
    if of_all:
        said["left"] = (said["left"][0], _("{count} of {all} have left the view"))
        said["diverged"] = (said["diverged"][0], _("{count} of {all} diverged"))
    if of_all and len(set(kinds)) == 1:
        both = len(kinds) == 2
        said["left"] = ("", _("both have left the view") if both else _("all {count} have left the view"))
        said["diverged"] = ("", _("both diverged") if both else _("all {count} diverged"))
    return _told(said, kinds, names, str)


def _told(said: dict[str, tuple[str, str]], kinds: Sequence[str], names: Sequence[str], turn: _Turn) -> list[str]:
    words = []
    for kind, (of_one, of_several) in said.items():
        those = [name for name, its in zip(names, kinds, strict=True) if its == kind]
        if those:
            told = turn(of_one if len(those) == 1 else of_several)
            words.append(told.format(name=those[0], count=len(those), all=len(names)))
    return words


def _here(
    paths: Sequence[Trajectory], names: Sequence[str], found: Sequence[Outcome], *, others_gone: bool, turn: _Turn
) -> str:
    """What became of the runs that are in the picture, of which none has arrived."""
    if len(paths) == 1:
        return turn(_alone(found[0])).format(name=names[0], f=short(float(paths[0].value[-1]), 4))
    if not paths:
        return ""
    return ", ".join([_lowest(paths, names, others_gone, turn), *_elsewhere([o.kind for o in found], names, turn)])


def _alone(found: Outcome) -> str:
    """Of the only run that has not left."""
    return {
        LOCAL_MINIMUM: _("{name} is in a local minimum, f = {f}"),
        SADDLE: _("{name} is still at the saddle, f = {f}"),
        MAXIMUM: _("{name} is still at the maximum, f = {f}"),
        KINK: _("{name} is in a kink, f = {f}"),
        PLATEAU: _("{name} is on level ground, f = {f}"),
        "descending": _("{name} is still descending, f = {f}"),
        "moving": _("{name} is still moving, f = {f}"),
        "orbit": _("{name} repeats itself, f = {f}"),
        "stop rule": _("{name} met its stop rule, f = {f}"),
        "stalled": _("{name} was stopped, f = {f}"),
        "out of time": _("{name} ran out of time, f = {f}"),
    }.get(found.kind, _("{name} does not move, f = {f}"))


def _lowest(paths: Sequence[Trajectory], names: Sequence[str], others_gone: bool, turn: _Turn) -> str:
    """Who is lowest in the end; highest of those who climb. Where others have left, of the rest."""
    ends = [float(path.value[path.last]) for path in paths]
    values = [short(end, 4) for end in ends]
    least = values[int((np.argmax if paths[0].maximize else np.argmin)(ends))]
    first = [name for name, value in zip(names, values, strict=True) if value == least]
    if len(first) == len(paths):
        words = _("the others end at f = {f}") if others_gone else _("all end at f = {f}")
    elif len(first) > 1:
        words = _("{name} and {count} more lowest, f = {f}")
        words = _("of the others {name} and {count} more are lowest, f = {f}") if others_gone else words
    else:
        words = _("of the others {name} is lowest, f = {f}") if others_gone else _("{name} lowest, f = {f}")
    return turn(words).format(name=first[0], count=len(first) - 1, f=least)
