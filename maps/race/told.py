"""What a race takes for granted, and what it came to, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from maps.race.experiment import SCANNED, RaceExperiment
from maps.race.results import Race
from maps.race.tried import counts
from parameters.numbers import typed
from simulation.experiments.price import is_random
from simulation.experiments.specs import RunSpec
from words.labels import labels
from words.language import _
from words.numbers import setting, short, whole

_WIDEST = 2 ** (SCANNED // 4)


def assumptions(experiment: RaceExperiment) -> list[str]:
    """Everything that the numbers of the race depend on, a plain sentence each."""
    return [
        *_tuning(experiment),
        *_odd_ones(experiment),
        *_starts(experiment),
        _target(experiment),
        _("Counted is what a rule asks for: f, a gradient (which brings f along) and a Hessian are one each."),
        _("A run that has not arrived after {steps} steps has failed.").format(steps=whole(experiment.steps)),
        _judge(experiment),
        _("Settings are chosen on the very runs that are counted: nothing is held out."),
        _("How far lr may be off is tried in factors of √2, to both sides and no further than {most}.").format(
            most=_WIDEST
        ),
        *_several(experiment),
    ]


def headline(race: Race) -> str:
    """Who came first, by how much, and who did not arrive."""
    first = [name for name, rank in zip(race.names, race.ranks, strict=True) if rank == 1]
    if not first:
        return _("No rule arrived.")
    failed = [name for name, rank in zip(race.names, race.ranks, strict=True) if rank is None]
    said = _("{rules} came first.").format(rules=listed(first))
    if len(race.surfaces) == 1 and len(first) == 1:
        i = race.names.index(first[0])
        words = _("{rule} needed the fewest gradients: {count}.")
        said = words.format(rule=first[0], count=whole(int(race.gradients[i, 0])))
    return f"{said} " + _("Did not arrive: {rules}.").format(rules=listed(failed)) if failed else said


def remarks(race: Race) -> list[str]:
    """What a reader of the table must know beside it: step sizes at the edge of what was tried, and touchy ones."""
    edge, touchy = [], []
    for name, row in zip(race.names, race.found, strict=True):
        edge += [name] if any(one.at_edge for one in row) else []
        touchy += [name] if any(one.off_by is not None and one.off_by <= 1 for one in row) else []
    said = []
    if edge:
        words = _("The best lr is at the edge of what was tried, and a better one may lie beyond, in {rules}.")
        said.append(words.format(rules=listed(edge)))
    if touchy:
        words = _("A step size that is smaller, or larger, by √2 already costs more than twice as much in {rules}.")
        said.append(words.format(rules=listed(touchy)))
    return said


def listed(names: Sequence[str]) -> str:
    """Names that may have commas in them, one after another."""
    return ("; " if any("," in name for name in names) else ", ").join(names)


def _tuning(experiment: RaceExperiment) -> list[str]:
    low, high = map(typed, experiment.lr)
    words = _("Every rule may try {count} settings: values of lr from {low} to {high}, in equal ratios.")
    if sobol := experiment.tuning == "sobol":
        words = _("Every rule may try {count} settings: scrambled Sobol points, log lr from {low} to {high}.")
    said = [words.format(count=whole(experiment.budget), low=low, high=high)]
    pairs = [(run, found[0]) for run in experiment.runs if (found := experiment.second_of(run))]
    if pairs := [(run, name) for run, name in pairs if experiment.lr_of(run)]:
        lrs, others = counts(experiment.budget, 2)
        words = _("Tuned as well, over the range of its slider, is {second} of {rules}")
        grid = "." if sobol else _(": {lrs} values of lr times {others}.").format(lrs=lrs, others=others)
        second = listed(list(dict.fromkeys(name for _run, name in pairs)))
        said.append(words.format(second=second, rules=_named(experiment, [run for run, _name in pairs])) + grid)
    if any(experiment.lr_of(run) in run.hyperparameters for run in experiment.runs):
        said.append(_("Step sizes that were set are not used."))
    return [*said, _("All other hyperparameters keep their values.")]


def _odd_ones(experiment: RaceExperiment) -> list[str]:
    """Rules that are not tuned, or whose step size is none in the usual sense."""
    without = [run for run in experiment.runs if not experiment.lr_of(run)]
    still = [run for run in without if not experiment.second_of(run)]
    others = [run for run in without if experiment.second_of(run)]
    pure = [run for run in experiment.runs if experiment.lr_of(run) == "lr" and not run.described.lr_unit]
    said = {
        _("There is no lr to tune in {rules}: each runs with its settings as they are."): still,
        _("There is no lr to tune in {rules}: the other hyperparameter takes the whole budget."): others,
        _("lr is a pure number, as a first trial or a factor, in {rules}; it is tuned all the same."): pure,
    }
    return [words.format(rules=_named(experiment, runs)) for words, runs in said.items() if runs]


def _starts(experiment: RaceExperiment) -> list[str]:
    said = [_("All rules start from the same point.")]
    if experiment.fan > 1:
        words = _("All rules start from the same {count} points: one of the surface, and others around it, as far as")
        part = _("{part} times the shorter side of its picture.").format(part=setting(experiment.spread))
        said = [f"{words.format(count=experiment.fan)} {part}"]
    if any(map(is_random, experiment.runs)):
        last = experiment.seed + experiment.seeds - 1
        words = _("Noise is the same for all rules that have it: {seeds}.")
        seeds = _("seed {first}") if experiment.seeds == 1 else _("seeds {first} to {last}")
        said.append(words.format(seeds=seeds.format(first=experiment.seed, last=last)))
    return said


def _target(experiment: RaceExperiment) -> str:
    words = {
        "value": _("The target is f − f* ≤ {tolerance}, where f* is the least value that is known of the surface."),
        "share": _(
            "The target is f − f* at most {tolerance} times what it is at the start; f* is the least known value."
        ),
        "distance": _("The target is a distance of at most {tolerance} from a lowest minimum."),
    }[experiment.target]
    said = words.format(tolerance=short(experiment.tolerance, 6))
    if experiment.target != "distance":
        said += " " + _("Lower values, which f may have outside of its picture, do not count.")
    return f"{said} " + _("A run has arrived when it is there first, even if it leaves again.")


def _judge(experiment: RaceExperiment) -> str:
    if experiment.fan == 1 and (experiment.seeds == 1 or not any(map(is_random, experiment.runs))):
        return _("One run of each setting is all that counts.")
    if experiment.judge == "worst":
        return _("Of several runs of a setting the worst counts: all have to arrive.")
    return _("Of several runs of a setting the median counts; of an even number, the larger middle one.")


def _several(experiment: RaceExperiment) -> list[str]:
    if len(experiment.surfaces) == 1:
        return []
    return [
        _("Every rule is tuned for each surface by itself."),
        _("Rules are ordered by the number of surfaces on which they arrive, then by the gradients they need there, as")
        + " "
        + _("multiples of the fewest that any rule needs, in the geometric mean."),
    ]


def _named(experiment: RaceExperiment, runs: Sequence[RunSpec]) -> str:
    names = labels(experiment.runs)
    return listed([name for name, run in zip(names, experiment.runs, strict=True) if any(run is one for one in runs)])
