"""The library beside ours, in Chromium."""

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.pages import choose


@pytest.fixture
def playground(page: Page, app: str) -> Page:
    page.goto(app)
    page.wait_for_function("document.querySelector('.slalom')?.slalom?.updates > 0")
    return page


def test_the_switch_brings_a_second_path_and_how_close_it_is(playground):
    runs = playground.locator(".slalom").get_by_role("combobox", name="Run shown in the table")
    expect(runs).to_have_count(0)
    playground.get_by_text("From torch").click()
    expect(playground.get_by_text("The same rule in torch.optim.Adam")).to_be_visible()
    playground.get_by_text("draw torch's path beside").click()
    sentence = playground.get_by_text("torch.optim.Adam: the largest difference of the two paths is")
    expect(sentence).to_be_visible(timeout=60_000)
    expect(runs.get_by_role("option")).to_have_text(["Adam", "torch.optim.Adam"])
    runs.select_option("torch.optim.Adam")
    expect(playground.get_by_role("rowheader", name="exp_avg_sq")).to_be_visible()
    choose(playground, "class of the library", "torch.optim.Adagrad")
    box = playground.get_by_role("textbox", name="its arguments")
    box.fill("lr=-1")
    box.press("Enter")
    expect(playground.get_by_text("torch.optim.Adagrad refused these arguments")).to_be_visible()
    box.fill("lr=0.5, lr_decay=0.01")
    box.press("Enter")
    expect(playground.get_by_text("torch.optim.Adagrad: the largest difference")).to_be_visible()
    expect(playground.locator("[data-testid=stException]")).to_have_count(0)
