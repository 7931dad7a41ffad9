"""Lanes walked by the instructions of their rule, as arrays and as a compiled loop, beside the rule itself."""

import numpy as np
import pytest

from maps import MapExperiment, computed
from maps.axes import Lanes
from maps.batch import Batch
from maps.sweep.arrays import walk_by_arrays
from maps.sweep.calls import functions
from maps.sweep.loops import source_of, walk_by_loop
from maps.sweep.program import program
from maps.sweep.rows import Buffers, WalkedRows, rows_of
from optimizers import OPTIMIZERS, SCHEDULES, TRANSFORMS
from simulation import Stop
from surfaces import SURFACES, Surface

LANES, STEPS = 12, 25
NO_PROGRAM = {"lbfgs", "line_search", "bfgs", "conjugate_gradient", "trust_region", "nelder_mead"}
#: Whose instructions are not NumPy's to the last bit, as products of matrices are not.
ROUNDED = {"newton"}
KINDS = {
    "a square root": ("adam", "ackley", {}, ()),
    "two answers a step": ("sharpness_aware", "himmelblau", {}, ()),
    "a Hessian": ("sophia", "beale", {}, ()),
    "where and powers": ("radam", "rosenbrock", {}, ()),
    "noise, clipping, a schedule": ("rmsprop", "rosenbrock", {"lr": "cosine"}, ("noise", "clip_norm")),
}


def batch(key: str, surface: str | Surface, schedules=None, transforms=(), stop=None) -> Batch:
    """Lanes with starts of their own, and step sizes and a second number in ratios."""
    rule = OPTIMIZERS[key]()
    ground = SURFACES[surface] if isinstance(surface, str) else surface
    numbers = [name for name, known in rule.hyperparameters().items() if known.kind == "number" and known.default > 0]
    for name, array in zip(numbers[:2], (np.geomspace(0.5, 1.0, LANES), np.geomspace(1.0, 0.9, LANES)), strict=False):
        rule = rule.with_values(**{name: getattr(rule, name) * array[:, None]})
    low, high = ground.corners
    starts = np.random.default_rng(3).uniform(low, high, (LANES, len(low)))
    followed = {name: SCHEDULES[schedule]() for name, schedule in (schedules or {}).items()}
    lanes = Lanes(rule, followed, tuple(TRANSFORMS[name]() for name in transforms))
    return Batch(lanes, ground, starts, STEPS, 5, stop or Stop())


def rows(of: Batch, *, compiled: bool = False) -> WalkedRows:
    found = program(of)
    assert found
    memory = Buffers().of(STEPS, found.dimensions, LANES)
    if compiled:
        source = source_of(found, history=True)
        assert source
        walk_by_loop(found, source, memory)
    else:
        walk_by_arrays(found, memory)
    return rows_of(of, memory, found.asks)


def assert_same(found: WalkedRows, of: Batch, tolerance: float) -> None:
    path = of.paths()
    np.testing.assert_array_equal(found.status, path.status)
    np.testing.assert_array_equal(found.last, path.last)
    for lane, last in enumerate(path.last.tolist()):
        here = slice(0, last + 1)
        np.testing.assert_array_equal(found.evaluations[here, lane], path.evaluations[here, lane])
        for name in ("x", "value", "gradient"):
            one, other = (np.asarray(getattr(rows, name))[here, lane] for rows in (found, path))
            np.testing.assert_allclose(one, other, rtol=tolerance, atol=tolerance, equal_nan=True)


@pytest.mark.parametrize("key", [key for key in OPTIMIZERS if key not in NO_PROGRAM])
def test_instructions_take_the_steps_of_the_rule(key):
    assert_same(rows(batch(key, "himmelblau")), batch(key, "himmelblau"), 1e-12 if key in ROUNDED else 0.0)


@pytest.mark.parametrize("key", sorted(NO_PROGRAM))
def test_rules_that_go_their_own_way_have_no_program(key):
    assert program(batch(key, "himmelblau")) is None


@pytest.mark.parametrize("name", KINDS)
def test_so_do_arrays_and_the_compiled_loop(name):
    pytest.importorskip("numba")
    of = batch(*KINDS[name])
    assert_same(rows(of), of, 0.0)
    assert_same(rows(of, compiled=True), of, 1e-12)


@pytest.mark.parametrize("lanes", [1, 256, 700, 1025])
def test_how_many_threads_walk_a_loop_changes_no_bit(lanes):
    starts = np.random.default_rng(2).uniform(-2, 2, (lanes, 2))
    batch = Batch(Lanes(OPTIMIZERS["adam"](lr=0.02), {}, ()), SURFACES["rosenbrock"], starts, 40, 0, Stop())
    found = program(batch)
    source = source_of(found, history=True)
    alone, together = ([np.zeros(shape) for shape in ((41, 2, lanes), (41, lanes), (41, 2, lanes))] for _ in range(2))
    walk_by_loop(found, source, tuple(alone))
    walk_by_loop(found, source, tuple(together), threads=2)
    for one, other in zip(alone, together, strict=True):
        np.testing.assert_array_equal(one, other)


def test_where_a_derivative_does_not_exist():
    pytest.importorskip("numba")
    cone = Surface.from_formula("sqrt(x^2+y^2)+max(x,0)*where(y>0,y,0)", (-1.0, 1.0, -1.0, 1.0))
    of = batch("sgd", cone)
    of.starts[:4] = [(0.0, 0.0), (0.0, 0.5), (-0.25, 0.0), (0.5, 0.5)]
    assert_same(rows(of), of, 0.0)
    assert_same(rows(of, compiled=True), of, 1e-12)


def test_lanes_that_end_early_end_there():
    for stop in (Stop(gradient_norm=0.5), Stop(value_below=1.0), Stop(patience=2)):
        of = batch("momentum", "beale", stop=stop)
        assert_same(rows(of), of, 0.0)


def test_a_large_map_is_compiled_and_the_same(monkeypatch):
    pytest.importorskip("numba")
    link = "map=hyperparameters&axis=lr~0.01~1~9~log&axis=beta1~0~0.99~9&surface=himmelblau&steps=40&run=adam"
    plain = computed(MapExperiment.from_query(link))
    monkeypatch.setattr("maps.pieces.COMPILED_FROM", 0)
    monkeypatch.setattr("maps.pieces.COARSE", 0.0)
    compiled = computed(MapExperiment.from_query(link))
    np.testing.assert_array_equal(compiled.fate, plain.fate)
    np.testing.assert_allclose(compiled.end, plain.end, rtol=1e-12, atol=1e-12)


def test_a_quotient_by_a_reciprocal_has_the_bits_of_a_division():
    numba = pytest.importorskip("numba")
    one_over, times = (functions()[f"_lane_{name}"] for name in ("reciprocal", "divided"))

    @numba.njit(error_model="numpy")
    def quotients(many, by, found):
        for i in range(len(by)):
            high, low = one_over(by[i])
            for j in range(len(many)):
                found[i, j] = times(many[j], by[i], high, low)

    random = np.random.default_rng(1)
    odd = np.array([0.0, -0.0, 1.0, -3.0, 0.1, 1e100, 1e-100, 2.0**60, np.inf, -np.inf, np.nan])
    some = np.ldexp(random.uniform(-2, 2, 1000), random.integers(-300, 300, 1000))
    many, by = np.concatenate([odd, some]), np.concatenate([odd, some, 1 - 0.9 ** np.arange(1, 600)])
    found = np.empty((len(by), len(many)))
    quotients(many, by, found)
    with np.errstate(all="ignore"):
        expected = many / by[:, None]
    np.testing.assert_allclose(found, expected, rtol=2**-52, atol=0)
    differ = np.nonzero((found != expected) & ~np.isnan(expected))
    assert set(by[differ[0]]) <= {1 - 2.0**-53, 1 - 2.0**-52}  # beside which quotients lie at the middle of two numbers
    assert set(np.frexp(np.abs(many[differ[1]]))[0]) <= {0.5}
    zeros = expected == 0
    np.testing.assert_array_equal(np.signbit(found[zeros]), np.signbit(expected[zeros]))
