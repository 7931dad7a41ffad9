"""On a phone the controls are a sheet under the picture."""

import pytest
from playwright.sync_api import Browser, expect

from tests.helpers.pages import open_page

INSIDE = """() => {
  const sheet = document.querySelector('[data-testid=stSidebar]').getBoundingClientRect();
  const map = document.querySelector('.slalom-map').getBoundingClientRect();
  const head = document.querySelector('.st-key-heading-Optimizer').getBoundingClientRect();
  return head.top >= sheet.top && head.top < sheet.top + 90 && map.top >= 0 && map.bottom <= sheet.top + 1;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "compare?surface=rosenbrock&run=adam&run=sgd&view=overlay"])
def test_the_sheet_opens_at_the_hyperparameters_and_the_picture_stays(browser: Browser, app, path, scheme):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, color_scheme=scheme)
    page = open_page(context.new_page(), f"{app}/{path}")
    page.get_by_test_id("stExpandSidebarButton").click()
    page.wait_for_function(INSIDE)
    slider = page.locator("[data-testid=stSidebar] [data-testid=stSlider]:visible").filter(has_text="step size")
    expect(slider.first).to_be_in_viewport()
    head = page.get_by_test_id("stSidebarHeader")
    assert head.evaluate("(head) => getComputedStyle(head).backgroundColor").startswith("rgb(")  # nothing shows through
    context.close()
