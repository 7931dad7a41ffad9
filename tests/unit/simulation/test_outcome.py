"""How a run ended: where it has come to and since when, or why it is nowhere."""

from dataclasses import replace
from urllib.parse import quote

import numpy as np
import pytest

from exports.data import results, summaries
from optimizers import OPTIMIZERS
from simulation import Experiment, Stop, run, simulate
from simulation.judging.outcome import Outcome, outcome
from surfaces import SURFACES, Surface
from words.headline import summary
from words.labels import labels
from words.sentence import brief, sentence


def judged(query: str) -> list[Outcome]:
    """The outcomes of the runs of a link."""
    experiment = Experiment.from_query(query)
    return [outcome(path, experiment.landscape()) for path in run(experiment)]


def only(query: str) -> Outcome:
    (found,) = judged(query)
    return found


OWN = "surface=formula&formula={}&domain=-4~4~-4~4&"


@pytest.mark.parametrize(
    ("query", "where", "arrived"),
    [
        ("surface=rosenbrock&run=newton&steps=300", "minimum", 5),
        ("surface=sphere&start=3~4&run=sgd~lr~0.5&steps=50", "minimum", 1),
        ("surface=sphere&start=0~0&run=adam&steps=9", "minimum", 0),
        ("surface=himmelblau&run=newton&steps=60", "maximum", 3),
        ("surface=saddle&start=0~0&run=sgd&steps=300", "saddle", 0),
        ("surface=saddle&start=1~0&run=newton&steps=300", "saddle", 1),
        (OWN.format("abs(x)%2Babs(y)") + "start=1~1&run=sgd~lr~0.5", "kink", 2),
        (OWN.format("abs(x)%2By^2") + "start=1~0&run=sgd~lr~0.25", "kink", 4),
        (OWN.format("max(abs(x), abs(y))") + "start=2~0&run=sgd~lr~0.5", "kink", 4),
        (OWN.format("sqrt(x^2%2By^2)") + "start=1~0&run=sgd~lr~0.5", "kink", 2),
        (OWN.format("7") + "run=adam&steps=20", "plateau", 0),
        (OWN.format("sign(x)") + "start=0.5~0&run=sgd&steps=20", "plateau", 0),
        (OWN.format("x^2") + "start=2~1&run=sgd~lr~0.5", "minimum", 1),
        (OWN.format("x^3-3*x%2By^2") + "start=3~1&run=sgd~lr~0.05&steps=400", "local minimum", 65),
    ],
)
def test_where_and_since_when(query, where, arrived):
    found = only(query)
    assert (found.where, found.why) == (where, "")
    assert arrived is None or found.arrived == arrived


@pytest.mark.parametrize(
    ("query", "why", "step"),
    [
        ("surface=sphere&run=sgd~lr~0", "step size 0", 0),
        ("surface=sphere&run=adam~lr~0.05~~lr.polynomial~total_iters~5&steps=100", "step size 0", 5),
        ("surface=rosenbrock&run=sgd~lr~0.001~~lr.polynomial~total_iters~5&steps=50", "step size 0", 5),
        (OWN.format("abs(x)%2Babs(y)") + "start=1~1&run=sgd~lr~0.3", "orbit", 500),
        ("surface=sphere&start=3~4&run=sgd~lr~1&steps=40", "orbit", 40),
        ("surface=beale&start=1~1.5&run=sgd~lr~0.01~weight_decay~0.3&steps=2000", "no step", None),
        ("surface=sphere&start=3~4&run=newton~lr~0&steps=9", "step size 0", 0),
        ("surface=rosenbrock&run=sgd~lr~1e-6&steps=100", "descending", 100),
        ("surface=rosenbrock&run=adam&steps=3", "descending", 3),
        ("surface=rosenbrock&run=sgd~lr~1&steps=50", "diverged", 4),
        ("surface=saddle&start=1~0.5&run=sgd~lr~0.1&steps=300", "left", 8),
        ("surface=rosenbrock&run=sgd~lr~0.001&steps=800&stop=value_below~3", "stop rule", None),
    ],
)
def test_why_it_is_nowhere(query, why, step):
    found = only(query)
    assert (found.where, found.arrived, found.why) == ("nowhere", None, why)
    assert step is None or found.step == step


def test_who_was_first_is_who_arrived_first():
    query = "surface=rosenbrock&run=newton&run=bfgs&run=trust_region&run=conjugate_gradient&steps=300"
    experiment = Experiment.from_query(query)
    paths, surface = run(experiment), experiment.landscape()
    names = labels(experiment.runs)
    assert summary(paths, names, surface) == ("good", "4 of 4 converged, Newton first, at step 5")
    assert summary(paths[::-1], names[::-1], surface) == summary(paths, names, surface)


def test_all_who_arrive_at_once_are_first():
    paths = [simulate_sgd(0.5), simulate_sgd(0.5), simulate_sgd(0.1)]
    assert summary(paths[:2], ["a", "b"], SURFACES["sphere"])[1] == "2 of 2 converged, all at step 1"
    words = "3 of 3 converged, a and 1 more first, at step 1"
    assert summary(paths, ["a", "b", "c"], SURFACES["sphere"])[1] == words


def simulate_sgd(lr: float):
    (path,) = run(Experiment.from_query(f"surface=sphere&start=3~4&run=sgd~lr~{lr}&steps=200"))
    return path


def test_a_stop_rule_is_not_what_makes_a_minimum():
    """With and without a stop rule, the run has come to the same place at the same step."""
    with_rule = only("surface=sphere&start=3~4&run=sgd~lr~0.1&steps=500&stop=gradient_norm~1e-9")
    without = only("surface=sphere&start=3~4&run=sgd~lr~0.1&steps=500")
    assert (with_rule.where, with_rule.arrived, with_rule.evaluations) == ("minimum", without.arrived, 37)
    assert without.where == "minimum"


def test_a_jitter_in_the_last_bits_is_at_the_minimum():
    far = Surface.from_formula("(x - 1)^2 + (y - 2)^2", domain=(0.0, 2.0, 1.0, 3.0))
    rng = np.random.default_rng(3)
    jittered = simulate_at(1 + 1e-16 * rng.integers(-4, 4, (40, 2)) + np.array([0.0, 1.0]), far)
    assert outcome(jittered, far).where == "minimum"


def simulate_at(points: np.ndarray, surface: Surface):
    """A path through these points."""
    path = simulate(OPTIMIZERS["sgd"](), surface, points[0], len(points) - 1)
    value, gradient = surface.value_and_gradient(points)
    return replace(path, x=points, value=value, gradient=gradient)


def test_passing_through_a_minimum_is_not_arriving():
    """A ball on its swing is within reach of the middle at one row only, at full speed."""
    points = np.stack([np.cos(np.pi / 4 * np.arange(7)), np.zeros(7)], axis=-1)
    points[-1, 0] += 4e-4  # not to the last bit: what is at its very middle has no slope, and nothing carries it on
    bowl = Surface.from_formula("x^2 + y^2", domain=(-2.0, 2.0, -2.0, 2.0))
    found = outcome(simulate_at(points, bowl), bowl)
    assert np.hypot(*points[-1]) < found.tolerance
    assert (found.where, found.why) == ("nowhere", "moving")


def formula(text: str, rest: str, domain: str = "-4~4~-4~4") -> Outcome:
    return only(f"surface=formula&formula={quote(text)}&domain={domain}&{rest}")


@pytest.mark.parametrize(
    ("text", "rest", "kind"),
    [
        ("abs(x)-y/2", "start=1~0&run=sgd~lr~0.001&steps=3000", "descending"),  # along a crease, downhill
        ("abs(x)+0.01*y^2", "start=1~3&run=sgd~lr~0.001&steps=3000", "descending"),
        ("abs(x)-y^2", "start=1~0&run=sgd~lr~0.25&steps=30", "kink"),
        ("x^2+1e-7*y^2", "start=0~0.04&run=sgd~lr~0.1&steps=100", "descending"),  # far from (0, 0), if nearly level
        ("(x*y-1)^2", "start=2~0.6&run=sgd~lr~0.01&steps=80", "minimum"),  # beside the floor of a bent trench
        ("(x*y-1)^2", "start=2~0.6&run=sgd~lr~0.01&steps=800", "minimum"),
        ("exp(x^2+y^2)", "start=1~1&run=sgd~lr~1e-6&steps=100", "descending"),  # level only beside its corners
        ("exp(-6*x^2-6*y^2)", "start=3.5~3.5&run=sgd&steps=50", "plateau"),
        ("x^3-3*x+y^2", "start=3~1&run=sgd~lr~0.05&steps=400", "local minimum"),  # lower at the left edge
        ("1e-10*(x^4-2*x^2+0.3*x+y^2)", "start=1~1&run=newton&steps=40", "local minimum"),
        ("abs(x)^1.5+y^2", "start=0~1&run=sgd~lr~0.5&steps=40", "minimum"),
        ("abs(x)^1.5+y^2", "start=1~1&run=newton&steps=40", "orbit"),
        ("log(x^2+y^2)", "start=1~0&run=sgd~lr~0.5&steps=20", "no value"),
        ("sqrt(x)+y^2", "start=1~0&run=sgd~lr~2&steps=20", "no slope"),
        ("x^2+y^2", "start=3~4&run=newton&steps=1", "minimum"),  # arrived with its only step
        ("x^2+y^2", "start=3~4&run=sgd~lr~0.5&steps=1", "minimum"),
        ("x^2+y^2", "start=3~4&run=momentum~lr~0.5&steps=1", "descending"),  # in the middle at full speed
        ("x^2+y^2", "start=3~4&run=sgd~lr~1e-20&steps=100", "lost in rounding"),
    ],
)
def test_what_a_run_on_a_typed_formula_is_at(text, rest, kind):
    assert formula(text, rest).kind == kind


def test_of_a_hundred_hollows_the_lowest_is_the_minimum():
    rastrigin = "20+x^2+y^2-10*(cos(2*pi*x)+cos(2*pi*y))"
    for start, kind in (("0.1~0.1", "minimum"), ("1.1~0.1", "local minimum"), ("10.1~3.1", "local minimum")):
        assert formula(rastrigin, f"start={start}&run=sgd~lr~0.002&steps=500", "-30~31~-30~31").kind == kind


@pytest.mark.parametrize("steps", [40, 41])
def test_an_orbit_over_the_edge_of_the_picture_has_not_left(steps):
    found = formula("abs(x)", f"start=3~0&run=sgd~lr~6.5&steps={steps}", "-3~4~-4~4")
    assert (found.why, found.period) == ("orbit", 2)


@pytest.mark.parametrize("steps", [200, 400])
def test_a_growing_swing_about_a_point_beside_the_middle_moves_ever_farther(steps):
    assert formula("(x-1)^2+y^2", f"start=3~0&run=sgd~lr~1.005&steps={steps}").away == "growing"


@pytest.mark.parametrize("steps", range(20, 40))
def test_a_pause_is_no_end(steps):
    assert only(f"surface=rosenbrock&run=nelder_mead&steps={steps}").why != "no step"


def test_one_judgement_for_sentence_table_and_shell():
    experiment = Experiment.from_query("surface=rosenbrock&run=newton&run=sgd~lr~1&run=adam&steps=60")
    paths, surface = run(experiment), experiment.landscape()
    rows = results(experiment, paths, labels(experiment.runs), 1e-3)
    told = summaries(experiment, [[path] for path in paths])
    for path, row, said in zip(paths, rows, told, strict=True):
        found = outcome(path, surface)
        assert row["ended"] == brief(found)
        assert said["sentence"] == sentence(path, surface)[1]
        assert (said["where"], said["why"], said["arrived"]) == (found.where, found.why, found.arrived)
    assert [said["where"] for said in told] == ["minimum", "nowhere", "nowhere"]
    assert told[1]["f"] is None


def test_patience_ends_a_run_where_it_is():
    surface = SURFACES["sphere"]
    path = simulate(OPTIMIZERS["sgd"](lr=0.3), surface, (3.0, 4.0), 500, stop=Stop(patience=20, min_delta=1e-12))
    assert path.status == "stopped"
    assert outcome(path, surface).where == "minimum"
