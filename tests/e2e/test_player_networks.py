"""Trainings in the player: what networks know, their curves, layers and mistakes, on the clock of the landscape."""

from dataclasses import replace

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from exports.html.options import PageOptions
from exports.html.page import document
from player.trainings import trained
from tests.e2e.player_core import payloads
from tests.e2e.player_core.mounted import Mounted
from tests.helpers import trained as made
from tests.helpers.standalone import Standalone

BLUE = """canvas => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let found = 0;
  for (let i = 0; i < data.length; i += 4) if (data[i + 2] > data[i] + 20) found += 1;
  return found / (canvas.width * canvas.height);
}"""


def blobs(*trainings, kind: str = "score") -> dict[str, bytes]:
    plane = made.plane(*trainings)
    words = {"title": "Two moons", "sentence": ("good", "loss 0.08 after 30 epochs"), "options": {"autoplay": False}}
    paths = trained.paths(plane, "plane", made.runs(*trainings), examples=made.examples(kind), **words)
    return {"paths": paths, "grid": trained.grid(plane, "plane")}


def seek(mounted: Mounted, step: int) -> Locator:
    slider = mounted.page.get_by_role("slider", name="Step", exact=True)
    slider.fill(str(step))
    mounted.until(f"s.step === {step}")
    return slider


@pytest.fixture
def two(opened) -> Mounted:
    mounted = opened()
    mounted.mount(**blobs(made.training(), made.training(per_epoch=96, rate=0.05)))
    return mounted


def test_all_cards_follow_the_clock(two):
    page = two.page
    expect(seek(two, 0)).to_have_attribute("aria-valuetext", "epoch 0.0 / 30.0")
    boundary = page.get_by_role("img", name="Decision boundary of RMSprop over x and y with 60 examples, epoch 0.0")
    expect(boundary).to_be_visible()
    straight = boundary.screenshot()
    layer = page.get_by_role("img", name="layer 2, gradient norm at epoch 0.0: RMSprop 0.251, Adagrad 0.251")
    expect(layer).to_be_visible()
    expect(seek(two, 60)).to_have_attribute("aria-valuetext", "epoch 30.0 / 30.0")
    bent = page.get_by_role("img", name="Decision boundary of RMSprop over x and y with 60 examples, epoch 30.0")
    expect(bent).to_be_visible()
    assert bent.screenshot() != straight
    assert 0.2 < bent.evaluate(BLUE) < 0.8
    expect(page.get_by_role("heading", name="What the networks know · epoch 30.0")).to_be_visible()
    page.get_by_label("Quantity of the layers").select_option("layer_spreads")
    expect(page.get_by_role("img", name="output, spread of activations at epoch 30.0")).to_be_visible()


def test_curves_have_names_of_their_own_and_validation_is_told_beside(two):
    page = two.page
    seek(two, 30)
    page.get_by_label("Quantity of the curves").select_option("accuracy")
    page.get_by_label("Curves against").select_option(label="updates")
    page.get_by_role("img", name="Curves of the trainings").focus()
    page.keyboard.press("ArrowLeft")  # what is done by keys shows where the focus is
    readings = page.locator(".slalom-readings")
    expect(readings.locator("caption")).to_have_text("epoch 14.5")
    expect(readings.get_by_role("rowheader", name="RMSprop · validation")).to_be_visible()


def test_several_seeds_are_told_as_medians(opened):
    one = made.training()
    bands = {"loss": np.array([one.loss * part for part in (0.5, 2.0, 3.0)])}
    runs = [replace(run, bands=bands) for run in made.runs(one)]
    words = {"title": "Two moons", "sentence": ("good", ""), "options": {"autoplay": False}}
    mounted = opened()
    plane = made.plane(one)
    mounted.mount(paths=trained.paths(plane, "plane", runs, **words), grid=trained.grid(plane, "plane"))
    seek(mounted, 0)
    mounted.page.locator(".slalom-curve").last.hover()
    told = mounted.page.locator(".slalom-readings")
    expect(told).to_contain_text("median at epoch")
    expect(told.locator("tr")).to_have_count(2)


def test_a_hidden_run_takes_its_panel_along_and_confusion_is_chosen(two):
    page = two.page
    expect(page.locator(".slalom-known-panel")).to_have_count(2)
    page.get_by_label("Run of the confusion table").select_option(label="Adagrad")
    expect(page.locator(".slalom-confusion")).to_contain_text("18 of 20 right, in validation")
    page.locator(".slalom-legend").get_by_role("button", name="Adagrad").click()
    expect(page.locator(".slalom-known-panel")).to_have_count(1)
    expect(page.locator(".slalom-confusion select")).to_be_hidden()


def test_a_phone_shows_all_cards_without_sideways_scrolling(opened):
    mounted = opened(viewport={"width": 390, "height": 844})
    mounted.mount(**blobs(made.training(kind="fit"), made.diverged(kind="fit"), kind="fit"))
    seek(mounted, mounted.get("last"))
    fit = mounted.page.get_by_role("img", name="RMSprop, Adagrad fitted to 60 examples of y by x, epoch 30.0")
    expect(fit).to_be_visible()
    assert mounted.page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(mounted.page.locator(".slalom-confusion, .slalom-inside")).to_have_count(2)
    for card in mounted.page.locator(".slalom-confusion, .slalom-inside").all():
        expect(card).to_be_hidden()


def test_other_runs_take_the_cards_away(two):
    two.update(paths=payloads.paths(), grid=payloads.grid())
    two.until("s.updates === 2")
    expect(two.page.locator(".slalom-known, .slalom-below")).to_have_count(0)
    expect(two.page.locator(".slalom-inside")).to_be_visible()
    expect(two.page.locator(".slalom-count")).to_contain_text("step")


def test_a_page_that_stands_alone_plays_them(browser, tmp_path):
    file = tmp_path / "page.html"
    sent = blobs(made.training(kind="class"), made.training(kind="class", rate=0.05), kind="class")
    file.write_bytes(document(sent["paths"], sent["grid"], "Two moons", "", PageOptions()))
    alone = Standalone(browser, file).whole()
    alone.page.get_by_role("slider", name="Step", exact=True).focus()
    alone.page.keyboard.press("End")
    assert alone.until("step") == alone.read("last") == 60
    known = alone.page.get_by_role("img", name="Decision boundary of Adagrad over x and y with 60 examples, epoch 30.0")
    expect(known).to_be_visible()
    expect(alone.page.get_by_text("Worked out in this page")).to_be_hidden()
    assert (alone.errors, len(alone.asked)) == ([], 1)
    alone.close()
