"""What is wrong with data from outside, in words of ours, said before anything expensive begins."""

import json
import time

import pytest
from pydantic import ValidationError
from pydantic_core._pydantic_core import list_all_errors

from simulation import Experiment, ExperimentError
from simulation.experiments.mistakes import sentence

RUN = {"rule": "sgd"}


def refused(data):
    with pytest.raises(ExperimentError) as caught:
        Experiment.from_data(data)
    return str(caught.value)


@pytest.mark.parametrize("kind", list_all_errors(), ids=lambda kind: kind["type"])
def test_every_kind_of_mistake_that_pydantic_knows_has_words_of_ours(kind):
    context = {
        **(kind["example_context"] or {}),
        "error": ValueError("is wrong") if "value" in kind["type"] else "wrong",
    }
    detail = {"type": kind["type"], "loc": ("runs", 0, "label"), "input": 5, "ctx": context}
    error = ValidationError.from_exception_data("Experiment", [detail])
    theirs = error.errors()[0]["msg"]
    assert sentence(error).startswith("run 1, label: ")
    assert theirs not in sentence(error)
    assert "should" not in sentence(error)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"runs": [RUN], "seed": -1}, "seed: must be at least 0, not −1."),
        ({"runs": [RUN], "fan": 17}, "fan: must be at most 16, not 17."),
        ({"runs": [RUN], "spread": 0}, "spread: must be more than 0, not 0."),
        ({"runs": [RUN], "steps": "many"}, "steps: must be a whole number, not 'many'."),
        ({"runs": [RUN], "steps": None}, "steps: must be a whole number."),
        ({"runs": [RUN], "formula": 5}, "formula: must be a text, not 5."),
        ({"runs": [RUN], "formula": "x" * 2_001}, "formula: must have at most 2,000 characters."),
        ({"runs": [{**RUN, "label": True}]}, "run 1, label: must be a text, not True."),
        ({"runs": [{**RUN, "color": "#12345g"}]}, "run 1, color: must be a colour such as #0072B2, not '#12345g'."),
        ({"runs": [RUN], 5: 6}, "5: must be a name, which is a text."),
        ({"runs": [RUN], "heights": [[1.0] * 201] * 4}, "height 1: must have at most 200 numbers."),
        ({"runs": [RUN], "heights": [[1.0]] * 201}, "heights: must have at most 200 rows."),
        ({"runs": [RUN], "data": [[1.0, 2.0]] * 2_001}, "data: must have at most 2,000 rows."),
    ],
)
def test_mistakes_of_every_kind(data, said):
    assert refused(data) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "This is not JSON: it ends too early."),
        ('{"runs": [', "This is not JSON: it ends too early."),
        ("Hello", "This is not JSON: line 1 is none, at character 1."),
        ('{"steps": 5,}', "This is not JSON: line 1 is none, at character 13."),
        ("{\n 'runs': 3}", "This is not JSON: line 2 is none, at character 2."),
        ('{"steps": 5} and more', "This is not JSON: line 1 is none, at character 14."),
    ],
)
def test_what_is_no_json_says_where(text, said):
    with pytest.raises(ExperimentError) as caught:
        Experiment.from_json(text)
    assert str(caught.value) == said


MANY = 60_000
LARGE = {
    "schedules": {"runs": [{**RUN, "schedules": {f"p{i}": {"name": "step"} for i in range(MANY)}}]},
    "hyperparameters": {"runs": [{**RUN, "hyperparameters": {f"p{i}": 1 for i in range(MANY)}}]},
    "milestones": {
        "runs": [
            {**RUN, "schedules": {"lr": {"name": "multistep", "settings": {"milestones": ",".join(["0"] * 900_000)}}}}
        ]
    },
    "settings": {"runs": [{**RUN, "transforms": [{"name": "l2", "settings": {f"p{i}": 1 for i in range(MANY)}}]}]},
    "parameters": {"runs": [RUN], "parameters": {f"p{i}": 1 for i in range(MANY)}},
    "stop": {"runs": [RUN], "stop": {f"p{i}": 1 for i in range(MANY)}},
    "parts": {"runs": [RUN], **{f"p{i}": 1 for i in range(MANY)}},
    "parts of a run": {"runs": [{**RUN, **{f"p{i}": 1 for i in range(MANY)}}]},
    "runs": {"runs": [RUN] * MANY},
    "transforms": {"runs": [{**RUN, "transforms": [{"name": "l2"}] * MANY}]},
    "start": {"runs": [RUN], "start": [1.0] * MANY},
    "domain": {"runs": [RUN], "surface": "formula", "formula": "x", "domain": [1.0] * MANY},
    "text": {"runs": [{"rule": "own", "text": "w = w - g\n" * MANY}]},
    "label": {"runs": [{**RUN, "label": "x" * 1_000_000}]},
    "rule": {"runs": [{"rule": "x" * 1_000_000}]},
    "surface": {"runs": [RUN], "surface": "y" * 1_000_000},
    "option": {"runs": [{"rule": "adam", "hyperparameters": {"form": "z" * 1_000_000}}]},
    "name": {"runs": [{"rule": "adam", "hyperparameters": {"z" * 1_000_000: 1}}]},
    "digits": {"runs": [{"rule": "adam", "hyperparameters": {"lr": "9" * 1_000_000}}]},
}


@pytest.mark.parametrize("name", LARGE)
def test_what_is_too_much_is_said_at_once(name):
    text = json.dumps(LARGE[name])
    began = time.process_time()
    with pytest.raises(ExperimentError) as caught:
        Experiment.from_json(text)
    assert time.process_time() - began < 2.0  # some would take a quarter of a minute, were all of it read
    assert len(str(caught.value)) < 300
