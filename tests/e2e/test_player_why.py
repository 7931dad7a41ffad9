"""What the player says of a step, on a plain page: formulas with numbers, arrows, second points."""

import base64
import re
from dataclasses import replace

import numpy as np
import pytest
from playwright.sync_api import expect

from optimizers import OPTIMIZERS
from optimizers.reading.inspector import program
from simulation import simulate
from tests.e2e.player_core import compared
from tests.e2e.player_core.mounted import Mounted
from tests.e2e.player_core.several import inks, number
from tests.helpers.programs import forms, given, work_out


def test_the_script_works_out_every_rule(opened):
    """In the browser, with the path's own numbers at full precision: every line of every rule and option."""
    tasks, expected = [], []
    for key, settings in forms():
        rule = OPTIMIZERS[key](**settings)
        path = simulate(rule, compared.BOWL, compared.START, 12)
        for step in (1, 2, 12):
            known = given(rule, path, step, compared.BOWL)
            for formula in program(rule):
                names = {name: np.asarray(value).tolist() for name, value in known.items()}
                tasks.append([formula.program, {n: v[0] if np.shape(v) == (1,) else v for n, v in names.items()}])
                known[formula.target] = work_out(formula.program, known)
                expected.append((key, settings, step, formula.target, known[formula.target]))
    found = opened().page.evaluate(
        """async (tasks) => {
          const { evaluate } = await import('/payload/evaluate.js');
          return tasks.map(([program, known]) => evaluate(program, (name) => known[name]));
        }""",
        tasks,
    )
    for (*where, value), answer in zip(expected, found, strict=True):
        pair = np.broadcast_arrays(np.array(answer, dtype=float), value)
        np.testing.assert_allclose(*pair, rtol=1e-12, atol=1e-300, err_msg=str(where))


@pytest.mark.parametrize("key", ["adam", "sam"])
def test_formulas_are_filled_with_the_numbers_of_the_step(opened, key):
    rule = OPTIMIZERS[key]()
    mounted = opened()
    mounted.mount(paths=compared.paths([compared.explained(rule)]), grid=compared.grid())
    page = mounted.page
    page.locator(".slalom-scrub").fill("42")
    page.locator(".slalom-swap").click()
    page.locator(".slalom-formula-line").first.wait_for()
    mounted.settle()
    path = simulate(rule, compared.BOWL, compared.START, 150)
    known = given(rule, path, 42, compared.BOWL)
    lines = page.locator(".slalom-formula-line")
    formulas = program(rule)
    assert lines.count() == len(formulas)
    for i, formula in enumerate(formulas):
        said = path.x if formula.target == "x" else path.states.get(formula.target)
        known[formula.target] = work_out(formula.program, known) if said is None else said[42]
        results = lines.nth(i).locator(".slalom-filled > math > mrow > mn:last-child").all_text_contents()
        expected = np.atleast_1d(known[formula.target]).astype(float)
        assert [number(text) for text in results] == pytest.approx(expected.tolist(), rel=6e-4), formula.target


def test_formulas_of_the_first_momentum_step_read_as_in_a_book(opened):
    rule = OPTIMIZERS["momentum"](lr=0.25, momentum=0.9, form="ema")
    mounted = opened()
    mounted.mount(paths=compared.paths([compared.explained(rule)]), grid=compared.grid())
    page = mounted.page
    page.locator(".slalom-swap").click()
    page.locator(".slalom-scrub").fill("2")
    page.wait_for_function("document.querySelector('.slalom-inside h3').textContent.endsWith(' 2')")
    mounted.settle()
    texts = page.locator(".slalom-filled").evaluate_all("rows => rows.map((row) => row.textContent)")
    g, v = -0.69825, -0.07
    assert texts[0] == "x=−0.6982"
    assert texts[2] == "x=0.9·(−0.07)+0.1·(−0.6982)=−0.1328"
    assert g * 0.1 + v * 0.9 == pytest.approx(-0.132825)
    page.locator(".slalom-map").first.press("Home")
    page.locator(".slalom-inside .slalom-table").wait_for()


def test_a_rule_without_formulas_has_none_to_show(opened):
    mounted = opened()
    runs = [compared.explained(OPTIMIZERS[key](), i) for i, key in enumerate(("newton", "adam"))]
    mounted.mount(paths=compared.paths(runs), grid=compared.grid())
    link = mounted.page.locator(".slalom-swap")
    assert link.is_hidden()
    reason = mounted.page.get_by_text("worked out for all coordinates at once")
    expect(reason).to_be_visible()
    mounted.page.get_by_label("Run shown in the table").select_option("Adam")
    expect(reason).to_be_hidden()
    link.click()
    mounted.page.locator(".slalom-formula-line").first.wait_for()


def test_formulas_of_several_runs_travel_once():
    one = len(compared.paths([compared.explained(OPTIMIZERS["adam"](), steps=1)]))
    two = len(compared.paths([compared.explained(OPTIMIZERS["adam"](), i, steps=1) for i in range(2)]))
    assert two - one < 1500


RULES = {
    "adam": OPTIMIZERS["adam"](lr=0.3),
    "momentum": OPTIMIZERS["momentum"](lr=0.25, momentum=0.9),
    "nesterov": OPTIMIZERS["nesterov"](lr=0.25, form="sutskever"),
    "sgd": OPTIMIZERS["sgd"](lr=0.25),
}


def mount_rules(opened, *keys: str, layout: str = "overlay", **options) -> Mounted:
    mounted = opened()
    runs = [compared.explained(RULES[key], i) for i, key in enumerate(keys)]
    mounted.mount(paths=compared.paths(runs, layout, **options), grid=compared.grid())
    return mounted


def show(mounted: Mounted, *words: str) -> None:
    """Draws these kinds and no others."""
    mounted.page.get_by_role("button", name="Arrows", exact=True).click()
    for box in mounted.page.locator(".slalom-kind:visible").all():
        box.set_checked(box.inner_text() in words)
    mounted.page.keyboard.press("Escape")
    mounted.settle()


def test_arrows_are_the_numbers_of_the_step(opened):
    mounted = opened()
    runs = [compared.explained(rule, i) for i, rule in enumerate(RULES.values())]
    scenes = mounted.page.evaluate(
        """async (text) => {
          const { unpackPaths } = await import('/payload/payload.js');
          const { anatomy, KINDS } = await import('/map/anatomy.js');
          const { runs } = unpackPaths(Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)));
          return runs.map((run) => [anatomy(run, 5, new Set(KINDS)), anatomy(run, 0, new Set(KINDS))]);
        }""",
        base64.b64encode(compared.paths(runs)).decode(),
    )
    paths = {key: simulate(rule, compared.BOWL, compared.START, 150) for key, rule in RULES.items()}
    close = {"rel": 1e-6, "abs": 1e-6}
    for (key, path), (scene, nothing) in zip(paths.items(), scenes, strict=True):
        assert nothing is None
        assert scene["from"] == pytest.approx(path.x[4].tolist(), **close)
        assert scene["step"]["at"] == scene["from"]
        assert scene["step"]["vector"] == pytest.approx((path.x[5] - path.x[4]).tolist(), **close)
        gradient, *momenta = scene["arrows"]
        assert gradient["at"] == pytest.approx(path.asked[5].tolist(), **close)
        assert gradient["vector"] == pytest.approx((-path.seen[5]).tolist(), **close)
        expected = {"adam": [-path.states.get("m", path.x)[5]], "momentum": [-path.states.get("v", path.x)[5]]}
        expected |= {"nesterov": [path.states.get("v", path.x)[5]], "sgd": []}
        for arrow, vector in zip(momenta, expected[key], strict=True):
            assert arrow["at"] == scene["from"]
            assert arrow["vector"] == pytest.approx(vector.tolist(), **close)
    assert [scene["asked"] is not None for scene, _ in scenes] == [False, False, True, False]
    reach = 0.3 / (np.sqrt(paths["adam"].states["v"][5] / (1 - 0.999**5)) + 1e-8)
    assert scenes[0][0]["axes"] == pytest.approx(reach.tolist(), rel=1e-5)
    assert scenes[1][0]["axes"] is None


def test_what_is_drawn_of_the_step_is_named_with_its_factor(opened):
    mounted = mount_rules(opened, "momentum", "sgd")
    page = mounted.page
    page.locator(".slalom-scrub").fill("5")
    mounted.until("s.step === 5")
    mounted.settle()
    before = mounted.ink(".slalom-heads")
    assert page.locator(".slalom-key").is_hidden()
    show(mounted, "− gradient", "momentum")
    assert mounted.ink(".slalom-heads") != before
    assert page.locator(".slalom-key .slalom-named").all_inner_texts() == ["− gradient", "momentum"]
    path = simulate(RULES["momentum"], compared.BOWL, compared.START, 150)
    unit = np.array(mounted.pixels_of_a_unit())
    other = simulate(RULES["sgd"], compared.BOWL, compared.START, 150)
    vectors = [path.states["v"][5], path.seen[5], other.seen[5]]
    longest = max(np.linalg.norm(vector * unit) for vector in vectors)
    area = page.locator(".slalom-map").evaluate("map => Math.min(map.clientWidth - 56, map.clientHeight - 38)")
    (factor,) = re.fullmatch(r"arrows × ([\d.]+)", page.locator(".slalom-factors").inner_text()).groups()
    assert 0.4 * 0.25 * area <= float(factor) * longest <= 0.25 * area
    page.locator(".slalom-map").press("Home")
    mounted.until("s.step === 0")
    mounted.settle()
    assert page.locator(".slalom-factors").inner_text() == "arrows at true length"


def test_who_asks_why_sees_arrows_at_once(opened):
    mounted = mount_rules(opened, "momentum", "sgd")
    page = mounted.page
    why = page.get_by_role("button", name="Arrows", exact=True)
    why.click()
    expect(page.locator(".slalom-key .slalom-named")).to_have_text(["− gradient", "step taken"])
    page.keyboard.press("Escape")
    show(mounted)
    expect(page.locator(".slalom-key")).to_be_hidden()
    page.evaluate("players[0].destroy()")
    mounted.mount(1, paths=compared.paths(), grid=compared.grid())
    why.click()
    assert page.locator(".slalom-kind :checked").count() == 0


def test_short_arrows_are_beside_the_head_and_not_under_it(opened):
    arrow = {"kind": "gradient", "at": [0.5, 0], "vector": [3, 4]}
    far = {**arrow, "at": [20, 0]}
    scene = {"from": [0.5, 0], "arrows": [arrow, far], "step": {**arrow, "kind": "step"}, "axes": None}
    found = opened().page.evaluate(
        """async (scene) => {
          const { uncovered } = await import('/map/anatomy.js');
          return uncovered(scene, [1, 0], { sx: 2, sy: -2 }, 10);
        }""",
        scene,
    )
    assert found["arrows"] == [{**arrow, "at": [4, 4]}, far]
    assert found["step"]["at"] == [1 - 3 - 3, -4 - 4]
    assert found["step"]["vector"] == arrow["vector"]


@pytest.mark.parametrize(("shrink", "factor"), [(1.0, 1), (0.02, 50), (1e-9, 1000)])
def test_short_arrows_are_enlarged_until_they_are_seen(opened, shrink, factor):
    vector = [60 * shrink, 0]
    found = opened().page.evaluate(
        """async (vector) => {
          const { factorsOf } = await import('/map/anatomy.js');
          const plot = { scales: { sx: 1, sy: 1 }, area: { width: 400, height: 240 } };
          return factorsOf([{ arrows: [{ kind: 'gradient', at: [0, 0], vector }], axes: null }], plot).arrows;
        }""",
        vector,
    )
    assert found == factor


def test_only_what_there_is_can_be_drawn(opened):
    mounted = mount_rules(opened, "momentum", "sgd")
    mounted.page.get_by_role("button", name="Arrows", exact=True).click()
    kinds = mounted.page.locator(".slalom-kind:visible").all_inner_texts()
    assert kinds == ["− gradient", "momentum", "step taken"]
    mounted.page.keyboard.press("Escape")
    assert mounted.page.locator(".slalom-kind").first.is_hidden()
    mounted = mount_rules(opened, "nesterov", "adam")
    mounted.page.get_by_role("button", name="Arrows", exact=True).click()
    assert mounted.page.locator(".slalom-kind:visible").count() == 5


def test_arrows_are_in_every_map_and_stay(opened):
    mounted = mount_rules(opened, "momentum", "adam", layout="panels")
    mounted.page.locator(".slalom-scrub").fill("5")
    mounted.until("s.step === 5")
    mounted.settle()
    before = inks(mounted, ".slalom-heads")
    show(mounted, "− gradient", "reach along x and y")
    after = inks(mounted, ".slalom-heads")
    assert all(a != b for a, b in zip(before, after, strict=True))
    runs = [compared.explained(RULES[key], i) for i, key in enumerate(("momentum", "adam"))]
    mounted.update(paths=compared.paths(runs, "panels"))
    mounted.until("s.updates === 2")
    mounted.settle()
    assert inks(mounted, ".slalom-heads") == after


def test_second_points_are_a_path_of_their_own(opened):
    averaged = compared.explained(OPTIMIZERS["asgd"](lr=0.9, t0=5, lambd=1e-3))
    assert averaged.why["points"] == ["ax"]
    mounted = opened()
    mounted.mount(paths=compared.paths([averaged], None), grid=compared.grid())
    mounted.settle()
    both = mounted.ink(), mounted.ink(".slalom-heads")
    mounted.update(paths=compared.paths([replace(averaged, why={})], None))
    mounted.until("s.updates === 2")
    mounted.settle()
    assert mounted.ink() != both[0]
    assert mounted.ink(".slalom-heads") != both[1]
    mounted.update(paths=compared.paths([averaged], None))
    mounted.until("s.updates === 3")
    mounted.settle()
    assert (mounted.ink(), mounted.ink(".slalom-heads")) == both
