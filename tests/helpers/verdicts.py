"""What is said of a run in sentence, table, headline and shell, which must be one and the same."""

from collections.abc import Sequence
from urllib.parse import quote

from exports.data import results, summaries
from simulation import Experiment, run
from simulation.judging.outcome import Outcome, outcome
from words.headline import summary
from words.sentence import brief, sentence

PICTURE = "-4~4~-4~4"


def told(query: str) -> Outcome:
    """The outcome of the only run of a link, after sentence, table, headline and shell have been found to say it."""
    experiment = Experiment.from_query(query)
    (path,), surface = run(experiment), experiment.landscape()
    found, words = outcome(path, surface), sentence(path, surface)[1]
    (row,), (said,) = results(experiment, [path], ["a"], 1e-3), summaries(experiment, [[path]])
    assert row["ended"] == brief(found)
    assert said["sentence"] == words == summary([path], ["a"], surface)[1]
    assert (said["where"], said["why"], said["arrived"]) == (found.where, found.why, found.arrived)
    both = summary([path, path], ["a", "b"], surface)[1]
    assert HEADLINES.get(found.as_descent.kind, "").format(step=found.step) in both
    assert f"step {found.step}" in words or found.step == 0 or found.kind == "orbit"
    assert SAID[found.as_descent.kind] in words or found.step == 0
    return found


HEADLINES = {
    "minimum": "2 of 2 converged, all at step {step}",
    "local minimum": "2 ",
    "saddle": "2 at a saddle",
    "kink": "2 in a kink",
    "plateau": "2 on level ground",
    "left": "both have left the view",
    "diverged": "both diverged",
    "no value": "2 ended where f has no value",
    "no slope": "2 ended where f has no slope",
}
SAID = {
    **{"minimum": "converged", "local minimum": "local", "saddle": "at a saddle", "maximum": "rests at a"},
    **{"kink": "in a kink", "plateau": "on level ground", "step size 0": "step size is 0", "no step": "takes no step"},
    "shrunk": "has shrunk",
    **{"lost in rounding": "too small to change", "orbit": "repeats itself", "descending": "still", "moving": "moving"},
    **{"left": "left the view", "stop rule": "stop rule", "stalled": "has not improved", "diverged": "diverged"},
    **{"no value": "no value", "no slope": "no finite slope"},
}


def own(formula: str, start: Sequence[float], rest: str, domain: str = PICTURE) -> str:
    return f"surface=formula&formula={quote(formula)}&domain={domain}&start={start[0]}~{start[1]}&{rest}"
