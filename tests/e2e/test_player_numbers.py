"""Every number of the inspector is the trajectory's, to the digits shown: for every rule, option, line and state."""

from __future__ import annotations

import base64
import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np

from optimizers import OPTIMIZERS, Optimizer
from optimizers.reading.inspector import program
from optimizers.rules import RULES
from optimizers.schedules.plain import Step
from optimizers.transforms import L1, L2, ClipNorm, ClipValue, GradientNoise, Normalize
from player import PathView
from player.explain import between
from simulation import Trajectory, simulate
from tests.e2e.player_core import compared
from tests.helpers.digits import in_formula, in_table, is_one_number, numbers_of, readings
from tests.helpers.programs import forms, given, work_out

STEPS = (1, 2, 7, 30)
Case = tuple[str, Optimizer, dict[str, Any]]

COMBINATIONS = (
    (GradientNoise(sigma=0.3),),
    (GradientNoise(sigma=0.3, decay=0.55),),
    (ClipValue(c=0.2),),
    (ClipNorm(theta=0.3),),
    (ClipNorm(theta=0.3, p=1),),
    (ClipNorm(theta=0.3, p=float("inf")),),
    (Normalize(),),
    (L2(weight_decay=0.05),),
    (L1(weight_decay=0.05),),
    (GradientNoise(sigma=0.3), ClipValue(c=0.2)),
    (ClipValue(c=0.2), GradientNoise(sigma=0.3)),
    (GradientNoise(sigma=2.0), Normalize(), L2(weight_decay=0.1), ClipNorm(theta=0.5)),
    (L1(weight_decay=0.05), GradientNoise(sigma=0.1), GradientNoise(sigma=0.2), ClipNorm(theta=0.4), Normalize()),
)
RULES_OF_RUNS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("sgd", {"weight_decay": 0.1}),
    ("adam", {}),
    ("nesterov", {}),
    ("sam", {}),
    ("polyak", {"capped": True, "max_lr": 0.1}),
    ("lookahead", {"inner": "sgd"}),
    ("sharpness_aware", {"inner": "momentum"}),
)

READ = """async ([blobs, steps]) => {
  const { unpackPaths } = await import('/payload/payload.js');
  const { Inside } = await import('/cards/inside.js');
  const texts = (host, selector) => [...host.querySelectorAll(selector)].map((one) => one.textContent);
  const rows = (card) => [...card.querySelectorAll('tbody tr')].map((row) => texts(row, 'th, td'));
  const lines = (card) => [...card.querySelectorAll('.slalom-formula-line')].map((line) =>
    [...line.querySelectorAll('.slalom-filled')].map((filled) => texts(filled, 'mn')));
  return blobs.map((blob) => {
    const card = document.createElement('section');
    const { signal } = new AbortController();
    const inside = new Inside(card, { t: (text) => text, changed: () => {}, signal });
    inside.set(unpackPaths(Uint8Array.from(atob(blob), (sign) => sign.charCodeAt(0))));
    return steps.map((step) => {
      inside.draw(step, false);
      const table = rows(card);
      inside.toggle.click();
      inside.draw(step, false);
      inside.toggle.click();
      return { table, lines: lines(card) };
    });
  });
}"""


def cases() -> Iterator[Case]:
    """Every rule as it is, with every option, away from its defaults, and with a schedule and noise."""
    for key, rule in OPTIMIZERS.items():
        yield key, rule(), {}
        yield key, _moved(rule), {}
        if "lr" in rule.hyperparameters():
            how = {"schedule": Step(step_size=3, gamma=0.7), "transforms": (GradientNoise(sigma=0.3),)}
            yield key, rule(), how
    for key, settings in forms():
        yield key, OPTIMIZERS[key](**settings), {}
    for transforms, (key, settings) in itertools.product(COMBINATIONS, RULES_OF_RUNS):
        rule = OPTIMIZERS[key].from_values(settings)
        yield key, rule, {"transforms": transforms}
        if key != "polyak":  # which climbs a bowl beyond what float32 can say
            yield key, rule, {"transforms": transforms, "maximize": True}
    for key, inner in itertools.product(("lookahead", "averaged"), RULES):
        yield key, OPTIMIZERS[key].from_values({"inner": inner}), {}
    cut = {"schedule": Step(step_size=3, gamma=0.7), "transforms": (GradientNoise(sigma=0.3),)}
    yield "averaged", OPTIMIZERS["averaged"].from_values({"inner": "adam", "average": "ema"}), cut


def _moved(rule: type[Optimizer]) -> Optimizer:
    """Its numbers a tenth of the way towards the upper end of their sliders."""
    known = {n: h for n, h in rule.hyperparameters().items() if h.kind == "number" and h.slider}
    return rule(**{n: type(h.default)(h.default + 0.1 * (h.slider[1] - h.default)) for n, h in known.items()})


def test_numbers_at_the_edges_of_their_forms(opened):
    edges = [
        0,
        1e-3,
        9.99996e-4,
        0.99999,
        1,
        999.96,
        9999.4,
        9999.6,
        1e4,
        99999.4,
        99999.7,
        1e5,
        123456,
        9.9996e11,
        3e38,
    ]
    values = [float(np.float32(sign * edge)) for edge in edges for sign in (1, -1)]
    values += [1e-38, -1e-45, float(2**-126), 1e-30]
    found = opened().page.evaluate(
        """async (values) => {
          const [{ tabular }, { shown }] = await Promise.all([import('/basics/format.js'), import('/cards/filled.js')]);
          return values.map((value) => [tabular(value), shown(value)]);
        }""",
        values,
    )
    for value, (table, formula) in zip(values, found, strict=True):
        assert table in readings(in_table, value)
        assert formula in readings(in_formula, value)


def test_every_number_of_the_inspector_is_the_trajectorys(opened):
    told = [(*case, *_run(case)) for case in cases()]
    blobs = [base64.b64encode(compared.paths([view])).decode() for *_, view in told]
    seen = opened().page.evaluate(READ, [blobs, STEPS])
    for (key, rule, how, path, view), answers in zip(told, seen, strict=True):
        for step, answer in zip(STEPS, answers, strict=True):
            where = f"{key}, {rule.values()}, {how}, step {step}"
            _compare_table(answer["table"], path, view, min(step, int(path.last)), where)
            told_by = (rule, how.get("transforms", ()), path, view)
            _compare_lines(answer["lines"], told_by, min(step, int(path.last)), where)


def _run(case: Case) -> tuple[Trajectory, PathView]:
    _, rule, how = case
    path = simulate(rule, compared.BOWL, compared.START, 30, **how)
    return path, compared.explained(rule, steps=30, **how)


def _compare_table(rows: list[list[str]], path: Trajectory, view: PathView, row: int, where: str) -> None:
    cells = iter([cell for cells in rows for cell in cells])
    quantities = [("g", path.seen), *path.states.items(), ("w", path.x), ("step taken", path.step_taken)]
    quantities += [("∇f", one.values) for one in view.series if one.name == "exact"]
    for name, values in quantities:
        assert next(cells) == name, where
        texts = list(itertools.islice(cells, values[row].size))
        _compare(texts, np.ravel(values[row]), in_table, f"{where}, table, {name}")
    assert list(cells) == [], where


def _compare_lines(lines: list, told_by: Any, row: int, where: str) -> None:
    rule, transforms, path, view = told_by
    formulas = program(rule, between(rule, path, transforms))
    assert len(lines) == len(formulas), where
    known = given(rule, path, row, compared.BOWL, transforms)
    constants = {name for name, value in view.why.get("values", {}).items() if not isinstance(value, str)}
    for formula, coordinates in zip(formulas, lines, strict=True):
        inside = numbers_of(formula.program, known, constants)
        said = path.x if formula.target == "x" else path.states.get(formula.target)
        known[formula.target] = work_out(formula.program, known) if said is None else said[row]
        wanted = [*([] if is_one_number(formula.program, constants) else inside), known[formula.target]]
        columns = np.broadcast_arrays(*[np.ravel(value) for value in wanted], np.empty(len(coordinates)))[:-1]
        for i, texts in enumerate(coordinates):
            plain = [text.strip("()") for text in texts]
            _compare(plain, [column[i] for column in columns], in_formula, f"{where}, {formula.target}[{i}]")


def _compare(texts: list[str], values: Any, write: Any, where: str) -> None:
    assert len(texts) == len(values), (where, texts, values)
    for text, value in zip(texts, values, strict=True):
        assert text in readings(write, value), (where, texts, values)
