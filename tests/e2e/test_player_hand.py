"""What is seen while a hand holds the start or a handle, with a stand-in in the place of what walks runs."""

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.e2e.player_core import handled, payloads
from tests.e2e.player_core.handled import LINE, answer, handle, path, take, turned
from tests.e2e.player_core.mounted import Mounted


@pytest.fixture
def held(opened) -> Mounted:
    return handled.mount(opened())


def test_every_drawing_of_a_drag_has_a_new_path_and_nobody_is_asked(held: Mounted):
    before, ink = held.get("previews"), held.ink()
    take(held)
    assert held.get("previews") - before >= len(LINE) - 1
    assert held.ink() != ink
    assert held.starts() == []
    assert path(held)[0] == pytest.approx(LINE[-1], abs=0.01)
    assert held.get("start") == dict(zip("xy", path(held)[0], strict=True))
    np.testing.assert_allclose(path(held), payloads.adam(tuple(path(held)[0]))["x"], atol=1e-9)
    held.page.mouse.up()
    assert held.starts() == [held.get("start")]


def test_no_more_than_one_walk_a_drawing(held: Mounted):
    held.page.mouse.move(*held.where(*payloads.START))
    held.page.mouse.down()
    drawings, before = held.get("drawings"), held.get("previews")
    held.page.mouse.move(*held.where(1, 2), steps=60)
    held.settle()
    assert 0 < held.get("previews") - before <= held.get("drawings") - drawings


def test_curves_table_and_sentence_follow(held: Mounted):
    page = held.page
    table = page.locator(".slalom-inside .slalom-table").inner_text()
    said = page.locator(".slalom-pill").inner_text()
    take(held)
    assert page.locator(".slalom-inside .slalom-table").inner_text() != table
    assert page.locator(".slalom-pill").inner_text() != said
    value = payloads.adam(tuple(path(held)[0]))["value"][-1]
    assert "after 400 steps" in page.locator(".slalom-pill").inner_text()
    assert f"{value:.3g}"[:4] in page.locator(".slalom-pill").inner_text()
    ink = "canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean)"
    moving = page.locator(".slalom-moving").first
    assert moving.evaluate(ink)
    assert not page.locator(".slalom-loss .js-line").is_visible()
    assert page.locator(".slalom-axes").first.evaluate(ink)
    page.mouse.up()
    answer(held)
    page.locator(".slalom-loss .js-line").first.wait_for()
    assert not moving.evaluate(ink)
    assert page.locator(".slalom-pill").inner_text() == "still descending at step 400: f = 0.2350, 400 gradients"


def test_on_release_the_servers_path_lies_on_what_was_seen(held: Mounted):
    take(held)
    seen, ink = path(held), held.ink()
    held.page.mouse.up()
    held.settle()
    assert held.get("previewing")
    answer(held)
    assert not held.get("previewing")
    across, up = held.pixels_of_a_unit()
    assert np.abs((path(held) - seen) * (across, up)).max() < 0.5
    assert not held.page.locator(".slalom-parted").is_visible()
    assert held.ink() == ink


def test_where_the_two_part_a_mark_says_so_until_something_else_is_done(held: Mounted):
    take(held)
    held.page.mouse.up()
    answer(held, lr=0.061)  # as if another rounding led elsewhere
    mark = held.page.locator(".slalom-parted")
    assert mark.is_visible()
    assert "more than half a pixel" in mark.get_attribute("title")
    assert mark.get_attribute("title") in mark.get_attribute("aria-label")
    take(held, [(held.get("start")["x"], held.get("start")["y"]), (0, 2)])
    assert not mark.is_visible()


def test_an_older_answer_takes_nothing_back(held: Mounted):
    take(held)
    held.page.mouse.up()
    start, seen = held.get("start"), path(held)
    held.update(paths=handled.paths())
    held.settle()
    assert held.get("start") == start
    np.testing.assert_array_equal(path(held), seen)


def test_runs_that_are_not_walked_here_ask_the_server_as_ever_and_the_others_stay_with_the_hand(opened):
    other = handled.view(live=False)
    views = handled.view(), type(other)(**{**vars(other), "label": "slow", "id": "slow"})
    held = handled.mount(opened(), *views, layout="overlay")
    take(held)
    assert 1 <= len(held.starts()) < len(LINE)
    asked = held.starts()[-1]
    old = (asked["x"] - 0.3, asked["y"])
    late = handled.view(old, live=False)
    slow = type(late)(**{**vars(late), "label": "slow", "id": "slow"})
    held.update(paths=handled.paths(handled.view(old), slow, start=old, layout="overlay"))
    held.settle()
    assert path(held, 0)[0] == pytest.approx(LINE[-1], abs=0.01)
    assert path(held, 1)[0] == pytest.approx(old)


def resting(label: str, why: str):
    """A run that only the server walks."""
    view = handled.view(live=False)
    return type(view)(**{**vars(view), "label": label, "id": label, "live": {"resting": why}})


def test_why_a_run_does_not_follow_is_said_while_it_is_held_and_nothing_moves(opened):
    held = handled.mount(opened(), handled.view(), resting("L-BFGS", "Only the server walks it."), layout="overlay")
    said = held.page.locator(".slalom-rests")
    boxes = lambda: [one.bounding_box() for one in held.page.locator(".slalom-card, .slalom-frame").all()]  # noqa: E731
    held.page.locator(".slalom-ring").focus()  # so that nothing is scrolled later
    before = boxes()
    assert not said.is_visible()
    take(held)
    assert said.inner_text() == "Only the server walks it."
    assert boxes() == before
    held.page.mouse.up()
    held.settle()
    assert not said.is_visible()
    handle(held, "step size η").focus()
    held.page.keyboard.down("ArrowRight")
    held.settle()
    assert not said.is_visible()  # the run whose number it is follows


def test_several_runs_that_do_not_follow_are_named(opened):
    others = resting("L-BFGS", "First reason."), resting("Newton", "Second reason.")
    held = handled.mount(opened(), handled.view(), *others, layout="overlay")
    take(held)
    assert held.page.locator(".slalom-rests").inner_text().endswith("follow late: L-BFGS, Newton")


def test_what_is_drawn_beside_a_run_is_faint_while_it_is_held_and_asks_nobody(opened):
    held = handled.mount(opened(), handled.view(), resting("torch", "It is drawn as it came."))
    ink = held.ink()
    take(held)
    assert held.starts() == []
    assert not held.page.locator(".slalom-rests").is_visible()
    assert faint(held) == [False, True]
    held.page.mouse.up()
    held.settle()
    assert faint(held) == [False, True]
    start = held.get("start")
    at = (start["x"], start["y"])
    held.update(paths=handled.paths(handled.view(at), resting("torch", "It is drawn as it came."), start=at))
    held.settle()
    assert faint(held) == [False, False]
    assert held.ink() != ink


def faint(mounted: Mounted) -> list[bool]:
    """Of every run, whether it is drawn thin."""
    return mounted.get("faint")


def test_a_start_is_round_in_what_is_seen(held: Mounted):
    take(held)
    held.page.mouse.up()
    for name, unit in (("x", 4e-4), ("y", 4e-4)):
        steps = held.get("start")[name] / unit
        assert steps == pytest.approx(round(steps), abs=1e-6)


def test_the_map_follows_a_number_of_the_surface(opened):
    held = handled.mount(opened(), view={"handles": ["f.a"]})
    contour = held.page.locator(".contourlayer path").last.get_attribute("d")
    slider = handle(held, "x of the minimum a")
    slider.focus()
    held.page.keyboard.down("ArrowLeft")
    held.settle()
    sketch = held.page.locator(".slalom-graph > canvas").first
    assert sketch.count() == 1
    expect(held.page.locator(".slalom-mark")).to_have_attribute("aria-label", "minimum (0.99, 0.9801)")
    held.page.keyboard.up("ArrowLeft")
    moved = turned(held)[-1][0]
    assert moved == {"run": "", "name": "f.a", "value": pytest.approx(0.99)}
    view = held.get("view()")
    surface = lambda p: (0.99 - p[..., 0]) ** 2 + 100 * (p[..., 1] - p[..., 0] ** 2) ** 2  # noqa: E731
    held.update(paths=handled.paths(a=0.99, grid="moved"), grid=payloads.grid(surface, key="moved"))
    held.page.wait_for_function("!document.querySelector('.slalom-graph > canvas')")
    assert held.get("view()") == view
    assert held.page.locator(".contourlayer path").last.get_attribute("d") != contour
    assert held.page.locator(".slalom-mark").count() == 1


#: Whether the contour that Plotly has drawn reaches over all of the view.
REACHES = """() => {
  const { x: [left, right], y: [low, high] } = players[0].root.slalom.view();
  const graph = document.querySelector('.slalom-graph');
  const [{ x, y }] = graph.data;
  const holds = x[0] <= left && x.at(-1) >= right && y[0] <= low && y.at(-1) >= high;
  return holds && !graph.style.background;
}"""
#: How opaque the sketch is in the four corners of the view.
CORNERS = """() => {
  const { slalom } = players[0].root;
  const { x, y } = slalom.view();
  const canvas = document.querySelector('.slalom-graph > canvas');
  const scale = canvas.width / canvas.clientWidth;
  const inset = { [x[0]]: 4, [x[1]]: -4, [y[0]]: -4, [y[1]]: 4 };
  return x.flatMap((u) => y.map((v) => {
    const { px, py } = slalom.pixels(u, v);
    const at = [(px + inset[u]) * scale, (py + inset[v]) * scale].map(Math.round);
    return canvas.getContext('2d').getImageData(...at, 1, 1).data[3];
  }));
}"""


def test_what_the_server_has_not_sent_of_a_surface_is_worked_out_here(opened):
    held = handled.mount(opened(), view={"handles": ["f.a"]})
    page = held.page
    page.mouse.move(*held.where(0, 1))
    held.wheel(1200)
    page.wait_for_function(REACHES)
    page.wait_for_function("players[0].looked.length > 0")  # it is asked for all the same
    handle(held, "x of the minimum a").focus()
    page.keyboard.down("ArrowLeft")
    held.settle()
    before = held.get("view()")
    held.wheel(600)  # while the number is held
    held.settle()
    assert held.get("view()") != before
    assert page.evaluate(CORNERS) == [255] * 4
    page.keyboard.up("ArrowLeft")


def test_the_surface_in_space_follows_a_number_of_its_own(opened):
    mounted = opened()
    mounted.page.set_default_timeout(60_000)  # WebGL without a graphics card
    held = handled.mount(mounted, view={"handles": ["f.b"]}, layout="space")
    page = held.page
    page.locator(".slalom-space > .slalom-notice").wait_for(state="hidden")
    high = "Math.max(...document.querySelector('.slalom-space .slalom-graph').data[0].z.flat())"
    before, ink = page.evaluate(high), held.ink(".slalom-space-front-lines")
    handle(held, "steepness of the walls b").focus()
    page.keyboard.down("Home")  # b = 1: the walls are a hundredth as high
    page.wait_for_function(f"{high} < {before} - 0.5")
    page.keyboard.up("Home")
    assert held.starts() == []
    assert held.ink(".slalom-space-front-lines") != ink
    assert held.get("previewing")


def test_while_the_server_is_away_runs_follow_and_when_it_is_back_it_is_told(held: Mounted):
    said = held.page.get_by_text("The server cannot be reached")
    assert not said.is_visible()
    held.page.evaluate("players[0].reach(false)")
    assert said.is_visible()
    take(held)
    held.page.mouse.up()
    handle(held, "step size η").press("ArrowRight")
    asked, told = len(held.starts()), len(turned(held))
    held.settle()
    assert held.get("previewing")
    held.page.evaluate("players[0].reach(true)")
    assert not said.is_visible()
    assert held.starts()[asked:] == [held.get("start")]
    assert turned(held)[told:] == [[{"run": "Adam", "name": "lr", "value": 0.08}]]
    answer(held, lr=0.08)
    assert not held.get("previewing")


def test_without_a_network_a_sentence_says_so(held: Mounted):
    held.page.context.set_offline(True)
    held.page.get_by_text("The server cannot be reached").wait_for()
    take(held)
    assert path(held)[0] == pytest.approx(LINE[-1], abs=0.01)
    held.page.context.set_offline(False)
    held.page.get_by_text("The server cannot be reached").wait_for(state="hidden")
