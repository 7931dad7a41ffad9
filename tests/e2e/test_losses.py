"""Losses in Chromium: the fitted line moves with the scrubber, and a file of one's own is fitted."""

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.pages import PLAYER, await_updates, number, open_page, pause_at_the_end

LINK = "?surface=least_squares&start=-0.2~2.0&steps=60&run=sgd~lr~0.05~~mini_batch~size~24"
#: The height on the canvas at which the run's orange is found in a column of pixels, from the left 0 … 1.
FITTED = """(share) => {
  const canvas = document.querySelector('.slalom-fitted');
  const column = canvas.getContext('2d').getImageData(Math.round(canvas.width * share), 0, 1, canvas.height).data;
  const rows = [];
  for (let y = 0; y < canvas.height; y++) {
    const [r, g, b, alpha] = column.subarray(4 * y, 4 * y + 4);
    if (alpha > 200 && r > 190 && g < 120 && b < 60) rows.push(y);
  }
  return rows.length ? rows[Math.floor(rows.length / 2)] / canvas.height : null;
}"""


@pytest.fixture
def playground(page: Page, app: str) -> Page:
    return open_page(page, app + LINK)


def seek(page: Page, step: int) -> None:
    page.locator(".slalom").get_by_role("slider", name="Step", exact=True).fill(str(step))
    page.wait_for_function(f"{PLAYER}.step === {step}")
    expect(page.get_by_role("heading", name=f"Fit at step {step}")).to_be_visible()


def test_the_fitted_line_moves_with_the_scrubber(playground):
    card = playground.locator(".slalom-fit")
    seek(playground, 0)
    falling = [playground.evaluate(FITTED, share) for share in (0.2, 0.6)]
    weights = "SGD: x = −0.2, y = 2; full batch: x = −0.2, y = 2"
    expect(card.get_by_label(f"150 rows of petal length (cm) and petal width (cm); {weights}")).to_be_visible()
    updates = number(playground, "updates")
    seek(playground, 60)
    rising = [playground.evaluate(FITTED, share) for share in (0.2, 0.6)]
    assert falling[0] < falling[1]
    assert rising[0] > rising[1]
    assert number(playground, "updates") == updates  # nothing was asked of the server
    expect(card.get_by_role("heading")).to_contain_text("epoch 8.64")


def test_another_shift_brings_other_axes_and_keeps_the_card(playground):
    pause_at_the_end(playground)
    updates = number(playground, "updates")
    box = playground.get_by_role("spinbutton", name="shift of the input c")
    box.fill("3.76")
    box.press("Enter")
    await_updates(playground, updates)
    assert playground.evaluate(FITTED, 0.5) is not None
    expect(playground.locator(".slalom-formula")).to_contain_text("3.76")


def test_a_file_of_ones_own_is_fitted(playground):
    updates = number(playground, "updates")
    playground.get_by_text("Your own data").click()
    content = b"year,price\n" + b"".join(b"%d,%d\n" % (2000 + i, 20 + i * i % 7 + 2 * i) for i in range(20))
    file = {"name": "prices.csv", "mimeType": "text/csv", "buffer": content}
    playground.locator("input[type=file]").set_input_files(file)
    await_updates(playground, updates)
    expect(playground.get_by_text("20 rows, your own data: u is year, v is price")).to_be_visible()
    axes = playground.locator(".slalom-fit-plot").locator(".xtitle, .ytitle")
    expect(axes).to_have_text(["year", "price"])
    expect(playground.locator(".slalom-fit .slalom-aside")).to_have_text("price by year")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_the_fit_is_below_the_picture(browser, app: str, scheme):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, color_scheme=scheme)
    page = open_page(context.new_page(), app + LINK)
    boxes = [page.locator(f".slalom-{name}").bounding_box() for name in ("stage", "fit")]
    assert boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"]
    assert boxes[1]["width"] <= 390
    context.close()
