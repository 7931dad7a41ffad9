"""What a page is given to walk runs by itself, and that it takes nothing else."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path

import numpy as np
import pytest

from formulas import FormulaError
from formulas.machine import OPERATIONS, WIDTH, blocks
from formulas.traced import UntraceableError
from optimizers import OPTIMIZERS, SCHEDULES, TRANSFORMS
from optimizers.toolbox.point_by_point import walks_by_points
from optimizers.typed.text_to_rule import written
from player.live import live
from simulation import Experiment
from simulation.experiments.run import asked_of
from simulation.running.asked import Asked
from simulation.running.steps import Outline
from simulation.running.steps import written as write_down
from simulation.running.stop import Stop
from surfaces import SURFACES, Surface
from tests.helpers import live_cases as cases
from tests.helpers.formula_texts import LONG_REFUSED, TEXTS
from tests.helpers.live import Node

SCRIPTS = Path(__file__).parents[3] / "player" / "frontend" / "live"


@pytest.fixture(scope="module")
def node():
    with Node() as process:
        yield process


def of(surface, *asked):
    return live(surface, asked, [set()] * len(asked))


def asked(rule="adam", **more):
    return Asked(OPTIMIZERS[rule](), (1.0, 1.0), 20, **more)


@pytest.mark.parametrize("key", SURFACES)
def test_every_built_in_surface_is_walked(key):
    assert "live" in of(SURFACES[key], asked()).runs[0]


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_rules_are_walked_unless_they_take_their_own_course(key):
    run = of(SURFACES["sphere"], asked(key)).runs[0]
    assert ("resting" in run) == walks_by_points(OPTIMIZERS[key])
    assert "live" in run or OPTIMIZERS[key].title in run["resting"]


RESTING = {
    "a Python function": (Surface.from_function(lambda x, y: x * x + y * y), {}, "no formula"),
    "too much data": (SURFACES["least_squares"].batch(np.arange(4_000) % 150), {}, "4000 rows"),
    "the clock": (SURFACES["sphere"], {"stop": Stop(seconds=1.0)}, "clock"),
    "too many random numbers": (
        SURFACES["logistic"],
        {"steps": 50_000, "transforms": (TRANSFORMS["mini_batch"](),)},
        "50000 steps",
    ),
    "a line search inside": (
        SURFACES["sphere"],
        {"rule": OPTIMIZERS["lookahead"](inner=OPTIMIZERS["line_search"]())},
        "Lookahead",
    ),
}


@pytest.mark.parametrize("name", RESTING)
def test_what_is_not_walked_says_why_in_one_sentence(name):
    surface, more, part = RESTING[name]
    known = {"rule": OPTIMIZERS["sgd"](), "start": (1.0, 1.0), "steps": 20}
    found = of(surface, Asked(**known | more))
    said = found.runs[0]["resting"]
    assert part in said
    assert said.endswith(".")
    assert not found.header
    assert not found.arrays


@pytest.mark.parametrize("key", [key for key, rule in OPTIMIZERS.items() if not walks_by_points(rule)])
@pytest.mark.parametrize("dimensions", [1, 3])
def test_steps_are_written_down_for_points_of_any_dimension(key, dimensions):
    outline = Outline(OPTIMIZERS[key](), dimensions=dimensions)
    if key == "newton" and dimensions > 2:
        with pytest.raises(UntraceableError, match="eigenvalues"):
            write_down(outline)
        return
    block = write_down(outline).step
    assert len(block.results["x"]) == dimensions


def test_without_a_run_that_is_walked_nothing_is_sent_of_the_surface():
    assert of(SURFACES["rosenbrock"], asked("bfgs"), asked("nelder_mead")).header == {}


def test_runs_of_one_rule_share_its_instructions_and_runs_of_one_seed_their_noise():
    noisy = (TRANSFORMS["noise"](),)
    runs = [asked("adam", transforms=noisy, seed=seed) for seed in (1, 1, 2)]
    found = of(SURFACES["rosenbrock"], *runs, asked("adam"))
    assert len(found.header["programs"]) == 2  # with noise and without
    assert [run["live"]["program"] for run in found.runs] == [0, 0, 0, 1]
    assert [array.shape for array in found.arrays] == [(20, 2), (20, 2)]


def test_other_numbers_are_the_same_instructions():
    one, other = (Asked(OPTIMIZERS["adam"].from_values({"lr": lr}), (1.0, 1.0), 20) for lr in (0.1, 0.2))
    found = of(SURFACES["rosenbrock"], one, other)
    assert len(found.header["programs"]) == 1
    assert [run["live"]["values"]["lr"] for run in found.runs] == [0.1, 0.2]


def test_the_live_part_is_small():
    """Four rules on a formula: a few kilobytes, whatever the number of steps."""
    experiment = Experiment.from_data(
        {
            "surface": "rosenbrock",
            "steps": 50_000,
            "runs": [{"rule": k} for k in ("sgd", "momentum", "rmsprop", "adam")],
        }
    )
    found = of(experiment.ground.surface, *(asked_of(experiment, spec)[0] for spec in experiment.runs))
    assert len(json.dumps([found.header, found.runs], separators=(",", ":"))) < 8_000
    assert not found.arrays


def test_both_sides_have_the_same_operations(node):
    assert tuple(node.ask({"do": "operations"})[0]["operations"]) == OPERATIONS


def test_a_schedule_that_is_no_straight_line_of_its_base_keeps_it():
    fixed = {}
    for key in ("cosine", "one_cycle", "plateau", "exponential"):
        run = of(SURFACES["sphere"], asked(schedules={"lr": SCHEDULES[key]()})).runs[0]["live"]
        fixed[key] = "lr" in run.get("fixed", [])
    assert fixed == {"cosine": False, "one_cycle": True, "plateau": False, "exponential": False}


NAMES = (
    "constructor",
    "toString",
    "hasOwnProperty",
    "valueOf",
    "asked",
    "evaluations",
    "gap",
    "distance",
    "exact",
    "rest",
)


@pytest.mark.parametrize("name", NAMES)
def test_names_that_mean_something_elsewhere(node, name):
    """States, numbers and parameters of such a name are like any other."""
    state = written(f"{name} = 0.9*{name} + g\nw = w - lr*{name}")(lr=0.01)
    number = written(f"w = w - lr*{name}*g")(**{"lr": 0.01, name: 0.5})
    for rule in (state, number):
        result = cases.compare(node, cases.case("rosenbrock", rule))
        assert not result.problem
    surface = Surface.from_formula(f"{name}*x^2 + y^2", parameters={name: 2.0})
    ground = of(surface, asked()).header["ground"]
    _, (found,) = node.ask({"do": "ask", "ground": ground, "points": [[3, 1]], "order": 1})
    assert found[:3].tolist() == [19.0, 12.0, 2.0]


WRONG = {
    "an unknown operation": lambda code, _: [len(OPERATIONS), *code[1:]],
    "an operation that is none": lambda code, _: ["sin", *code[1:]],
    "half an operation": lambda code, _: [0.5, *code[1:]],
    "a register before the first": lambda code, _: [*code[:2], -1, *code[3:]],
    "a register after the last": lambda code, count: [*code[:2], count, *code[3:]],
    "a register that is no number": lambda code, _: [*code[:3], "__proto__", *code[4:]],
    "an input that is written over": lambda code, _: [code[0], 0, *code[2:]],
    "a question of the function itself": lambda code, _: [OPERATIONS.index("first"), *code[1:]],
    "a piece of an instruction": lambda code, _: code[:-1],
    "code that is nothing": lambda code, _: [None, *code[1:]],
}


@pytest.mark.parametrize("name", WRONG)
def test_instructions_that_cannot_be_right_are_refused(node, name):
    formula = SURFACES["rosenbrock"].function
    sent = {n: b.plain for n, b in blocks(formula.tree, formula.variables, formula.parameters).items()}
    ground = {"dimensions": 2, "blocks": sent, "parameters": {"a": 1.0, "b": 100.0}}
    question = {"do": "ask", "ground": ground, "points": [[0, 0]], "order": 1}
    node.ask(question)
    broken = copy.deepcopy(question)
    block = broken["ground"]["blocks"]["first"]
    block["code"] = WRONG[name](block["code"], block["registers"])
    assert len(block["code"]) >= WIDTH - 1
    with pytest.raises(RuntimeError, match="RangeError: instructions that cannot be right"):
        node.ask(broken)


@pytest.mark.parametrize("registers", [-1, 1e9, 2.5, "all", None])
def test_a_block_of_an_impossible_size_is_refused(node, registers):
    block = {"registers": registers, "constants": [], "code": [], "results": {"value": []}}
    ground = {"dimensions": 2, "blocks": {"value": block}, "parameters": {}}
    with pytest.raises(RuntimeError, match="RangeError"):
        node.ask({"do": "ask", "ground": ground, "points": [], "order": 1})


def test_no_text_that_is_refused_becomes_instructions():
    """What reaches a page are numbers: of the attacks none is a formula."""
    texts = [text for group in TEXTS["refused"].values() for text in group] + [
        text for text, *_ in LONG_REFUSED.values()
    ]
    kept = 0
    for text in texts:
        try:
            surface = Surface.from_formula(text)
        except (FormulaError, ValueError):
            continue
        kept += 1  # what people write, read as our own language
        ground = of(surface, asked()).header["ground"]
        assert all(isinstance(number, int) for block in ground["blocks"].values() for number in block["code"])
    assert kept < len(texts) / 2


def test_no_script_evaluates_text():
    """Node runs these with evaluation switched off, too; a page's content-security policy may do so."""
    scripts = {file.name: file.read_text("utf-8") for file in SCRIPTS.glob("*.js")}
    assert len(scripts) > 5
    said = re.compile(
        r"\beval\b|\bFunction\s*\(|\bimport\s*\(|innerHTML|document\.write|set(Timeout|Interval)\(\s*['\"`]"
    )
    assert not [name for name, text in scripts.items() if said.search(text)]
