"""Long runs, of which the player gets some steps: what it says of a step is true, and the picture is the same."""

import numpy as np
import pytest
from playwright.sync_api import expect
from scipy.ndimage import binary_dilation

from player.thinning import Thinning
from tests.e2e.player_core import payloads
from tests.e2e.player_core.mounted import Mounted
from tests.helpers.payload import header

STEPS, SHORT = 9_876, 7_003  # that end on no step which all show
RUN, OTHER = payloads.adam(steps=STEPS, lr=0.02), payloads.adam((1.5, 2.5), SHORT, 0.01)
VIEWS = [payloads.view(RUN), payloads.view(OTHER, "other", "#0072B2", "square")]


@pytest.fixture
def thinned(opened, monkeypatch) -> Mounted:
    monkeypatch.setattr("player.thinning.MOST", 60_000)
    blob = payloads.paths(*VIEWS)
    assert Thinning(*header_of(blob)) == Thinning(500, 10)
    mounted = opened()
    mounted.mount(paths=blob, grid=payloads.grid())
    return mounted


def header_of(blob: bytes) -> tuple[int, int]:
    return tuple(header(blob)["thinned"])


def at(player: Mounted, step: int) -> int:
    """The step that is shown after this one was asked for."""
    player.page.locator(".slalom-scrub").fill(str(step))
    player.settle()
    return player.get("step")


def cells(player: Mounted) -> list[float]:
    texts = player.page.locator(".slalom-table tbody tr td").all_inner_texts()
    return [float(text.replace("−", "-").replace("·10", "e").translate(POWERS)) for text in texts]


POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def numbers(run: dict, step: int) -> np.ndarray:
    return np.concatenate([run[name][step] for name in ("seen", "m", "v", "x", "step")])


def test_it_says_in_words_what_is_shown(thinned):
    expect(thinned.page.locator(".slalom-thinned")).to_have_text(
        "From step 500 on every 10th step is shown; tables and files of numbers have them all"
    )
    thinned.update(paths=payloads.paths(), grid=payloads.grid())
    expect(thinned.page.locator(".slalom-thinned")).to_be_hidden()


def test_numbers_of_a_step_are_those_of_that_step(thinned):
    thinned.page.locator(".slalom-map").press("Home")
    for asked, shown in {37: 37, 500: 500, 501: 510, 4_321: 4_330, 4_325: 4_320, 9_875: STEPS, 8: 8}.items():
        assert at(thinned, asked) == shown
        assert thinned.page.locator(".slalom-inside h3").inner_text() == f"Inside step {shown:,}"
        assert thinned.page.locator(".slalom-count").inner_text().split()[-3:] == [f"{shown:,}", "/", f"{STEPS:,}"]
        np.testing.assert_allclose(cells(thinned), numbers(RUN, shown), rtol=6e-4)


def test_a_run_that_has_ended_stays_at_its_last_step(thinned):
    thinned.page.get_by_label("Run shown in the table").select_option("other")
    for step in (8_000, 7_010, STEPS):
        at(thinned, step)
        assert thinned.page.locator(".slalom-inside h3").inner_text() == f"Inside step {SHORT:,}"
        np.testing.assert_allclose(cells(thinned), numbers(OTHER, SHORT), rtol=6e-4)
    assert at(thinned, 6_999) == 6_990
    np.testing.assert_allclose(cells(thinned), numbers(OTHER, 6_990), rtol=6e-4)


def test_keys_go_from_one_shown_step_to_the_next(thinned):
    at(thinned, 498)
    gone = []
    for key in ["ArrowRight"] * 4 + ["ArrowLeft"] * 3 + ["End"] + ["ArrowLeft"] * 2 + ["ArrowRight"] * 3 + ["Home"]:
        thinned.page.locator(".slalom-map").press(key)
        thinned.settle()
        gone.append(thinned.get("step"))
    assert gone == [499, 500, 510, 520, 510, 500, 499, STEPS, 9_870, 9_860, 9_870, STEPS, STEPS, 0]


def test_it_plays_through_shown_steps_to_the_end(thinned):
    at(thinned, 0)
    thinned.page.get_by_role("button", name="More").click()  # beside a long count there is no room for it
    thinned.page.get_by_label("Speed", exact=True).select_option("5")
    thinned.page.keyboard.press("Escape")
    thinned.page.get_by_role("button", name="Play", exact=True).click()
    seen = thinned.page.evaluate("""async () => {
      const seen = new Set();
      const s = players[0].root.slalom;
      do {
        await new Promise(requestAnimationFrame);
        seen.add(s.step);
      } while (s.playing);
      return [...seen, s.step];
    }""")
    assert seen[-1] == STEPS
    assert {step for step in seen if step > 500 and step % 10} <= {STEPS}


# A line's edge is smoothed: what is inked in full has at least some ink within a pixel.
FULL, SOME = 200, 40


def pixels(player: Mounted, least: int) -> np.ndarray:
    """Where there is at least so much ink, of 255, (rows, columns), of the map's lines."""
    ink = "c => [...c.getContext('2d').getImageData(0, 0, c.width, c.height).data].filter((_, i) => i % 4 === 3)"
    lines = player.page.locator(".slalom-lines").first
    return np.array(lines.evaluate(ink)).reshape(-1, lines.evaluate("c => c.width")) >= least


def test_the_picture_is_the_same(thinned, opened):
    whole = opened()
    whole.mount(paths=whole_blob(), grid=payloads.grid())
    for step in (STEPS, 2_000):
        assert at(thinned, step) == at(whole, step) == step
        assert pixels(whole, FULL).sum() > 500
        for one, other in ((thinned, whole), (whole, thinned)):  # no line is further than a pixel from where it was
            assert not (pixels(one, FULL) & ~binary_dilation(pixels(other, SOME))).any()


def whole_blob() -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("player.thinning.MOST", 10**9)
        return payloads.paths(*VIEWS)
