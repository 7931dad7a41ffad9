"""An experiment as data: what is read, what is refused with which sentence, what the link and the code look like."""

import json

import pytest

from optimizers import OPTIMIZERS, SCHEDULES, TRANSFORMS
from simulation import Experiment, ExperimentError, run
from surfaces import SURFACES

FULL = {
    "surface": "himmelblau",
    "start": [0.5, -1.0],
    "steps": 120,
    "seed": 3,
    "stop": {"gradient_norm": 1e-6, "patience": 50},
    "runs": [
        {"rule": "sgd"},
        {
            "rule": "adam",
            "hyperparameters": {"lr": 0.06, "eps_place": "inside", "bias_correction": False},
            "schedules": {
                "lr": {
                    "name": "warmup",
                    "settings": {"total_iters": 10, "after": "multistep", "after.milestones": "30,60"},
                },
                "beta1": {"name": "linear", "settings": {"end_factor": 1.05}},
            },
            "transforms": [
                {"name": "noise", "settings": {"sigma": 0.5}},
                {"name": "clip_norm", "settings": {"p": float("inf"), "theta": 2.5}},
            ],
            "label": "Adam, β₁ & friends ~ 100 %",
            "color": "#D55E00",
        },
        {
            "rule": "lookahead",
            "hyperparameters": {"inner": "momentum", "inner.lr": 0.005, "inner.form": "ema", "k": 7},
            "schedules": {"inner.lr": {"name": "plateau"}},
        },
    ],
}


def experiment():
    return Experiment.from_data(FULL)


def same_paths(a, b):
    return all(p.x.tobytes() == q.x.tobytes() for p, q in zip(a, b, strict=True))


def test_the_same_experiment_however_it_was_made():
    made = experiment()
    assert Experiment.from_json(made.to_json()) == made
    assert Experiment.from_query(made.to_query()) == made
    assert Experiment.from_query("?" + made.to_query()) == made
    assert Experiment.from_data(made.to_data()) == made
    assert Experiment.from_data(json.loads(json.dumps(made.to_data()))) == made


def test_the_same_experiment_gives_the_same_bytes():
    assert same_paths(run(experiment()), run(Experiment.from_query(experiment().to_query())))


def test_code_reproduces_the_run(capsys):
    made, names = experiment(), {}
    code = made.to_python()
    exec(compile(code, "code", "exec"), names)
    assert same_paths(names["paths"], run(made))
    assert len(capsys.readouterr().out.splitlines()) == 3
    assert "SCHEDULES['warmup'](total_iters=10, after=SCHEDULES['multistep'](milestones='30,60'))" in code
    assert "OPTIMIZERS['lookahead'](inner=OPTIMIZERS['momentum'](lr=0.005, form='ema'), k=7)" in code


def test_code_of_a_plain_run_imports_no_more_than_it_needs():
    code = Experiment.from_data({"runs": [{"rule": "sgd"}]}).to_python()
    assert code.splitlines()[:3] == [
        "from optimizers import OPTIMIZERS",
        "from simulation import simulate",
        "from surfaces import SURFACES",
    ]
    lr = Experiment.from_data({"runs": [{"rule": "sgd", "schedules": {"lr": {"name": "step"}}}]}).to_python()
    assert "        schedule=SCHEDULES['step'](),\n" in lr


def test_the_link_can_be_read():
    data = {
        "surface": "rosenbrock",
        "start": [-1.2, 1.0],
        "steps": 400,
        "runs": [
            {
                "rule": "adam",
                "hyperparameters": {"lr": 0.06},
                "schedules": {"lr": {"name": "multistep", "settings": {"milestones": "20,80"}}},
                "transforms": [{"name": "clip_norm", "settings": {"theta": 2}}],
            }
        ],
    }
    run = "adam~lr~0.06~~lr.multistep~milestones~20,80~~clip_norm~theta~2.0"
    assert Experiment.from_data(data).to_query() == f"surface=rosenbrock&start=-1.2~1.0&steps=400&run={run}"


def test_parameters_of_a_surface_travel_everywhere(capsys):
    made = Experiment.from_query("surface=rosenbrock~a~1~b~50&steps=3&run=sgd")
    assert made.parameters == {"b": 50.0}
    assert made.to_query() == "surface=rosenbrock~b~50.0&start=-1.2~1.0&steps=3&run=sgd"
    assert made == Experiment.from_data(
        {"surface": "rosenbrock", "parameters": {"b": 50, "a": "1"}, "steps": 3, "runs": [{"rule": "sgd"}]}
    )
    assert Experiment.from_json(made.to_json()) == Experiment.from_query(made.to_query()) == made
    assert dict(made.landscape().values) == {"a": 1.0, "b": 50.0}
    code, names = made.to_python(), {}
    assert "surface = SURFACES['rosenbrock'].with_parameters(b=50.0)\n" in code
    exec(compile(code, "code", "exec"), names)
    assert same_paths(names["paths"], run(made))
    plain = Experiment.from_data({"steps": 3, "runs": [{"rule": "sgd"}]})
    assert not same_paths(run(plain), run(made))
    assert len(capsys.readouterr().out.splitlines()) == 1


@pytest.mark.parametrize("key", [key for key, surface in SURFACES.items() if surface.parameters])
def test_every_parameter_goes_through_the_link(key):
    known = SURFACES[key].parameters
    made = Experiment.from_data({"surface": key, "parameters": SURFACES[key].values, "runs": [{"rule": "sgd"}]})
    assert made.parameters == {}
    ends = {name: h.slider[0] for name, h in known.items()}
    other = Experiment.from_data({"surface": key, "parameters": ends, "runs": [{"rule": "sgd"}]})
    assert other.parameters == {name: low for name, low in ends.items() if low != known[name].default}
    assert Experiment.from_query(other.to_query()) == other


def test_twelve_runs_fit_into_an_e_mail():
    spec = {
        "rule": "adam",
        "hyperparameters": {"lr": 0.0123, "beta1": 0.95},
        "schedules": {"lr": {"name": "step", "settings": {"step_size": 50}}},
        "transforms": [{"name": "clip_norm", "settings": {"theta": 2.5}}],
        "label": "Adam 0.95",
        "color": "#D55E00",
    }
    made = Experiment.from_data({"runs": [spec] * 12})
    assert len(made.to_query()) < 2000
    assert Experiment.from_query(made.to_query()) == made


def test_defaults_are_filled_in_and_left_out():
    made = Experiment.from_data({"surface": "beale", "runs": [{"rule": "adam", "hyperparameters": {"lr": 1e-3}}]})
    assert made.start == SURFACES["beale"].starts[0]
    assert made.runs[0].hyperparameters == {}
    assert made.to_query() == f"surface=beale&start={made.start[0]}~{made.start[1]}&steps=500&run=adam"


def test_words_for_numbers_are_read():
    made = Experiment.from_query("run=adam~lr~1e-2~bias_correction~FALSE~~clip_norm~p~inf~theta~3&steps=7")
    assert made.runs[0].hyperparameters == {"lr": 0.01, "bias_correction": False}
    assert made.runs[0].transforms[0].settings == {"p": float("inf"), "theta": 3.0}
    assert json.loads(made.to_json())["runs"][0]["transforms"][0]["settings"]["p"] == "Infinity"


WRONG = [
    ({}, "runs: is missing."),
    ({"runs": []}, "runs: an experiment needs a run: a rule, such as adam, with its settings."),
    ({"runs": [{"rule": "sgd"}] * 13}, "runs: an experiment has at most 12 runs."),
    (
        {"runs": [{"rule": "sgd", "transforms": [{"name": "l2"}] * 9}]},
        "run 1, transforms: a run has at most 8 transforms.",
    ),
    ({"runs": "sgd"}, "runs: must be a list."),
    ({"runs": ["sgd"]}, "run 1: must be names with their values."),
    (5, "An experiment is names with their values."),
    ([], "An experiment is names with their values."),
    ({"runs": [{"rule": "sgd"}], "step": 3}, "step: an experiment has no such part; remove it."),
    ({"runs": [{"rule": "sgd"}], "steps": 10**9}, "steps: must be at most 50,000, not 1,000,000,000."),
    ({"runs": [{"rule": "sgd"}], "steps": 2.5}, "steps: must be a whole number, not 2.5."),
    ({"runs": [{"rule": "sgd"}], "start": [float("nan"), 1.0]}, "start 1: must be a finite number."),
    ({"runs": [{"rule": "sgd"}], "start": [1.0]}, "The start needs two coordinates such as -1.2 and 1."),
    (
        {"runs": [{"rule": "adem"}]},
        "run 1: there is no rule 'adem'; near is adam",
    ),
    (
        {"runs": [{"rule": "sgd"}], "surface": "Rosen brok"},
        "There is no surface 'Rosen brok'; near is rosenbrock",
    ),
    (
        {"runs": [{"rule": "<b>"}]},
        f"run 1: there is no rule '<b>'; known are {len(OPTIMIZERS) + 1} rules, such as sgd, momentum, ",
    ),
    ({"runs": [{"rule": "sgd"}], "surface": ["rosenbrock"]}, "surface: must be one of "),
    (
        {"runs": [{"rule": "sgd", "hyperparameters": {"lr": -1}}]},
        "run 1: SGD: lr must be a number of at least 0, not −1.",
    ),
    (
        {"runs": [{"rule": "sgd", "hyperparameters": {"lr": [1]}}]},
        "run 1, hyperparameters, lr: must be a number, a text",
    ),
    ({"runs": [{"rule": "sgd", "hyperparameters": {"beta": 1}}]}, "run 1: SGD has no 'beta'; it has lr, weight_decay."),
    ({"runs": [{"rule": "sgd", "color": "red"}]}, "run 1, color: must be a colour such as #0072B2, not 'red'."),
    ({"runs": [{"rule": "sgd", "label": "x" * 81}]}, "run 1, label: must have at most 80 characters."),
    ({"runs": [{"rule": "sgd"}], "parameters": {"c": 1}}, "Rosenbrock has no 'c'; it has a, b."),
    ({"runs": [{"rule": "sgd"}], "parameters": {"b": -1}}, "Rosenbrock: b must be a number of at least 0, not −1."),
    ({"runs": [{"rule": "sgd"}], "parameters": {"b": "inf"}}, "Rosenbrock: b must be a number of at least 0, not ∞."),
    ({"runs": [{"rule": "sgd"}], "parameters": {"self": 1}}, "Rosenbrock has no 'self'; it has a, b."),
    ({"runs": [{"rule": "sgd"}], "parameters": {"b": [1]}}, "parameters, b: must be a number, a text, true or false."),
    ({"runs": [{"rule": "sgd"}], "parameters": 3}, "parameters: must be names with their values."),
    (
        {"surface": "beale", "parameters": {"a": 1}, "runs": [{"rule": "sgd"}]},
        "Beale has no 'a'; it has no parameters.",
    ),
    ({"runs": [{"rule": "sgd"}], "stop": {"patience": -1}}, "Stop rule: patience must be a whole number from 0"),
    (
        {"runs": [{"rule": "sgd", "schedules": {"lr": {"name": "stairs"}}}]},
        "run 1, schedules, lr, name: must be one of constant, step, ",
    ),
    (
        {"runs": [{"rule": "sgd", "schedules": {"lr": {"name": "step", "settings": {"gamma": "x"}}}}]},
        "run 1, schedules, lr: Step: gamma must be a number of at least 0, not 'x'.",
    ),
    (
        {"runs": [{"rule": "sgd", "schedules": {"lr": {"name": "multistep", "settings": {"milestones": "30;80"}}}}]},
        "run 1, schedules, lr: Steps at milestones: milestones must be whole numbers of at least 0 such as 30,80, not",
    ),
    (
        {"runs": [{"rule": "sgd", "schedules": {"beta1": {"name": "step"}}}]},
        "run 1: SGD has no 'beta1' for a schedule to drive; it has lr, weight_decay.",
    ),
    (
        {"runs": [{"rule": "adam", "schedules": {"beta1": {"name": "linear", "settings": {"end_factor": 2}}}}]},
        "The schedule of beta1 leads to 1.2; beta1 must be a number of at least 0 and below 1.",
    ),
    (
        {"runs": [{"rule": "adam", "schedules": {"lr": {"name": "exponential", "settings": {"gamma": 1e300}}}}]},
        "The schedule of lr leads to ∞; lr must be a number of at least 0.",
    ),
]


@pytest.mark.parametrize(("data", "message"), WRONG)
def test_what_is_wrong_is_one_sentence(data, message):
    with pytest.raises(ExperimentError) as caught:
        Experiment.from_data(data)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["", "{", "[" * 10_000, "null", '{"runs": [{"rule": NaN}]}', "\ud800", b"\xff\xfe"])
def test_what_is_no_json_is_one_sentence(text):
    with pytest.raises(ExperimentError) as caught:
        Experiment.from_json(text)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_every_setting_of_every_rule_goes_through_the_link(key):
    values = OPTIMIZERS[key]().values()
    made = Experiment.from_data({"runs": [{"rule": key, "hyperparameters": values}]})
    assert made.runs[0].hyperparameters == {}
    assert made.runs[0].build().values() == values


@pytest.mark.parametrize("key", SCHEDULES)
def test_every_schedule_goes_through_the_link_and_runs(key):
    spec = {"name": key, "settings": SCHEDULES[key]().values()}
    made = Experiment.from_data({"steps": 5, "runs": [{"rule": "adam", "schedules": {"lr": spec}}]})
    assert Experiment.from_query(made.to_query()) == made
    assert run(made)[0].last == 5


@pytest.mark.parametrize("key", TRANSFORMS)
def test_every_transform_goes_through_the_link(key):
    spec = {"name": key, "settings": TRANSFORMS[key]().values()}
    made = Experiment.from_data({"surface": "logistic", "runs": [{"rule": "adam", "transforms": [spec]}]})
    assert Experiment.from_query(made.to_query()) == made


def test_a_mark_of_byte_order_before_json_is_no_mistake():
    experiment = Experiment.from_query("surface=rosenbrock&run=adam")
    for text in (f"\ufeff{experiment.to_json()}", f"\ufeff{experiment.to_json()}".encode()):
        assert Experiment.from_json(text) == experiment
