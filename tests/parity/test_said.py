"""What is printed of several runs, seeds and starts, on pages, by the shell and while a hand moves them, holds for the
rows of their paths."""

import json
import re
from contextlib import redirect_stdout
from io import StringIO

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import cli
from simulation import Experiment, bundle
from tests.helpers.live import Node
from tests.helpers.live_cases import listed
from words.labels import labels
from words.numbers import short
from words.sample import told

GROUNDS = ["x^2+y^2", "(x^2-1)^2+y^2", "x^2-y^2", "exp(-x^2-y^2)", "abs(x)+abs(y)", "-x^2+y", "sqrt(x+2)+y^2",
           "floor(x)+y^2", "5", "log(x+3)+y^2", "cos(2*x)+cos(2*y)"]  # fmt: skip
NOISE = [{"name": "noise", "settings": {"sigma": 0.5}}]


@st.composite
def experiments(draw, most_runs: int = 3) -> Experiment:
    runs = [
        {
            "rule": draw(st.sampled_from(["sgd", "momentum", "adam", "rmsprop"])),
            "hyperparameters": {"lr": draw(st.sampled_from([0.0, 1e-4, 0.05, 0.3, 1.5, 50.0]))},
            "label": f"run {name}",
            **({"transforms": NOISE} if draw(st.booleans()) else {}),
        }
        for name in "ABC"[: draw(st.integers(1, most_runs))]
    ]
    climbs = draw(st.booleans())
    stop = draw(st.sampled_from([{}, {"gradient_norm": 1e-3}, {"patience": 5}, {} if climbs else {"value_below": 0.5}]))
    data = {"surface": "formula", "formula": draw(st.sampled_from(GROUNDS)), "domain": [-4, 4, -4, 4], "runs": runs}
    data |= {"start": [draw(st.sampled_from([-1.5, 0.0, 0.7, 3.0])), draw(st.sampled_from([-2.0, 0.0, 1.0]))]}
    data |= {"steps": draw(st.integers(1, 40)), "maximize": climbs, "stop": stop}
    data |= {"seeds": draw(st.integers(1, 4)), "fan": draw(st.sampled_from([1, 1, 4]))}
    return Experiment.from_data(data)


def ends(paths) -> np.ndarray:
    """f at the ends of those that end finite, in order."""
    found = [float(p.value[p.last]) for p in paths if p.status != "diverged" and np.isfinite(p.value[p.last])]
    return np.sort(found)


def is_gone(path) -> bool:
    return bool((np.abs(path.x[path.last]) > 4).any())


#: What a count in the sentence means → which paths it can be of.
HOLDS = {
    "left the view, still finite": lambda p: p.status != "diverged" and is_gone(p),
    "diverged": lambda p: p.status == "diverged",
    "ended where f has no value": lambda p: p.status == "diverged",
    "ended where f has no slope": lambda p: p.status == "diverged",
    "ended by the stop rule": lambda p: p.status == "converged",
    "stopped without improvement": lambda p: p.status == "stopped",
    "still descending": lambda p: p.value[p.last] < p.value[0],
    "still climbing": lambda p: p.value[p.last] > p.value[0],
    "with a step size of 0": lambda p: p.last > 0 and p.lr[p.last] == 0,
    "without a step": lambda p: p.last > 0 and np.array_equal(p.x[p.last], p.x[p.last - 1]),
    "in an orbit": lambda p: p.last > 3,
    "converged": lambda p: np.isfinite(p.value[p.last]),
}


def check_numbers(experiment: Experiment, bundles, words: str) -> None:
    """Medians, quartiles, who is best, and how many ended how."""
    every = [path for paths in bundles for path in paths]
    sign = -1.0 if experiment.maximize else 1.0
    if len(bundles) == 1 and (found := re.search(r"median f = (\S+?),? .*half of them from (\S+) to (\S+?),", words)):
        low, middle, high = np.quantile(ends(every), (0.25, 0.5, 0.75))
        assert [found[1], found[2], found[3]] == [short(middle, 4), short(low), short(high)]
    if "none ended at a finite f" in words:
        assert not len(ends(every))
    if found := re.search(r"(\d+) of (\d+) converged", words):
        assert int(found[1]) <= int(found[2]) == len(bundles)
    if found := re.search(r"(run [ABC])(?: and \d+ more)? ?(?:has the |have the |is |are |)(lowest|highest)", words):
        values = [ends(paths) for paths in bundles if len(ends(paths))]
        stayed = [np.median(own) for own, paths in zip(values, bundles, strict=False) if not is_gone(paths[0])]
        own = ends(bundles["ABC".index(found[1][-1])])
        assert found[2] == ("highest" if experiment.maximize else "lowest")
        if len(stayed) == len(bundles) and all(len(paths) == 1 for paths in bundles):
            assert sign * np.median(own) <= min(sign * one for one in stayed) + 1e-3 * abs(min(stayed, key=abs)) + 1e-9
    for kind, holds in HOLDS.items():
        if found := re.search(rf"\b(\d+) {kind}(?=,|$)", words):
            assert int(found[1]) <= sum(map(bool, map(holds, every)))


@settings(max_examples=25, deadline=None)
@given(experiments())
def test_of_runs_starts_and_seeds(experiment):
    bundles = bundle(experiment)
    words = told(experiment, bundles, labels(experiment.runs))[1]
    assert "{" not in words
    check_numbers(experiment, bundles, words)
    if len(bundles[0]) > 1:
        counts = re.findall(
            r"\b(\d+) (?:converged|in a|on level|at a|still|ended|stopped|out of|with|left|diver)", words
        )
        paths = sum(map(len, bundles))
        assert sum(map(int, counts)) == paths
        of = {"1": "", "seeds": f"{len(bundles[0])} seeds", "paths": f"of {paths} paths"}
        assert any(one and one in words for one in of.values()) or experiment.fan > 1
    elif len(bundles) == 1:
        (path,) = bundles[0]
        if found := re.search(r"step (\d+)", words):
            assert 0 <= int(found[1]) <= path.last
        if found := re.search(r"\bf = (\S+?)(?=[,:]|$)", words):
            assert found[1] == short(float(path.value[path.last]), 4)


@settings(max_examples=10, deadline=None)
@given(experiments())
def test_the_shell_prints_what_the_arrays_hold(experiment):
    printed = StringIO()
    with redirect_stdout(printed):
        assert cli.main(["run", "--link", experiment.to_query(), "--format", "json"]) == 0
    said, bundles = json.loads(printed.getvalue())["runs"], bundle(experiment)
    assert len(said) == len(bundles)
    for one, paths, spec in zip(said, bundles, experiment.runs, strict=True):
        assert one["label"] == spec.label
        rows = one.get("paths", [one])
        assert len(rows) == len(paths)
        for row, path in zip(rows, paths, strict=True):
            last = int(path.last)
            assert (row["last"], row["status"]) == (last, str(path.status))
            for name, value in (("f", path.value[last]), *(("x", x) for x in path.x[last])):
                own = [row[name]] if name == "f" else row[name]
                assert (value in own) if np.isfinite(value) else (None in own)
            if row["arrived"] is not None:
                assert row["where"] != "nowhere"
                assert row["evaluations_to_arrival"] == path.evaluations[row["arrived"]]
            else:
                assert (row["where"], row["evaluations_to_arrival"]) == ("nowhere", None)
        if len(paths) > 1:
            assert one["sample"]["count"] == len(paths) == sum(one["sample"]["ended"].values())
            if (final := one["sample"]["final_f"]) is not None:
                assert final["count"] == len(ends(paths))
                assert final["median"] == pytest.approx(np.median(ends(paths)), rel=1e-12)


@pytest.fixture(scope="module")
def node():
    with Node() as process:
        yield process


RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-")


def value_in(words: str) -> float:
    """The number behind f = as a reader takes it: 6.55·10⁻⁴."""
    found = re.search(r"f = (\S+?)(?= of| after|$)", words)
    assert found, words
    number, _, power = found[1].translate(RAISED).replace(",", "").partition("·10")
    return float(number) * 10.0 ** float(power or 0)


@settings(max_examples=25, deadline=None)
@given(experiments())
def test_what_is_said_while_a_hand_moves_them(node, experiment):
    bundles, names = bundle(experiment), labels(experiment.runs)
    every = np.concatenate([path.value for paths in bundles for path in paths])
    assume(np.abs(every[np.isfinite(every)]).max(initial=0) < 1e38)  # a payload holds single precision
    said, _ = node.ask({"do": "told", "climbs": experiment.maximize}, listed(experiment)[0])
    finals = [ends(paths) for paths in bundles]
    words = said["text"]
    assert "{" not in words
    if not any(map(len, finals)):
        assert "not finite at step" in words or words == "none is finite any more"
        return
    there = {name: float(np.median(own)) for name, own in zip(names, finals, strict=True) if len(own)}
    if len(bundles) == 1:
        assert value_in(words) == pytest.approx(there[names[0]], rel=6e-3, abs=1e-6)
        assert ("stop rule" in words) == (len(bundles[0]) == 1 and bundles[0][0].status == "converged")
        return
    best = (max if experiment.maximize else min)(there.values())
    assert value_in(words) == pytest.approx(best, rel=6e-3, abs=1e-6)
    lost = len(bundles) - len(there)
    assert words.startswith(f"{lost} not finite any more; ") == (lost > 0)
    if who := re.search(r"(run [ABC]) (?:is|and)", words):
        assert there[who[1]] == pytest.approx(best, rel=6e-3, abs=1e-6)
    for (final, ended), paths in zip(said["rows"], bundles, strict=True):
        if len(ends(paths)):
            assert (
                value_in(f"f = {final}") == pytest.approx(np.median(ends(paths)), rel=6e-3, abs=1e-6) or len(paths) == 1
            )
        assert ("stop rule met" in ended) == any(path.status == "converged" for path in paths)
