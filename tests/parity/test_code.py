"""Scripts of Slalom's Python and of torch walk the paths that the pages show, each in a fresh process."""

import json

import numpy as np
import pytest

from exports.code.pytorch import pytorch
from exports.formats import FORMATS
from exports.work import ExportError, Work
from gallery import DEMOS
from networks import COUNTERPARTS
from networks.library.difference import difference
from optimizers import SCHEDULES
from simulation import Experiment, bundle, simulate
from simulation.experiments.run import origins
from surfaces import SURFACES
from tests.helpers.formula_kinks import KINKS, STARTS
from tests.helpers.rounding import TIMES, RoundedLandscape, repeats
from tests.helpers.scripts import left_by

TORCH = [key for key, known in COUNTERPARTS.items() if known.name.startswith("torch.optim.") and not known.note]
SETTINGS = {
    "sgd": {"lr": 0.01, "weight_decay": 0.1},
    "momentum": {"lr": 0.01, "momentum": 0.8, "dampening": 0.3},
    "adam": {"lr": 0.1, "amsgrad": True, "weight_decay": 0.05},
    "adamw": {"lr": 0.05, "weight_decay": 0.3},
    "rmsprop": {"lr": 0.02, "centered": True, "momentum": 0.5},
    "lbfgs": {"line_search_fn": "strong_wolfe"},
    "asgd": {"lr": 0.01},
    "adagrad": {"lr": 0.5, "lr_decay": 0.01, "weight_decay": 0.01},
    "nadam": {"lr": 0.05, "weight_decay": 0.1},
    "radam": {"lr": 0.1, "weight_decay": 0.1},
}
FOLLOWED = {
    "step": {"step_size": 7}, "multistep": {"milestones": "5,20"}, "exponential": {"gamma": 0.95}, "linear": {},
    "polynomial": {"power": 2.0}, "cosine": {"eta_min": 0.001}, "cosine_restarts": {"T_0": 6, "T_mult": 2},
    "one_cycle": {"max_lr": 0.2, "cycle_momentum": True}, "plateau": {"patience": 1, "factor": 0.5},
    "cyclic": {"base_lr": 0.01, "max_lr": 0.1, "step_size_up": 6, "cycle_momentum": True}, "constant": {},
    "constant_factor": {"total_iters": 9}, "warmup": {"after": "step", "after.step_size": 9, "total_iters": 5},
}  # fmt: skip


def work(**data):
    return Work.of(Experiment.from_data({"surface": "rosenbrock", "steps": 40, **data}))


def works():
    """Name → work, of everything that torch has."""
    for key, demo in DEMOS.items():
        yield f"demo-{key}", Work.of(demo.experiment)
    for key in TORCH:
        runs = [{"rule": key}, {"rule": key, "hyperparameters": SETTINGS.get(key, {}), "label": "set"}]
        yield f"rule-{key}", work(runs=runs, start=[-0.9, 1.2])
    for key, settings in FOLLOWED.items():
        runs = [
            {"rule": rule, "schedules": {"lr": {"name": key, "settings": settings}}}
            for rule in (("momentum", "adam") if settings.get("cycle_momentum") else ("sgd", "adam"))
        ]
        yield f"schedule-{key}", work(surface="booth", runs=runs, maximize=key == "plateau")
    clips = [("clip_value", {"c": 0.5}), ("clip_norm", {"theta": 2.0}), ("clip_norm", {"theta": 0.3, "p": np.inf})]
    clips += [("normalize", {}), ("l2", {"weight_decay": 0.2}), ("l1", {"weight_decay": 0.2})]
    for i, (name, settings) in enumerate(clips):
        runs = [{"rule": rule, "transforms": [{"name": name, "settings": settings}]} for rule in ("momentum", "adam")]
        yield f"transform-{i}-{name}", work(runs=runs, maximize=i == 1)
    for key in SURFACES:
        yield (
            f"surface-{key}",
            work(surface=key, runs=[{"rule": "sgd", "hyperparameters": {"lr": 1e-4}}, {"rule": "adam"}]),
        )
    for name, text in KINKS.items():
        start = STARTS.get(name, [0.9, 0.8])
        runs = [{"rule": "sgd", "hyperparameters": {"lr": 0.03}}]
        yield f"formula-{name.replace(' ', '-')}", work(surface="formula", formula=text, start=start, runs=runs)
    yield "fan", work(fan=3, runs=[{"rule": "adam", "label": 'it\'s\n"one" {x}'}, {"rule": "nadam"}])
    stop = {"value_below": 1.0}
    yield "stopped", work(steps=400, stop=stop, runs=[{"rule": "adam", "hyperparameters": {"lr": 0.5}}])


@pytest.fixture(scope="module")
def made():
    """Name → (work, script, or why there is none)."""
    found = {}
    for name, one in works():
        try:
            found[name] = one, pytorch(one)
        except ExportError as error:
            found[name] = one, str(error)
    return found


def again(one, i, lane, path):
    """How well a path repeats itself under other roundings."""
    experiment = one.experiment
    spec = experiment.runs[i]
    start = origins(experiment, spec)[lane].start

    def walk(seed, steps):
        surface = RoundedLandscape(experiment.landscape(), seed)
        around = {"schedule": spec.build_schedules(), "transforms": [t.build() for t in spec.transforms]}
        return np.asarray(simulate(spec.build(), surface, start, steps, maximize=experiment.maximize, **around).x)

    return repeats(walk, path, 1e-6)


def test_torch_walks_the_same_paths(made, tmp_path):
    scripts = {name: script for name, (_, script) in made.items() if not isinstance(script, str)}
    found = left_by(tmp_path, {name: script.text for name, script in scripts.items()})
    for name, script in scripts.items():
        assert compared(made[name][0], found[name], name) + len(script.missing) == len(made[name][0].names), name


def compared(one, found, name):
    """How many runs were compared."""
    runs = 0
    for i, label in enumerate(one.names):
        several = len(one.bundles[i]) > 1
        keys = [json.dumps(f"{label}, start {k + 1}" if several else label) for k in range(len(one.bundles[i]))]
        if keys[0] in found:
            runs += 1
            for lane, (key, path) in enumerate(zip(keys, one.bundles[i], strict=True)):
                assert found[key].dtype == float
                assert found[key].shape == path.x.shape, name
                near(one, i, lane, path.x, found[key], f"{name}: {key}")
    return runs


def near(one, i, lane, ours, theirs, name):
    """To 1e-12 of its size, or to what other roundings make of a run in which they grow."""
    rows = np.isfinite(ours).all(axis=-1)
    with np.errstate(over="ignore"):
        gap = difference(theirs[rows], ours[rows])
    if (gap > 1e-12).any():
        noise = again(one, i, lane, ours)
        rows = min(len(noise), len(gap))
        assert (gap[:rows] <= 1e-12 + TIMES * noise[:rows]).all(), name
        assert rows > 10, name


def test_whatever_torch_has_is_there(made):
    for name, (_, script) in made.items():
        if name.split("-")[0] in ("rule", "transform", "surface", "formula", "schedule"):
            assert not isinstance(script, str), f"{name}: {script}"
            assert not script.missing, name
    assert {key for key, cls in SCHEDULES.items() if cls.torch} | {"constant"} == set(FOLLOWED)


def test_every_demo_walks_again_from_its_python(tmp_path):
    texts = {key: FORMATS["python"].make(Work.of(demo.experiment)).decode() for key, demo in DEMOS.items()}
    found = left_by(tmp_path, texts)
    for key, demo in DEMOS.items():
        bundles = bundle(demo.experiment)
        several = demo.experiment.fan > 1 or demo.experiment.seeds > 1
        expected = bundles[-1] if several else [paths[0] for paths in bundles]
        assert len(found[key]) == len(expected), key
        for ours, again in zip(expected, found[key].values(), strict=True):
            assert ours.x.tobytes() == again.tobytes(), key
