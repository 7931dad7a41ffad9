"""Several runs in the player, on a plain page: side by side, hidden, as curves."""

import base64
import re
from dataclasses import replace

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from optimizers.program import program
from simulation import simulate
from tests.e2e.player_core import compared
from tests.e2e.player_core.mounted import Mounted
from tests.helpers.programs import forms, given, work_out

TWELVE = tuple(np.round(np.linspace(0, 0.99, 12), 2))


def mount(opened, runs=None, layout="panels", **options) -> Mounted:
    mounted = opened(**options)
    mounted.mount(paths=compared.paths(runs, layout), grid=compared.grid())
    return mounted


def chip(mounted: Mounted, label: str):
    return mounted.page.locator(".slalom-run", has_text=re.compile(f"{re.escape(label)}$"))


def inks(mounted: Mounted, layer: str = ".slalom-lines") -> list[str]:
    return mounted.page.locator(layer).evaluate_all("canvases => canvases.map((one) => one.toDataURL())")


@pytest.mark.parametrize(
    ("count", "rows", "columns"),
    [(2, 1, 2), (3, 2, 2), (4, 2, 2), (5, 2, 3), (7, 3, 3), (9, 3, 3), (10, 3, 4), (12, 3, 4)],
)
def test_one_map_a_run_in_a_grid_that_fits(opened, count, rows, columns):
    mounted = mount(opened, compared.views(TWELVE[:count], steps=20))
    boxes = mounted.page.locator(".slalom-map").evaluate_all(
        "maps => maps.map((one) => one.getBoundingClientRect()).map(({ x, y, width }) => [x, y, width].map(Math.round))"
    )
    assert len(boxes) == count
    assert len({x for x, _, _ in boxes}) == columns
    assert len({y for _, y, _ in boxes}) == rows
    assert max(width for *_, width in boxes) - min(width for *_, width in boxes) <= 1
    assert mounted.page.locator(".slalom-map .contourlayer").count() == count
    frame = mounted.page.locator(".slalom-frame").evaluate("frame => [frame.scrollHeight, frame.clientHeight]")
    assert frame[0] == frame[1]


def test_a_map_is_named_after_its_run(opened):
    mounted = mount(opened)
    assert mounted.page.locator(".slalom-chip").all_inner_texts() == ["β = 0", "β = 0.5", "β = 0.9", "β = 0.99"]
    assert mounted.page.locator(".slalom-chip svg").count() == 4
    names = mounted.page.locator(".slalom-map").evaluate_all("maps => maps.map((one) => one.ariaLabel)")
    assert names[1] == "Contour with paths: β = 0.5"
    assert len(set(inks(mounted))) == 4


def test_the_contour_is_the_same_in_all_maps(opened):
    mounted = mount(opened)
    shapes = mounted.page.locator(".slalom-map .contourlayer").evaluate_all(
        "layers => layers.map((one) => one.outerHTML)"
    )
    assert len(set(shapes)) == 1
    assert shapes[0].count("<path") > 15


def test_one_clock_moves_all_maps(opened):
    mounted = mount(opened)
    before = inks(mounted, ".slalom-heads")
    mounted.page.locator(".slalom-scrub").fill("42")
    mounted.until("s.step === 42")
    mounted.settle()
    after = inks(mounted, ".slalom-heads")
    assert all(a != b for a, b in zip(before, after, strict=True))
    mounted.page.get_by_role("button", name="Play", exact=True).click()
    mounted.until("s.playing && s.step > 50")


@pytest.mark.parametrize("count", [2, 12])
def test_zoom_in_one_zooms_all(opened, count):
    mounted = mount(opened, compared.views(TWELVE[:count], steps=20))
    page = mounted.page
    box = page.locator(".slalom-map").last.bounding_box()
    at = mounted.get(f"pixels(0, 0, {count - 1})")
    page.mouse.move(box["x"] + at["px"], box["y"] + at["py"])
    page.mouse.wheel(0, -300)
    mounted.until("s.view().x[1] - s.view().x[0] < 14")
    assert mounted.get(f"pixels(0, 0, {count - 1})") == pytest.approx(at, abs=1)
    assert mounted.get("pixels(0, 0, 0)") == pytest.approx(at, abs=1)
    page.wait_for_function(
        """() => {
          const layers = [...document.querySelectorAll('.slalom-map .contourlayer')];
          return layers.every((one) => one.outerHTML === layers[0].outerHTML && !one.hasAttribute('transform'));
        }"""
    )
    before = mounted.get("view()")
    page.mouse.move(box["x"] + at["px"], box["y"] + at["py"])
    page.mouse.down()
    page.mouse.move(box["x"] + at["px"] + 30, box["y"] + at["py"] + 10, steps=3)
    page.mouse.up()
    assert mounted.get("view()") != before
    assert mounted.get("pixels(0, 0, 0)") == pytest.approx(mounted.get(f"pixels(0, 0, {count - 1})"), abs=0.01)


def test_dragging_the_start_in_one_map_moves_it_in_all(opened):
    mounted = mount(opened)
    page = mounted.page
    box = page.locator(".slalom-map").nth(2).bounding_box()

    def where(x: float, y: float) -> tuple[float, float]:
        at = mounted.get(f"pixels({x}, {y}, 2)")
        return box["x"] + at["px"], box["y"] + at["py"]

    page.mouse.move(*where(*compared.START))
    page.mouse.down()
    page.mouse.move(*where(3.0, -2.0), steps=5)
    mounted.settle()
    places = page.locator(".slalom-ring").evaluate_all("rings => rings.map((ring) => ring.style.transform)")
    assert len(places) == 4
    assert len(set(places)) == 1
    page.mouse.up()
    assert mounted.starts()[-1] == pytest.approx({"x": 3.0, "y": -2.0}, abs=0.05)


def test_only_the_first_map_is_a_stop_for_the_keyboard(opened):
    mounted = mount(opened)
    stops = mounted.page.locator(".slalom-board :is(.slalom-map, .slalom-ring, .slalom-mark)").evaluate_all(
        "all => all.filter((one) => one.tabIndex === 0).length"
    )
    assert stops == 3


def test_switching_the_layout_keeps_step_zoom_and_playing(opened):
    mounted = mount(opened, layout="overlay", runs=compared.views(steps=1500))
    page = mounted.page
    page.mouse.move(*mounted.where(0, 0))
    page.mouse.wheel(0, -300)
    mounted.until("s.view().x[0] > -10")
    view = mounted.get("view()")
    page.get_by_role("button", name="Play", exact=True).click()
    mounted.until("s.playing && s.step > 2")
    for name, maps in [("Side by side", 4), ("Overlay", 1), ("Side by side", 4)]:
        button = page.get_by_role("button", name=name)
        button.click()
        page.wait_for_function("n => document.querySelectorAll('.slalom-map').length === n", arg=maps)
        assert button.get_attribute("aria-pressed") == "true"
        assert mounted.get("view()") == view
        assert mounted.get("playing")
    assert mounted.get("updates") == 1
    mounted.update(paths=compared.paths(compared.views(steps=1400), "overlay"))
    mounted.until("s.updates === 2")
    assert page.locator(".slalom-map").count() == 4
    mounted.update(paths=compared.paths(layout="panels"))
    mounted.update(paths=compared.paths(layout="overlay"))
    mounted.until("s.updates === 4 && s.layout === 'overlay'")


def test_a_new_player_of_the_page_has_the_layout_that_was_chosen(opened):
    mounted = mount(opened, layout="overlay")
    mounted.page.get_by_role("button", name="Side by side").click()
    mounted.page.evaluate("players[0].destroy()")
    mounted.mount(1, paths=compared.paths(), grid=compared.grid())
    assert mounted.get("layout", 1) == "panels"


def test_without_a_layout_there_is_one_picture(opened):
    mounted = mount(opened, layout=None)
    for name in (".slalom-layouts", ".slalom-legend", ".slalom-card-head > .slalom-select"):
        assert mounted.page.locator(name).is_hidden()
    assert mounted.page.locator(".slalom-map").count() == 1
    assert mounted.page.locator(".slalom-loss h3").inner_text() == "Loss"


def test_a_click_hides_a_run_for_good(opened):
    mounted = mount(opened, layout="overlay")
    page = mounted.page
    before = mounted.ink()
    button = chip(mounted, "β = 0.9")
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    mounted.settle()
    hidden = mounted.ink()
    assert hidden != before
    assert page.locator(".slalom-curve .js-line").count() == 3
    renamed = [compared.view(compared.trajectory(beta), i, f"run {i}") for i, beta in enumerate(compared.BETAS)]
    mounted.update(paths=compared.paths(renamed))
    mounted.until("s.updates === 2")
    mounted.settle()
    assert mounted.ink() == hidden
    assert chip(mounted, "run 2").get_attribute("aria-pressed") == "false"
    page.get_by_role("button", name="Side by side").click()
    assert page.locator(".slalom-map").count() == 3
    chip(mounted, "run 2").click()
    assert page.locator(".slalom-map").count() == 4
    page.get_by_role("button", name="Overlay").click()
    mounted.settle()
    assert mounted.ink() == before


def test_all_runs_can_be_hidden(opened):
    mounted = mount(opened)
    mounted.page.get_by_role("button", name="Overlay").click()
    for button in mounted.page.locator(".slalom-run").all():
        button.click()
    mounted.page.get_by_role("button", name="Side by side").click()
    assert mounted.page.locator(".slalom-map").count() == 1
    assert mounted.page.locator(".slalom-chip").is_hidden()


def readings(mounted: Mounted) -> dict[str, float]:
    table = mounted.page.locator(".slalom-readings tr").evaluate_all(
        "rows => rows.map((row) => [...row.children].map((cell) => cell.textContent))"
    )
    return {label: number(text) for label, text in table}


def number(text: str) -> float:
    digits = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-")
    mantissa, _, exponent = text.partition("·10")
    return float(f"{mantissa.translate(digits)}e{exponent.translate(digits) or 0}")


QUANTITIES = {
    "f": lambda run: run.value,
    "f − f*": lambda run: run.value,
    "‖gradient‖": lambda run: np.linalg.norm(run.gradient, axis=-1),
    "distance to the nearest minimum": lambda run: np.linalg.norm(run.x, axis=-1),
    "learning rate": lambda run: run.lr,
    "step length": lambda run: np.linalg.norm(run.step_taken, axis=-1),
    "x": lambda run: run.x[:, 0],
    "y": lambda run: run.x[:, 1],
}


@pytest.mark.parametrize("words", QUANTITIES)
def test_the_curves_show_what_they_say(opened, words):
    mounted = mount(opened)
    mounted.page.get_by_label("Quantity of the curves").select_option(words)
    mounted.page.locator(".slalom-scrub").fill("42")
    mounted.until("s.step === 42")
    mounted.page.locator(".slalom-curve").focus()
    mounted.page.keyboard.press("ArrowRight")
    mounted.until("s.step === 43")
    mounted.settle()
    table = readings(mounted)
    expected = {f"β = {beta:g}": QUANTITIES[words](compared.trajectory(beta))[43] for beta in compared.BETAS}
    assert table == pytest.approx(expected, rel=2e-3)
    values = list(table.values())
    assert values == sorted(values, reverse=True)
    assert mounted.page.locator(".slalom-readings caption").inner_text() == "step 43"


def test_hovering_reads_all_runs(opened):
    mounted = mount(opened)
    box = mounted.page.locator(".slalom-curve").bounding_box()
    tip = mounted.page.locator(".slalom-readings")
    assert tip.is_hidden()
    mounted.page.mouse.move(box["x"] + 48 + (box["width"] - 68) / 2, box["y"] + 80)
    assert mounted.page.locator(".slalom-readings caption").inner_text() == "step 75"
    assert mounted.get("step") == 150
    mounted.page.mouse.move(0, 0)
    assert tip.is_hidden()


def test_curves_against_gradient_evaluations(opened):
    runs = compared.views()
    double = [*runs[1].series[:-1], type(runs[1].series[0])("evaluations", 2.0 * np.arange(151))]
    mounted = mount(opened, [runs[0], compared.view(compared.trajectory(0.5), 1, "two a step", series=double)])
    page = mounted.page
    page.get_by_label("Curves against").select_option("gradient evaluations")
    page.wait_for_function("[...document.querySelectorAll('.slalom-curve .xtick')].at(-1).textContent === '300'")
    box = page.locator(".slalom-curve").bounding_box()
    page.mouse.click(box["x"] + 48 + (box["width"] - 68) / 3, box["y"] + 80)
    mounted.until("s.step === 100")


def test_the_reason_for_no_log_scale(opened):
    mounted = mount(opened)
    toggle = mounted.page.locator(".slalom-link")
    assert toggle.inner_text() == "log scale"
    mounted.page.get_by_label("Quantity of the curves").select_option("x")
    assert toggle.is_disabled()
    assert toggle.inner_text() == "linear scale"
    assert toggle.get_attribute("title") == "A log scale needs values above zero: β = 0 is −7 at step 0"
    mounted.page.get_by_label("Quantity of the curves").select_option("f")
    assert toggle.inner_text() == "log scale"


def test_what_cannot_be_shown_says_why(opened):
    mounted = opened()
    bare = [series for series in compared.views()[0].series if series.name in ("x", "value")]
    runs = [compared.view(compared.trajectory(0.5), i, f"run {i}", series=bare) for i in range(2)]
    mounted.mount(paths=compared.paths(runs), grid=compared.grid())
    options = mounted.page.get_by_label("Quantity of the curves").locator("option:disabled").all_inner_texts()
    assert options == [f"{name} (not sent with these runs)" for name in ("‖gradient‖", "learning rate", "step length")]


def test_the_curves_keep_what_was_chosen(opened):
    mounted = mount(opened)
    mounted.page.get_by_label("Quantity of the curves").select_option("step length")
    mounted.page.locator(".slalom-link").click()
    mounted.update(paths=compared.paths(compared.views(steps=70), "panels"))
    mounted.until("s.updates === 2")
    assert mounted.page.get_by_label("Quantity of the curves").input_value() == "step_length"
    assert mounted.page.locator(".slalom-link").inner_text() == "linear scale"


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
          const { evaluate } = await import('/evaluate.js');
          return tasks.map(([program, known]) => evaluate(program, (name) => known[name]));
        }""",
        tasks,
    )
    for (*where, value), answer in zip(expected, found, strict=True):
        pair = np.broadcast_arrays(np.array(answer, dtype=float), value)
        np.testing.assert_allclose(*pair, rtol=1e-12, atol=1e-300, err_msg=str(where))


@pytest.mark.parametrize("key", ["adam", "momentum", "rprop", "sophia", "prodigy", "novograd", "polyak", "sam"])
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
    page.locator(".slalom-table").wait_for()


def test_a_rule_without_formulas_has_none_to_show(opened):
    mounted = opened()
    runs = [compared.explained(OPTIMIZERS[key](), i) for i, key in enumerate(("newton", "adam"))]
    mounted.mount(paths=compared.paths(runs), grid=compared.grid())
    link = mounted.page.locator(".slalom-swap")
    assert link.is_hidden()
    mounted.page.get_by_label("Run shown in the table").select_option("Adam")
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
    mounted.page.get_by_role("button", name="Why", exact=True).click()
    for one in words:
        mounted.page.get_by_label(one).check()
    mounted.page.keyboard.press("Escape")
    mounted.settle()


def test_arrows_are_the_numbers_of_the_step(opened):
    mounted = opened()
    runs = [compared.explained(rule, i) for i, rule in enumerate(RULES.values())]
    scenes = mounted.page.evaluate(
        """async (text) => {
          const { unpackPaths } = await import('/payload.js');
          const { anatomy, KINDS } = await import('/anatomy.js');
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
        assert scene["step"] == pytest.approx((path.x[5] - path.x[4]).tolist(), **close)
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
    assert page.locator(".slalom-named").all_inner_texts() == ["− gradient", "momentum"]
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


def test_only_what_there_is_can_be_drawn(opened):
    mounted = mount_rules(opened, "momentum", "sgd")
    mounted.page.get_by_role("button", name="Why", exact=True).click()
    kinds = mounted.page.locator(".slalom-kind:visible").all_inner_texts()
    assert kinds == ["− gradient", "momentum", "step taken"]
    mounted.page.keyboard.press("Escape")
    assert mounted.page.locator(".slalom-kind").first.is_hidden()
    mounted = mount_rules(opened, "nesterov", "adam")
    mounted.page.get_by_role("button", name="Why", exact=True).click()
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


@pytest.mark.parametrize("layout", ["overlay", "panels"])
def test_a_projector_gets_larger_words_and_nothing_is_cut(opened, layout):
    mounted = mount(opened, layout=layout)
    size = "parseFloat(getComputedStyle(document.querySelector('.slalom-map .xtick text')).fontSize)"
    before = mounted.page.evaluate(size)
    ink = mounted.ink()
    mounted.update(paths=compared.paths(layout=layout, large=True))
    mounted.page.wait_for_function(f"before => {size} > 1.3 * before", arg=before)
    mounted.settle()
    assert mounted.ink() != ink
    rows = mounted.page.locator(".slalom-bar, .slalom-card-head")
    overflowing = rows.evaluate_all("rows => rows.filter((row) => row.scrollWidth > row.clientWidth).length")
    assert overflowing == 0
    mounted.update(paths=compared.paths(layout=layout))
    mounted.page.wait_for_function(f"before => {size} === before", arg=before)


CARDS = {"title": ".slalom-title", "loss": ".slalom-loss", "inside": ".slalom-inside", "bar": ".slalom-bar"}


@pytest.mark.parametrize("hide", [[], ["loss"], ["title", "bar"], ["loss", "inside"], list(CARDS)])
def test_embedded_without_some_cards(opened, hide):
    mounted = opened()
    mounted.mount(paths=compared.paths(layout=None, embed=True, hide=hide), grid=compared.grid())
    for card, selector in CARDS.items():
        assert mounted.page.locator(selector).is_hidden() is (card in hide)
    root = mounted.page.locator(".slalom").bounding_box()
    stage = mounted.page.locator(".slalom-stage").bounding_box()
    assert root["y"] + root["height"] <= 800
    assert (stage["width"] > 900) is ({"loss", "inside"} <= set(hide))
    mounted.page.locator(".slalom-map").press("Home")
    mounted.until("s.step === 0")
    mounted.update(paths=compared.paths(layout=None, hide=hide))
    mounted.until("s.updates === 2")
    assert all(mounted.page.locator(selector).is_visible() for selector in CARDS.values())


@pytest.mark.parametrize("count", [2, 4, 12])
def test_maps_on_a_narrow_screen(opened, count):
    runs = compared.views(TWELVE[:count], steps=20)
    mounted = mount(opened, runs, viewport={"width": 390, "height": 844}, has_touch=True)
    page = mounted.page
    boxes = [one.bounding_box() for one in page.locator(".slalom-map").all()]
    assert len({round(box["x"]) for box in boxes}) == (1 if count == 2 else 2)
    assert all(box["width"] == pytest.approx(box["height"], abs=1) for box in boxes)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    bar = page.locator(".slalom-bar").bounding_box()
    assert bar["y"] + bar["height"] < 844
    for button in page.locator(".slalom-pick").all():
        assert button.bounding_box()["height"] >= 44


def test_unmounting_leaves_nothing(opened):
    mounted = mount(opened)
    mounted.page.get_by_role("button", name="Play", exact=True).click()
    mounted.until("s.playing")
    mounted.page.evaluate("players[0].destroy()")
    assert mounted.page.evaluate("players[0].root.outerHTML") == '<div class=""></div>'
