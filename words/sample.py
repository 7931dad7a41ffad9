"""What is said of runs that are walked several times, from several seeds or starts."""

from __future__ import annotations

from collections.abc import Sequence

from simulation import Experiment
from simulation.experiments.run import Origin, origins
from simulation.judging.outcome import GONE, Outcome
from simulation.judging.place import KINK, LOCAL_MINIMUM, MAXIMUM, MINIMUM, PLATEAU, SADDLE
from simulation.judging.sample import Bundles, Sample, Spread, sample
from words import counts
from words.climbing import climbing
from words.headline import summary
from words.language import _
from words.numbers import short
from words.on_a_line import on_a_line
from words.sentence import BAD, GOOD, WARN


def told(experiment: Experiment, bundles: Bundles, names: Sequence[str]) -> tuple[str, str]:
    """(tone, sentence) for all runs together: of medians and counts where a run has several paths."""
    surface = experiment.landscape()
    if all(len(paths) == 1 for paths in bundles):
        return summary([paths[0] for paths in bundles], names, surface)
    found = [sample(paths, surface, 0.0) for paths in bundles]
    if len(found) == 1:
        words = [sampled(experiment), *filter(None, [_middle(found[0])]), ended(found[0])]
        return _tone(found), _("{sample}: {words}").format(sample=words[0], words=", ".join(words[1:]))
    return _tone(found), ", ".join([*filter(None, [_lowest(found, names)]), _of_all(found)])


def ended(found: Sample) -> str:
    """How many paths ended how, in the order of how good that is: "12 converged, 3 left the view, still finite"."""
    return ", ".join(_counted([one.kind for one in (o.as_descent for o in found.outcomes)], found.outcomes[0]))


def sampled(experiment: Experiment) -> str:
    """What a run is a sample of: "16 seeds", "8 starts", "8 starts with 2 seeds each"; empty where it is one path."""
    fan, seeds = experiment.fan, max(len({o.seed for o in origins(experiment, spec)}) for spec in experiment.runs)
    if fan == 1:
        return "" if seeds == 1 else counts.seeds(seeds)
    words = _("{starts} with {seeds} each")
    return counts.starts(fan) if seeds == 1 else words.format(starts=counts.starts(fan), seeds=counts.seeds(seeds))


def lane_names(experiment: Experiment, run: int) -> list[str]:
    """What tells the paths of a run apart: "seed 3", "start 2", "start 2, seed 3"; one name that is empty if alone."""
    came = origins(experiment, experiment.runs[run])
    if len(came) == 1:
        return [""]
    starts = list(dict.fromkeys(origin.start for origin in came))
    seeded = len({origin.seed for origin in came}) > 1
    return [_lane(origin, starts.index(origin.start) + 1 if experiment.fan > 1 else 0, seeded) for origin in came]


def _lane(origin: Origin, start: int, seeded: bool) -> str:
    """`start` is its number, 0 where there is only one."""
    words = [_("start {number}").format(number=start)] if start else []
    return ", ".join([*words, *([_("seed {number}").format(number=origin.seed)] if seeded else [])])


def _middle(found: Sample) -> str:
    if found.final is None:
        return _("none ended at a finite f")
    words = _("median f = {f}, half of them from {low} to {high}")
    if found.final.count < len(found.results):
        words = _("median f = {f} of the {count} that ended finite, half of them from {low} to {high}")
    return words.format(**_numbers(found.final), count=found.final.count)


def _numbers(found: Spread) -> dict[str, str]:
    return {"f": short(found.median, 4), "low": short(found.low), "high": short(found.high)}


def _lowest(found: Sequence[Sample], names: Sequence[str]) -> str:
    """Whose median is lowest (highest of those who climb), among the runs whose median run is still in the picture."""
    there = [
        (one.final.median, name)
        for one, name in zip(found, names, strict=True)
        if one.final and one.outcomes[one.median].kind not in GONE
    ]
    if not there:
        return ""
    ends = [median for median, _name in there]
    best = short(max(ends) if _climbs(found[0]) else min(ends), 4)
    first = [name for median, name in there if short(median, 4) == best]
    if len(first) == len(found):
        return _("all medians end at f = {f}").format(f=best)
    words = _("{name} has the lowest median, f = {f}")
    if len(first) > 1:
        words = _("{name} and {count} more have the lowest median, f = {f}")
    turned = (climbing(words) if _climbs(found[0]) else words).format(name=first[0], count=len(first) - 1, f=best)
    return turned if len(there) == len(found) else _("of the runs that stayed {words}").format(words=turned)


def _of_all(found: Sequence[Sample]) -> str:
    kinds = [o.as_descent.kind for one in found for o in one.outcomes]
    ended_how = ", ".join(_counted(kinds, found[0].outcomes[0]))
    return _("of {paths}: {counts}").format(paths=counts.paths(len(kinds)), counts=ended_how)


def _climbs(found: Sample) -> bool:
    return found.outcomes[0].maximize


def _tone(found: Sequence[Sample]) -> str:
    """Red where any has diverged, green where all have arrived."""
    if any(one.diverged for one in found):
        return BAD
    return GOOD if all(one.arrived == len(one.results) for one in found) else WARN


def _counted(kinds: Sequence[str], one: Outcome) -> list[str]:
    """How many ended how; `one` is any of them."""
    said = {
        MINIMUM: _("{count} converged"),
        LOCAL_MINIMUM: _("{count} in a local minimum"),
        KINK: _("{count} in a kink"),
        PLATEAU: _("{count} on level ground"),
        SADDLE: _("{count} at a saddle"),
        MAXIMUM: _("{count} at a maximum"),
        "descending": _("{count} still descending"),
        "moving": _("{count} still moving"),
        "orbit": _("{count} in an orbit"),
        "stop rule": _("{count} ended by the stop rule"),
        "stalled": _("{count} stopped without improvement"),
        "out of time": _("{count} out of time"),
        "step size 0": _("{count} with a step size of 0"),
        "shrunk": _("{count} with a step size that has shrunk"),
        "no step": _("{count} without a step"),
        "lost in rounding": _("{count} with steps too small to count"),
        "left": _("{count} left the view, still finite"),
        "no value": _("{count} ended where f has no value"),
        "no slope": _("{count} ended where f has no slope"),
        "diverged": _("{count} diverged"),
    }
    turned = {kind: climbing(words) if one.maximize else words for kind, words in said.items()}
    turned = {kind: on_a_line(words) if one.dimensions == 1 else words for kind, words in turned.items()}
    return [words.format(count=kinds.count(kind)) for kind, words in turned.items() if kind in kinds]
