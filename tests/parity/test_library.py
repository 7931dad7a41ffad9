"""The library beside ours: same paths, honest endings, one sentence for a mistake, and torch left as it was."""

import subprocess
import sys

import numpy as np
import pytest
import torch

from networks import (
    COUNTERPARTS,
    library_arguments,
    library_names,
    library_remark,
    library_run,
    measure,
    read_arguments,
    settings_along,
    settings_for,
    why_none,
)
from networks.library import classes as room
from networks.library.arguments import write_arguments
from networks.library.difference import difference
from optimizers import OPTIMIZERS, SCHEDULES, TRANSFORMS
from simulation import Stop, simulate
from surfaces import SURFACES
from tests.helpers.doubles import DOUBLES
from tests.helpers.parity import STARTS, TOLERANCE

BOWL, START = SURFACES["elongated_bowl"], STARTS["elongated_bowl"]
HASTY = {key: {"lr": 0.01} for key in ("sgd", "momentum", "nesterov", "schedule_free_sgd", "qhm", "sam")}
SETTINGS = {**HASTY, "prodigy": {"bias_correction": False}, "lbfgs": {"lr": 0.3}}


def rule_of(key):
    return OPTIMIZERS[key](**SETTINGS.get(key, {}))


def both(rule, surface=BOWL, start=START, steps=500, **options):
    name, settings = settings_for(rule)
    shows = COUNTERPARTS[next(key for key, cls in OPTIMIZERS.items() if cls is type(rule))].shows
    ours = simulate(rule, surface, start, steps, **options)
    theirs = library_run(name, settings, surface, start, steps, **options)
    return ours, theirs, ours.x if shows == "x" else ours.states[shows]


@pytest.fixture
def _doubles(monkeypatch):
    for name, cls in DOUBLES.items():
        room.library_class(name)
        monkeypatch.setitem(room._classes(), name, cls)


@pytest.mark.usefixtures("_doubles")
@pytest.mark.parametrize("key", COUNTERPARTS)
def test_our_path_is_the_librarys(key):
    ours, theirs, path = both(rule_of(key))
    assert len(ours.x) == len(theirs.x) == 501
    assert difference(path, theirs.x).max() <= TOLERANCE
    np.testing.assert_array_equal(ours.evaluations, theirs.evaluations)
    np.testing.assert_array_equal(np.isnan(theirs.lr), [True] + [False] * 500)


@pytest.mark.parametrize("key", [key for key, known in COUNTERPARTS.items() if known.note])
def test_where_the_library_drops_digits_a_note_says_so_and_the_difference_shows_it(key):
    __, theirs, path = both(rule_of(key))
    found = measure(path, theirs.x)
    if "digits" in COUNTERPARTS[key].note:
        assert TOLERANCE < found.largest < 1e-2


def test_noise_clipping_and_stop_rules_are_the_same_for_both():
    transforms = [TRANSFORMS["noise"](sigma=0.3), TRANSFORMS["clip_norm"](theta=0.5)]
    stop = Stop(value_below=0.05)
    ours, theirs, __ = both(OPTIMIZERS["adam"](lr=0.1), transforms=transforms, seed=7, stop=stop)
    assert ours.status == theirs.status == "converged"
    assert ours.last == theirs.last
    assert difference(ours.x, theirs.x).max() <= TOLERANCE
    np.testing.assert_array_equal(ours.changed[1], theirs.changed[1])


def test_a_schedule_is_followed():
    rule = OPTIMIZERS["lookahead"](inner=OPTIMIZERS["momentum"](lr=0.1))
    schedule = SCHEDULES["one_cycle"](max_lr=0.3, total_steps=100, cycle_momentum=True)
    ours = simulate(rule, BOWL, START, 100, schedule=schedule)
    every = settings_along(rule, ours)
    assert every[0]["momentum"] == 0.95
    theirs = library_run(*settings_for(rule), BOWL, START, 100, schedule=every)
    assert difference(ours.x, theirs.x).max() <= TOLERANCE
    np.testing.assert_array_equal(ours.lr, theirs.lr)
    assert settings_along(rule, simulate(rule, BOWL, START, 100)) == []


def test_states_are_those_of_the_library():
    ours, theirs, __ = both(OPTIMIZERS["adam"](lr=0.1), steps=50)
    assert list(theirs.states) == ["exp_avg", "exp_avg_sq"]
    np.testing.assert_allclose(theirs.states["exp_avg"][1:], ours.states["m"][1:], rtol=1e-12)
    assert np.isnan(theirs.states["exp_avg"][0]).all()
    with pytest.raises(ValueError, match="read-only"):
        theirs.states["exp_avg"][1] = 0


def test_divergence_is_data():
    ours, theirs, __ = both(OPTIMIZERS["sgd"](lr=1.0), SURFACES["rosenbrock"], (-1.2, 1.0))
    assert theirs.status == ours.status == "diverged"
    assert theirs.last == ours.last < 20
    assert len(theirs.x) == theirs.last + 1


def test_classes_that_fail_on_what_is_not_finite_diverge():
    path = library_run("pytorch_optimizer.SOAP", {"lr": 1e200}, SURFACES["rosenbrock"], (-1.2, 1.0), 50)
    assert path.status == "diverged"


@pytest.mark.parametrize("name", library_names())
def test_every_class_walks_or_says_what_it_needs(name):
    settings = {"num_data": {"num_data": 100}, "num_iterations": {"num_iterations": 100}}
    needs = next((settings[k] for k, v in library_arguments(name).items() if v is None and k in settings), {})
    paths = [library_run(name, needs, BOWL, START, 12, seed=3) for __ in range(2)]
    np.testing.assert_array_equal(paths[0].x, paths[1].x)
    assert np.ptp(paths[0].x[: int(paths[0].last)], axis=0).max() > 0 or paths[0].last < 2
    assert torch.get_default_dtype() == torch.float32


@pytest.mark.parametrize(
    ("name", "settings", "sentence"),
    [
        ("torch.optim.Adma", {}, "There is no optimizer 'torch.optim.Adma'; there is, for example, torch.optim.Adam"),
        ("torch.optim.Adam", {"beta": 0.9}, "torch.optim.Adam has no argument 'beta'; it has lr, betas, eps, "),
        ("pytorch_optimizer.Lion", {"beta": 0.9}, "pytorch_optimizer.Lion has no argument 'beta'; it has lr, betas, "),
        ("torch.optim.Adam", {"lr": -1.0}, "refused these arguments: Invalid learning rate: -1.0."),
        ("torch.optim.Adam", {"betas": 0.9}, "torch.optim.Adam refused these arguments: "),
        ("torch.optim.SGD", {"nesterov": True}, "refused these arguments: Nesterov momentum requires a momentum"),
        ("torch.optim.SparseAdam", {}, "torch.optim.SparseAdam is left out: it wants sparse gradients."),
        ("pytorch_optimizer.SophiaH", {}, "is left out: it asks torch for second derivatives"),
        ("pytorch_optimizer.Ranger21", {}, "pytorch_optimizer.Ranger21 needs num_iterations; write for example"),
        ("pytorch_optimizer.SAM", {"base_optimizer": "torch.optim.Adma"}, "There is no optimizer 'torch.optim.Adma'"),
        ("pytorch_optimizer.SAM", {"base_optimizer": "pytorch_optimizer.SAM"}, "inside no further optimizer"),
        ("pytorch_optimizer.Lookahead", {"beta": 1}, "has no argument 'beta'; it has optimizer, k, alpha"),
        ("os.system", {}, "There is no optimizer 'os.system'"),
    ],
)
def test_a_mistake_gets_one_sentence(name, settings, sentence):
    with pytest.raises(ValueError) as error:  # noqa: PT011 - the sentence is compared below
        library_run(name, settings, BOWL, START, 5)
    assert sentence in str(error.value)
    assert str(error.value).endswith(".")
    assert "\n" not in str(error.value)
    assert torch.get_default_dtype() == torch.float32


def test_what_would_never_end_is_ended(monkeypatch):
    monkeypatch.setattr("networks.library.walk.SECONDS", 0.0)
    with pytest.raises(ValueError, match="failed in step 1: 0 seconds were not enough for 1 steps"):
        library_run("torch.optim.LBFGS", {"max_iter": 5000}, BOWL, START, 5)


def test_the_random_numbers_of_others_are_left_alone():
    torch.manual_seed(5)
    library_run("pytorch_optimizer.Kron", {}, BOWL, START, 5)
    drawn = torch.rand(1)
    torch.manual_seed(5)
    assert torch.equal(drawn, torch.rand(1))


@pytest.mark.parametrize(
    ("key", "settings", "sentence"),
    [
        ("adam", {"eps_place": "inside"}, "torch.optim.Adam has no eps_place=inside, only eps_place=outside."),
        ("momentum", {"form": "ema"}, "torch.optim.SGD has no form=ema, only form=torch."),
        ("prodigy", {}, "has no bias_correction=true, only bias_correction=false."),
        ("newton", {}, "Neither torch nor pytorch-optimizer has Newton."),
        ("sophia", {}, "SophiaH guesses the Hessian's diagonal at random"),
        ("lookahead", {"inner": "newton"}, "pytorch_optimizer.Lookahead does not take Newton inside"),
        ("lookahead", {"inner": "rmsprop"}, "does not take RMSprop inside"),
    ],
)
def test_a_rule_without_counterpart_says_why(key, settings, sentence):
    rule = OPTIMIZERS[key](**settings)
    assert settings_for(rule) is None
    assert sentence in why_none(rule)


def test_options_out_of_use_do_not_matter():
    assert settings_for(OPTIMIZERS["adam"](amsgrad_of="corrected"))
    assert settings_for(OPTIMIZERS["adam"](amsgrad_of="corrected", amsgrad=True)) is None


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", {}),
        ("lr=0.1", {"lr": 0.1}),
        ("lr=1e-3, betas=0.9,0.999, nesterov=true", {"lr": 1e-3, "betas": (0.9, 0.999), "nesterov": True}),
        ("betas=(0.9, 0.99) ; eps=1e-8 k=5", {"betas": (0.9, 0.99), "eps": 1e-8, "k": 5}),
        ("line_search_fn='strong_wolfe'\nmax_eval=None", {"line_search_fn": "strong_wolfe", "max_eval": None}),
        ("optimizer=torch.optim.Adam", {"optimizer": "torch.optim.Adam"}),
    ],
)
def test_arguments_as_people_type_them(text, read):
    assert read_arguments(text) == read
    assert read_arguments(write_arguments(read)) == read


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("0.1", "'0.1' has no name; write pairs such as lr=0.1"),
        ("lr=0.1, lr=0.2", "lr is there more than once."),
        ("lr=", "lr must be a number"),
        ("lr=nan", "lr must be a number"),
        ("lr=1e999", "lr must be a number"),
        ("lr=__import__('os').system('ls')", "lr must be a number"),
        ("k=10000000000", "k must be a whole number up to 5,000"),
        ("a=" + "9" * 400, "longer than 400 characters"),
    ],
)
def test_nonsense_gets_one_sentence(text, sentence):
    with pytest.raises(ValueError, match=r"^[^\n]+$") as error:
        read_arguments(text)
    assert sentence in str(error.value)


def test_the_difference_counts_finite_rows_and_says_where_it_begins():
    a = np.array([[1.0, 0.0], [2.0, 0.0], [2.0, 1e-8], [np.inf, 0.0]])
    b = np.array([[1.0, 0.0], [2.0, 0.0], [2.0, 0.0], [4.0, 0.0], [5.0, 0.0]])
    found = measure(a, b)
    assert (found.steps, found.apart) == (2, 2)
    assert found.largest == pytest.approx(5e-9)
    assert measure(b[:1] * 0, b[:1] * 0).largest == 0.0


def test_without_pytorch_optimizer_only_torchs_are_offered(monkeypatch):
    room._classes.cache_clear()
    monkeypatch.setattr(room, "find_spec", lambda _: None)
    try:
        assert all(name.startswith("torch.optim.") for name in library_names())
        assert (
            library_remark() == "pytorch-optimizer is not installed here, so only torch's own optimizers are offered."
        )
        with pytest.raises(ValueError, match="Lion cannot be run: pytorch-optimizer is not installed"):
            library_run("pytorch_optimizer.Lion", {}, BOWL, START, 5)
    finally:
        room._classes.cache_clear()


def test_torch_is_imported_when_it_is_asked_and_not_before():
    script = "import sys, networks; networks.settings_for(networks.library.counterparts.OPTIMIZERS['adam']()); "
    script += "sys.exit(any(name in sys.modules for name in ('torch', 'pytorch_optimizer')))"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True).returncode == 0
