"""What theory says of rules, in their own hyperparameters, against runs."""

import numpy as np
import pytest

from maps.by_theory import quadratic_of, theory_of
from simulation import Experiment, RunSpec, run, simulate
from surfaces import SURFACES, Surface

SHIFTED = Surface.from_formula("(x - 1)^2/20 + (y + 2)^2", (-10, 10, -5, 5))


@pytest.mark.parametrize(
    ("rule", "hyperparameters"),
    [
        ("sgd", {"lr": 0.9}),
        ("sgd", {"lr": 0.9, "weight_decay": 0.05}),
        ("momentum", {"lr": 0.2, "momentum": 0.3}),
        ("momentum", {"lr": 0.4, "momentum": 0.5, "dampening": 0.5}),
        ("momentum", {"lr": 0.2, "momentum": 0.3, "form": "velocity"}),
        ("momentum", {"lr": 1.0, "momentum": 0.5, "form": "ema"}),
        ("nesterov", {"lr": 0.2, "momentum": 0.3}),
        ("nesterov", {"lr": 0.2, "momentum": 0.3, "form": "sutskever"}),
    ],
)
def test_rates_borders_and_minima_are_those_of_runs(rule, hyperparameters):
    run = RunSpec(rule=rule, hyperparameters=hyperparameters)
    theory, beta = theory_of(run, SHIFTED), hyperparameters.get("momentum", 0.0)
    path = simulate(run.build(), SHIFTED, (-7.0, 2.0), 600)
    assert path.x[-1] == pytest.approx(theory.minimum, abs=1e-6)
    assert theory.measured(path.x) == pytest.approx(theory.rate(hyperparameters["lr"], beta), abs=1e-3)
    border = float(theory.border(beta))
    assert theory.rate(border * 0.99, beta) < 1 < theory.rate(border * 1.01, beta)
    rule_there = run.build().with_values(lr=border * np.array([0.98, 1.02])[:, None])
    ends = np.hypot.reduce(simulate(rule_there, SHIFTED, (-7.0, 2.0), 600).x - theory.minimum, axis=-1)
    assert ends[-1, 0] < ends[0, 0]
    assert ends[-1, 1] > ends[0, 1]


def test_the_best_settings_are_in_the_rules_own_units():
    plain, ema = (
        theory_of(RunSpec(rule="momentum", hyperparameters={"form": form}), SHIFTED) for form in ("torch", "ema")
    )
    assert plain.best == pytest.approx((1.336, 0.4026, 0.6345), rel=1e-3)
    assert ema.best.lr == pytest.approx(plain.best.lr / (1 - plain.best.momentum))
    assert ema.rate(ema.best.lr, ema.best.momentum) == pytest.approx(plain.best.rate, abs=1e-7)
    assert ema.critical(0.5) == pytest.approx(2 * plain.critical(0.5))
    rates = plain.rate(np.geomspace(0.01, 4, 5)[:, None], np.linspace(0, 0.9, 4))
    assert rates.shape == (5, 4)
    assert (rates >= plain.best.rate).all()


def test_what_is_no_quadratic_has_no_theory():
    known = {key for key, surface in SURFACES.items() if quadratic_of(surface)}
    bowls = {"sphere", "elongated_bowl", "rotated_ellipse", "quadratic", "booth", "matyas", "saddle", "parabola"}
    assert bowls <= known
    assert not known & {"rosenbrock", "log_barrier", "absolute", "kinks", "flat_quartic", "plateau_cliff", "easom"}
    for surface, minimum in (("booth", (1, 3)), ("matyas", (0, 0)), ("parabola", None)):
        assert minimum is None or quadratic_of(SURFACES[surface])[1] == pytest.approx(minimum, abs=1e-12)
    bowl = SURFACES["sphere"]
    assert theory_of(RunSpec(rule="adam"), bowl) is None
    assert theory_of(RunSpec.model_validate({"rule": "sgd", "schedules": {"lr": {"name": "cosine"}}}), bowl) is None
    assert theory_of(RunSpec.model_validate({"rule": "sgd", "transforms": ({"name": "noise"},)}), bowl) is None
    assert theory_of(RunSpec(rule="sgd"), SURFACES["rosenbrock"]) is None
    assert theory_of(RunSpec(rule="sgd"), SURFACES["saddle"]).best is None


@pytest.mark.parametrize("link", ["run=momentum~momentum~0.7~form~ema", "run=nesterov~momentum~0.6~form~sutskever"])
def test_the_polynomial_is_what_a_run_does_to_its_error(link):
    experiment = Experiment.from_query(f"surface=elongated_bowl&start=-7.0~2.0&steps=12&{link}~lr~0.3")
    theory = theory_of(experiment.runs[0], experiment.landscape())
    rule = experiment.runs[0].build()
    (path,) = run(experiment)
    expected = theory.polynomial(rule.lr, rule.momentum, np.array([0.1, 2.0]), 12) * [-7.0, 2.0]
    np.testing.assert_allclose(path.x[12], expected, rtol=1e-9)
