"""Curves of several runs, on a plain page."""

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.e2e.player_core import compared, payloads
from tests.e2e.player_core.mounted import Mounted
from tests.e2e.player_core.several import mount, number


def readings(mounted: Mounted) -> dict[str, float]:
    table = mounted.page.locator(".slalom-readings tr").evaluate_all(
        "rows => rows.map((row) => [...row.children].map((cell) => cell.textContent))"
    )
    return {label: number(text) for label, text in table}


QUANTITIES = {
    "f": lambda run: run.value,
    "f − f*": lambda run: run.value,
    "‖gradient‖": lambda run: np.linalg.norm(run.gradient, axis=-1),
    "distance to the nearest minimum": lambda run: np.linalg.norm(run.x, axis=-1),
    "step size": lambda run: run.lr,
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
    mounted.page.locator(".slalom-loss .slalom-curve").focus()
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
    box = mounted.page.locator(".slalom-loss .slalom-curve").bounding_box()
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
    box = page.locator(".slalom-loss .slalom-curve").bounding_box()
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


def test_a_curve_that_falls_to_zero_at_once_is_not_lost_on_a_log_scale(opened):
    """Newton's step to the minimum of a parabola."""
    mounted = opened()
    arrays = payloads.adam(steps=3)
    arrays["value"] = np.array([4.0, 0.0, 0.0, 0.0])
    mounted.mount(paths=payloads.paths(payloads.view(arrays)), grid=payloads.grid())
    toggle = mounted.page.locator(".slalom-link")
    expect(toggle).to_have_text("linear scale")
    expect(toggle).to_be_disabled()
    arrays["value"] = np.array([4.0, 1.0, 0.0, 0.0])
    mounted.update(paths=payloads.paths(payloads.view(arrays)))
    expect(toggle).to_have_text("log scale")


def test_what_cannot_be_shown_says_why(opened):
    mounted = opened()
    bare = [series for series in compared.views()[0].series if series.name in ("x", "value")]
    runs = [compared.view(compared.trajectory(0.5), i, f"run {i}", series=bare) for i in range(2)]
    mounted.mount(paths=compared.paths(runs), grid=compared.grid())
    options = mounted.page.get_by_label("Quantity of the curves").locator("option:disabled").all_inner_texts()
    assert options == [f"{name} (not sent with these runs)" for name in ("‖gradient‖", "step size", "step length")]


def test_the_curves_keep_what_was_chosen(opened):
    mounted = mount(opened)
    mounted.page.get_by_label("Quantity of the curves").select_option("step length")
    mounted.page.locator(".slalom-link").click()
    mounted.update(paths=compared.paths(compared.views(steps=70), "panels"))
    mounted.until("s.updates === 2")
    assert mounted.page.get_by_label("Quantity of the curves").input_value() == "step_length"
    assert mounted.page.locator(".slalom-link").inner_text() == "linear scale"


def test_the_page_says_which_curve_is_shown_until_the_viewer_chooses(opened):
    mounted = opened()
    asked = {"curve": "step_length"}
    mounted.mount(paths=compared.paths(asked=asked), grid=compared.grid())
    quantity = mounted.page.get_by_label("Quantity of the curves")
    assert quantity.input_value() == "step_length"
    quantity.select_option("f")
    mounted.update(paths=compared.paths(asked=asked))
    assert quantity.input_value() == "value"
    mounted.update(paths=compared.paths(asked={"curve": "none of them"}))
    assert quantity.input_value() == "value"
